"""Which bearings concern whom, and what the units have answered."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from pejling.core.dates import today
from pejling.direction.models import Addressing, Contribution, Document, Element, Irrelevance, Phase
from pejling.direction.models.bearings import reached_by
from pejling.organisation.authority import Authority, above, unit_parents
from pejling.organisation.models import Unit


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
    declined = Irrelevance.objects.filter(unit__in=units, withdrawn_at=None).order_by().values("document")
    by_all = declined.annotate(units=Count("unit")).filter(units=len(units)).values("document")
    return current_bearings().filter(pk__in=reaching).exclude(pk__in=by_all)


def answers_of(units: Collection[Unit]) -> dict[int, list[Irrelevance]]:
    """What the units have answered to bearings that are not relevant there, by bearing."""
    answers: dict[int, list[Irrelevance]] = {}
    for answer in Irrelevance.objects.filter(unit__in=units, withdrawn_at=None).select_related("unit"):
        answers.setdefault(answer.document_id, []).append(answer)
    return answers


def own_units(authority: Authority) -> QuerySet[Unit]:
    """The units in which a person has a post."""
    return Unit.objects.current().filter(pk__in=authority.own_units).order_by("sort_key")


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
    units = Unit.objects.current().for_list().filter(reached_by(document, unit_parents()))
    declined = {
        row.unit_id: row for row in document.irrelevances.filter(withdrawn_at=None).select_related("by")
    }
    counting = Element.objects.counting()
    ties = Contribution.objects.active().filter(upper__document=document, lower__in=counting)
    tied: dict[int, int] = {}
    for unit_id in ties.values_list("lower__document__unit", flat=True):
        tied[unit_id] = tied.get(unit_id, 0) + 1
    return Reach(tuple(UnitAnswer(unit, declined.get(unit.pk), tied.get(unit.pk, 0)) for unit in units))
