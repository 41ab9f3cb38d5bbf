"""What happens to an item while the meeting is held: who leaves, how they vote, what is noted, said and sent upward."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from pejling.core.fields import LineField, PlainTextField
from pejling.core.models import Versioned
from pejling.meetings.models.items import Item
from pejling.organisation.models import Forum


class Disqualification(Versioned):
    """Somebody was found disqualified (inhabil) for an item, by whose decision, and left."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="disqualifications")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("hvem er inhabil")
    )
    because = LineField(_("fordi"), max_length=250)
    decided_by = LineField(_("afgjort af"), max_length=200)
    left_at = models.TimeField(_("gik klokken"), null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("inhabilitet")
        verbose_name_plural = _("inhabiliteter")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "person"],
                name="disqualified_once_for_an_item",
                violation_error_message=_("Det er allerede skrevet ind."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.because}"


class VoteSide(models.TextChoices):
    """How somebody voted."""

    FOR = "for", _("for")
    AGAINST = "against", _("imod")
    ABSTAINS = "abstains", _("undlader")


class Ballot(Versioned):
    """One member's vote, or how many of a party voted so."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="ballots")
    side = models.CharField(_("stemte"), max_length=10, choices=VoteSide)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    party = LineField(_("parti eller gruppe"), max_length=100, blank=True, default="")
    count = models.PositiveSmallIntegerField(
        _("stemmer"), default=1, validators=[MinValueValidator(1), MaxValueValidator(99)]
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("stemme")
        verbose_name_plural = _("stemmer")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, party="") | (Q(person__isnull=True) & ~Q(party="")),
                name="a_vote_is_a_persons_or_a_partys",
            ),
            models.UniqueConstraint(
                fields=["item", "person"], condition=Q(person__isnull=False), name="each_votes_once"
            ),
            models.UniqueConstraint(
                fields=["item", "party", "side"], condition=~Q(party=""), name="each_party_votes_once_a_side"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.party}: {self.get_side_display()}"


class Dissent(Versioned):
    """What a member wants in the minutes, word for word."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="dissents")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("hvem")
    )
    words = PlainTextField(_("ordret"), max_length=5_000)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("mindretalsudtalelse")
        verbose_name_plural = _("mindretalsudtalelser")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.person}: {self.words}"


class ReferralKind(models.TextChoices):
    """Why an item goes to the level above."""

    MEMBER = "member", _("Et medlem indbringer sagen")
    DISAGREEMENT = "disagreement", _("Uenighed")


class Referral(Versioned):
    """A member takes a decision to the council, or a MED committee is at odds and records it.

    What is taken further stands in the backlog of the forum above (`answered_by`). While `is_stayed` the decision is not
    carried out.
    """

    item = models.ForeignKey(Item, models.CASCADE, related_name="referrals")
    kind = models.CharField(_("slags"), max_length=12, choices=ReferralKind)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("af")
    )
    words = PlainTextField(_("med ordene"), max_length=5_000)
    to_forum = models.ForeignKey(
        Forum, models.PROTECT, null=True, blank=True, related_name="referrals", verbose_name=_("sendes til")
    )
    is_stayed = models.BooleanField(_("beslutningen venter, til der er svar"), default=False)
    answered_by = models.OneToOneField(
        Item, models.SET_NULL, null=True, editable=False, related_name="answers_referral"
    )
    at = models.DateTimeField(default=timezone.now, editable=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("sag, der er ført videre")
        verbose_name_plural = _("sager, der er ført videre")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.words}"


class Note(Versioned):
    """What one person notes under an item while the meeting is held: theirs alone to write, so that nobody is in the way."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="notes")
    text = PlainTextField(_("note"), max_length=20_000, blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("note til referatet")
        verbose_name_plural = _("noter til referatet")
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["item", "by"], name="one_note_each_item")]

    def __str__(self) -> str:
        return self.text


class OwnNote(Versioned):
    """What a member notes for themselves: read by its writer alone, while they have the seat; then it is deleted."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="own_notes")
    text = PlainTextField(_("mine egne noter"), max_length=20_000, blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("privat note")
        verbose_name_plural = _("private noter")
        constraints = [models.UniqueConstraint(fields=["item", "by"], name="one_own_note_each_item")]

    def __str__(self) -> str:
        return str(self.by)
