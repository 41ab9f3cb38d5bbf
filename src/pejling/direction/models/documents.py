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
from pejling.organisation.authority import authority_of
from pejling.organisation.models import Forum
from pejling.organisation.visibility import (
    Editor,
    Protected,
    ProtectedQuerySet,
    Receiver,
    receiver_constraints,
)

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer
    from pejling.core.prepared import Given


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


def binding(on: "date | Given", way: str = "") -> Q:
    """The documents that bind on a day; `way` leads to the document from what is asked for, as in `Document.seen_by`."""
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


class DocumentQuerySet(ProtectedQuerySet["Document"], PeriodQuerySet["Document"]):  # type: ignore[override]
    """Every read of documents starts at `visible_to`."""

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


class Document(Protected, Versioned, Period):
    """A steering document: a vision, a policy, a budget agreement, a law, a unit's plan, a bearing."""

    kind = models.ForeignKey(DocumentKind, models.PROTECT, related_name="documents", verbose_name=_("type"))
    title = LineField(_("titel"), max_length=250)
    sort_key = SortKeyField("title")
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
    def replaced_on(self) -> date | None:
        """The first day on which it binds no more."""
        return self.in_force_until + timedelta(days=1) if self.in_force_until else None

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


class Editorship(Editor):
    """One person who writes in a document; its history says since when."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="editorships")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("redaktør")
        verbose_name_plural = _("redaktører")
        constraints = [models.UniqueConstraint(fields=["document", "person"], name="edits_once")]


class Share(Receiver):
    """Whom a document is shared with; its history says who could read when."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="shares")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("deling")
        verbose_name_plural = _("delinger")
        constraints = receiver_constraints("document")
