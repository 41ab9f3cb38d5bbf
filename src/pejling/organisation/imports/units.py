"""A file of units held against the units that there are."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pejling.core.dates import today
from pejling.core.permissions import may
from pejling.core.text import fold
from pejling.organisation.actions.units import things_left
from pejling.organisation.belongings import counted_at
from pejling.organisation.imports.cells import period_in, put, text_in
from pejling.organisation.imports.plan import Change, Plan, Step
from pejling.organisation.imports.tables import Line, Table, doubt_unknown_ids
from pejling.organisation.models import Post, Unit, UnitKind

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


@dataclass
class Known:
    """The units of the database and of the file, as far as it has been read."""

    by_id: dict[str, Unit] = field(default_factory=dict)
    by_name: dict[str, list[Unit]] = field(default_factory=dict)
    kinds: dict[str, UnitKind] = field(default_factory=dict)
    lines: dict[int, int] = field(default_factory=dict)
    """The line of each unit of the file, by the object's identity: new ones have no key yet."""

    def add(self, unit: Unit) -> None:
        """Let the unit be found by its id and its name."""
        if unit.external_id:
            self.by_id[unit.external_id] = unit
        named = self.by_name.setdefault(fold(unit.name), [])
        if not any(unit is other for other in named):
            named.append(unit)

    def find(self, reference: str) -> list[Unit]:
        """The unit with this id, else those with this name."""
        if unit := self.by_id.get(reference):
            return [unit]
        return self.by_name.get(fold(reference), [])


def plan_units(table: Table, plan: Plan, *, by: "Viewer | None") -> None:
    """Fill the plan with what the file would do to the units. On the command line `by` is nobody: an operator."""
    standing = standing_units()
    known = Known(kinds={fold(kind.name): kind for kind in UnitKind.objects.all()})
    for each in standing:
        known.add(each)
    doubt_unknown_ids(table, "unit_id", known.by_id, plan)
    pairs = [(line, unit) for line in table.lines if (unit := _unit_on(line, known, plan))]
    changes = [(line, unit, _changes(line, unit, known, plan)) for line, unit in pairs]
    _refuse_circles([unit for _line, unit in pairs], known, plan)
    for line, unit, changed in changes:
        _note(line, unit, changed, plan)
    _keep_operators(plan, by)
    _note_missing(standing, known, plan)


def standing_units() -> list[Unit]:
    """Every unit of the database, each with its parent as the same object that stands in the list."""
    units = list(Unit.objects.select_related("kind"))
    by_pk = {unit.pk: unit for unit in units}
    for unit in units:
        unit.parent = by_pk[unit.parent_id] if unit.parent_id else None
    return units


def _unit_on(line: Line, known: Known, plan: Plan) -> Unit | None:
    """The unit that a line is about: by its id; by its name if it has no id yet; else a new one."""
    name, external_id = text_in(plan, line, "unit", 200), text_in(plan, line, "unit_id", 100)
    if not name:
        plan.problem(line.number, _("Enheden mangler et navn."))
        return None
    unit: Unit | None = known.by_id.get(external_id) if external_id else None
    if unit is None:
        namesakes = [
            each for each in known.by_name.get(fold(name), []) if not (external_id and each.external_id)
        ]
        if len(namesakes) > 1:
            words = _("Flere enheder hedder %(name)s. Skriv enhed_id, så vi kan kende dem fra hinanden.")
            plan.problem(line.number, words % {"name": name})
            return None
        unit = namesakes[0] if namesakes else Unit(name=name, external_id=external_id)
    if earlier := known.lines.get(id(unit)):
        plan.problem(line.number, _("Enheden står allerede på linje %(line)s.") % {"line": earlier})
        return None
    known.lines[id(unit)] = line.number
    if external_id:
        known.by_id[external_id] = unit
    known.add(unit)
    return unit


def _changes(line: Line, unit: Unit, known: Known, plan: Plan) -> list[Change]:
    """Write the line's values on the unit, and say what that changes."""
    starts_on, ends_on = period_in(plan, line)
    changes = [
        put(unit, _("id"), "external_id", line.get("unit_id")),
        put(unit, _("navn"), "name", line.get("unit")),
        _put_kind(line, unit, known, plan),
        _put_parent(line, unit, known, plan),
        put(unit, _("fra"), "starts_on", starts_on),
        put(unit, _("til"), "ends_on", ends_on),
    ]
    if unit.starts_on and unit.ends_on and unit.ends_on < unit.starts_on:
        plan.problem(line.number, _("Perioden slutter, før den begynder."))
    if unit.pk and changes[-1] and unit.ends_on and unit.ends_on <= today() and (left := things_left(unit)):
        words = _("Enheden kan ikke nedlægges endnu. Den har stadig %(things)s. Flyt det først.")
        plan.problem(line.number, words % {"things": ", ".join(left)})
    return [change for change in changes if change]


def _put_kind(line: Line, unit: Unit, known: Known, plan: Plan) -> Change | None:
    name = text_in(plan, line, "kind", 100) or ("" if unit.pk else _("Enhed"))
    if not name:
        return None
    kind = known.kinds.get(fold(name))
    if kind is None:
        kind = known.kinds[fold(name)] = UnitKind(name=name)
        plan.new_unit_kinds.append(kind)
    before = unit.kind if unit.pk else None
    unit.kind = kind
    return None if kind == before else Change(_("enhedstype"), str(before or "–"), kind.name)


def _put_parent(line: Line, unit: Unit, known: Known, plan: Plan) -> Change | None:
    reference = line.get("parent")
    if not reference:
        return None
    found = known.find(reference)
    if len(found) != 1:
        one = _(
            "hører_under: der er ingen enhed med id eller navn %(reference)s, hverken i filen eller i forvejen."
        )
        many = _("hører_under: flere enheder hedder %(reference)s. Skriv enhed_id i stedet.")
        plan.problem(line.number, (many if found else one) % {"reference": reference[:100]})
        return None
    parent, before = found[0], unit.parent
    if parent is before:
        return None
    if parent.has_ended and not unit.has_ended:
        plan.problem(line.number, _("hører_under: enheden %(parent)s er nedlagt.") % {"parent": parent})
    unit.parent = parent
    return Change(_("hører under"), str(before or "–"), parent.name)


def _refuse_circles(units: list[Unit], known: Known, plan: Plan) -> None:
    """Nothing may come to belong under itself."""
    settled: set[int] = set()
    for unit in units:
        path: list[Unit] = []
        on_path: set[int] = set()
        here: Unit | None = unit
        while here is not None and id(here) not in settled and id(here) not in on_path:
            path.append(here)
            on_path.add(id(here))
            here = here.parent
        if here is not None and id(here) in on_path:
            line = known.lines.get(id(here)) or known.lines.get(id(unit))
            plan.problem(
                line, _("hører_under: enheden %(unit)s kommer til at høre under sig selv.") % {"unit": here}
            )
        settled |= on_path


def _note(line: Line, unit: Unit, changes: list[Change], plan: Plan) -> None:
    if not unit.pk:
        plan.new_units.append(unit)
        plan.steps.append(Step("create", "unit", unit.name, line.number, tuple(changes), unit.external_id))
    elif changes:
        plan.changed_units.append(unit)
        plan.steps.append(Step("change", "unit", unit.name, line.number, tuple(changes), unit.external_id))
        if any(change.label == _("til") for change in changes):
            _note_posts(unit, line.number, plan)
    else:
        plan.unchanged += 1


def _note_posts(unit: Unit, line: int | None, plan: Plan) -> None:
    """The posts of a unit end with it."""
    assert unit.ends_on is not None
    for post in Post.objects.filter(unit=unit).select_related("person", "role"):
        if post.ends_on is None or post.ends_on > unit.ends_on:
            plan.ending_posts.append((post, unit.ends_on))
            plan.steps.append(Step("end", "post", f"{post.person}, {post.role}, {unit}", line))


def _keep_operators(plan: Plan, by: "Viewer | None") -> None:
    """A unit that ends takes its posts with it, and an operator's post is ended by an operator alone."""
    for post, _on in plan.ending_posts:
        if post.is_operating and by is not None and not may(by, "organisation.empower", post):
            words = _("Enheden %(unit)s har en it-administrator. Kun en it-administrator kan nedlægge den.")
            plan.problem(None, words % {"unit": post.unit})


def _note_missing(standing: list[Unit], known: Known, plan: Plan) -> None:
    """Units from the other system that the file does not speak of: named, and ended only if asked for."""
    missing = [u for u in standing if u.external_id and not u.has_ended and id(u) not in known.lines]
    plan.missing += [unit.name for unit in missing]
    if not plan.ends_missing:
        return
    ending: dict[int, Unit] = {}
    for unit in missing:
        if reason := _hindrance(unit):
            plan.kept.append(f"{unit}: {reason}")
        else:
            ending[id(unit)] = unit
    _settle(ending, standing + plan.new_units, plan)


def _settle(ending: dict[int, Unit], everyone: list[Unit], plan: Plan) -> None:
    """Keep what has lasting units below it, and end the rest from below."""
    while blocked := {
        id(unit.parent): unit
        for unit in everyone
        if unit.parent and id(unit.parent) in ending and id(unit) not in ending and not unit.has_ended
    }:
        for key, child in blocked.items():
            plan.kept.append(f"{ending.pop(key)}: " + _("enheden %(unit)s hører under den") % {"unit": child})
    depth = {key: _depth(unit) for key, unit in ending.items()}
    for unit in sorted(ending.values(), key=lambda unit: -depth[id(unit)]):
        plan.ending_units.append(unit)
        plan.steps.append(Step("end", "unit", unit.name, key=unit.external_id))


def _hindrance(unit: Unit) -> str:
    """Why a unit cannot simply end: what it owns, or that it holds an operator."""
    if owned := counted_at(unit):
        return ", ".join(f"{label.lower()} ({count})" for label, count in owned)
    return _("har en it-administrator") if Post.objects.operating().filter(unit=unit).exists() else ""


def _depth(unit: Unit) -> int:
    depth, here = 0, unit.parent
    while here is not None:
        depth, here = depth + 1, here.parent
    return depth
