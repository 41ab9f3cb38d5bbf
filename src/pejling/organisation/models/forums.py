"""Forums, and who sits in them."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from pejling.core.fields import LineField, SortKeyField
from pejling.core.models import Period, PeriodQuerySet, Versioned, held_once, period_is_ordered
from pejling.core.permissions import may
from pejling.organisation.models.units import Unit
from pejling.organisation.models.words import POLITICAL_NATURES, ForumKind, SeatRole

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


class ForumQuerySet(PeriodQuerySet["Forum"]):
    """Forums: who decides, advises and talks together."""

    def visible_to(self, viewer: "Viewer") -> Self:
        """The organisation is read by staff and council members."""
        return self if may(viewer, "organisation.view") else self.none()

    def unpolitical(self) -> Self:
        """The administration's own: neither the council nor a committee of it."""
        return self.exclude(kind__nature__in=POLITICAL_NATURES)

    def for_list(self) -> Self:
        """In the order of their kinds, then Danish order of names."""
        return self.select_related("kind", "unit").order_by("kind__position", "sort_key", "pk")

    def for_choice(self) -> Self:
        """The forums that can be chosen today, in the order of lists."""
        return self.current().for_list()


class Forum(Versioned, Period):
    """People who meet and decide or advise: the council, a committee, the board, a MED committee."""

    name = LineField(_("navn"), max_length=200)
    sort_key = SortKeyField("name")
    kind = models.ForeignKey(ForumKind, models.PROTECT, related_name="forums", verbose_name=_("forumtype"))
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="forums",
        verbose_name=_("hører til enheden"),
    )
    external_id = LineField(_("id i kildesystem"), max_length=100, blank=True, default="")
    history = HistoricalRecords(excluded_fields=["sort_key"])

    objects = ForumQuerySet.as_manager()

    class Meta:
        verbose_name = _("forum")
        verbose_name_plural = _("fora")
        constraints = [
            period_is_ordered("forum_period_is_ordered"),
            models.UniqueConstraint(
                fields=["external_id"],
                condition=~Q(external_id=""),
                name="forum_external_id_is_unique",
                violation_error_message=_("Et andet forum har allerede det id."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_political(self) -> bool:
        """Whether its decisions are political: the council or one of its committees."""
        return self.kind.nature in POLITICAL_NATURES


class SeatQuerySet(PeriodQuerySet["Seat"]):
    """Seats: who sits in which forum."""

    def for_list(self) -> Self:
        """With names at hand, in Danish order of people."""
        return self.select_related("person", "forum", "role").order_by(
            "role__position", "person__sort_key", "pk"
        )


class Seat(Period):
    """A person in a forum in a role, for a period."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="seats", verbose_name=_("person")
    )
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="seats", verbose_name=_("forum"))
    role = models.ForeignKey(SeatRole, models.PROTECT, related_name="seats", verbose_name=_("rolle"))
    history = HistoricalRecords()

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("plads")
        verbose_name_plural = _("pladser")
        constraints = [
            period_is_ordered("seat_period_is_ordered"),
            *held_once(
                "seat",
                ["person", "forum", "role"],
                _("Personen har allerede den plads i forummet fra den dag."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.role}, {self.forum}"
