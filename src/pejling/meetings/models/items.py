"""An item on an agenda or in a forum's backlog, what was decided on it, and what sprang from it."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from pejling.agreements.models import Commitment, Proposal
from pejling.core.fields import LineField, PlainTextField, SortKeyField
from pejling.core.models import Versioned
from pejling.direction.models import Element
from pejling.files.owners import Openness
from pejling.meetings.models.meetings import Attendance, Meeting
from pejling.meetings.models.presiding import forums_run_by
from pejling.organisation.authority import authority_of
from pejling.organisation.models import Forum

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

GAP = 1024
"""Positions are sparse: a moved item takes a number between its new neighbours, so that only its own row changes."""


class ItemKind(models.TextChoices):
    """What the forum is to do with an item."""

    INFORMATION = "information", _("Orientering")
    DISCUSSION = "discussion", _("Drøftelse")
    DECISION = "decision", _("Beslutning")


class Outcome(models.TextChoices):
    """What came of an item."""

    ADOPTED = "adopted", _("Vedtaget")
    AMENDED = "amended", _("Vedtaget med ændring")
    REJECTED = "rejected", _("Forkastet")
    RECOMMENDED = "recommended", _("Anbefales")
    NOTED = "noted", _("Taget til efterretning")
    DISCUSSED = "discussed", _("Drøftet")
    POSTPONED = "postponed", _("Udsat")
    RETURNED = "returned", _("Sendt tilbage")
    PASSED_ON = "passed_on", _("Oversendt")


class ItemQuerySet(models.QuerySet["Item"]):
    """Every read of items starts at `visible_to`."""

    def visible_to(self, viewer: "Viewer") -> Self:
        """Those that the viewer may read."""
        return self.filter(Item.seen_by(viewer))

    def in_backlog(self) -> Self:
        """Those that wait for a meeting."""
        return self.filter(meeting=None, dropped_at=None)

    def undecided(self) -> Self:
        """Those without an outcome."""
        return self.filter(decision=None)

    def in_order(self) -> Self:
        """As the agenda has them."""
        return self.order_by("position", "pk")

    def for_page(self) -> Self:
        """With what a line shows at hand."""
        return self.select_related(
            "meeting__forum__kind", "owner", "decision", "openness_by", "element__document__unit", "forum"
        )


class Item(Versioned):
    """One item: what the forum is to be told of, to discuss or to decide. Without a meeting it waits in the backlog.

    It is open, internal or closed, whatever the others are. Closed is for those who sit in the forum *now*, those called
    to the meeting, and those who prepare it; none of them when found disqualified for it.
    """

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="items", verbose_name=_("forum"))
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="items", verbose_name=_("møde")
    )
    position = models.IntegerField(_("rækkefølge"), default=GAP, editable=False)
    title = LineField(_("overskrift"), max_length=250)
    sort_key = SortKeyField("title")
    kind = models.CharField(_("art"), max_length=12, choices=ItemKind, default=ItemKind.DECISION)
    text = PlainTextField(_("sagen kort"), max_length=20_000, blank=True, default="")
    recommendation = PlainTextField(
        _("det skal I tage stilling til"), max_length=10_000, blank=True, default=""
    )
    minutes = models.PositiveSmallIntegerField(_("minutter"), default=10, validators=[MaxValueValidator(600)])
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="items_presented",
        verbose_name=_("fremlægges af"),
    )
    element = models.ForeignKey(
        Element,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="items",
        verbose_name=_("handler om målet eller indsatsen"),
    )
    proposal = models.ForeignKey(
        Proposal, models.PROTECT, null=True, blank=True, editable=False, related_name="items"
    )
    openness = models.CharField(_("åbenhed"), max_length=10, choices=Openness, default=Openness.OPEN)
    openness_because = LineField(
        _("begrundelse for at lukke punktet"), max_length=250, blank=True, default=""
    )
    openness_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    is_standing = models.BooleanField(_("fast punkt"), default=False, editable=False)
    fills_itself = models.BooleanField(_("fylder sig selv"), default=False, editable=False)
    record = PlainTextField(_("referat"), max_length=20_000, blank=True, default="", editable=False)
    for_public = PlainTextField(
        _("det må borgerne få at vide om beslutningen"),
        max_length=2_000,
        blank=True,
        default="",
        editable=False,
    )
    decision = models.OneToOneField("Decision", models.SET_NULL, null=True, editable=False, related_name="+")
    carried_from = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="carried_to"
    )
    dropped_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(_("skrevet ind"), default=timezone.now, editable=False)
    history = HistoricalRecords(excluded_fields=["sort_key"])

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("punkt på dagsorden")
        verbose_name_plural = _("punkter på dagsorden")
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["meeting", "position"]), models.Index(fields=["element"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(openness=Openness.OPEN) | ~Q(openness_because=""),
                name="item_that_is_not_open_says_why",
                violation_error_message=_("Skriv, hvorfor punktet ikke er åbent."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def seen_by(cls, viewer: "Viewer", way: str = "") -> Q:
        """Those that the viewer may read; with a `way`, what stands in them."""
        authority = authority_of(viewer)
        if authority.is_secretariat:
            return ~Q(**{f"{way}pk__in": []})
        open_to = [Openness.OPEN, *([Openness.INTERNAL] if authority.is_internal else [])]
        shown = Meeting.seen_by(viewer, f"{way}meeting__") & Q(**{f"{way}openness__in": open_to})
        return shown | cls.closed_to(viewer, way)

    @classmethod
    def closed_to(cls, viewer: "Viewer", way: str = "") -> Q:
        """Those that the viewer may read though they are closed: once called, or as one who prepares them. Who is
        disqualified for one has left the room, and reads of it what everybody reads."""
        authority = authority_of(viewer)
        if authority.person is None or not authority.is_internal:
            return Q(pk__in=[])
        if authority.is_secretariat:
            return ~Q(**{f"{way}pk__in": []})
        run = forums_run_by(authority.person)
        called = Attendance.objects.filter(person__in=authority.people, is_guest=True).values("meeting")
        is_called = Q(**{f"{way}meeting__called_at__isnull": False})
        waits = Q(**{f"{way}meeting__isnull": True})
        mine = Q(**{f"{way}forum__in": authority.forums})
        return ~Q(**{f"{way}disqualifications__person": authority.person}) & (
            (mine & (is_called | waits))
            | Q(**{f"{way}forum__in": run})
            | (Q(**{f"{way}meeting__in": called}) & is_called)
            | Q(**{f"{way}meeting__responsible__in": authority.people})
            | Q(**{f"{way}meeting__unit__in": authority.led_units})
            | Q(**{f"{way}meeting__isnull": True, f"{way}forum__unit__in": authority.led_units})
        )

    @property
    def is_decided(self) -> bool:
        """Whether it has an outcome, and so is locked."""
        return self.decision_id is not None

    @property
    def is_closed(self) -> bool:
        """Whether only few may read it."""
        return self.openness == Openness.CLOSED

    def element_for(self, viewer: "Viewer") -> Element | None:
        """What it is about, as far as the viewer may see that: it has a visibility of its own."""
        return self.element if self.element and self.element.document.is_seen_by(viewer) else None


class Decision(models.Model):
    """What came of an item. Never changed: an item that is opened again keeps what stood, and why it was opened."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="decisions")
    outcome = models.CharField(_("udfald"), max_length=12, choices=Outcome)
    words = PlainTextField(_("beslutning"), max_length=5_000, blank=True, default="")
    to_forum = models.ForeignKey(
        Forum, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("oversendt til")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("af")
    )
    at = models.DateTimeField(default=timezone.now, editable=False)
    reopened_at = models.DateTimeField(null=True, editable=False)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    reopened_because = PlainTextField(_("åbnet igen, fordi"), max_length=1_000, blank=True, default="")

    class Meta:
        verbose_name = _("beslutning")
        verbose_name_plural = _("beslutninger")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(reopened_at__isnull=True),
                name="item_is_decided_once",
                violation_error_message=_("Punktet er allerede afgjort."),
            )
        ]

    def __str__(self) -> str:
        return self.get_outcome_display()


class ItemCommitment(models.Model):
    """A commitment that sprang from an item."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="commitments")
    commitment = models.OneToOneField(Commitment, models.CASCADE, related_name="from_item")

    class Meta:
        verbose_name = _("aftale fra et punkt")
        verbose_name_plural = _("aftaler fra et punkt")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.commitment)


class ItemProposal(models.Model):
    """A proposal that sprang from an item."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="proposals")
    proposal = models.OneToOneField(Proposal, models.CASCADE, related_name="from_item")

    class Meta:
        verbose_name = _("forslag fra et punkt")
        verbose_name_plural = _("forslag fra et punkt")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.proposal)
