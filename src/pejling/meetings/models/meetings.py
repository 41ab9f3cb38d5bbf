"""A meeting of a forum, who is called to it, and who has agreed to its agenda and its minutes."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from pejling.core.fields import LineField
from pejling.core.formats import day
from pejling.core.models import Versioned
from pejling.meetings.models.presiding import forums_run_by
from pejling.organisation.authority import Authority, authority_of
from pejling.organisation.models import Forum
from pejling.organisation.visibility import (
    Own,
    Protected,
    ProtectedQuerySet,
    Receiver,
    Way,
    receiver_constraints,
)

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


class MeetingKind(models.TextChoices):
    """What a meeting is for."""

    ORDINARY = "ordinary", _("Ordinært møde")
    EXTRA = "extra", _("Ekstraordinært møde")
    LONG_VIEW = "long_view", _("Temamøde: det lange blik")
    PRIORITIES = "priorities", _("Temamøde: fire år frem")
    BUDGET = "budget", _("Temamøde: ét år og budgettet")


class State(models.TextChoices):
    """How far a meeting has come."""

    DRAFT = "kladde", _("Kladde")
    CALLED = "indkaldt", _("Indkaldt")
    UNDER_WAY = "i_gang", _("I gang")
    CLOSED = "lukket", _("Lukket")
    APPROVED = "godkendt", _("Referat godkendt")
    CANCELLED = "aflyst", _("Aflyst")


STATES: dict[str, Q] = {
    State.DRAFT: Q(called_at=None, cancelled_at=None),
    State.CALLED: Q(called_at__isnull=False, begun_at=None, cancelled_at=None),
    State.UNDER_WAY: Q(begun_at__isnull=False, closed_at=None, cancelled_at=None),
    State.CLOSED: Q(closed_at__isnull=False, approved_at=None),
    State.APPROVED: Q(approved_at__isnull=False),
    State.CANCELLED: Q(cancelled_at__isnull=False),
}
"""The condition for each state; a meeting stands in just one."""


class MeetingQuerySet(ProtectedQuerySet["Meeting"]):
    """Every read of meetings starts at `visible_to`."""

    def standing(self, *states: State) -> Self:
        """Those that have come so far, and no further."""
        found = Q(pk__in=[])
        for state in states:
            found |= STATES[state]
        return self.filter(found)

    def between(self, first: datetime, last: datetime) -> Self:
        """Those that begin from a moment and before another."""
        return self.filter(at__gte=first, at__lt=last)

    def of_viewer(self, viewer: "Viewer") -> Self:
        """Those that the viewer has a part in: as a member, as called, as the one who prepares it."""
        authority = authority_of(viewer)
        called = Attendance.objects.filter(person__in=authority.people, is_guest=True).values("meeting")
        return self.filter(
            Q(forum__in=authority.forums) | Q(responsible__in=authority.people) | Q(pk__in=called)
        )

    def for_list(self) -> Self:
        """With what a line shows at hand."""
        return self.select_related("forum__kind", "unit", "responsible")


class Meeting(Protected, Versioned):
    """A meeting of a forum. `unit` is the forum's, or the whole municipality where it belongs to none.

    What stands on the agenda has an openness of its own (`Item`). Until it is called the meeting is a draft.
    """

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="meetings", verbose_name=_("forum"))
    kind = models.CharField(_("slags"), max_length=12, choices=MeetingKind, default=MeetingKind.ORDINARY)
    at = models.DateTimeField(_("begynder"))
    minutes = models.PositiveSmallIntegerField(
        _("minutter i alt"), default=120, validators=[MinValueValidator(5), MaxValueValidator(1440)]
    )
    place = LineField(_("sted"), max_length=200, blank=True, default="")
    called_at = models.DateTimeField(_("indkaldt"), null=True, editable=False)
    begun_at = models.DateTimeField(_("begyndt"), null=True, editable=False)
    closed_at = models.DateTimeField(_("lukket"), null=True, editable=False)
    approved_at = models.DateTimeField(_("referat godkendt"), null=True, editable=False)
    cancelled_at = models.DateTimeField(_("aflyst"), null=True, editable=False)
    cancelled_because = LineField(_("aflyst, fordi"), max_length=250, blank=True, default="", editable=False)
    here = models.ForeignKey(
        "Item", models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("her er vi")
    )
    here_since = models.DateTimeField(null=True, editable=False)
    history = HistoricalRecords(excluded_fields=["here", "here_since"])

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("møde")
        verbose_name_plural = _("møder")
        indexes = [models.Index(fields=["forum", "at"]), models.Index(fields=["at"])]

    def __str__(self) -> str:
        return f"{self.forum}, {day(self.at)}"

    @classmethod
    def own_ways(cls, authority: Authority) -> list[Way]:
        """Also whoever presides over the forum today, or keeps its minutes, prepares its meetings."""
        return [Own("forum_id", forums_run_by(authority.person))] if authority.person else []

    @property
    def state(self) -> State:
        """How far it has come."""
        if self.cancelled_at:
            return State.CANCELLED
        if self.approved_at:
            return State.APPROVED
        if self.closed_at:
            return State.CLOSED
        if self.begun_at:
            return State.UNDER_WAY
        return State.CALLED if self.called_at else State.DRAFT

    @property
    def is_open(self) -> bool:
        """Whether anything is still to happen with its agenda."""
        return self.state in (State.DRAFT, State.CALLED, State.UNDER_WAY)

    @property
    def on(self) -> date:
        """The day of the meeting."""
        return localdate(self.at)

    @property
    def ends_at(self) -> datetime:
        """When it is planned to end."""
        return self.at + timedelta(minutes=self.minutes)


class MeetingShare(Receiver):
    """One that a meeting for few is shared with: its forum, and each who was called besides."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="shares")
    history = HistoricalRecords()

    class Meta:
        constraints = receiver_constraints("meeting")


class Presence(models.TextChoices):
    """Whether somebody came."""

    UNKNOWN = "", _("Ikke noteret")
    CAME = "came", _("Til stede")
    REGRETS = "regrets", _("Afbud")
    ABSENT = "absent", _("Udeblevet")


class Attendance(Versioned):
    """A person who is called to a meeting, and whether they came. `is_guest`: called though no member of the forum."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="meeting_attendances")
    is_guest = models.BooleanField(_("er ikke medlem"), default=False)
    role = LineField(_("rolle"), max_length=100, blank=True, default="")
    presence = models.CharField(_("fremmøde"), max_length=10, choices=Presence, blank=True, default="")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("deltager")
        verbose_name_plural = _("deltagere")
        ordering = ["is_guest", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="called_once_to_a_meeting")]

    def __str__(self) -> str:
        return str(self.person)


class Matter(models.TextChoices):
    """What chair and vice-chair agree to together."""

    AGENDA = "agenda", _("dagsordenen")
    MINUTES = "minutes", _("referatet")


class Assent(models.Model):
    """One of the two says that the agenda is set, or that the minutes are right."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="assents")
    matter = models.CharField(_("hvad"), max_length=10, choices=Matter)
    is_vice = models.BooleanField(_("næstformanden"), default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("af"))
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("tilslutning til dagsorden eller referat")
        verbose_name_plural = _("tilslutninger til dagsorden eller referat")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "matter", "is_vice"], name="each_side_agrees_once")
        ]

    def __str__(self) -> str:
        return f"{self.by}: {self.get_matter_display()}"
