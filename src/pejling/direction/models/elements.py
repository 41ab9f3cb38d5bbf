"""What stands in a document: sections of rich text, and in them an ordered tree of elements."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from pejling.core import rich_lines
from pejling.core.dates import today
from pejling.core.fields import LineField, RichTextField
from pejling.core.models import Versioned
from pejling.core.richtext import to_plain
from pejling.direction.models.documents import Document
from pejling.direction.models.kinds import ElementKind, Nature

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

RICH = frozenset({"body", "text"})
"""The fields of a section or an element that hold rich text."""


class SectionQuerySet(models.QuerySet["Section"]):
    """Sections in the order of their document."""

    def visible_to(self, viewer: "Viewer") -> Self:
        """Those in documents that the viewer may see."""
        return self.filter(Document.seen_by(viewer, "document__"))


class Section(Versioned):
    """A part of a document with a heading and rich text."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="sections")
    position = models.BigIntegerField(_("rækkefølge"), default=0)
    title = LineField(_("overskrift"), max_length=250, blank=True, default="")
    body = RichTextField(_("tekst"), blank=True, default="")
    history = HistoricalRecords()

    objects = SectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("afsnit")
        verbose_name_plural = _("afsnit")
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["document", "position"])]

    def __str__(self) -> str:
        return self.title or str(_("Afsnit uden overskrift"))


class ElementQuerySet(models.QuerySet["Element"]):
    """Elements: every read of them starts at `visible_to`."""

    def visible_to(self, viewer: "Viewer") -> Self:
        """Those in documents that the viewer may see."""
        return self.filter(Document.seen_by(viewer, "document__"))

    def aims(self) -> Self:
        """Those that say what is wanted."""
        return self.filter(kind__nature=Nature.AIM)

    def active(self, on: date | None = None) -> Self:
        """Those not ended by a day."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on or today()))

    def counting(self, on: date | None = None) -> Self:
        """Those that count in the chain on a day: standing, in a document that is in force."""
        return self.active(on).filter(document__in=Document.objects.in_force(on))

    def for_list(self) -> Self:
        """With what a line shows at hand."""
        return self.select_related(
            "kind", "document__kind", "document__unit", "document__responsible", "responsible"
        )

    def in_order(self) -> Self:
        """As they stand in their document."""
        return self.order_by("section__position", "section_id", "position", "pk")


class Element(Versioned):
    """A line that can be referred to: an aim, a piece of work, a fact or a success criterion."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="elements")
    section = models.ForeignKey(Section, models.PROTECT, related_name="elements", verbose_name=_("afsnit"))
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("under")
    )
    kind = models.ForeignKey(ElementKind, models.PROTECT, related_name="elements", verbose_name=_("type"))
    position = models.BigIntegerField(_("rækkefølge"), default=0)
    title = LineField(_("ordlyd"), max_length=500)
    text = RichTextField(_("uddybning"), blank=True, default="")
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="elements",
        verbose_name=_("ansvarlig"),
    )
    source_line = models.PositiveIntegerField(_("linje i kilden"), null=True, blank=True, editable=False)
    is_unsure = models.BooleanField(_("typen er et gæt fra importen"), default=False, editable=False)
    ended_on = models.DateField(_("ophørt"), null=True, blank=True, editable=False)
    history = HistoricalRecords()

    objects = ElementQuerySet.as_manager()

    class Meta:
        verbose_name = _("punkt")
        verbose_name_plural = _("punkter")
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["document", "position"])]

    def __str__(self) -> str:
        return self.title

    @property
    def bare_words(self) -> str:
        """All its words without the spaces, by which it is known again in a text."""
        return "".join(f"{self.title} {to_plain(self.text)}".split())

    @property
    def stands_in_text(self) -> bool:
        """Whether its words are a line of its section's text as well: then it only points that line out."""
        lines = {"".join(words.split()) for words in rich_lines.lines(self.section.body)}
        return self.bare_words in lines

    @property
    def counts(self) -> bool:
        """Whether it counts in the chain today."""
        return self.ended_on is None and self.document.is_in_force()
