"""A proposal: a wish across, a solution offered or an idea for the politicians, and what was answered to it."""

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
from pejling.core.models import Versioned, Withdrawable, WithdrawableQuerySet
from pejling.direction.models import Element
from pejling.organisation.authority import authority_of
from pejling.organisation.models import Forum, Unit
from pejling.organisation.visibility import Protected, ProtectedQuerySet, Receiver, receiver_constraints

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


class ProposalKind(models.TextChoices):
    """What is put forward."""

    WISH = "wish", _("Ønske på tværs")
    SOLUTION = "solution", _("Løsning, vi tilbyder")
    IDEA = "idea", _("Idé til politikerne")


class Answer(models.TextChoices):
    """What is answered to it."""

    TAKEN_ON = "taken_on", _("Vi tager det op")
    TRIED = "tried", _("Vi prøver det af")
    DECLINED = "declined", _("Vi gør det ikke")
    SENT_ON = "sent_on", _("Sendt videre")


class ProposalQuerySet(ProtectedQuerySet["Proposal"]):
    """Every read of proposals starts at `visible_to`."""

    def visible_to(self, viewer: "Viewer") -> Self:
        """By the one rule, to those who work here or sit in the council: who has left keeps nothing by their name on it."""
        return super().visible_to(viewer) if authority_of(viewer).is_internal else self.none()

    def active(self) -> Self:
        """Those not taken back."""
        return self.filter(withdrawn_at__isnull=True)

    def waiting(self) -> Self:
        """Those that nobody has answered where they lie now."""
        return self.active().filter(answer__isnull=True)

    def overdue(self, on: date | None = None) -> Self:
        """Those that should have been answered by now."""
        return self.waiting().filter(answer_by__lt=on or today())

    def for_list(self) -> Self:
        """With what a line shows at hand."""
        return self.select_related(
            "unit", "responsible", "to_unit", "to_forum", "answer", "element__document__unit"
        )


class Proposal(Protected, Versioned, Withdrawable):
    """What somebody puts forward on behalf of `unit`, to a unit or a forum that answers by a day.

    `responsible` is who put it forward and hears the answer. Sent on, it lies with another and waits anew; every
    answer stays.
    """

    kind = models.CharField(_("type"), max_length=10, choices=ProposalKind)
    title = LineField(_("i én linje"), max_length=250)
    sort_key = SortKeyField("title")
    text = PlainTextField(_("uddybning"), max_length=5_000, blank=True, default="")
    element = models.ForeignKey(
        Element,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name=_("handler om målet eller indsatsen"),
    )
    to_unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals_received",
        verbose_name=_("til enheden"),
    )
    to_forum = models.ForeignKey(
        Forum, models.PROTECT, null=True, blank=True, related_name="proposals", verbose_name=_("til forummet")
    )
    task = models.ForeignKey(
        SharedTask,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name=_("fælles opgave"),
    )
    said_at = LineField(_("hvor det blev sagt"), max_length=200, blank=True, default="")
    put_on = models.DateField(_("stillet den"), default=today, editable=False)
    answer_by = models.DateField(_("svar senest"))
    answer = models.OneToOneField(
        "ProposalAnswer", models.SET_NULL, null=True, editable=False, related_name="+"
    )
    history = HistoricalRecords(excluded_fields=["sort_key"])

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("forslag")
        verbose_name_plural = _("forslag")
        constraints = [
            models.CheckConstraint(
                condition=Q(to_unit__isnull=True) ^ Q(to_forum__isnull=True),
                name="proposal_lies_with_one",
                violation_error_message=_("Vælg én modtager: en enhed eller et forum."),
            )
        ]
        indexes = [models.Index(fields=["answer_by"])]

    def __str__(self) -> str:
        return self.title

    @property
    def receiver(self) -> str:
        """With whom it lies now."""
        return str(self.to_unit or self.to_forum)

    @property
    def is_waiting(self) -> bool:
        """Whether an answer is waited for."""
        return self.answer_id is None and self.withdrawn_at is None

    @property
    def is_overdue(self) -> bool:
        """Not answered though its day has passed."""
        return self.is_waiting and self.answer_by < today()


class ProposalShare(Receiver):
    """One that a proposal for few is shared with."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="shares")
    history = HistoricalRecords()

    class Meta:
        constraints = receiver_constraints("proposal")


class ProposalAnswer(Withdrawable):
    """What was answered, by whom and for which unit or forum. Never changed; a later answer follows it."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="answers")
    answer = models.CharField(_("svar"), max_length=10, choices=Answer)
    words = PlainTextField(_("med ord"), max_length=2_000)
    from_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name=_("enhed"))
    from_forum = models.ForeignKey(
        Forum, models.PROTECT, null=True, related_name="+", verbose_name=_("forum")
    )
    sent_to_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    sent_to_forum = models.ForeignKey(Forum, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("af")
    )
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("på vegne af")
    )
    at = models.DateTimeField(default=timezone.now, editable=False)
    read_at = models.DateTimeField(null=True, editable=False)

    objects = WithdrawableQuerySet["ProposalAnswer"].as_manager()

    class Meta:
        verbose_name = _("svar på forslag")
        verbose_name_plural = _("svar på forslag")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_answer_display()}: {self.words}"

    @property
    def giver(self) -> str:
        """Who answered: the unit or the forum."""
        return str(self.from_unit or self.from_forum)

    @property
    def sent_to(self) -> str:
        """Where it was sent on to; nothing where it was not."""
        return str(self.sent_to_unit or self.sent_to_forum or "")
