"""What leaders have asked of those who lead the work, and what they may ask for."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from pejling.core.prepared import Given, Prepared
from pejling.initiatives.figures.listing import stale
from pejling.initiatives.models import Initiative, LeaderRequest
from pejling.initiatives.models.initiatives import InitiativeQuerySet, is_lead_at_work
from pejling.organisation.authority import authority_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pejling.core.permissions import Viewer
    from pejling.people.models import Person


def request_key(initiative: int, at: datetime) -> str:
    """The key of the duty to answer; it is a status like any other, so a mail's link can answer it."""
    return f"status:{initiative}:{timezone.localdate(at).isoformat()}"


@dataclass(frozen=True)
class AskedStatus:
    """A status that a leader has asked somebody for."""

    initiative: int
    title: str
    place: str
    person: int
    by: str
    at: datetime

    @property
    def on(self) -> date:
        """The day on which it was asked for."""
        return timezone.localdate(self.at)


def _asked(given: type[Given]) -> "QuerySet[LeaderRequest, Any]":
    columns = (
        "initiative",
        "initiative__element__title",
        "initiative__unit__name",
        "person",
        "by__name",
        "at",
    )
    rows = LeaderRequest.objects.open().filter(person__in=given("people"))
    # Asked of the few that wait: as a list of them all it would be made first, of thousands.
    expecting = rows.filter(
        Exists(Initiative.objects.expecting_reports().order_by().filter(pk=OuterRef("initiative")))
    )
    return expecting.order_by("at", "pk").values_list(*columns)


_ASKED = Prepared(_asked)


def asked_of(people: "Collection[Person]") -> dict[int, AskedStatus]:
    """What waits for the people because a leader has asked, by initiative, the latest asking."""
    return {row[0]: AskedStatus(*row) for row in _ASKED.rows(people={each.pk for each in people})}


def asked_already(initiatives: "Collection[int]") -> set[int]:
    """Those of the initiatives on which an answer to a leader is waited for."""
    found = LeaderRequest.objects.open().filter(initiative__in=initiatives)
    return set(found.order_by().values_list("initiative", flat=True))


def lacking(initiatives: InitiativeQuerySet, viewer: "Viewer") -> InitiativeQuerySet:
    """Those of which a status is overdue and that somebody else leads whom the viewer may ask and has not asked yet."""
    authority = authority_of(viewer)
    rows = initiatives.filter(is_lead_at_work()).exclude(lead__in=authority.people)
    if not authority.is_secretariat:
        rows = rows.filter(unit__in=authority.led_units)
    asked = LeaderRequest.objects.open().order_by().values("initiative")
    return stale(rows.exclude(pk__in=asked))
