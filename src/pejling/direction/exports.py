"""Direction as files for other programs."""

from collections import defaultdict
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from pejling.core.dates import today
from pejling.core.formats import day, long_day, period
from pejling.core.permissions import may
from pejling.direction.figures.document import Line, lines_of, mark_of, with_lines_pointed_out
from pejling.direction.figures.state import sentence
from pejling.direction.models import Adoption, Contribution, Document, Element
from pejling.papers import Heading, Outline, OutlineBlock, Point, Points, from_markup, plain, with_notes

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


@translation.override(settings.LANGUAGE_CODE)
def document_outline(document: Document, viewer: "Viewer", *, adoption: Adoption | None) -> Outline:
    """The whole document for paper, as the viewer may read it; what stands around its words is Danish as they are."""
    knows_us = may(viewer, "organisation.view")
    blocks: list[OutlineBlock] = []
    sections = [with_lines_pointed_out(each) for each in lines_of(document, viewer) if not each.is_empty]
    every = [line.element.pk for each in sections for line in (*each.pointed_out, *each.lines)]
    aims = _aims_above(every, viewer)
    for each in sections:
        if each.section.title:
            blocks.append(Heading(2, each.section.title))
        notes = {
            mark_of(line.element): _beside(line, aims[line.element.pk], knows_us=knows_us)
            for line in each.pointed_out
        }
        blocks += with_notes(from_markup(each.body), notes)
        if each.lines:
            points = (_point(line, aims[line.element.pk], knows_us=knows_us) for line in each.lines)
            blocks.append(Points(tuple(points)))
    return Outline(
        title=document.title,
        kicker=f"{document.kind} · {document.unit}",
        lead=sentence(document, adoption),
        facts=tuple(_facts(document, knows_us=knows_us)),
        blocks=tuple(blocks),
        dated=today(),
        footer=_("Udskrevet %(day)s") % {"day": long_day(today())},
    )


def _facts(document: Document, *, knows_us: bool) -> list[tuple[str, str]]:
    """What the head of the document's page says, as far as there is something to say."""
    responsible = document.responsible.name if document.responsible and knows_us else ""
    said = [
        (_("Om"), document.summary),
        (_("Ansvarlig"), responsible),
        (_("Periode"), period(document.starts_on, document.ends_on)),
        (_("Revideres senest"), day(document.review_on)),
        (_("Kilde"), document.source),
    ]
    return [(label, value) for label, value in said if value]


def _point(line: Line, aims: Collection[str], *, knows_us: bool) -> Point:
    element = line.element
    notes = _notes(line, aims, knows_us=knows_us)
    return Point(line.depth, element.kind.name, element.title, from_markup(element.text), tuple(notes))


def _beside(line: Line, aims: Collection[str], *, knows_us: bool) -> tuple[OutlineBlock, ...]:
    """What is told of a point whose words are a line of the text: they are not said again."""
    notes = [line.element.kind.name, *_notes(line, aims, knows_us=knows_us)]
    return (plain(" · ".join(notes), quiet=True),)


def _notes(line: Line, aims: Collection[str], *, knows_us: bool) -> list[str]:
    notes = [f"{each.label}: {each.mark.word}" for each in line.marks]
    if line.element.responsible and knows_us:
        notes.append(_("Ansvarlig: %(name)s") % {"name": line.element.responsible.name})
    return notes + [_("Bidrager til: %(aim)s") % {"aim": aim} for aim in aims]


def _aims_above(elements: Collection[int], viewer: "Viewer") -> dict[int, list[str]]:
    """For each element the aims that it contributes to and that the viewer may see, with the document they stand in."""
    seen = Element.objects.visible_to(viewer)
    ties = Contribution.objects.active().filter(lower__in=elements, upper__in=seen)
    found: dict[int, list[str]] = defaultdict(list)
    for lower, aim, document in ties.values_list("lower_id", "upper__title", "upper__document__title"):
        found[lower].append(f"{aim} ({document})")
    return found
