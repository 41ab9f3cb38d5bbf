"""What two pages are about, with what both of them are told from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse

from pejling.core.dates import today
from pejling.core.permissions import may
from pejling.direction.models import Adoption, Column, Contribution, Document, Element, Nature
from pejling.initiatives.figures.plans import is_plan
from pejling.initiatives.models import Initiative
from pejling.insight.figures.course import Course, course_of
from pejling.insight.figures.subjects import (
    Leader,
    Subject,
    leaders_of_units,
    subject_of_document,
    subject_of_forum,
    subject_of_plan,
    subject_of_unit,
)
from pejling.insight.models import Thing
from pejling.organisation.models import Forum, Unit

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

KINDS: Mapping[str, type[Thing]] = {"dokumenter": Document, "enheder": Unit, "fora": Forum}
"""The things that have two pages, by the word of their address."""
WORDS = {model: word for word, model in KINDS.items()}
DETAILED = 24
"""More initiatives than these are told unit by unit, where there are several."""
MOST_AIMS = 60
"""More than these no page could name; the rest is counted."""


def two_pages_url(thing: Thing) -> str:
    """Where the two pages of a thing are."""
    return reverse("two_pages", args=[WORDS[type(thing)], thing.pk])


@dataclass(frozen=True)
class Aim:
    """An aim, with the thread above it from the top, how many contribute to it, and what one can see it on."""

    element: Element
    above: tuple[str, ...]
    contributors: int
    criteria: tuple[str, ...]


@dataclass(frozen=True)
class Contributing:
    """A document whose points contribute: to how many aims, with how many points."""

    document: Document
    points: int
    aims: int


@dataclass(frozen=True)
class About:
    """A thing as one viewer may know it: its documents, their aims, and the work that belongs to it."""

    thing: Thing
    viewer: "Viewer"
    documents: tuple[Document, ...]
    subject: Subject
    course: Course
    on: date
    adoptions: Mapping[int, Adoption] = field(default_factory=dict)

    @property
    def document(self) -> Document | None:
        """The document that it is about; None for a unit and a forum."""
        return self.thing if isinstance(self.thing, Document) else None

    @property
    def title(self) -> str:
        """The thing's own name."""
        return str(self.thing)

    @cached_property
    def knows_us(self) -> bool:
        """Whether the viewer may know who works here."""
        return may(self.viewer, "organisation.view")

    @cached_property
    def leaders(self) -> Mapping[int, Leader]:
        """Who leads each unit; nobody for whom the organisation is not to be read."""
        return leaders_of_units() if self.knows_us else {}

    @property
    def leader(self) -> str:
        """Who leads the unit that it belongs to."""
        unit = self.thing if isinstance(self.thing, Unit) else getattr(self.thing, "unit", None)
        found = self.leaders.get(unit.pk) if unit else None
        return found.name if found else ""

    @property
    def responsible(self) -> str:
        """Who answers for the document."""
        who = self.document.responsible if self.document else None
        return who.name if who and self.knows_us else ""

    @property
    def url(self) -> str:
        """The thing's own page."""
        name = {Document: "document", Unit: "unit", Forum: "forum"}[type(self.thing)]
        return reverse(name, args=[self.thing.pk])

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """The standing points of its documents, in the order in which one reads them."""
        place = {document.pk: number for number, document in enumerate(self.documents)}
        rows = (
            Element.objects.active()
            .filter(document__in=place)
            .select_related("kind", "responsible")
            .in_order()
        )
        for row in (found := sorted(rows, key=lambda each: place[each.document_id])):
            row.document = self.documents[place[row.document_id]]
        return tuple(found)

    def of_nature(self, nature: Nature) -> list[Element]:
        """The points that say one kind of thing."""
        return [each for each in self.elements if each.kind.nature == nature]

    @cached_property
    def aims(self) -> tuple[Aim, ...]:
        """The aims with what hangs above and below them, as far as the viewer may see it; in four queries."""
        rows = self.of_nature(Nature.AIM)[:MOST_AIMS]
        first = self._uppers([row.pk for row in rows])
        second = self._uppers([upper.pk for upper in first.values()])
        criteria = self._criteria()
        below = self.contributors
        found = []
        for row in rows:
            way = [first[row.pk]] if row.pk in first else []
            if way and way[0].pk in second:
                way.insert(0, second[way[0].pk])
            above = tuple(f"{upper.document.title}: {upper.title}" for upper in way)
            found.append(Aim(row, above, below.get(row.pk, 0), tuple(criteria.get(row.pk, ()))))
        return tuple(found)

    def _criteria(self) -> dict[int, list[str]]:
        """What one can see each point on: what is written below it, also below the work for it."""
        parents = {each.pk: each.parent_id for each in self.elements}
        found: dict[int, list[str]] = {}
        for each in self.of_nature(Nature.EVIDENCE):
            above = each.parent_id
            while above is not None:
                found.setdefault(above, []).append(each.title)
                above = parents.get(above)
        return found

    @property
    def aim_count(self) -> int:
        """How many aims there are in all."""
        return len(self.of_nature(Nature.AIM))

    def _uppers(self, lowers: Sequence[int]) -> dict[int, Element]:
        """The first aim that each of the points contributes to."""
        if not lowers:
            return {}
        seen = Document.seen_by(self.viewer, "upper__document__")
        ties = Contribution.objects.active().filter(seen, lower__in=lowers).order_by("-pk")
        return {tie.lower_id: tie.upper for tie in ties.select_related("upper__document")}

    @cached_property
    def _ties_below(self) -> list[tuple[int, int, int]]:
        """Aim, contributing point and its document, for the ties whose lower end counts and may be seen."""
        aims = [each.pk for each in self.elements]
        ties = Contribution.objects.active().visible_to(self.viewer).filter(upper__in=aims)
        counting = ties.filter(lower__in=Element.objects.counting(self.on))
        return list(counting.order_by().values_list("upper", "lower", "lower__document"))

    @cached_property
    def contributors(self) -> Mapping[int, int]:
        """How many points contribute to each point: those tied to it, and aims and work below it in the same text."""
        found: dict[int, int] = {}
        for each in self.elements:
            if each.parent_id and each.kind.nature in (Nature.AIM, Nature.WORK):
                found[each.parent_id] = found.get(each.parent_id, 0) + 1
        for aim, _lower, _document in self._ties_below:
            found[aim] = found.get(aim, 0) + 1
        return found

    @cached_property
    def contributing(self) -> tuple[Contributing, ...]:
        """The documents that contribute, in Danish order."""
        points: dict[int, set[int]] = {}
        aims: dict[int, set[int]] = {}
        for aim, lower, document in self._ties_below:
            points.setdefault(document, set()).add(lower)
            aims.setdefault(document, set()).add(aim)
        own = {each.pk for each in self.documents}
        rows = (
            Document.objects.for_list()
            .filter(pk__in=points.keys() - own)
            .order_by("unit__sort_key", "sort_key")
        )
        return tuple(Contributing(row, len(points[row.pk]), len(aims[row.pk])) for row in rows)

    @cached_property
    def work(self) -> tuple[Initiative, ...]:
        """The unfinished initiatives, in the order of their plans."""
        rows = Initiative.objects.visible_to(self.viewer).unfinished().filter(pk__in=self.subject.places)
        return tuple(rows.for_list().prefetch_related("partners__unit", "milestones").in_plan_order())

    @cached_property
    def is_told_by_row(self) -> bool:
        """Whether there is so much work that it is told unit by unit."""
        return len(self.subject.rows) > 1 and len(self.subject.places) > DETAILED


def about(thing: Thing, viewer: "Viewer", on: date | None = None) -> About:
    """What two pages of a thing are told from; the viewer may see the thing itself."""
    on = on or today()
    documents, subject = _of(thing, viewer, on)
    decided = Adoption.objects.active().filter(document__in=documents).select_related("forum")
    return About(
        thing,
        viewer,
        documents,
        subject,
        course_of(subject, on),
        on,
        {each.document_id: each for each in decided},
    )


def _of(thing: Thing, viewer: "Viewer", on: date) -> tuple[tuple[Document, ...], Subject]:
    seen = Document.objects.visible_to(viewer).for_list()
    if isinstance(thing, Document):
        document = seen.get(pk=thing.pk)
        own_work = is_plan(document) or document.kind.column == Column.ACTION or document.is_draft
        subject = subject_of_plan(document, viewer) if own_work else subject_of_document(document, viewer)
        return (document,), subject
    if isinstance(thing, Forum):
        adopted = Adoption.objects.active().filter(forum=thing).order_by().values("document")
        chosen, subject = Q(pk__in=adopted), subject_of_forum(thing, viewer)
    else:
        chosen, subject = Q(unit=thing), subject_of_unit(thing, viewer)
    rows = seen.in_force(on).filter(chosen).order_by("kind__position", "sort_key", "pk")
    return tuple(rows), subject
