"""How the municipality presents itself: its name, its logo and its two colours; and what is remembered of forms."""

import secrets
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pejling.core.fields import LineField
from pejling.core.formats import number
from pejling.core.models import Versioned
from pejling.web.colours import ENOUGH_FOR_TEXT, WHITE, contrast, is_colour

BAND = "#0b3a5c"
ACCENT = "#0a5694"
LARGEST_LOGO = 500_000
_PNG = b"\x89PNG\r\n\x1a\n"


def logo_path(identity: "Identity", filename: str) -> str:
    """A random name: what a file was called outside says nothing here."""
    return f"identity/{secrets.token_hex(16)}.png"


def template_path(identity: "Identity", filename: str) -> str:
    """A random name here too."""
    return f"identity/{secrets.token_hex(16)}.docx"


def check_colour(value: str) -> None:
    """A colour on which white letters can be read, and which can be read on white."""
    if not is_colour(value):
        raise ValidationError(_("Skriv farven som #rrggbb, fx #0b3a5c."))
    reached = contrast(value, WHITE)
    if reached < ENOUGH_FOR_TEXT:
        raise ValidationError(
            _(
                "Farven er for lys: kontrasten mod hvid er %(reached)s, og der skal mindst være %(enough)s. Vælg en mørkere."
            ),
            params={"reached": _tenths(reached), "enough": _tenths(ENOUGH_FOR_TEXT)},
        )


def _tenths(value: float) -> str:
    """Rounded down, so that what falls short never reads as enough."""
    return number(Decimal(int(value * 10)) / 10, 1)


def check_logo(file: Any) -> None:
    """A PNG of reasonable size. SVG is refused, for it may carry script."""
    if getattr(file, "_committed", False):
        return
    file.seek(0)
    head = file.read(len(_PNG))
    file.seek(0)
    if head != _PNG:
        raise ValidationError(
            _(
                "Logoet skal være en PNG-fil. Har du det som SVG, så gem det som PNG i mindst 200 punkters højde."
            )
        )
    if file.size > LARGEST_LOGO:
        raise ValidationError(
            _("Logoet må højst fylde 500 kB; dette fylder %(size)s kB."),
            params={"size": number(file.size // 1000)},
        )


class Identity(Versioned):
    """The one row that says whose Pejling this is."""

    name = LineField(_("kommunens navn"), max_length=120)
    short_name = LineField(
        _("kort navn"),
        max_length=40,
        blank=True,
        default="",
        help_text=_("Vises på små skærme, fx Fjordlund."),
    )
    logo = models.FileField(
        _("logo"), upload_to=logo_path, blank=True, validators=[check_logo], help_text=_("En PNG-fil.")
    )
    template = models.FileField(
        _("Word-skabelon"),
        upload_to=template_path,
        blank=True,
        help_text=_(
            "En .docx. Dens typografier, logo, sidehoved og sidefod bruges, når et dokument hentes som Word. "
            "Teksten i den kommer ikke med."
        ),
    )
    band = models.CharField(_("båndets farve"), max_length=7, default=BAND, validators=[check_colour])
    accent = models.CharField(
        _("farve til links og knapper"), max_length=7, default=ACCENT, validators=[check_colour]
    )

    class Meta:
        verbose_name = _("identitet")
        verbose_name_plural = _("identitet")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="identity_is_one")]

    def __str__(self) -> str:
        return self.name or "Pejling"

    @classmethod
    def current(cls) -> "Identity":
        """The municipality's identity, or Pejling's own until one is given."""
        return cls.objects.first() or cls(pk=1, version=0)


class SentForm(models.Model):
    """That a form was sent, and what was answered: sent again, it is answered the same and does nothing.

    The row comes into the database in the transaction of what the form did (`web.once`).
    """

    key = models.CharField(max_length=64, unique=True)
    status = models.PositiveSmallIntegerField(null=True)
    address = models.TextField(default="")
    content = models.TextField(default="")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("sendt formular")
        verbose_name_plural = _("sendte formularer")

    def __str__(self) -> str:
        return self.key


class UnsavedForm(models.Model):
    """What somebody had typed when they turned out to be signed out: kept for a short time, for them, in their browser.

    `browser` is a fingerprint of a key that only the browser has, and `content` can be read with that key alone.
    """

    browser = models.CharField(max_length=64)
    person = models.PositiveBigIntegerField(_("person"), default=0)
    page = models.TextField(_("side"))
    address = models.TextField(_("adresse"))
    part = models.CharField(max_length=64, default="")
    content = models.BinaryField()
    at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("tekst, der ikke er gemt")
        verbose_name_plural = _("tekster, der ikke er gemt")
        indexes = [models.Index(fields=["browser", "person"], name="unsaved_by_browser")]

    def __str__(self) -> str:
        return self.address
