"""Whom a bearing concerns, and a unit's answer that it does not."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from pejling.core.fields import PlainTextField
from pejling.core.models import Withdrawable, WithdrawableQuerySet, names_one
from pejling.direction.models.documents import Document
from pejling.organisation.authority import Ids, authority_of
from pejling.organisation.models import Unit, UnitKind

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


class AddressingQuerySet(models.QuerySet["Addressing"]):
    """To whom bearings are addressed."""

    def reaching(self, lines: Mapping[int, Ids]) -> Self:
        """Those that reach any of the units, each given with its line: itself and all above it.

        A unit is reached when it, or one above it, is addressed; and by its kind when it hangs under the unit that set the
        bearing: a centre's bearing to the schools concerns the centre's own schools. `document_reaches` reads the
        same rule from the other end.
        """
        found = Q(unit__in=frozenset().union(*lines.values()))
        for unit, line in lines.items():
            kind = Unit.objects.filter(pk=unit).order_by().values("kind")
            found |= Q(unit_kind__in=kind, document__unit__in=line)
        return self.filter(found)

    def out_of_reach_of(self, viewer: "Viewer") -> Self:
        """Those to units that the viewer cannot address: somebody else did, and only they can take it back."""
        return self.filter(unit__isnull=False).exclude(unit__in=units_to_address(viewer))


def units_to_address(viewer: "Viewer") -> models.QuerySet[Unit]:
    """The units that the viewer may address a bearing to: those that they lead; the secretariat all."""
    authority = authority_of(viewer)
    units = Unit.objects.for_choice()
    return units if authority.is_secretariat else units.filter(pk__in=authority.led_units)


def document_reaches(document: Document, unit: Unit, line: Ids) -> bool:
    """Whether the bearing reaches the unit, given with its line, by the rule at `AddressingQuerySet.reaching`."""
    return any(
        row.unit_id in line or (row.unit_kind_id == unit.kind_id and document.unit_id in line)
        for row in document.addressings.all()
    )


class Addressing(models.Model):
    """A bearing concerns a unit and those below it, or the units of a kind that hang under the one that set it.

    It is relevance, not secrecy.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="addressings")
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("enhed")
    )
    unit_kind = models.ForeignKey(
        UnitKind, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("enhedstype")
    )
    history = HistoricalRecords()

    objects = AddressingQuerySet.as_manager()

    class Meta:
        verbose_name = _("adressering")
        verbose_name_plural = _("adresseringer")
        constraints = [
            models.CheckConstraint(
                condition=names_one("unit", "unit_kind"),
                name="addressing_is_to_one",
            ),
            models.UniqueConstraint(
                fields=["document", "unit"], condition=Q(unit__isnull=False), name="addressed_once_to_unit"
            ),
            models.UniqueConstraint(
                fields=["document", "unit_kind"],
                condition=Q(unit_kind__isnull=False),
                name="addressed_once_to_kind",
            ),
        ]

    def __str__(self) -> str:
        return str(self.unit or self.unit_kind)


class Irrelevance(Withdrawable):
    """A unit answers that a bearing is not relevant there, and why."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="irrelevances")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="irrelevances", verbose_name=_("enhed"))
    why = PlainTextField(_("fordi"), max_length=1_000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("af"))
    at = models.DateTimeField(default=timezone.now, editable=False)
    history = HistoricalRecords()

    objects = WithdrawableQuerySet["Irrelevance"].as_manager()

    class Meta:
        verbose_name = _("svaret ikke relevant")
        verbose_name_plural = _("svar om ikke relevant")
        constraints = [
            models.UniqueConstraint(
                fields=["document", "unit"], condition=Q(withdrawn_at__isnull=True), name="irrelevant_once"
            )
        ]
