"""The strategic conversation of a unit in a year: who is asked, what the team answers, what is noted and agreed.

What is said here is not for everybody. Who reads a conversation are those *now* in post as the host's leadership and as the
leader above, and the persons invited to it - nobody else, whatever they may otherwise do. What the team chooses to share
stands apart, in `SharedAnswer`.
"""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from pejling.agreements.models import Commitment, Proposal
from pejling.conversations.leadership import units_read_by
from pejling.core.fields import LineField, PlainTextField
from pejling.core.models import Versioned
from pejling.direction.models import Element, Revision
from pejling.organisation.authority import authority_of
from pejling.organisation.models import Unit

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


class Question(models.TextChoices):
    """The four questions that the leadership team answers together."""

    SUCCEED = "succeed", _("Hvad skal vi lykkes med?")
    CHANGE = "change", _("Hvad vil vi udvikle, forandre eller fastholde?")
    WORK = "work", _("Hvordan vil vi arbejde med det?")
    REACH = "reach", _("Hvem rækker vi ud til på tværs?")


class Turn(models.TextChoices):
    """The fixed agenda."""

    ANSWERS = "answers", _("Ledelsesteamets bud på de fire spørgsmål")
    DIRECTION = "direction", _("Retning og perspektiver")
    WISHES = "wishes", _("Ønsker, løsninger og ideer opad")


class Side(models.TextChoices):
    """Who takes on what was agreed."""

    HOST = "host", _("Enheden tager på sig")
    ABOVE = "above", _("Niveauet over tager på sig")


class Reflected(models.TextChoices):
    """What a team works through in rounds of reflection (S0.4)."""

    WORKS = "works", _("Hvad fungerer godt, og hvad fungerer mindre godt i dag?")
    KEEP = "keep", _("Hvad skal vi holde sikkert kørende, mens vi forandrer?")
    LAW = "law", _("Hvordan ser vi krav og lovgivning ændre sig?")
    TECHNOLOGY = "technology", _("Hvad betyder ny teknologi for den måde, vi løser opgaven på?")
    CITIZENS = "citizens", _("Følger vi med borgernes forventninger?")
    LEADING = "leading", _("Hvad kræver det af vores ledelse og af medarbejdernes kompetencer?")


class Kept(models.TextChoices):
    """What is kept of conversations, each for as long as the municipality has chosen."""

    PREPARATION = "preparation", _("Bud og refleksioner")
    NOTES = "notes", _("Noter, spørgsmål til planen og værdier set i praksis")
    ANSWERS = "answers", _("Fælles svar")


class PlanMonth(Versioned):
    """The month in which a unit's conversation is held; those below it follow unless they choose for themselves."""

    unit = models.OneToOneField(Unit, models.CASCADE, related_name="plan_month", verbose_name=_("enhed"))
    month = models.PositiveSmallIntegerField(
        _("måned"), validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("planens måned")
        verbose_name_plural = _("planens måned")

    def __str__(self) -> str:
        return f"{self.unit}: {self.month}"


class ConversationQuerySet(models.QuerySet["Conversation"]):
    """Every read of what is said in conversations starts at `visible_to`."""

    def visible_to(self, viewer: "Viewer") -> Self:
        """Those that the viewer has a part in."""
        return self.filter(Conversation.seen_by(viewer))

    def known_to(self, viewer: "Viewer") -> Self:
        """Those of which the viewer may know that they are held and when: also who leads further up, and the secretariat."""
        authority = authority_of(viewer)
        if authority.is_secretariat:
            return self
        return self.filter(Conversation.seen_by(viewer) | Q(unit__in=authority.led_units))

    def for_list(self) -> Self:
        """With what a line shows at hand."""
        return self.select_related("unit", "revision")


class Conversation(Versioned):
    """The yearly conversation on a unit's plan. It begins when somebody prepares it, before there is a day."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="conversations", verbose_name=_("enhed"))
    year = models.PositiveSmallIntegerField(_("år"))
    at = models.DateTimeField(_("tidspunkt"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("varighed i minutter"), default=90, validators=[MinValueValidator(15), MaxValueValidator(600)]
    )
    place = LineField(_("sted"), max_length=200, blank=True, default="")
    revision = models.ForeignKey(
        Revision, models.SET_NULL, null=True, editable=False, related_name="conversations"
    )
    sent_at = models.DateTimeField(_("sendt"), null=True, editable=False)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    read_at = models.DateTimeField(_("læst af lederen over enheden"), null=True, editable=False)
    began_at = models.DateTimeField(_("begyndt"), null=True, editable=False)
    held_at = models.DateTimeField(_("holdt"), null=True, editable=False)
    confirmed_by_host = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    confirmed_above = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    history = HistoricalRecords()

    objects = ConversationQuerySet.as_manager()

    class Meta:
        verbose_name = _("strategisk samtale")
        verbose_name_plural = _("strategiske samtaler")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year"],
                name="conversation_once_a_year",
                violation_error_message=_("Enheden har allerede en samtale det år."),
            )
        ]

    def __str__(self) -> str:
        return f"{_('Strategisk samtale')}, {self.unit}, {self.year}"

    @classmethod
    def seen_by(cls, viewer: "Viewer", way: str = "") -> Q:
        """Those that the viewer has a part in; with a `way`, what stands in them."""
        authority = authority_of(viewer)
        if authority.person is None or not authority.is_internal:
            return Q(pk__in=[])
        invited = Invitation.objects.filter(person=authority.person).values("conversation")
        return Q(**{f"{way}unit__in": units_read_by(authority.person)}) | Q(**{f"{way}pk__in": invited})

    @property
    def is_held(self) -> bool:
        """Whether it has taken place."""
        return self.held_at is not None

    @property
    def is_confirmed(self) -> bool:
        """Whether both have said that what was agreed is as written."""
        return self.confirmed_by_host_id is not None and self.confirmed_above_id is not None


class Invitation(models.Model):
    """A person who takes part beside the host's leadership and the leader above."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="invitations")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="conversation_invitations"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("invitation til samtale")
        verbose_name_plural = _("invitationer til samtale")
        constraints = [
            models.UniqueConstraint(fields=["conversation", "person"], name="invited_once_to_a_conversation")
        ]

    def __str__(self) -> str:
        return str(self.person)


class Bid(Versioned):
    """One person's answer to one of the questions: theirs alone to write, so that nobody is in each other's way."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="bids")
    question = models.CharField(_("spørgsmål"), max_length=10, choices=Question)
    text = PlainTextField(_("dit bud"), max_length=10_000, blank=True, default="")
    competences = PlainTextField(
        _("hvilke kompetencer kræver det?"), max_length=1_000, blank=True, default=""
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("bud")
        verbose_name_plural = _("bud")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["conversation", "question", "by"], name="one_bid_each")
        ]

    def __str__(self) -> str:
        return self.text


class Support(models.Model):
    """Somebody agrees with somebody else's bid."""

    bid = models.ForeignKey(Bid, models.CASCADE, related_name="supports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("tilslutning")
        verbose_name_plural = _("tilslutninger")
        constraints = [models.UniqueConstraint(fields=["bid", "by"], name="agrees_once")]

    def __str__(self) -> str:
        return str(self.by)


class JointAnswer(Versioned):
    """What the team answers together to one of the questions, and whether it is shared beyond the conversation."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="answers")
    question = models.CharField(_("spørgsmål"), max_length=10, choices=Question)
    text = PlainTextField(_("jeres fælles svar"), max_length=10_000, blank=True, default="")
    competences = PlainTextField(
        _("hvilke kompetencer kræver det?"), max_length=2_000, blank=True, default=""
    )
    element = models.ForeignKey(
        Element, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("står i planen")
    )
    is_shared = models.BooleanField(_("må læses af direktionen på tværs"), default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("fælles svar")
        verbose_name_plural = _("fælles svar")
        constraints = [models.UniqueConstraint(fields=["conversation", "question"], name="one_joint_answer")]

    def __str__(self) -> str:
        return self.text


class Reflection(Versioned):
    """What one person answers to one of the questions of reflection: theirs alone to write, at any time of the year."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="reflections")
    asked = models.CharField(_("spørgsmål"), max_length=12, choices=Reflected)
    text = PlainTextField(_("dit svar"), max_length=10_000, blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("refleksion")
        verbose_name_plural = _("refleksioner")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["conversation", "asked", "by"], name="one_reflection_each")
        ]

    def __str__(self) -> str:
        return self.text


class Note(Versioned):
    """What one person notes during one turn, under one of the questions or none: theirs alone to write."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="notes")
    turn = models.CharField(_("runde"), max_length=10, choices=Turn)
    question = models.CharField(_("spørgsmål"), max_length=10, choices=Question, blank=True, default="")
    text = PlainTextField(_("note"), max_length=20_000, blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("noter")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "turn", "question", "by"], name="one_note_each_place"
            )
        ]

    def __str__(self) -> str:
        return self.text


class Remark(models.Model):
    """What the one who reads the plan ahead asks about it."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="remarks")
    text = PlainTextField(_("spørgsmål til planen"), max_length=2_000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("spørgsmål til planen")
        verbose_name_plural = _("spørgsmål til planen")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text


class Agreed(models.Model):
    """A commitment that was made in the conversation, and by which side."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="agreed")
    commitment = models.OneToOneField(Commitment, models.CASCADE, related_name="from_conversation")
    side = models.CharField(_("hvem tager det på sig"), max_length=10, choices=Side)

    class Meta:
        verbose_name = _("aftale fra en samtale")
        verbose_name_plural = _("aftaler fra en samtale")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.commitment)


class PutForward(models.Model):
    """A proposal that the unit put forward in the conversation."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="put_forward")
    proposal = models.OneToOneField(Proposal, models.CASCADE, related_name="from_conversation")

    class Meta:
        verbose_name = _("forslag fra en samtale")
        verbose_name_plural = _("forslag fra en samtale")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.proposal)


class OnAgenda(models.Model):
    """A proposal that somebody has put on the agenda of a conversation, whoever put it forward."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="agenda")
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="on_agendas")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("forslag på dagsordenen")
        verbose_name_plural = _("forslag på dagsordenen")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["conversation", "proposal"], name="proposal_once_on_an_agenda")
        ]

    def __str__(self) -> str:
        return str(self.proposal)


class SeenValue(models.Model):
    """A value of the leadership foundation that was seen in practice, and how."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="values_seen")
    value = models.ForeignKey(Element, models.PROTECT, related_name="+", verbose_name=_("værdi"))
    words = PlainTextField(_("hvordan så vi den?"), max_length=1_000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("værdi set i praksis")
        verbose_name_plural = _("værdier set i praksis")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.value}: {self.words}"


class ThemeQuerySet(models.QuerySet["Theme"]):
    """Every read of themes starts at `visible_to`."""

    def visible_to(self, viewer: "Viewer") -> Self:
        """Those of the units that the viewer leads; the secretariat reads all."""
        authority = authority_of(viewer)
        return self if authority.is_secretariat else self.filter(unit__in=authority.led_units)


class Theme(Versioned):
    """What goes through several units' shared answers in a year, as somebody who leads them all has named it."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="themes", verbose_name=_("på tværs af"))
    year = models.PositiveSmallIntegerField(_("år"))
    title = LineField(_("temaets navn"), max_length=200)
    words = PlainTextField(_("hvad går igen?"), max_length=2_000, blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    answers = models.ManyToManyField(JointAnswer, related_name="themes", verbose_name=_("svar"))
    history = HistoricalRecords()

    objects = ThemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("tema på tværs")
        verbose_name_plural = _("temaer på tværs")
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title


class Retention(Versioned):
    """How long one kind of what is said in conversations is kept, and what the archive's rule asks before it goes."""

    kept = models.CharField(_("hvad"), max_length=12, choices=Kept, unique=True)
    years = models.PositiveSmallIntegerField(
        _("år efter samtalen"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    rule = LineField(_("arkivets regel"), max_length=300, blank=True, default="")
    is_delivered_first = models.BooleanField(_("skal afleveres til arkivet først"), default=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("opbevaring")
        verbose_name_plural = _("opbevaring")

    def __str__(self) -> str:
        return self.get_kept_display()


class Disposal(models.Model):
    """The receipt of what was let go: what kind, of which conversation, how many, when and by whom - never the content."""

    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="disposals")
    kept = models.CharField(_("hvad"), max_length=12, choices=Kept)
    count = models.PositiveIntegerField(_("antal tekster"))
    rule = LineField(_("arkivets regel"), max_length=300, blank=True, default="")
    delivered = LineField(_("afleveret til arkivet"), max_length=300, blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("kvittering for sletning")
        verbose_name_plural = _("kvitteringer for sletning")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.conversation}: {self.get_kept_display()}"
