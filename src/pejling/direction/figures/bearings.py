"""Which bearings concern whom, and what the units have answered."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Prefetch, Q, QuerySet

from pejling.core.dates import today
from pejling.direction.models import (
    Addressing,
    Contribution,
    Document,
    Element,
    Irrelevance,
    Nature,
    Phase,
)
from pejling.direction.models.bearings import document_reaches
from pejling.direction.models.documents import binding
from pejling.direction.models.elements import ElementQuerySet
from pejling.organisation.authority import Authority, above, unit_parents
from pejling.organisation.models import Unit

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


def current_bearings() -> QuerySet[Document]:
    """The bearings that hold today, newest first."""
    on = today()
    running = Document.objects.in_force(on).filter(kind__code="bearing", phase=Phase.IN_FORCE)
    running = running.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    addressings = Addressing.objects.select_related("unit", "unit_kind")
    return (
        running.for_list()
        .prefetch_related(Prefetch("addressings", addressings))
        .order_by("-in_force_from", "-pk")
    )


def bearings_concerning(units: Collection[Unit]) -> QuerySet[Document]:
    """The current bearings that reach any of the units."""
    parents = unit_parents() if units else {}
    lines = {unit.pk: above(frozenset({unit.pk}), parents) for unit in units}
    reaching = Addressing.objects.reaching(lines)
    return current_bearings().filter(pk__in=reaching.values("document"))


def bearings_left_to(authority: Authority) -> QuerySet[Document]:
    """Those that concern the units in which a person has a post, but for those that all of these have declined."""
    units = authority.own_units
    reaching = Addressing.objects.reaching(authority.lines).values("document")
    declined = Irrelevance.objects.active().filter(unit__in=units).order_by().values("document")
    by_all = declined.annotate(units=Count("unit")).filter(units=len(units)).values("document")
    return current_bearings().filter(pk__in=reaching).exclude(pk__in=by_all)


def own_units(authority: Authority) -> QuerySet[Unit]:
    """The units in which a person has a post."""
    return Unit.objects.current().for_list().filter(pk__in=authority.own_units).order_by("sort_key")


def contributing_from(unit: Unit, aim: Element, viewer: "Viewer") -> ElementQuerySet:
    """The aims and the work of the unit's own plans that the viewer may tie to a bearing, and that are not tied to it."""
    tied = Contribution.objects.active().filter(upper=aim).values("lower")
    editable = Document.objects.editable_by(viewer).filter(unit=unit)
    rows = Element.objects.counting().filter(
        document__in=editable, kind__nature__in=(Nature.AIM, Nature.WORK)
    )
    return rows.exclude(document=aim.document_id).exclude(pk__in=tied)


@dataclass(frozen=True)
class UnitAnswer:
    """One unit that a bearing reaches, and what it has done about it."""

    unit: Unit
    irrelevance: Irrelevance | None
    ties: int

    @property
    def is_silent(self) -> bool:
        """Whether the unit has neither tied anything nor answered."""
        return not self.ties and self.irrelevance is None


@dataclass(frozen=True)
class Reach:
    """The units that a bearing reaches."""

    answers: tuple[UnitAnswer, ...]

    @property
    def tied(self) -> int:
        """How many have tied something of their own to it."""
        return sum(bool(answer.ties) for answer in self.answers)

    @property
    def declined(self) -> int:
        """How many have answered that it is not relevant there."""
        return sum(answer.irrelevance is not None for answer in self.answers)

    @property
    def silent(self) -> int:
        """How many have done neither."""
        return sum(answer.is_silent for answer in self.answers)

    def at(self, units: Collection[int]) -> "Reach":
        """The part of it that lies in the units with these ids."""
        return Reach(tuple(answer for answer in self.answers if answer.unit.pk in units))

    def which(self, *, silent: bool) -> "Reach":
        """Those who have said nothing, or those who have."""
        return Reach(tuple(answer for answer in self.answers if answer.is_silent == silent))


def reach(document: Document) -> Reach:
    """Every unit that the bearing reaches, in Danish order, with its answer and its ties."""
    return reaches([document])[document.pk]


def reaches(bearings: Collection[Document]) -> dict[int, Reach]:
    """The same for many bearings."""
    return answers_to(bearings, Unit.objects.current().for_list()) if bearings else {}


def answers_to(bearings: Collection[Document], units: Iterable[Unit]) -> dict[int, Reach]:
    """Those of the units that each bearing reaches, with what they have done about it; three queries at most."""
    parents, among = unit_parents(), list(units)
    lines = {unit.pk: above(frozenset({unit.pk}), parents) for unit in among}
    declined = _declined(bearings, lines)
    tied = _tied(bearings, lines)
    return {
        document.pk: Reach(
            tuple(
                UnitAnswer(unit, declined.get((document.pk, unit.pk)), tied[document.pk, unit.pk])
                for unit in among
                if document_reaches(document, unit, lines[unit.pk])
            )
        )
        for document in bearings
    }


def _declined(bearings: Collection[Document], units: Collection[int]) -> dict[tuple[int, int], Irrelevance]:
    rows = Irrelevance.objects.active().filter(document__in=[each.pk for each in bearings], unit__in=units)
    return {(row.document_id, row.unit_id): row for row in rows.select_related("by")}


def _tied(bearings: Collection[Document], units: Collection[int]) -> Counter[tuple[int, int]]:
    # Joined, not asked among all elements that count: these would be listed first, in the whole municipality.
    on = today()
    ties = Contribution.objects.active().filter(
        Q(lower__ended_on__isnull=True) | Q(lower__ended_on__gt=on),
        binding(on, "lower__document__"),
        upper__document__in=[each.pk for each in bearings],
        lower__document__unit__in=units,
    )
    return Counter(ties.order_by().values_list("upper__document", "lower__document__unit"))
