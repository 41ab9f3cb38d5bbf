"""Whether a plan is alive: computed from what has been done with it, and put as one sentence. No score, no ranking."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pejling.core.dates import today
from pejling.core.formats import in_words
from pejling.direction.models import Document
from pejling.direction.models.documents import DocumentQuerySet
from pejling.initiatives.figures.silence import StatusSummary, summaries_of
from pejling.initiatives.models import (
    REPORTED,
    Circle,
    Confirmation,
    Initiative,
    Involvement,
    Phase,
    PhaseStep,
    Scope,
)
from pejling.web.ago import ago

DISCUSSED = (Circle.STAFF, Circle.MED)
"""The circles that a plan is to be talked over with."""


@dataclass(frozen=True)
class Work:
    """What a plan's initiatives tell about it. Those that were stopped are left out of the shares."""

    initiatives: int = 0
    expecting: int = 0
    missing: int = 0
    ahead: int = 0
    own: int = 0
    reported_at: datetime | None = None


@dataclass(frozen=True)
class Confirmed:
    """Who said last that a plan still holds, and when."""

    who: str
    at: datetime


@dataclass(frozen=True)
class Liveness:
    """When a plan was last changed, reported on and talked over, and where its work lies.

    `changed_at` is the last real change of its text or of the phase of its work; a confirmation is told apart and never
    counts as one. `talked` holds the latest day for each circle that the plan was talked over with.
    """

    changed_at: datetime
    work: Work
    talked: Mapping[str, date]
    confirmation: Confirmed | None
    on: date

    @property
    def sentence(self) -> str:
        """Sidst rørt for 4 måneder siden; to indsatser mangler status; ikke drøftet i MED i år."""
        return f"{self._touched()}; {self._reported()}; {self._talked_over()}."

    @property
    def is_confirmed_since(self) -> bool:
        """Whether somebody has said that it holds after it was last changed."""
        return self.confirmation is not None and self.confirmation.at > self.changed_at

    @property
    def discussed_on(self) -> date | None:
        """When it was last talked over with the staff or in MED."""
        days = [self.talked[circle] for circle in DISCUSSED if circle in self.talked]
        return max(days, default=None)

    def _touched(self) -> str:
        return _("Sidst rørt %(ago)s") % {"ago": ago(self.changed_at, self.on)}

    def _reported(self) -> str:
        work = self.work
        if not work.initiatives:
            return _("ingen indsatser endnu")
        if not work.expecting:
            return _("ingen indsatser skal have status nu")
        if not work.missing:
            return _("alle indsatser har frisk status")
        missing = ngettext(
            "%(count)s indsats mangler status", "%(count)s indsatser mangler status", work.missing
        )
        return missing % {"count": in_words(work.missing)}

    def _talked_over(self) -> str:
        in_med, with_staff = self.talked.get(Circle.MED), self.talked.get(Circle.STAFF)
        if in_med and in_med.year == self.on.year:
            return _("drøftet i MED %(ago)s") % {"ago": ago(in_med, self.on)}
        if with_staff and with_staff.year == self.on.year:
            words = _("drøftet med medarbejderne %(ago)s, men ikke i MED i år")
            return words % {"ago": ago(with_staff, self.on)}
        return _("ikke drøftet med medarbejderne eller i MED i år")


def with_signs(documents: DocumentQuerySet) -> DocumentQuerySet:
    """The documents with what `liveness_of` needs of each: when the work last changed its phase, with whom it was talked
    over, and who confirmed it."""
    steps = PhaseStep.objects.filter(initiative__element__document=OuterRef("pk")).order_by("-at")
    talks = Involvement.objects.active().filter(document=OuterRef("pk")).order_by("-on")
    confirmations = Confirmation.objects.filter(document=OuterRef("pk"), withdrawn_at=None).order_by("-at")
    latest = {talked_in(circle): talks.filter(circle=circle).values("on")[:1] for circle in DISCUSSED}
    return documents.annotate(
        work_stepped_at=Subquery(steps.values("at")[:1]),
        confirmed_at=Subquery(confirmations.values("at")[:1]),
        confirmed_by=Subquery(confirmations.values("by__name")[:1]),
        **{name: Subquery(days) for name, days in latest.items()},
    )


def talked_in(circle: str) -> str:
    """The name under which `with_signs` tells when a plan was last talked over in a circle."""
    return f"talked_in_{circle}"


def liveness_of(documents: Collection[Document], on: date | None = None) -> dict[int, Liveness]:
    """The liveness of many plans that were read `with_signs`, by id, in two queries however many they are."""
    on = on or today()
    initiatives = Initiative.objects.filter(element__document__in=documents, element__ended_on=None)
    return liveness_from(documents, summaries_of(initiatives, on), on)


def liveness_from(
    documents: Collection[Document], heard: Iterable[StatusSummary], on: date
) -> dict[int, Liveness]:
    """The same from what is known of their initiatives already."""
    work = work_of(heard, on)
    return {document.pk: _liveness(document, work.get(document.pk, Work()), on) for document in documents}


def _liveness(document: Any, work: Work, on: date) -> Liveness:
    stepped_at: datetime = document.work_stepped_at or document.touched_at
    talked = {circle: getattr(document, talked_in(circle)) for circle in DISCUSSED}
    at = document.confirmed_at
    return Liveness(
        changed_at=max(document.touched_at, stepped_at),
        work=work,
        talked={circle: day for circle, day in talked.items() if day},
        confirmation=Confirmed(document.confirmed_by, at) if at else None,
        on=on,
    )


def work_of(heard: Iterable[StatusSummary], on: date) -> dict[int, Work]:
    """What the initiatives tell about the plans that they stand in, by the plan's id."""
    by_plan: dict[int, list[StatusSummary]] = defaultdict(list)
    for each in heard:
        if each.phase != Phase.STOPPED:
            by_plan[each.document].append(each)
    return {document: _work(rows, on) for document, rows in by_plan.items()}


def _work(rows: list[StatusSummary], on: date) -> Work:
    expecting = [row for row in rows if row.phase in REPORTED]
    return Work(
        initiatives=len(rows),
        expecting=len(expecting),
        missing=sum(row.silence.is_stale for row in expecting),
        ahead=sum(_lies_ahead(row, on) for row in rows),
        own=sum(row.scope == Scope.CORE_TASK for row in rows),
        reported_at=max((row.at for row in rows if row.at), default=None),
    )


def _lies_ahead(row: StatusSummary, on: date) -> bool:
    """Whether work ends after a day: it is not done, and its last day is still to come or not set."""
    return row.phase != Phase.DONE and (row.ends_on is None or row.ends_on > on)
