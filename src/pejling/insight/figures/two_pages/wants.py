"""Page 1, what we want: where we are, where we are going, and what we do. Each part from facts; what is missing is said."""

from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pejling.core.formats import day, in_words, named, period
from pejling.core.richtext import to_plain
from pejling.core.sentences import clipped, first_sentences, sentences
from pejling.direction.figures.bearings import reach
from pejling.direction.figures.state import sentence, state_of
from pejling.direction.models import ChainColumn, Document, Nature, Section
from pejling.direction.models.documents import BEFORE_FORCE
from pejling.initiatives.models import REPORTED, Initiative
from pejling.organisation.authority import unit_parents, way_up
from pejling.organisation.models import Forum, Unit
from pejling.papers.two_pages import Item, Layout, Part

if TYPE_CHECKING:
    from pejling.insight.figures.two_pages.about import About, Aim


def wants(about: "About") -> list[Part]:
    """The parts of page 1, in the order that they have until somebody chooses another."""
    return [where(about), words(about), aims(about), work(about)]


def headline(about: "About") -> tuple[str, str]:
    """The document's own sentence where it has one, and what follows it."""
    document = about.document
    if document is None:
        return _headline_of_many(about)
    said = sentences(document.summary)
    if said and len(said[0]) <= 170:
        return said[0], first_sentences(" ".join(said[1:]), 2, 400) or _kind(document)
    return clipped(document.title, 250), first_sentences(document.summary, 2, 400) or _kind(document)


def _kind(document: Document) -> str:
    """What it is, and how its own text begins."""
    facts = {"kind": document.kind.name, "unit": document.unit.name}
    texts = (to_plain(body) for body in document.sections.values_list("body", flat=True))
    begins = next((text for text in texts if text), "")
    return f"{_('%(kind)s fra %(unit)s.') % facts} {first_sentences(begins, 1, 240)}".strip()


def _headline_of_many(about: "About") -> tuple[str, str]:
    facts = {"name": about.title, "aims": _count_of_aims(about.aim_count)}
    titles = ", ".join(f"»{each.title}«" for each in about.documents[:3])
    if isinstance(about.thing, Forum):
        head = _("Det har %(name)s vedtaget: %(aims)s") % facts
    else:
        head = _("Det vil %(name)s: %(aims)s") % facts
    if not titles:
        return head, _("Der er ingen dokumenter, der gælder her i dag.")
    many = ngettext(
        "%(count)s dokument gælder her i dag: %(titles)s.",
        "%(count)s dokumenter gælder her i dag, blandt dem %(titles)s.",
        len(about.documents),
    )
    return head, many % {"count": in_words(len(about.documents), neuter=True), "titles": titles}


def _count_of_aims(count: int) -> str:
    return ngettext("%(count)s mål", "%(count)s mål", count) % {"count": in_words(count, neuter=True)}


# --- Where are we ----------------------------------------------------------------------------------------------------

MOST_FACTS = 6


def where(about: "About") -> Part:
    """What is: the facts that are written down, who answers, how long it holds, and how much there is."""
    written = about.of_nature(Nature.FACT)
    facts = [
        Item(each.title, first_sentences(to_plain(each.text), 1, 240), weight=3)
        for each in written[:MOST_FACTS]
    ]
    thing = about.thing
    if isinstance(thing, Document):
        stands = _of_document(about, thing)
    elif isinstance(thing, Unit):
        stands = _of_unit(about, thing)
    else:
        stands = _of_forum(about, thing)
    return Part(
        "where",
        _("Hvor står vi?"),
        Layout.COLUMNS,
        items=(*facts, *stands),
        left_out=max(len(written) - MOST_FACTS, 0),
        more=_("Og %(count)s til."),
    )


def _of_document(about: "About", document: Document) -> list[Item]:
    if document.responsible and about.knows_us:
        answers = _("%(name)s svarer for dokumentet.") % {"name": document.responsible.name}
    elif about.knows_us:
        answers = _("Ingen står som ansvarlig for dokumentet endnu.")
    else:
        answers = _("Enheden svarer for dokumentet, og spørgsmål rettes til den.")
    if about.leader:
        answers += " " + _("Enheden ledes af %(name)s.") % {"name": about.leader}
    held = period(document.starts_on, document.ends_on)
    holds = [sentence(document, about.adoptions.get(document.pk))]
    holds.append(
        _("Perioden er %(period)s.") % {"period": held}
        if held
        else _("Der er ikke skrevet, hvilken periode det gælder for.")
    )
    holds.append(
        _("Det skal revideres senest den %(day)s.") % {"day": day(document.review_on)}
        if document.review_on
        else _("Der er ikke sat en dag for, hvornår det skal revideres.")
    )
    found = [
        Item(_("%(unit)s ejer det") % {"unit": document.unit.name}, answers, weight=2),
        Item(
            _("Tilstand: %(state)s") % {"state": state_of(document).word.lower()}, " ".join(holds), weight=2
        ),
        _extent(about),
    ]
    if document.kind.is_bearing:
        found.insert(0, _reach(document))
    return found


def _extent(about: "About") -> Item:
    """How many aims, how many of them point upwards, and how many have something that contributes."""
    count = about.aim_count
    title = _("%(aims)s, %(points)s linjer i alt") % {
        "aims": _count_of_aims(count),
        "points": in_words(len(about.elements)),
    }
    title = title[0].upper() + title[1:]
    if not about.elements:
        return Item(
            _("Endnu uden indhold"),
            _("Der er hverken skrevet mål, indsatser eller succeskriterier."),
            weight=1,
        )
    if not count:
        return Item(title, _("Ingen af dem er et mål, som andre kan bidrage til."), weight=1)
    up, down = (
        sum(bool(each.above) for each in about.aims),
        sum(bool(each.contributors) for each in about.aims),
    )
    facts = {"up": in_words(up, neuter=True), "down": in_words(down, neuter=True)}
    is_top = all(each.kind.column == ChainColumn.VISION for each in about.documents)
    said = _("Der er noget, der bidrager til %(down)s af målene.") % facts
    if not is_top:
        said = _("%(up)s af målene peger på et mål længere oppe.") % facts + " " + said
    return Item(title, said[0].upper() + said[1:], weight=1)


def _reach(bearing: Document) -> Item:
    found = reach(bearing)
    title = ngettext(
        "Pejlingen gælder %(count)s enhed", "Pejlingen gælder %(count)s enheder", len(found.answers)
    ) % {"count": in_words(len(found.answers))}
    said = _(
        "%(tied)s har knyttet noget til den, %(declined)s har svaret, at den ikke er relevant, "
        "og %(silent)s har ikke svaret endnu."
    ) % {"tied": in_words(found.tied), "declined": in_words(found.declined), "silent": in_words(found.silent)}
    return Item(title, said[0].upper() + said[1:], weight=4)


def _of_unit(about: "About", unit: Unit) -> list[Item]:
    below = list(unit.children.current().order_by("sort_key", "pk"))
    leads = (
        _("%(name)s leder enheden.") % {"name": about.leader}
        if about.leader
        else _("Der er ikke skrevet, hvem der leder enheden.")
    )
    parent = _("Den hører under %(unit)s.") % {"unit": unit.parent.name} if unit.parent else ""
    found = [Item(str(unit.kind), f"{leads} {parent}".strip(), weight=2)]
    if below:
        title = ngettext("%(count)s enhed under den", "%(count)s enheder under den", len(below))
        found.append(
            Item(
                title % {"count": in_words(len(below)).capitalize()},
                _("Det er %(units)s.") % {"units": named([each.name for each in below], 6)},
                weight=2,
            )
        )
    return [*found, _documents(about), *_above(about, unit), _extent(about)]


def _above(about: "About", unit: Unit) -> list[Item]:
    """What holds in the nearest unit above that has something: it holds here too."""
    _here, *way = way_up(unit.pk, unit_parents())
    rows = Document.objects.visible_to(about.viewer).in_force(about.on).filter(unit__in=way)
    holding: dict[int, list[Document]] = {}
    for row in rows.select_related("unit").order_by("kind__position", "sort_key"):
        holding.setdefault(row.unit_id, []).append(row)
    nearest = next((holding[each] for each in way if each in holding), [])
    if not nearest:
        return []
    words = _("Enheden arbejder også efter det, der gælder over den: %(titles)s.")
    titles = named([f"»{each.title}«" for each in nearest], 4)
    return [Item(_("Det gælder i %(unit)s") % {"unit": nearest[0].unit.name}, words % {"titles": titles})]


def _of_forum(about: "About", forum: Forum) -> list[Item]:
    seats = list(forum.seats.current().select_related("person", "role").order_by("role__position", "pk")[:5])
    names = ", ".join(f"{seat.person.name} ({seat.role})" for seat in seats)
    sits = _("I forummet sidder blandt andre %(names)s.") % {"names": names} if names else ""
    return [
        Item(str(forum.kind), sits or _("Der er ikke skrevet, hvem der sidder i forummet."), weight=2),
        _documents(about),
        _planned(about, forum),
        _extent(about),
    ]


def _planned(about: "About", forum: Forum) -> Item:
    """What it is to adopt."""
    drafts = Document.objects.visible_to(about.viewer).filter(forum=forum, phase__in=BEFORE_FORCE)
    titles = list(drafts.order_by("sort_key").values_list("title", flat=True))
    if not titles:
        return Item(
            _("Ingen vedtagelser på vej"),
            _("Ingen kladde og intet dokument i høring er skrevet til at blive vedtaget her."),
        )
    return Item(
        _("Skal vedtages"),
        _("Det er %(titles)s.") % {"titles": named([f"»{each}«" for each in titles], 4)},
        weight=2,
    )


def _documents(about: "About") -> Item:
    """What holds, each with its period."""
    if not about.documents:
        return Item(
            _("Intet, der gælder"),
            _("Der er ingen planer eller andre dokumenter herfra, der gælder i dag."),
            weight=2,
        )
    title = ngettext("%(count)s dokument gælder", "%(count)s dokumenter gælder", len(about.documents))
    titles = [f"{each.title} ({each.kind})" for each in about.documents]
    return Item(
        title % {"count": in_words(len(about.documents), neuter=True).capitalize()},
        _("Det er %(titles)s.") % {"titles": named(titles, 4)},
        weight=2,
    )


# --- What its own text says ------------------------------------------------------------------------------------------


def words(about: "About") -> Part:
    """The document's own sections, each by its first sentences."""
    rows = Section.objects.filter(document__in=about.documents).select_related("document")
    found: list[Item] = []
    for row in rows.order_by("position", "pk") if len(about.documents) == 1 else ():
        said = first_sentences(to_plain(row.body), 2, 420)
        if said:
            found.append(Item(row.title, said, weight=-len(found)))
    return Part(
        "words",
        _("Hvad siger dokumentet?"),
        Layout.LIST,
        lead="" if found else _("Dokumentet har ingen afsnit med tekst endnu."),
        items=tuple(found),
        more=_("Og %(count)s afsnit til, som står i dokumentet."),
    )


# --- Where are we going ----------------------------------------------------------------------------------------------


def aims(about: "About") -> Part:
    """The aims, each hanging from what it contributes to, with what one can see it on."""
    found = tuple(_aim(about, each, place) for place, each in enumerate(about.aims))
    return Part(
        "aims",
        _("Hvor vil vi hen?"),
        Layout.COLUMNS,
        lead="" if found else _without_aims(about),
        items=found,
        seen_label=_("Sådan kan det ses"),
        left_out=max(about.aim_count - len(found), 0),
        more=_("Og %(count)s mål til, som står i det hele."),
    )


def _without_aims(about: "About") -> str:
    if about.document is None:
        return _(
            "Her er ingen mål i et dokument, der gælder i dag. "
            "De kommer frem, når en plan eller en politik med mål er taget i brug."
        )
    return _(
        "Dokumentet har ingen mål endnu. Derfor er der heller ikke noget, som planer og indsatser kan bidrage til, "
        "eller som kan bidrage til visionen."
    )


def _aim(about: "About", aim: "Aim", place: int) -> Item:
    is_top = aim.element.document.kind.column == ChainColumn.VISION
    above = aim.above or (() if is_top else (_("Peger ikke på et mål længere oppe endnu"),))
    note = (
        ngettext("Én ting bidrager", "%(count)s ting bidrager", aim.contributors)
        % {"count": in_words(aim.contributors).capitalize()}
        if aim.contributors
        else _("Intet bidrager endnu")
    )
    if len(about.documents) > 1:
        note = f"{aim.element.document.title} · {note}"
    return Item(
        aim.element.title,
        first_sentences(to_plain(aim.element.text), 2, 300),
        note,
        above=above,
        seen=aim.criteria[0] if aim.criteria else "",
        weight=-place,
    )


# --- What do we do ---------------------------------------------------------------------------------------------------


def work(about: "About") -> Part:
    """The initiatives, each with who leads it, until when and with whom; unit by unit where they are many."""
    part = Part(
        "work",
        _("Hvad gør vi?"),
        Layout.COLUMNS,
        more=_("Og %(count)s til, som står på siden med indsatser."),
    )
    if about.is_told_by_row:
        items = tuple(_row_of_work(about))
    elif about.work:
        items = tuple(
            _initiative(each, place, reads_line=each.element.document_id in about.read_plans)
            for place, each in enumerate(about.work)
        )
    else:
        items = tuple(_written_work(about))
        part = replace(part, left_out=max(len(about.of_nature(Nature.WORK)) - MOST_WORK, 0))
    return replace(part, items=items, lead="" if items else _without_work(about))


def _row_of_work(about: "About") -> list[Item]:
    counts: dict[int, int] = {}
    for places in about.subject.places.values():
        for place in places:
            counts[place] = counts.get(place, 0) + 1
    rows = [(row, counts[place]) for place, row in enumerate(about.subject.rows) if place in counts]
    return [
        Item(
            row.label,
            ngettext("%(count)s indsats", "%(count)s indsatser", count) % {"count": count},
            row.leader.name if row.leader else "",
            url=row.url,
            weight=count,
        )
        for row, count in rows
    ]


def _initiative(row: Initiative, place: int, *, reads_line: bool) -> Item:
    """Who only has a part in the work reads its name, and not what the plan says of it."""
    note = [row.lead.name if row.lead else _("Ingen leder den endnu")]
    if row.expected_on:
        note.append(_("til %(day)s") % {"day": day(row.expected_on)})
    said = ", ".join(note) + "."
    if partners := [str(each.unit) for each in row.partners.all()]:
        said += " " + _("Sammen med %(partners)s.") % {"partners": named(partners, 3)}
    if row.phase not in REPORTED:
        said += " " + _("%(phase)s, ikke i gang.") % {"phase": row.get_phase_display()}
    return Item(
        row.element.title,
        first_sentences(to_plain(row.element.text), 1, 200) if reads_line else "",
        said,
        weight=(100 if row.phase in REPORTED else 0) - place,
    )


def _written_work(about: "About") -> list[Item]:
    """What is written as work, for whoever may not see how it goes; and else what others do for it."""
    rows = about.of_nature(Nature.WORK)
    if rows:
        return [
            Item(row.title, first_sentences(to_plain(row.text), 1, 200), weight=-place)
            for place, row in enumerate(rows[:MOST_WORK])
        ]
    return contributing(about)


MOST_WORK = 40


def contributing(about: "About") -> list[Item]:
    """The documents whose points contribute to the aims, each with how many to how many."""
    return [
        Item(
            each.document.title,
            _contributes(each.points, each.aims),
            each.document.unit.name,
            weight=each.points,
        )
        for each in about.contributing
    ]


def _contributes(points: int, count: int) -> str:
    facts = {"points": in_words(points).capitalize(), "aims": in_words(count, neuter=True)}
    return (
        ngettext("%(points)s ting bidrager", "%(points)s ting bidrager", points) % facts
        + " "
        + ngettext("til %(aims)s mål.", "til %(aims)s mål.", count) % facts
    )


def _without_work(about: "About") -> str:
    if about.document is not None:
        return _(
            "Ingen indsatser er skrevet, og ingen planer bidrager endnu. Hvad der bliver gjort, kan derfor ikke vises."
        )
    return _("Her er ingen indsatser, der er foreslået, godkendt eller i gang.")
