"""What a document's page shows, read in a handful of queries however long the document is."""

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pejling.activity.models import Activity
from pejling.core import rich_lines
from pejling.core.permissions import may
from pejling.direction.figures.tree import depth_first
from pejling.direction.marks import Labelled, marks_of
from pejling.direction.models import (
    Contribution,
    Document,
    Element,
    Section,
    Visibility,
)
from pejling.files.figures import FileList, files_of

if TYPE_CHECKING:
    from pejling.activity.models import ActivityQuerySet
    from pejling.core.permissions import Viewer

NEWEST = 5
"""Lines of activity on the page; the rest stands behind a link."""
LONG = 4
"""Sections from which a table of contents helps."""


@dataclass(frozen=True)
class Line:
    """An element as a line: how deep it stands, how many ties lead up from it and down from it, and the marks beside it."""

    element: Element
    depth: int
    uppers: int = 0
    lowers: int = 0
    marks: tuple[Labelled, ...] = ()


@dataclass(frozen=True)
class SectionLines:
    """A section with its lines in reading order."""

    section: Section
    lines: tuple[Line, ...]
    is_last: bool = False
    pointed_out: tuple[Line, ...] = ()
    """The lines that stand in the text itself, in `body`, each by the sign of `mark_of`."""
    body: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it to read."""
        return not (self.section.title or self.section.body or self.lines)


@dataclass(frozen=True)
class DocumentPage:
    """Everything on the page that comes from the database."""

    document: Document
    sections: tuple[SectionLines, ...]
    files: FileList
    supplements: tuple[Document, ...]
    supplemented: Document | None
    activity: tuple[Activity, ...]
    has_more_activity: bool

    @property
    def elements(self) -> list[Element]:
        """All the elements on the page."""
        return [line.element for each in self.sections for line in (*each.pointed_out, *each.lines)]

    @property
    def contents(self) -> tuple[Section, ...]:
        """The sections with a heading, when there are enough of them to need a table of contents."""
        titled = tuple(each.section for each in self.sections if each.section.title)
        return titled if len(titled) >= LONG else ()

    @property
    def is_empty(self) -> bool:
        """Whether nobody has written anything yet."""
        return all(each.is_empty for each in self.sections)


def read_document(document: Document, viewer: "Viewer") -> DocumentPage:
    """The document as the viewer may read it; the viewer may see the document itself."""
    activity = list(happenings(document, viewer)[: NEWEST + 1])
    supplements, supplemented = supplements_of(document, viewer)
    return DocumentPage(
        document=document,
        sections=tuple(with_lines_pointed_out(each) for each in lines_of(document, viewer)),
        files=files_of(document, viewer),
        supplements=supplements,
        supplemented=supplemented,
        activity=tuple(activity[:NEWEST]),
        has_more_activity=len(activity) > NEWEST,
    )


def happenings(document: Document, viewer: "Viewer") -> "ActivityQuerySet":
    """What was done with the document, newest first: who works here and how it came about is not for the public."""
    lines = Activity.objects.about(document)
    return lines if may(viewer, "organisation.view") else lines.none()


def lines_of(document: Document, viewer: "Viewer") -> tuple[SectionLines, ...]:
    """The sections with their standing elements as a tree, and what is shown beside each."""
    elements = list(document.elements.filter(ended_on=None).select_related("kind", "responsible"))
    by_section: dict[int, list[Element]] = defaultdict(list)
    for element in elements:
        element.document = document
        by_section[element.section_id].append(element)
    uppers, lowers = count_ties(document, viewer)
    marks = marks_of([element.pk for element in elements], viewer)
    sections = list(document.sections.all())
    return tuple(
        SectionLines(
            section,
            tuple(
                Line(row, depth, uppers[row.pk], lowers[row.pk], marks.get(row.pk, ()))
                for row, depth in depth_first(by_section[section.pk])
            ),
            is_last=section is sections[-1],
        )
        for section in sections
    )


def with_lines_pointed_out(each: SectionLines) -> SectionLines:
    """The section as it is read: a point whose words are a line of the text is shown there, and not once more below it."""
    places: dict[str, int] = {}
    for number, words in enumerate(rich_lines.lines(each.section.body) if each.lines else ()):
        places.setdefault("".join(words.split()), number)
    holders = {line.element.parent_id for line in each.lines}
    marks: dict[int, str] = {}
    pointed_out = []
    for line in each.lines:
        place = places.pop(line.element.bare_words, None) if places else None
        if place is not None and line.depth == 0 and line.element.pk not in holders:
            marks[place] = mark_of(line.element)
            pointed_out.append(line)
    rest = tuple(line for line in each.lines if line not in pointed_out)
    body = rich_lines.marked(each.section.body, marks) if marks else each.section.body
    return replace(each, lines=rest, pointed_out=tuple(pointed_out), body=body)


def mark_of(element: Element) -> str:
    """What stands in a text where a point is to be shown: signs that no text has of its own."""
    return f"\ue000{element.pk}\ue001"


def count_ties(document: Document, viewer: "Viewer") -> tuple[Counter[int], Counter[int]]:
    """For each element how many ties lead up from it and how many down from it, in one query."""
    uppers: Counter[int] = Counter()
    lowers: Counter[int] = Counter()
    ties = Contribution.objects.active().counted_for(viewer)
    ties = ties.filter(Q(lower__document=document) | Q(upper__document=document))
    for lower, upper in ties.values_list("lower_id", "upper_id"):
        uppers[lower] += 1
        lowers[upper] += 1
    return uppers, lowers


def supplements_of(document: Document, viewer: "Viewer") -> tuple[tuple[Document, ...], Document | None]:
    """What lays something to the document, and what it is itself laid to, as far as the viewer may see them."""
    if not getattr(document, "has_supplements", True) and document.supplements_id is None:
        return (), None
    around = Document.objects.visible_to(viewer).filter(
        Q(supplements=document) | Q(pk=document.supplements_id)
    )
    rows = list(around.for_list().order_by("in_force_from", "pk"))
    supplemented = next((row for row in rows if row.pk == document.supplements_id), None)
    return tuple(row for row in rows if row is not supplemented), supplemented


def readers_of(document: Document) -> str:
    """Who may read the document, in words; names those it is shared with."""
    if document.visibility == Visibility.SHARED:
        names = ", ".join(
            sorted(str(share) for share in document.shares.select_related("unit", "forum", "person"))
        )
        return _("Delt med %(names)s") % {"names": names}
    return {
        Visibility.DRAFT: _("Kun redaktørerne"),
        Visibility.INTERNAL: _("Ansatte og byrådsmedlemmer"),
        Visibility.PUBLIC: pgettext("læsere", "Alle"),
    }[Visibility(document.visibility)]
