"""Files from the municipality's other systems, as they were delivered."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pejling.core.fields import LineField


class Delivery(models.Model):
    """A file of units or people handed in to be looked through, and then carried out or left.

    The content is kept until it has been carried out, and then only who did it and when: the file holds people's data.
    """

    file_name = LineField(_("filens navn"), max_length=250)
    content = models.BinaryField(_("indhold"), default=bytes, blank=True, editable=False)
    delivered_at = models.DateTimeField(_("indleveret"), default=timezone.now, editable=False)
    delivered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="deliveries",
        verbose_name=_("indleveret af"),
    )
    ends_missing = models.BooleanField(_("afslut det, der ikke står i filen"), default=False)
    encoding = models.CharField(_("tegnsæt"), max_length=30, blank=True, default="")
    """How its letters are written, where somebody has said so."""
    applied_at = models.DateTimeField(_("gennemført"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("indlæsning")
        verbose_name_plural = _("indlæsninger")
        ordering = ["-delivered_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name
