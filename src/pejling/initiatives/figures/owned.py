"""What is a person's own: the initiatives that they lead, with the news and the dates of these."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from pejling.core.dates import today
from pejling.core.together import Question, Row
from pejling.desk.dates import Coming
from pejling.desk.models import Follow
from pejling.initiatives.figures.rows import led_by
from pejling.initiatives.figures.silence import Rhythms, first_step, silence_about
from pejling.initiatives.models import Initiative, Milestone
from pejling.organisation.standing import standing_of

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer
    from pejling.initiatives.models.initiatives import InitiativeQuerySet

KNOWN = ("at", "stepped_on", "created_at", "starts_on", "unit_id")
"""What a silence is reckoned from."""


def told_of(viewer: "Viewer") -> "InitiativeQuerySet":
    """The initiatives whose news the viewer is told: what they lead, what the unit does that they lead, what they follow."""
    standing = standing_of(viewer)
    visible = Initiative.objects.visible_to(viewer)
    if standing.person is None:
        return visible
    followed = Q(pk__in=Follow.objects.of(standing.person, Initiative).ids())
    return visible.filter(led_by(viewer) | Q(unit__in=standing.own_units & standing.led_units) | followed)


def milestones_ahead(viewer: "Viewer", first: date, last: date) -> Question:
    """The milestones on the way of what the viewer leads."""
    mine = Initiative.objects.unfinished().filter(led_by(viewer)).order_by().values("pk")
    rows = Milestone.objects.standing().filter(
        reached_on=None, due_on__range=(first, last), initiative__in=mine
    )
    return Question(rows, "due_on", "title", "initiative_id", "initiative__element__title")


def milestones_told(rows: list[Row]) -> Iterator[Coming]:
    """What the rows of `milestones_ahead` tell."""
    for on, title, pk, whole in rows:
        what = _("Delmål i »%(title)s«") % {"title": whole}
        yield Coming(on, title, what, reverse("initiative", args=[pk]) + "#delmaal")


def ends_ahead(viewer: "Viewer", first: date, last: date) -> Question:
    """When what the viewer leads is expected to be done: by its latest status, else by plan."""
    mine = Initiative.objects.unfinished().filter(led_by(viewer))
    rows = mine.annotate(expected=Coalesce("latest_report__expected_on", "ends_on"))
    return Question(rows.filter(expected__range=(first, last)), "expected", "element__title", "pk")


def ends_told(rows: list[Row]) -> Iterator[Coming]:
    """What the rows of `ends_ahead` tell."""
    for on, title, pk in rows:
        yield Coming(on, title, _("Ventes afsluttet"), reverse("initiative", args=[pk]))


def statuses_ahead(viewer: "Viewer", first: date, _last: date) -> Question:
    """What is known of the silence about what the viewer leads."""
    mine = Initiative.objects.expecting_reports(first).filter(led_by(viewer))
    rows = mine.annotate(at=F("latest_report__at"), stepped_on=first_step())
    return Question(rows, "pk", "element__title", *KNOWN)


def statuses_told(rows: list[Row]) -> Iterator[Coming]:
    """When the next status is due of each."""
    rhythms = Rhythms.read() if rows else Rhythms({}, {})
    for pk, title, *known in rows:
        silence = silence_about(dict(zip(KNOWN, known, strict=True)), rhythms, today())
        yield Coming(silence.due_on, title, _("Næste status"), reverse("initiative", args=[pk]) + "#status")
