"""What insight keeps of its own: the headings of a thing's two pages, and the texts that somebody shortened by hand."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from pejling.core.models import Versioned
from pejling.direction.models import Document
from pejling.organisation.models import Forum, Unit

Thing = Document | Unit | Forum
"""What has two pages."""

FIELDS: dict[type[models.Model], str] = {Document: "document", Unit: "unit", Forum: "forum"}
"""The field by which the choices hang on each kind of thing."""


class TwoPagesChoices(Versioned):
    """The headings of a document's, a unit's or a forum's two pages, in order; no row while nobody has chosen.

    Each of `headings` is a `ChosenHeading`: its code, whether it is shown, what it is called, an own text, and the words of
    Pejling's that the text shortened, so that one can see when these have changed. An earlier choice is read from history.
    """

    document = models.OneToOneField(Document, models.CASCADE, null=True, related_name="two_pages")
    unit = models.OneToOneField(Unit, models.CASCADE, null=True, related_name="two_pages")
    forum = models.OneToOneField(Forum, models.CASCADE, null=True, related_name="two_pages")
    headings = models.JSONField(_("overskrifter"), default=list)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("valg om de to sider")
        verbose_name_plural = _("valg om de to sider")
        constraints = [
            models.CheckConstraint(
                condition=Q(document__isnull=False, unit__isnull=True, forum__isnull=True)
                | Q(document__isnull=True, unit__isnull=False, forum__isnull=True)
                | Q(document__isnull=True, unit__isnull=True, forum__isnull=False),
                name="two_pages_are_of_one_thing",
            )
        ]

    def __str__(self) -> str:
        return str(self.document or self.unit or self.forum)

    @classmethod
    def of(cls, thing: Thing) -> "TwoPagesChoices | None":
        """What was chosen for a thing."""
        return cls.objects.filter(**{FIELDS[type(thing)]: thing.pk}).first()

    @classmethod
    def beginning(cls, thing: Thing) -> "TwoPagesChoices":
        """The choices of a thing that has none yet."""
        chosen: dict[str, Any] = {FIELDS[type(thing)]: thing}
        return cls(version=0, **chosen)
