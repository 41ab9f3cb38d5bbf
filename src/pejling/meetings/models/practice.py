"""How forums of a kind hold their meetings: what a meeting opens and ends with, and how long before it is called."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from pejling.core.fields import LineField, PlainTextField
from pejling.core.models import Versioned
from pejling.organisation.models import Forum, ForumKind, ForumNature, SeatRole
from pejling.organisation.visibility import Visibility

FOLLOW_UP = "Opfølgning"
"""The item that fills itself, as a new municipality calls it. Like all such words it is the municipality's own."""
POLITICAL = {"opens_with": "Godkendelse af dagsorden", "ends_with": "Underskrift"}
OWN = {"opens_with": FOLLOW_UP, "ends_with": "Eventuelt", "follow_up": FOLLOW_UP}
USUAL: dict[str, dict[str, object]] = {
    ForumNature.COUNCIL: {**POLITICAL, "notice_days": 4, "visibility": Visibility.PUBLIC},
    ForumNature.COMMITTEE: {**POLITICAL, "notice_days": 4, "visibility": Visibility.PUBLIC},
    ForumNature.BOARD: {**OWN, "notice_days": 2},
    ForumNature.MED: {**OWN, "notice_days": 5, "by_both": True},
    ForumNature.LEADERS: {**OWN, "notice_days": 2},
    ForumNature.PLANNING: {**OWN, "notice_days": 2, "visibility": Visibility.SHARED},
    ForumNature.OTHER: {**OWN, "notice_days": 2, "visibility": Visibility.SHARED},
}
"""What a kind begins with, until the municipality says otherwise."""
READERS = [
    (Visibility.SHARED, _("Forummets medlemmer og dem, der er indkaldt")),
    (Visibility.INTERNAL, _("Ansatte og byrådsmedlemmer")),
    (Visibility.PUBLIC, _("Alle, også borgerne")),
]


class ForumPractice(Versioned):
    """How forums of one kind hold their meetings. `opens_with` and `ends_with` name standing items, one on a line."""

    kind = models.OneToOneField(
        ForumKind, models.CASCADE, related_name="practice", verbose_name=_("forumtype")
    )
    opens_with = PlainTextField(_("møder begynder med"), max_length=1_000, blank=True, default="")
    ends_with = PlainTextField(_("møder slutter med"), max_length=1_000, blank=True, default="")
    follow_up = LineField(_("det faste punkt, der fylder sig selv"), max_length=200, blank=True, default="")
    notice_days = models.PositiveSmallIntegerField(
        _("hverdage mellem udsendelse og møde"), default=2, validators=[MaxValueValidator(60)]
    )
    visibility = models.CharField(
        _("hvem kan læse åbne punkter"), max_length=10, choices=READERS, default=Visibility.INTERNAL
    )
    by_both = models.BooleanField(
        _("formand og næstformand fastsætter dagsorden og godkender referat sammen"), default=False
    )
    chair = models.ForeignKey(
        SeatRole, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("formandens rolle")
    )
    vice = models.ForeignKey(
        SeatRole,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("næstformandens rolle"),
    )
    secretary = models.ForeignKey(
        SeatRole, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sekretærens rolle")
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("mødepraksis")
        verbose_name_plural = _("mødepraksis")

    def __str__(self) -> str:
        return str(self.kind)

    @property
    def opening(self) -> list[str]:
        """The standing items that a meeting opens with."""
        return [line.strip() for line in self.opens_with.splitlines() if line.strip()]

    @property
    def ending(self) -> list[str]:
        """The standing items that a meeting ends with."""
        return [line.strip() for line in self.ends_with.splitlines() if line.strip()]


class Where(models.TextChoices):
    """Where a forum's meetings are kept."""

    HERE = "here", _("Holdes her")
    FETCHED = "fetched", _("Hentes fra et andet system")


class ForumSource(Versioned):
    """Where one forum keeps its meetings: here, or in a named system from which they are fetched."""

    forum = models.OneToOneField(
        Forum, models.CASCADE, related_name="meeting_source", verbose_name=_("forum")
    )
    where = models.CharField(_("møderne"), max_length=10, choices=Where, default=Where.HERE)
    system = LineField(_("systemets navn"), max_length=100, blank=True, default="")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("hvor et forums møder holdes")
        verbose_name_plural = _("hvor fora holder deres møder")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(where=Where.HERE) | ~models.Q(system=""),
                name="fetched_meetings_name_their_system",
                violation_error_message=_("Skriv navnet på det system, møderne hentes fra."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_where_display()}: {self.system}" if self.system else self.get_where_display()
