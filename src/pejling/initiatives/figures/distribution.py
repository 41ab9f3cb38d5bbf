"""How the work of many goes: the worst of it, and how much is silent; never an average. `tiles` draws the levels."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, When
from django.utils.translation import gettext as _

from pejling.core.dates import first_day_within, start_of, today
from pejling.direction.marks import Mark
from pejling.initiatives.figures.silence import Rhythms
from pejling.initiatives.figures.status import mark_of
from pejling.initiatives.models import REPORTED, USUAL_INTERVAL, WORST_FIRST, Initiative, Level, PhaseStep
from pejling.organisation.authority import below, unit_parents

WORST = 5
"""So many of the worst are named; the rest stand in the list."""


@dataclass(frozen=True)
class Worst:
    """An initiative that asks for attention."""

    pk: int
    title: str
    unit: str
    mark: Mark
    at: datetime | None
    sentence: str


@dataclass(frozen=True)
class Distribution:
    """How a set of initiatives goes. `stale` is how many have had no status for longer than their unit's interval."""

    total: int
    stale: int
    worst: tuple[Worst, ...]


def distribution_of(initiatives: "QuerySet[Initiative]", on: date | None = None) -> Distribution:
    """Those in the set of which a status is expected; in four queries however many they are."""
    on = on or today()
    expecting = initiatives.filter(pk__in=Initiative.objects.expecting_reports(on).order_by().values("pk"))
    stale = _stale(Rhythms.read(), on)
    counted = expecting.order_by().aggregate(total=Count("pk"), stale=Count("pk", filter=stale))
    return Distribution(**counted, worst=tuple(_worst(expecting)) if counted["total"] else ())


def of_units(units: Collection[int]) -> "QuerySet[Initiative]":
    """The initiatives of the units and of all below them."""
    return Initiative.objects.filter(unit__in=below(set(units), unit_parents()))


def _stale(rhythms: Rhythms, on: date) -> Q:
    """What is stale, by each unit's own interval."""
    by_interval: dict[int, list[int]] = {}
    for unit in rhythms.parents:
        by_interval.setdefault(rhythms.of(unit), []).append(unit)
    usual = int(USUAL_INTERVAL)
    others = [unit for interval, units in by_interval.items() if interval != usual for unit in units]
    stale = ~Q(unit__in=others) & _quiet(on, usual)
    for interval, units in by_interval.items():
        if interval != usual:
            stale |= Q(unit__in=units) & _quiet(on, interval)
    return stale


def _quiet(on: date, months: int) -> Q:
    """No status for so many months, nor approved or begun within them."""
    limit = first_day_within(on, months)
    moment = start_of(limit)
    steps = PhaseStep.objects.filter(initiative=OuterRef("pk"), after__in=REPORTED)
    known = Exists(steps.filter(on__lt=limit)) | (~Exists(steps) & Q(created_at__lt=moment))
    begun = Q(starts_on__isnull=True) | Q(starts_on__lt=limit)
    return Q(latest_report__at__lt=moment) | (Q(latest_report__isnull=True) & begun & known)


def _worst(initiatives: "QuerySet[Initiative]") -> list[Worst]:
    """Off track before pressed, and of the same level what has been so the longest."""
    rank = Case(
        *[When(latest_report__level=level, then=place) for place, level in enumerate(WORST_FIRST)],
        output_field=IntegerField(),
    )
    bad = initiatives.filter(latest_report__level__in=[Level.OFF_TRACK, Level.PRESSED])
    rows = bad.order_by(rank, "latest_report__at", "pk").values(
        "pk",
        title=F("element__title"),
        place=F("unit__name"),
        level=F("latest_report__level"),
        at=F("latest_report__at"),
        sentence=F("latest_report__sentence"),
    )
    return [
        Worst(row["pk"], row["title"], row["place"], mark_of(row["level"]), row["at"], row["sentence"])
        for row in rows[:WORST]
    ]


def stale_words(figure: Distribution) -> str:
    """How much is not heard of, as one says it."""
    if not figure.stale:
        return _("Alle har en frisk status.")
    facts = {"stale": figure.stale, "total": figure.total}
    return _("%(stale)s af %(total)s har ingen frisk status.") % facts
