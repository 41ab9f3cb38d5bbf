"""The initiative: the work behind an element, who leads it, with whom, and how far it has come."""

from datetime import date
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OrderBy, OuterRef, Q, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from pejling.core.dates import today
from pejling.core.fields import LineField, PlainTextField
from pejling.core.models import Period, PeriodQuerySet, Versioned, period_is_ordered
from pejling.direction.models import Document, Element, Fate, Visibility
from pejling.initiatives.models.plans import Approver
from pejling.organisation.authority import Authority, authority_of
from pejling.organisation.models import Forum, Post, Seat, Unit
from pejling.organisation.visibility import Own

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


class Intent(models.TextChoices):
    """What the unit means to do with its work."""

    DEVELOP = "develop", _("Udvikle")
    CHANGE = "change", _("Ændre")
    KEEP = "keep", _("Fastholde")


class Scope(models.TextChoices):
    """Whose agenda the work serves first."""

    CORE_TASK = "core_task", _("Enhedens egen kerneopgave")
    CROSS_CUTTING = "cross_cutting", _("Et tværgående tema")


class Phase(models.TextChoices):
    """How far the work has come; apart from how it goes, which status reports tell."""

    IDEA = "idea", _("Idé")
    PROPOSED = "proposed", _("Foreslået")
    APPROVED = "approved", _("Godkendt")
    UNDER_WAY = "under_way", _("I gang")
    PAUSED = "paused", _("På pause")
    DONE = "done", _("Gennemført")
    STOPPED = "stopped", _("Stoppet")


ENDED = frozenset({Phase.DONE, Phase.STOPPED})
"""Phases in which nothing more is expected."""
REPORTED = frozenset({Phase.APPROVED, Phase.UNDER_WAY, Phase.PAUSED})
"""Phases in which a status is expected."""


def ways_to_take_part(authority: Authority) -> list[Own]:
    """By leading the work or the unit that does it: asked of rows (`query`), and of one of which this is known (`holds`)."""
    return [Own("lead_id", authority.people), Own("unit_id", authority.led_units)]


class InitiativeQuerySet(PeriodQuerySet["Initiative"]):
    """Every read of initiatives starts at `visible_to`."""

    def visible_to(self, viewer: "Viewer") -> Self:
        """Those whose document staff and council members may see, and those in which the viewer has a part.

        A part has who leads it or the unit that does it, who approves for its plan, and who stands in for one of these:
        what waits for them must be there for them, also where the plan is for few.
        """
        return self.seen_with(authority_of(viewer))

    def seen_with(self, authority: Authority) -> Self:
        """The same for whoever has this standing, as a prepared question is told it."""
        if authority.person is None or not authority.is_internal:
            return self.none()
        if authority.is_secretariat:
            return self
        seen = Document.seen_with(authority, "element__document__")
        part = reduce(or_, (way.query(Initiative, "") for way in ways_to_take_part(authority)))
        approved = Approver.objects.naming(authority).order_by().values("document")
        return self.filter(seen | part | Q(element__document__in=approved))

    def unfinished(self) -> Self:
        """Those neither done nor stopped, whose line still stands."""
        return self.exclude(phase__in=ENDED).filter(element__ended_on__isnull=True)

    def expecting_reports(self, on: date | None = None) -> Self:
        """Those of which a status is expected: approved, under way or paused, in a document in force."""
        in_force = Document.objects.in_force(on)
        return self.filter(phase__in=REPORTED, element__ended_on__isnull=True, element__document__in=in_force)

    def with_public_status(self) -> Self:
        """Those of which anybody may see how it goes: chosen by the plan's owner, else as the plan's kind has it.

        Of a plan that is not public itself nothing is.
        """
        chosen = Q(is_status_public=True)
        by_kind = Q(is_status_public__isnull=True, element__document__kind__shows_progress=True)
        return self.filter(chosen | by_kind, element__document__visibility=Visibility.PUBLIC)

    def overdue(self, on: date | None = None) -> Self:
        """Unfinished though their last day has passed."""
        return self.unfinished().filter(ends_on__lt=on or today())

    def in_plan_order(self, *first: str) -> Self:
        """As they stand in their plans: section by section, and under a point what hangs below it, two levels down."""
        own, above, top = (f"element__{way}position" for way in ("", "parent__", "parent__parent__"))
        second = Case(
            When(**{f"{top}__isnull": False}, then=F(above)), When(**{f"{above}__isnull": False}, then=F(own))
        )
        third = Case(When(**{f"{top}__isnull": False}, then=F(own)))
        return self.order_by(
            *first,
            "element__section__position",
            "element__section_id",
            Coalesce(top, above, own),
            OrderBy(second, nulls_first=True),
            OrderBy(third, nulls_first=True),
            "element_id",
        )

    def for_list(self) -> Self:
        """With what a line shows at hand, and `is_lead_at_work`."""
        rows = self.annotate(is_lead_at_work=is_lead_at_work())
        return rows.select_related("element__document", "unit", "lead", "latest_report")


def is_lead_at_work() -> Q:
    """Whether the one who leads an initiative is still here and holds a post or a seat."""
    posts, seats = (
        Exists(rows.filter(person=OuterRef("lead"), person__is_active=True))
        for rows in (Post.objects.current(), Seat.objects.current())
    )
    return Q(posts | seats)


class Initiative(Versioned, Period):
    """The work behind one element of kind initiative. Its words are the element's; here stands what is done about it."""

    element = models.OneToOneField(
        Element, models.PROTECT, related_name="initiative", verbose_name=_("indsats")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="initiatives", verbose_name=_("enhed"))
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="leads",
        verbose_name=_("leder indsatsen"),
    )
    intent = models.CharField(_("hensigt"), max_length=10, choices=Intent, default=Intent.DEVELOP)
    scope = models.CharField(_("gælder"), max_length=15, choices=Scope, default=Scope.CORE_TASK)
    phase = models.CharField(_("fase"), max_length=10, choices=Phase, default=Phase.IDEA, editable=False)
    contributes_to_none_because = PlainTextField(
        _("bidrager ikke til noget mål, fordi"), blank=True, default="", max_length=1_000
    )
    oere = models.BigIntegerField(_("penge i øre"), null=True, blank=True)
    competences = PlainTextField(_("kompetencer, den kræver"), blank=True, default="", max_length=1_000)
    outside_partners = PlainTextField(
        _("partnere uden for kommunen"), blank=True, default="", max_length=1_000
    )
    is_status_public = models.BooleanField(_("borgerne kan se status"), null=True, editable=False)
    latest_report = models.ForeignKey(
        "StatusReport", models.SET_NULL, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(_("oprettet"), default=timezone.now, editable=False)
    history = HistoricalRecords(excluded_fields=["latest_report"])

    objects = InitiativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("indsats")
        verbose_name_plural = _("indsatser")
        constraints = [
            period_is_ordered("initiative_period_is_ordered"),
            models.CheckConstraint(
                condition=Q(oere__isnull=True) | Q(oere__gte=0), name="initiative_costs_no_less_than_nothing"
            ),
        ]
        indexes = [models.Index(fields=["phase", "unit"])]

    def __str__(self) -> str:
        return self.element.title

    @property
    def has_ended(self) -> bool:
        """Whether nothing more is expected of it."""
        return self.phase in ENDED or self.element.ended_on is not None

    @property
    def expects_reports(self) -> bool:
        """Whether a status is expected, as far as its own phase says."""
        return self.phase in REPORTED and self.element.ended_on is None

    @property
    def shows_status(self) -> bool:
        """Whether its plan's owner has chosen that anybody may see how it goes, or its kind says so; its plan is at hand.

        It is shown only where the plan itself is public.
        """
        chosen = self.is_status_public
        return self.element.document.kind.shows_progress if chosen is None else chosen

    @property
    def is_overdue(self) -> bool:
        """Unfinished though its last day has passed."""
        return not self.has_ended and self.ends_on is not None and self.ends_on < today()

    @property
    def expected_on(self) -> date | None:
        """When it is expected to be done: by the latest report that said so, else by plan."""
        report = self.latest_report
        return report.expected_on if report and report.expected_on else self.ends_on


class Partner(models.Model):
    """A unit that takes part in an initiative of another unit."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="partners")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("enhed"))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("medvirkende enhed")
        verbose_name_plural = _("medvirkende enheder")
        constraints = [models.UniqueConstraint(fields=["initiative", "unit"], name="partner_once")]

    def __str__(self) -> str:
        return str(self.unit)


class PhaseStepQuerySet(models.QuerySet["PhaseStep"]):
    """Steps from phase to phase."""

    def active(self) -> Self:
        """Those that were no mistake: neither taken back nor taking another one back."""
        return self.filter(undoes__isnull=True, undone_by__isnull=True)


class PhaseStep(models.Model):
    """An initiative went from one phase to the next: who, when and why. Never changed: a mistake is undone by another.

    `fate` is set where it was stopped because of what became of its line when direction changed.
    """

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="steps")
    before = models.CharField(_("fra"), max_length=10, choices=Phase, blank=True)
    after = models.CharField(_("til"), max_length=10, choices=Phase)
    why = PlainTextField(_("begrundelse"), blank=True, default="", max_length=1_000)
    forum = models.ForeignKey(
        Forum, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("godkendt af")
    )
    item = LineField(_("punkt på dagsordenen"), blank=True, default="", max_length=100)
    on = models.DateField(_("dato"), default=today)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("af")
    )
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("på vegne af")
    )
    at = models.DateTimeField(_("skrevet"), default=timezone.now, editable=False)
    undoes = models.OneToOneField(
        "self", models.CASCADE, null=True, blank=True, editable=False, related_name="undone_by"
    )

    fate = models.ForeignKey(Fate, models.SET_NULL, null=True, blank=True, editable=False, related_name="+")

    objects = PhaseStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("faseskift")
        verbose_name_plural = _("faseskift")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["initiative", "at"])]

    def __str__(self) -> str:
        return f"{self.initiative}: {self.get_after_display()}"


class MilestoneQuerySet(models.QuerySet["Milestone"]):
    """Milestones."""

    def active(self) -> Self:
        """Those not taken away."""
        return self.filter(removed_at__isnull=True)

    def overdue(self, on: date | None = None) -> Self:
        """Not reached though their day has passed."""
        return self.active().filter(reached_on__isnull=True, due_on__lt=on or today())


class Milestone(Versioned):
    """A point on the way that can be seen from afar: reached or not."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="milestones")
    title = LineField(_("delmål"), max_length=250)
    due_on = models.DateField(_("senest"))
    reached_on = models.DateField(_("nået"), null=True, blank=True)
    removed_at = models.DateTimeField(null=True, editable=False)
    history = HistoricalRecords()

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        verbose_name = _("delmål")
        verbose_name_plural = _("delmål")
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["initiative", "due_on"])]

    def __str__(self) -> str:
        return self.title

    @property
    def is_overdue(self) -> bool:
        """Not reached though its day has passed."""
        return self.reached_on is None and self.due_on < today()
