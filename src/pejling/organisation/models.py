"""The municipality as an organisation: units in a tree, people in posts, forums with seats, and deputies. All of it has periods."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords
from tree_queries.fields import TreeNodeForeignKey
from tree_queries.query import TreeQuerySet

from pejling.core.fields import LineField, SortKeyField
from pejling.core.models import Period, PeriodQuerySet, Versioned, period_is_ordered


class Capacity(models.TextChoices):
    """What a role gives its holder in the system; the roles' names are the municipality's own."""

    LEADER = "leader", _("Leder af enheden og alle under den")
    DEPUTY = "deputy", _("Stedfortræder for enhedens leder")
    STAFF = "staff", _("Medarbejder")
    SECRETARIAT = "secretariat", _("Sekretariat for hele kommunen")
    CONTROLLER = "controller", _("Controller for hele kommunen")
    OPERATOR = "operator", _("It-administrator")


class ForumNature(models.TextChoices):
    """What a kind of forum is, whatever it is called here."""

    COUNCIL = "council", _("Kommunalbestyrelse")
    COMMITTEE = "committee", _("Politisk udvalg")
    BOARD = "board", _("Direktion")
    MED = "med", _("MED-udvalg")
    LEADERS = "leaders", _("Ledermøde")
    PLANNING = "planning", _("Plangruppe")
    OTHER = "other", _("Andet forum")


POLITICAL_NATURES = (ForumNature.COUNCIL, ForumNature.COMMITTEE)


class NamedKind(models.Model):
    """A word of the municipality's own for a level, a role or a kind, in the order it wants them shown."""

    name = LineField(_("navn"), max_length=100, unique=True)
    position = models.PositiveIntegerField(_("rækkefølge"), default=0)

    class Meta:
        abstract = True
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class UnitKind(NamedKind):
    """A level or kind of unit: direktion, center, skole, team ..."""

    class Meta(NamedKind.Meta):
        verbose_name = _("enhedstype")
        verbose_name_plural = _("enhedstyper")


class Role(NamedKind):
    """What a person is in a unit, and what it lets them do."""

    capacity = models.CharField(_("giver"), max_length=20, choices=Capacity, default=Capacity.STAFF)

    class Meta(NamedKind.Meta):
        verbose_name = _("rolle")
        verbose_name_plural = _("roller")


class ForumKind(NamedKind):
    """A kind of forum: byråd, udvalg, direktion, Hovedudvalg ..."""

    nature = models.CharField(_("art"), max_length=20, choices=ForumNature, default=ForumNature.OTHER)

    class Meta(NamedKind.Meta):
        verbose_name = _("forumtype")
        verbose_name_plural = _("forumtyper")


class SeatRole(NamedKind):
    """What a person is in a forum: formand, medlem, næstformand, sekretær ..."""

    class Meta(NamedKind.Meta):
        verbose_name = _("rolle i forum")
        verbose_name_plural = _("roller i fora")


class UnitQuerySet(TreeQuerySet["Unit"], PeriodQuerySet["Unit"]):
    """Units, and how the tree of them is read."""

    def for_list(self) -> Self:
        """Depth first, siblings in Danish order, each with its `tree_depth`."""
        return self.select_related("kind").with_tree_fields()


class Unit(Versioned, Period):
    """A part of the municipality with its own leadership: a centre, a school, a team. Units end, they are never deleted."""

    name = LineField(_("navn"), max_length=200)
    sort_key = SortKeyField("name")
    kind = models.ForeignKey(UnitKind, models.PROTECT, related_name="units", verbose_name=_("enhedstype"))
    parent = TreeNodeForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("hører under")
    )
    external_id = LineField(_("id i kildesystem"), max_length=100, blank=True, default="")
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        verbose_name=_("lagt sammen med"),
    )
    history = HistoricalRecords(excluded_fields=["sort_key"])

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("enhed")
        verbose_name_plural = _("enheder")
        ordering = ["sort_key", "pk"]
        constraints = [
            period_is_ordered("unit_period_is_ordered"),
            models.UniqueConstraint(
                "external_id", condition=~Q(external_id=""), name="unit_external_id_is_unique"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PostQuerySet(PeriodQuerySet["Post"]):
    """Posts: who is what, where."""

    def leading(self, on: date | None = None) -> Self:
        """The posts that lead their unit on a day."""
        return self.current(on).filter(role__capacity=Capacity.LEADER)

    def for_list(self) -> Self:
        """With names at hand, in Danish order of people."""
        return self.select_related("person", "unit", "role").order_by("person__sort_key", "pk")


class Post(Period):
    """A person in a unit in a role, for a period."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="posts", verbose_name=_("person")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts", verbose_name=_("enhed"))
    role = models.ForeignKey(Role, models.PROTECT, related_name="posts", verbose_name=_("rolle"))
    external_id = LineField(_("id i kildesystem"), max_length=100, blank=True, default="")
    history = HistoricalRecords()

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("poster")
        constraints = [
            period_is_ordered("post_period_is_ordered"),
            models.UniqueConstraint(
                fields=["person", "unit", "role", "starts_on"],
                condition=Q(starts_on__isnull=False),
                name="post_is_held_once",
                violation_error_message=_("Personen har allerede den rolle i enheden fra den dag."),
            ),
            models.UniqueConstraint(
                fields=["person", "unit", "role"],
                condition=Q(starts_on__isnull=True),
                name="post_is_held_once_without_starts_on",
                violation_error_message=_("Personen har allerede den rolle i enheden fra den dag."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.role}, {self.unit}"


class ForumQuerySet(PeriodQuerySet["Forum"]):
    """Forums: who decides, advises and talks together."""

    def political(self) -> Self:
        """The council and its committees."""
        return self.filter(kind__nature__in=POLITICAL_NATURES)

    def for_list(self) -> Self:
        """In the order of their kinds, then Danish order of names."""
        return self.select_related("kind", "unit").order_by("kind__position", "sort_key", "pk")


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
        constraints = [period_is_ordered("forum_period_is_ordered")]

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
            models.UniqueConstraint(
                fields=["person", "forum", "role", "starts_on"],
                condition=Q(starts_on__isnull=False),
                name="seat_is_held_once",
                violation_error_message=_("Personen har allerede den plads i forummet fra den dag."),
            ),
            models.UniqueConstraint(
                fields=["person", "forum", "role"],
                condition=Q(starts_on__isnull=True),
                name="seat_is_held_once_without_starts_on",
                violation_error_message=_("Personen har allerede den plads i forummet fra den dag."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.role}, {self.forum}"


class Deputyship(Period):
    """One person stands in for another for a period; what the deputy does then bears both names."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="deputyships", verbose_name=_("den fraværende")
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="deputising", verbose_name=_("stedfortræder")
    )
    history = HistoricalRecords()

    objects = PeriodQuerySet["Deputyship"].as_manager()

    class Meta:
        verbose_name = _("stedfortrædelse")
        verbose_name_plural = _("stedfortrædelser")
        constraints = [
            period_is_ordered("deputyship_period_is_ordered"),
            models.CheckConstraint(
                condition=~Q(person=models.F("deputy")),
                name="deputy_is_somebody_else",
                violation_error_message=_("Man kan ikke være stedfortræder for sig selv."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deputy} for {self.person}"
