"""The index: what can be found, the words that occur in it, and what has changed since it was last brought up to date.

And the words that mean nearly the same, which the municipality keeps itself.
"""

from typing import TYPE_CHECKING, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pejling.core.fields import LineField
from pejling.core.models import NamedKind
from pejling.search.words import LONGEST, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pejling.core.permissions import Viewer
    from pejling.search.registry import SearchSource


class EntryQuerySet(models.QuerySet["Entry"]):
    """Entries: every answer to a search starts at `visible_to`."""

    def visible_to(self, viewer: "Viewer", sources: "Iterable[SearchSource]") -> Self:
        """Those from the sources that the viewer may see, by the sources' own rules."""
        seen = Q(pk__in=[])
        for source in sources:
            seen |= Q(source=source.key, scope_id__in=source.visible(viewer).order_by().values("pk"))
        return self.filter(seen)


class Entry(models.Model):
    """One thing that can be found. Beside it lies the database's full-text index over its stems (see migration 0002).

    `scope_id` is the row whose visibility decides: the document for what stands in it, else the thing itself.
    """

    source = models.CharField(max_length=40)
    object_id = models.PositiveBigIntegerField()
    scope_id = models.PositiveBigIntegerField()
    # Before the long texts, so that ranking thousands of entries need not read past them.
    size = models.PositiveIntegerField()
    title_terms = models.TextField()
    body_terms = models.TextField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("søgbar post")
        verbose_name_plural = _("søgbare poster")
        constraints = [models.UniqueConstraint(fields=["source", "object_id"], name="entry_is_one_per_thing")]

    def __str__(self) -> str:
        return f"{self.source} {self.object_id}"


class Word(models.Model):
    """A word that occurs somewhere, so that a part of a compound finds the compound."""

    word = models.CharField(max_length=LONGEST, primary_key=True)
    stem = models.CharField(max_length=LONGEST)

    class Meta:
        verbose_name = _("ord")
        verbose_name_plural = _("ord")

    def __str__(self) -> str:
        return self.word


class Change(models.Model):
    """A thing that was written since the index last looked. The database itself notes it (see watch.py)."""

    source = models.CharField(max_length=40)
    object_id = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = _("ændring")
        verbose_name_plural = _("ændringer")

    def __str__(self) -> str:
        return f"{self.source} {self.object_id}"


class Synonyms(NamedKind):
    """Words that mean nearly the same: who searches for one of them finds the others too."""

    name = LineField(
        _("ord, der betyder næsten det samme"),
        max_length=300,
        unique=True,
        help_text=_("To ord eller flere med komma imellem: plejehjem, plejecenter."),
    )

    class Meta(NamedKind.Meta):
        verbose_name = _("nærord")
        verbose_name_plural = _("nærord")
        ordering = ["name"]

    @property
    def words(self) -> list[str]:
        """The words, folded as the index knows them."""
        return [word for part in self.name.split(",") for word in words(part)]

    def clean(self) -> None:
        """At least two, each of them one word: a search is met word by word."""
        parts = self.name.split(",")
        if len(parts) < 2 or any(len(words(part)) != 1 for part in parts):
            raise ValidationError({"name": _("Skriv to enkelte ord eller flere med komma imellem.")})
