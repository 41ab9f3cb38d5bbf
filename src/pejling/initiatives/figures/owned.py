"""What is a person's own: the initiatives that they lead, with the news and the dates of these."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from pejling.core.dates import today
from pejling.desk.dates import UpcomingDate
from pejling.desk.models import Follow
from pejling.initiatives.figures.rows import led_by
from pejling.initiatives.figures.silence import Rhythms, first_step, silence_about
from pejling.initiatives.models import Initiative, Milestone
from pejling.organisation.authority import authority_of

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer
    from pejling.initiatives.models.initiatives import InitiativeQuerySet

KNOWN = ("at", "stepped_on", "created_at", "starts_on", "unit_id")
"""What a silence is reckoned from."""


def own_rows(viewer: "Viewer") -> "InitiativeQuerySet":
    """The initiatives whose news the viewer is told: what they lead, what the unit does that they lead, what they follow."""
    authority = authority_of(viewer)
    visible = Initiative.objects.visible_to(viewer)
    if authority.person is None:
        return visible
    followed = Q(pk__in=Follow.objects.of(authority.person, Initiative).ids())
    return visible.filter(led_by(viewer) | Q(unit__in=authority.own_units & authority.led_units) | followed)


def milestones_ahead(viewer: "Viewer", first: date, last: date) -> Iterator[UpcomingDate]:
    """The milestones on the way of what the viewer leads."""
    mine = Initiative.objects.unfinished().filter(led_by(viewer)).order_by().values("pk")
    rows = Milestone.objects.active().filter(
        reached_on=None, due_on__range=(first, last), initiative__in=mine
    )
    columns = ("pk", "due_on", "title", "initiative_id", "initiative__element__title")
    for milestone, on, title, pk, whole in rows.order_by().values_list(*columns):
        what = _("Delmål i »%(title)s«") % {"title": whole}
        url = reverse("initiative", args=[pk]) + "#delmaal"
        yield UpcomingDate(on, title, what, url, f"initiatives.milestone:{milestone}")


def ends_ahead(viewer: "Viewer", first: date, last: date) -> Iterator[UpcomingDate]:
    """When what the viewer leads is expected to be done: by its latest status, else by plan."""
    mine = Initiative.objects.unfinished().filter(led_by(viewer))
    rows = mine.annotate(expected=Coalesce("latest_report__expected_on", "ends_on"))
    within = rows.filter(expected__range=(first, last)).order_by()
    for on, title, pk in within.values_list("expected", "element__title", "pk"):
        url = reverse("initiative", args=[pk])
        yield UpcomingDate(on, title, _("Ventes afsluttet"), url, f"initiatives.end:{pk}")


def statuses_ahead(viewer: "Viewer", first: date, _last: date) -> Iterator[UpcomingDate]:
    """When the next status is due of what the viewer leads."""
    mine = Initiative.objects.expecting_reports(first).filter(led_by(viewer))
    rows = list(
        mine.annotate(at=F("latest_report__at"), stepped_on=first_step())
        .order_by()
        .values("pk", "element__title", *KNOWN)
    )
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
