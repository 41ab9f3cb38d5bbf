"""The post on a line of a file of people, held against the posts that there are."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from pejling.core import formats
from pejling.core.dates import today
from pejling.core.text import fold
from pejling.organisation.imports.cells import period_in, put, text_in
from pejling.organisation.imports.plan import Change, Plan, Step
from pejling.organisation.imports.tables import Line
from pejling.organisation.imports.units import Known as KnownUnits
from pejling.organisation.models import Capacity, Post, Role, Unit
from pejling.people.models import Person


@dataclass
class KnownPosts:
    """Units, roles and posts of the database and of the file; posts by the identity of their person."""

    units: KnownUnits
    roles: dict[str, Role]
    may_empower: bool
    of: dict[int, list[Post]] = field(default_factory=dict)
    touched: dict[int, list[tuple[Post, int]]] = field(default_factory=dict)
    """The posts that the file speaks of, with the line."""
    changed: set[int] = field(default_factory=set)
    steps: list[Step] = field(default_factory=list)

    @cached_property
    def operators(self) -> set[int]:
        """The people who run the installation, today or from a day to come."""
        return {post.person_id for posts in self.of.values() for post in posts if post.is_operating}

    def untouched(self, person: Person) -> list[Post]:
        """The person's posts that the file does not speak of."""
        touched = {id(post) for post, _line in self.touched.get(id(person), [])}
        return [post for post in self.of.get(id(person), []) if id(post) not in touched]


def plan_post(line: Line, person: Person, known: KnownPosts, plan: Plan) -> None:
    """Note the post that a line gives a person; a line without unit and role gives none."""
    if not line.get("unit_id") and not line.get("unit") and not line.get("role"):
        return
    starts_on, ends_on = period_in(plan, line)
    unit, role = _unit_in(line, known, plan), _role_in(line, known, plan)
    if unit is None or role is None:
        return
    if unit.has_ended and (ends_on is None or ends_on >= today()):
        plan.problem(line.number, _("Enheden %(unit)s er nedlagt.") % {"unit": unit})
    if role.capacity == Capacity.OPERATOR and not known.may_empower:
        plan.problem(line.number, _("Kun en it-administrator kan gøre nogen til it-administrator."))
    same = [post for post in known.of.get(id(person), []) if post.unit is unit or post.unit_id == unit.pk]
    same = [post for post in same if post.role is role or (role.pk and post.role_id == role.pk)]
    _refuse_twice(line, person, same, (starts_on, ends_on), known, plan)
    post = _match(same, starts_on)
    if post is None:
        post = Post(person=person, unit=unit, role=role, starts_on=starts_on, ends_on=ends_on)
        _add(line, post, same, known, plan)
    else:
        _change(line, post, starts_on, ends_on, known, plan)
    known.touched.setdefault(id(person), []).append((post, line.number))


def _unit_in(line: Line, known: KnownPosts, plan: Plan) -> Unit | None:
    reference = line.get("unit_id") or line.get("unit")
    if not reference:
        plan.problem(line.number, _("Personen har en rolle, men ingen enhed. Skriv enhed_id eller enhed."))
        return None
    found = [known.units.by_id[reference]] if reference in known.units.by_id else []
    if not found and not line.get("unit_id"):
        found = [unit for unit in known.units.find(reference) if not unit.has_ended]
    if len(found) == 1:
        return found[0]
    none = _("Der er ingen enhed med id eller navn %(reference)s. Indlæs enhederne først.")
    many = _("Flere enheder hedder %(reference)s. Skriv enhed_id.")
    plan.problem(line.number, (many if found else none) % {"reference": reference[:100]})
    return None


def _role_in(line: Line, known: KnownPosts, plan: Plan) -> Role | None:
    """The role by its name; one that nobody has heard of is a new one that gives no more than any member of staff has."""
    name = text_in(plan, line, "role", 100)
    if not name:
        plan.problem(line.number, _("Personen har en enhed, men ingen rolle."))
        return None
    role = known.roles.get(fold(name))
    if role is None:
        role = known.roles[fold(name)] = Role(name=name, capacity=Capacity.STAFF)
        plan.new_roles.append(role)
    return role


def _refuse_twice(
    line: Line,
    person: Person,
    same: list[Post],
    period: tuple[date | None, date | None],
    known: KnownPosts,
    plan: Plan,
) -> None:
    for post, earlier in known.touched.get(id(person), []):
        if any(post is each for each in same) and post.overlaps(*period):
            words = _("Personen har allerede den rolle i enheden i den periode på linje %(line)s.")
            plan.problem(line.number, words % {"line": earlier})
            return


def _match(same: list[Post], starts_on: date | None) -> Post | None:
    """The post that is meant: from the same day, else the one that is held today."""
    for post in same:
        if starts_on and post.starts_on == starts_on:
            return post
    lasting = [post for post in same if post.ends_on is None or post.ends_on >= (starts_on or today())]
    return lasting[0] if lasting else None


def _add(line: Line, post: Post, same: list[Post], known: KnownPosts, plan: Plan) -> None:
    if post.starts_on is None and any(other.starts_on is None for other in same):
        post.starts_on = today()
    known.of.setdefault(id(post.person), []).append(post)
    plan.new_posts.append(post)
    period = formats.period(post.starts_on, post.ends_on)
    changes = (Change(_("periode"), "–", period),) if period else ()
    known.steps.append(
        Step("create", "post", f"{post.person}, {post.role}, {post.unit}", line.number, changes)
    )


def _change(
    line: Line, post: Post, starts_on: date | None, ends_on: date | None, known: KnownPosts, plan: Plan
) -> None:
    changes = [put(post, _("fra"), "starts_on", starts_on), put(post, _("til"), "ends_on", ends_on)]
    changed = tuple(change for change in changes if change)
    if post.starts_on and post.ends_on and post.ends_on < post.starts_on:
        plan.problem(line.number, _("Perioden slutter, før den begynder."))
    if changed and post.pk and id(post) not in known.changed:
        known.changed.add(id(post))
        plan.changed_posts.append(post)
        known.steps.append(
            Step("change", "post", f"{line.get('name')}, {post.role}, {post.unit}", line.number, changed)
        )
    elif not changed:
        plan.unchanged += 1
