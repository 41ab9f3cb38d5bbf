"""A commitment: what was agreed, by whom it is done and by when, and how it ended."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from pejling.agreements.models.sharing import SharedTask
from pejling.core.dates import today
from pejling.core.fields import LineField, PlainTextField, SortKeyField
from pejling.core.models import Versioned, Withdrawable
from pejling.direction.models import Element
from pejling.initiatives.models import Initiative, Milestone
from pejling.organisation.authority import authority_of
from pejling.organisation.models import Forum
from pejling.organisation.visibility import (
    Protected,
    ProtectedQuerySet,
    Receiver,
    receiver_constraints,
)

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


OUTSIDE_PLANS = Q(closing=None, initiative=None, milestone=None, element__initiative=None)


class CommitmentQuerySet(ProtectedQuerySet["Commitment"]):
    """Every read of commitments starts at `visible_to`."""

    def visible_to(self, viewer: "Viewer") -> Self:
        """By the one rule, to those who work here or sit in the council: who has left keeps nothing by their name on it."""
        return super().visible_to(viewer) if authority_of(viewer).is_internal else self.none()

    def open(self) -> Self:
        """Those that are neither done nor dropped."""
        return self.filter(closing__isnull=True)

    def done(self) -> Self:
        """Those that were carried out."""
        return self.filter(closing__outcome=Outcome.DONE)

    def dropped(self) -> Self:
        """Those that were given up, with a reason."""
        return self.filter(closing__outcome=Outcome.DROPPED)

    def overdue(self, on: date | None = None) -> Self:
        """Open though their day has passed."""
        return self.open().filter(due_on__lt=on or today())

    def outside_plans(self) -> Self:
        """Open, and neither part of an initiative nor about one that is under way in a plan: agreed, but in no plan."""
        return self.filter(OUTSIDE_PLANS)

    def for_list(self) -> Self:
        """With what a line shows at hand."""
        return self.select_related(
            "unit", "responsible", "forum", "closing", "element__document__unit", "element__kind"
        )


class Commitment(Protected, Versioned):
    """What somebody has said they will do, and by when.

    It has a visibility of its own, taken from where it was said. It is about an aim or a piece of work (`element`), or says
    in a word why it needs none. What carries it in a plan, when something does, is `initiative` or `milestone`.
    """

    title = LineField(_("hvad er aftalt"), max_length=250)
    sort_key = SortKeyField("title")
    detail = PlainTextField(_("uddybning"), max_length=5_000, blank=True, default="")
    element = models.ForeignKey(
        Element,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="commitments",
        verbose_name=_("handler om målet eller indsatsen"),
    )
    about_none_because = LineField(_("handler ikke om et mål, fordi"), max_length=200, blank=True, default="")
    agreed_on = models.DateField(_("aftalt den"), default=today)
    task = models.ForeignKey(
        SharedTask,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="commitments",
        verbose_name=_("fælles opgave"),
    )
    said_at = LineField(_("hvor det blev sagt"), max_length=200, blank=True, default="")
    forum = models.ForeignKey(
        Forum, models.PROTECT, null=True, blank=True, related_name="commitments", verbose_name=_("aftalt i")
    )
    due_on = models.DateField(_("senest"))
    initiative = models.ForeignKey(
        Initiative, models.SET_NULL, null=True, editable=False, related_name="commitments"
    )
    milestone = models.ForeignKey(
        Milestone, models.SET_NULL, null=True, editable=False, related_name="commitments"
    )
    closing = models.OneToOneField("Closing", models.SET_NULL, null=True, editable=False, related_name="+")
    created_at = models.DateTimeField(_("skrevet ind"), default=timezone.now, editable=False)
    history = HistoricalRecords(excluded_fields=["sort_key"])

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("aftale")
        verbose_name_plural = _("aftaler")
        indexes = [models.Index(fields=["due_on"]), models.Index(fields=["unit", "due_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=models.F("agreed_on")),
                name="commitment_is_due_after_it_was_agreed",
                violation_error_message=_("Fristen ligger før den dag, det blev aftalt."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether it is neither done nor dropped."""
        return self.closing_id is None

    @property
    def is_overdue(self) -> bool:
        """Open though its day has passed."""
        return self.is_open and self.due_on < today()

    def element_for(self, viewer: "Viewer") -> Element | None:
        """What it is about, as far as the viewer may see that: it has a visibility of its own."""
        return self.element if self.element and self.element.document.is_seen_by(viewer) else None


class CommitmentShare(Receiver):
    """One that a commitment for few is shared with."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="shares")
    history = HistoricalRecords()

    class Meta:
        constraints = receiver_constraints("commitment")


class Outcome(models.TextChoices):
    """How a commitment ended."""

    DONE = "done", _("Gjort")
    DROPPED = "dropped", _("Opgivet")


class Way(models.TextChoices):
    """How it was told."""

    PAGE = "page", _("Pejling")
    LINK = "link", _("linket i en mail")
    SHEET = "sheet", _("et regneark")


class Closing(Withdrawable):
    """A commitment was done, with what shows it, or dropped, with a reason. A mistake is taken back and stays."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="closings")
    outcome = models.CharField(_("udfald"), max_length=10, choices=Outcome)
    on = models.DateField(_("dato"), default=today)
    words = PlainTextField(_("med en sætning"), max_length=1_000, blank=True, default="")
    way = models.CharField(_("meldt gennem"), max_length=10, choices=Way, default=Way.PAGE)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("af")
    )
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("på vegne af")
    )
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("afslutning")
        verbose_name_plural = _("afslutninger")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment"],
                condition=Q(withdrawn_at__isnull=True),
                name="commitment_ends_once",
                violation_error_message=_("Aftalen er allerede afsluttet."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.commitment}: {self.get_outcome_display()}"
