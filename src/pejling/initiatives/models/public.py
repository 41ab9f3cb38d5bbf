"""What citizens are told of an initiative, in words that are meant for them."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pejling.core.dates import today
from pejling.core.fields import PlainTextField
from pejling.core.models import Withdrawable, WithdrawableQuerySet
from pejling.initiatives.models.initiatives import Initiative


class PublicTextKind(models.TextChoices):
    """What the words are about."""

    PROGRESS = "progress", _("Sådan går det")
    REACHED = "reached", _("Det har vi nået")


class PublicTextQuerySet(WithdrawableQuerySet["PublicText"]):
    """Texts for citizens."""

    def told_by(self, on: date) -> Self:
        """Those of a day and before, the newest first."""
        return self.active().filter(on__lte=on).order_by("-on", "-pk")


class PublicText(Withdrawable):
    """A few sentences for citizens about one initiative. The internal sentence of a status is never shown in their place.

    Never rewritten: a newer one takes its place. One that is taken back is gone for citizens at once and stays in the log.
    It is shown while the initiative's status is public.
    """

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="public_texts")
    kind = models.CharField(
        _("handler om"), max_length=10, choices=PublicTextKind, default=PublicTextKind.PROGRESS
    )
    text = PlainTextField(_("tekst til borgerne"), max_length=500)
    on = models.DateField(_("dato"), default=today)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("af")
    )
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("på vegne af")
    )
    at = models.DateTimeField(_("skrevet"), default=timezone.now, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )

    objects = PublicTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("tekst til borgerne")
        verbose_name_plural = _("tekster til borgerne")
        indexes = [models.Index(fields=["initiative", "-on"])]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="public_text_says_something")]

    def __str__(self) -> str:
        return self.text
