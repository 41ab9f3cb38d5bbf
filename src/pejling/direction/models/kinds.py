"""Kinds of documents and of elements: rows that a municipality names itself; what they mean to the system is code."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from pejling.core.fields import LineField


class Life(models.TextChoices):
    """How a document lives."""

    ADOPTED = "adopted", _("Vedtages")
    LIVING = "living", _("Lever og kan ændres hver dag")
    EXTERNAL = "external", _("Kommer udefra")


class Column(models.TextChoices):
    """The columns of the chain, from what is wanted to what comes of it."""

    VISION = "vision", _("Vision")
    POLICY = "policy", _("Politik")
    STRATEGY = "strategy", _("Strategi")
    BUDGET = "budget", _("Budget")
    ACTION = "action", _("Handling")
    EFFECT = "effect", _("Effekt")


class Frame(models.TextChoices):
    """The three frames that set direction."""

    POLITICAL = "political", _("Den politiske ramme")
    LEADERSHIP = "leadership", _("Ledelsesgrundlaget")
    CORE_TASK = "core_task", _("Kerneopgaven")


class Nature(models.TextChoices):
    """What an element says, whatever its kind is called."""

    AIM = "aim", _("Det vi vil")
    WORK = "work", _("Det vi gør")
    FACT = "fact", _("Det der er")
    EVIDENCE = "evidence", _("Det vi kan se det på")


class Kind(models.Model):
    """What kinds of documents and of elements share. `code` is set for the kinds that the system itself knows."""

    code = models.CharField(max_length=40, unique=True, null=True, blank=True, editable=False)
    name = LineField(_("navn"), max_length=100, unique=True)
    plural = LineField(_("navn i flertal"), max_length=100)
    description = LineField(_("hvad det er"), max_length=300, blank=True, default="")
    position = models.PositiveIntegerField(_("rækkefølge"), default=0)
    is_offered = models.BooleanField(_("tilbydes ved oprettelse"), default=True)
    history = HistoricalRecords(inherit=True)

    class Meta:
        abstract = True
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class DocumentKind(Kind):
    """A kind of steering document: its life, its column in the chain and its frame."""

    life = models.CharField(_("liv"), max_length=10, choices=Life, default=Life.ADOPTED)
    column = models.CharField(_("kolonne i kæden"), max_length=10, choices=Column, default=Column.POLICY)
    frame = models.CharField(_("ramme"), max_length=10, choices=Frame, default=Frame.POLITICAL)
    shows_progress = models.BooleanField(
        _("borgerne kan se, hvordan det går"),
        default=False,
        help_text=_("Gælder indsatser i offentlige planer af denne type, til planens ejer vælger andet."),
    )

    class Meta(Kind.Meta):
        verbose_name = _("dokumenttype")
        verbose_name_plural = _("dokumenttyper")

    @property
    def is_bearing(self) -> bool:
        """Whether documents of this kind are bearings: one priority, addressed to units."""
        return self.code == "bearing"


class ElementKind(Kind):
    """A kind of line in a document; its nature says what it means to the chain."""

    nature = models.CharField(_("art"), max_length=10, choices=Nature, default=Nature.AIM)

    class Meta(Kind.Meta):
        verbose_name = _("punkttype")
        verbose_name_plural = _("punkttyper")

    @property
    def is_aim(self) -> bool:
        """Whether it says what is wanted, so that others can contribute to it."""
        return self.nature == Nature.AIM
