"""The steering document: who owns it, whom it binds, who may read it, and when it is in force."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from pejling.core.dates import end_of, today
from pejling.core.fields import LineField, PlainTextField, SortKeyField
from pejling.core.models import Period, PeriodQuerySet, Versioned, period_is_ordered
from pejling.direction.models.kinds import DocumentKind, Life
from pejling.files.owners import Openness
from pejling.organisation.authority import Authority, authority_of
from pejling.organisation.models import Forum, Unit

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


class Visibility(models.TextChoices):
    """Who may read a document."""

    DRAFT = "draft", _("Kladde: kun redaktørerne")
    SHARED = "shared", _("Delt med udvalgte enheder og fora")
    INTERNAL = "internal", _("Intern: ansatte og byrådsmedlemmer")
    PUBLIC = "public", _("Offentlig")


class Phase(models.TextChoices):
    """Where a document is in its life."""

    DRAFT = "draft", _("Kladde")
    HEARING = "hearing", _("I høring")
    IN_FORCE = "in_force", _("Gældende")
    SUCCEEDED = "succeeded", _("Afløst")
    RETIRED = "retired", _("Udfaset")


BEFORE_FORCE = (Phase.DRAFT, Phase.HEARING)
"""A document that counts for nothing yet."""
OUT_OF_FORCE = (Phase.SUCCEEDED, Phase.RETIRED)
"""A document that was taken out of force, from now or from a day to come: nobody ties to it any more."""


def binding(on: date, way: str = "") -> Q:
    """The documents that bind on a day; `way` leads to the document from what is asked for, as in `seen_by`."""
    until = Q(**{f"{way}in_force_until__isnull": True}) | Q(**{f"{way}in_force_until__gte": on})
    return Q(**{f"{way}in_force_from__lte": on}) & until


SETTLING = timedelta(days=30)
"""How long a document that has just begun to bind may stand alone before that is a fault.

Others cannot tie to a bearing or a policy before it is there; a month is what a unit needs to take it up at its meetings.
"""


def settled(on: date) -> Q:
    """The documents that have bound so long that others have had time to tie to them.

    What is adopted counts from the day that it is in force, so that an old policy that is written in today is judged today.
    A living document, and so a bearing, is also given the time from when it was written, whatever day it holds from.
    """
    latest = on - SETTLING
    return Q(in_force_from__lte=latest) & (~Q(kind__life=Life.LIVING) | Q(created_at__lte=end_of(latest)))


EVERYTHING = ~Q(pk__in=[])
"""No condition. An empty `Q()` would be none too, but disappears when it is joined to another by `|`."""


def editable_by(authority: Authority, way: str = "") -> Q:
    """The documents that one of this standing edits: as leader of the unit, named editor, responsible or secretariat.

    Who stands in for one of these edits them too. `way` leads to the document from what is asked for, as in `seen_by`.
    """
    if authority.person is None:
        return Q(**{f"{way}pk__in": []})
    if authority.is_secretariat:
        return EVERYTHING
    edited = Editorship.objects.filter(person__in=authority.people)
    return (
        Q(**{f"{way}unit__in": authority.led_units})
        | Q(**{f"{way}responsible__in": authority.people})
        | Q(**{f"{way}pk__in": edited.values("document")})
    )


def seen_by(viewer: "Viewer", way: str = "") -> Q:
    """The documents that the viewer may see; with a `way`, what stands in them: `seen_by(viewer, "document__")`.

    The condition is put to the document that a row leads to. A list of all that the viewer may see would be gone through
    for every line that is read, and grows with the municipality.
    """
    return seen_with(authority_of(viewer), way)


def seen_with(authority: Authority, way: str = "") -> Q:
    """The same for whoever has this standing."""
    if authority.is_secretariat:
        return EVERYTHING
    seen = Q(**{f"{way}visibility": Visibility.PUBLIC})
    if authority.is_internal:
        shares = Share.objects.filter(Q(unit__in=authority.units_and_above) | Q(forum__in=authority.forums))
        shared = Q(**{f"{way}visibility": Visibility.SHARED, f"{way}pk__in": shares.values("document")})
        seen |= Q(**{f"{way}visibility": Visibility.INTERNAL}) | shared
    return seen | editable_by(authority, way) if authority.person else seen


class DocumentQuerySet(PeriodQuerySet["Document"]):
    """Every read of documents starts at `visible_to`."""

    def visible_to(self, viewer: "Viewer") -> Self:
        """The documents that the viewer may see."""
        return self.filter(seen_by(viewer))

    def editable_by(self, viewer: "Viewer") -> Self:
        """The documents that the viewer edits."""
        return self.filter(editable_by(authority_of(viewer)))

    def in_force(self, on: date | None = None) -> Self:
        """The documents that bind on a day: adopted, living or external, never drafts."""
        return self.filter(binding(on or today()))

    def expired(self, on: date | None = None) -> Self:
        """In force still, though the period that they were written for has ended."""
        return self.in_force(on).filter(ends_on__lt=on or today())

    def for_list(self) -> Self:
        """With what a line shows at hand."""
        return self.select_related("kind", "unit", "responsible", "forum")


def owners_of_files(viewer: "Viewer", openness: Openness) -> DocumentQuerySet:
    """The documents of which the viewer may fetch files of this openness."""
    seen = Document.objects.visible_to(viewer)
    is_for_all = openness == Openness.OPEN or (
        openness == Openness.INTERNAL and authority_of(viewer).is_internal
    )
    return seen if is_for_all else seen.editable_by(viewer)


class Document(Versioned, Period):
    """A steering document: a vision, a policy, a budget agreement, a law, a unit's plan, a bearing."""

    kind = models.ForeignKey(DocumentKind, models.PROTECT, related_name="documents", verbose_name=_("type"))
    title = LineField(_("titel"), max_length=250)
    sort_key = SortKeyField("title")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="documents", verbose_name=_("enhed"))
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name=_("ansvarlig"),
    )
    editors = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        through="direction.Editorship",
        blank=True,
        related_name="edits",
        verbose_name=_("redaktører"),
    )
    forum = models.ForeignKey(
        Forum, models.PROTECT, null=True, blank=True, related_name="documents", verbose_name=_("vedtages af")
    )
    review_on = models.DateField(_("ses efter senest"), null=True, blank=True)
    summary = PlainTextField(_("kort fortalt"), blank=True, default="", max_length=2_000)
    source = LineField(_("kilde"), max_length=250, blank=True, default="")
    source_url = models.URLField(_("link til kilden"), max_length=500, blank=True, default="")
    supplements = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="supplemented_by",
        verbose_name=_("tillæg til"),
    )
    is_cross_cutting = models.BooleanField(_("tværgående tema"), default=False)

    visibility = models.CharField(_("synlighed"), max_length=10, choices=Visibility, default=Visibility.DRAFT)
    phase = models.CharField(_("tilstand"), max_length=10, choices=Phase, default=Phase.DRAFT, editable=False)
    in_force_from = models.DateField(_("gælder fra"), null=True, blank=True)
    in_force_until = models.DateField(_("gjaldt til og med"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("oprettet"), default=timezone.now, editable=False)
    touched_at = models.DateTimeField(_("sidst rørt"), default=timezone.now, editable=False, db_index=True)
    history = HistoricalRecords(excluded_fields=["sort_key", "touched_at"])

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("dokument")
        verbose_name_plural = _("dokumenter")
        constraints = [
            period_is_ordered("document_period_is_ordered"),
            models.CheckConstraint(
                condition=~Q(phase=Phase.DRAFT) | Q(in_force_from__isnull=True), name="draft_is_not_in_force"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def life(self) -> Life:
        """How it lives, by its kind."""
        return Life(self.kind.life)

    @property
    def is_draft(self) -> bool:
        """Whether it still counts for nothing: a draft, or out in hearing."""
        return self.phase in BEFORE_FORCE

    @property
    def is_out_of_force(self) -> bool:
        """Whether it was succeeded or retired, though it may still bind until a day to come."""
        return self.phase in OUT_OF_FORCE

    @property
    def has_settled_wording(self) -> bool:
        """Whether its words were adopted, so that only succession, supplement or correction changes them."""
        return self.life == Life.ADOPTED and not self.is_draft

    def is_in_force(self, on: date | None = None) -> bool:
        """Whether it binds on a day, today unless told."""
        on = on or today()
        started = self.in_force_from is not None and self.in_force_from <= on
        return started and (self.in_force_until is None or self.in_force_until >= on)

    def is_expired(self, on: date | None = None) -> bool:
        """In force, though the period it was written for has ended."""
        on = on or today()
        return self.is_in_force(on) and self.ends_on is not None and self.ends_on < on


class Editorship(models.Model):
    """One person who writes in a document beside the unit's leaders and the secretariat; its history says since when."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="editorships")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("redaktør")
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("redaktør")
        verbose_name_plural = _("redaktører")
        constraints = [models.UniqueConstraint(fields=["document", "person"], name="edits_once")]

    def __str__(self) -> str:
        return str(self.person)


class Share(models.Model):
    """One unit (with those below it) or one forum that a document is shared with; its history says who could read when."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="shares")
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("enhed")
    )
    forum = models.ForeignKey(
        Forum, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("forum")
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("deling")
        verbose_name_plural = _("delinger")
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False, forum__isnull=True)
                | Q(unit__isnull=True, forum__isnull=False),
                name="share_is_with_one",
            ),
            models.UniqueConstraint(
                fields=["document", "unit"], condition=Q(unit__isnull=False), name="shared_once_with_unit"
            ),
            models.UniqueConstraint(
                fields=["document", "forum"], condition=Q(forum__isnull=False), name="shared_once_with_forum"
            ),
        ]

    def __str__(self) -> str:
        return str(self.unit or self.forum)
