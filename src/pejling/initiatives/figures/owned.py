"""What is a person's own: the initiatives that they lead, with the news and the dates of these."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from pejling.core.dates import today
from pejling.core.prepared import Given, Prepared
from pejling.desk.dates import UpcomingDate
from pejling.desk.models import Follow
from pejling.desk.sources import Mine
from pejling.initiatives.figures.silence import Rhythms, first_step, silence_about
from pejling.initiatives.models import Initiative, Milestone
from pejling.organisation.authority import Authority, authority_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pejling.core.permissions import Viewer

KNOWN = ("at", "stepped_on", "created_at", "starts_on", "unit_id")
"""What a silence is reckoned from."""


def _own_initiatives(given: type[Given], authority: Authority) -> "QuerySet[Initiative]":
    """Those whose news one is told: what they lead, what the unit does that they lead, what they follow."""
    followed = Follow.objects.filter(person=cast(Any, authority.person), target_kind=given("kind")).ids()
    theirs = Q(lead__in=authority.people) | Q(unit__in=authority.led_themselves) | Q(pk__in=followed)
    return Initiative.objects.seen_with(authority).filter(theirs)


OWN = Mine(_own_initiatives)


def _led(given: type[Given]) -> Q:
    return Q(lead__in=given("people"))


def _asked(viewer: "Viewer") -> dict[str, Any]:
    """Whose work it is: nobody's for who no longer works here."""
    authority = authority_of(viewer)
    return {"people": authority.people if authority.is_internal else ()}


def _milestones(given: type[Given]) -> "QuerySet[Milestone, Any]":
    mine = Initiative.objects.unfinished().filter(_led(given)).order_by().values("pk")
    rows = Milestone.objects.active().filter(
        reached_on=None, due_on__range=(given("first"), given("last")), initiative__in=mine
    )
    columns = ("pk", "due_on", "title", "initiative_id", "initiative__element__title")
    return rows.order_by().values_list(*columns)


def _ends(given: type[Given]) -> "QuerySet[Initiative, Any]":
    mine = Initiative.objects.unfinished().filter(_led(given))
    rows = mine.annotate(expected=Coalesce("latest_report__expected_on", "ends_on"))
    within = rows.filter(expected__range=(given("first"), given("last"))).order_by()
    return within.values_list("expected", "element__title", "pk")


def _statuses(given: type[Given]) -> "QuerySet[Initiative, Any]":
    mine = Initiative.objects.expecting_reports(cast(Any, given("first"))).filter(_led(given))
    known = mine.annotate(at=F("latest_report__at"), stepped_on=first_step())
    found: QuerySet[Initiative, Any] = known.order_by().values("pk", "element__title", *KNOWN)
    return found


_MILESTONES, _ENDS, _STATUSES = Prepared(_milestones), Prepared(_ends), Prepared(_statuses)


def milestones_ahead(viewer: "Viewer", first: date, last: date) -> Iterator[UpcomingDate]:
    """The milestones on the way of what the viewer leads."""
    rows = _MILESTONES.rows(first=first, last=last, **_asked(viewer))
    for milestone, on, title, pk, whole in rows:
        what = _("Delmål i »%(title)s«") % {"title": whole}
        url = reverse("initiative", args=[pk]) + "#delmaal"
        yield UpcomingDate(on, title, what, url, f"initiatives.milestone:{milestone}")


def ends_ahead(viewer: "Viewer", first: date, last: date) -> Iterator[UpcomingDate]:
    """When what the viewer leads is expected to be done: by its latest status, else by plan."""
    for on, title, pk in _ENDS.rows(first=first, last=last, **_asked(viewer)):
        url = reverse("initiative", args=[pk])
        yield UpcomingDate(on, title, _("Ventes afsluttet"), url, f"initiatives.end:{pk}")


def statuses_ahead(viewer: "Viewer", first: date, _last: date) -> Iterator[UpcomingDate]:
    """When the next status is due of what the viewer leads."""
    rows = list(_STATUSES.rows(first=first, **_asked(viewer)))
    rhythms = Rhythms.read() if rows else Rhythms({}, {})
    for row in rows:
        due_on = silence_about(row, rhythms, today()).due_on
        yield UpcomingDate(
            due_on,
            row["element__title"],
            _("Næste status"),
            reverse("initiative", args=[row["pk"]]) + "#status",
            f"initiatives.status:{row['pk']}",
        )
