"""The mails about sign-in: plain text, in the receiver's language, all of them in one place."""

from dataclasses import dataclass
from smtplib import SMTPException
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from pejling.core.rooms import Part, parts
from pejling.web.models import Identity

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from pejling.people.models import Person


class NotSent(Exception):
    """The mail could not be handed over to the mail server."""


@dataclass(frozen=True)
class Letter:
    """What one kind of mail says: its subject, its paragraphs, and what is written over the link in it."""

    subject: "_StrPromise"
    paragraphs: "tuple[_StrPromise, ...]"


@dataclass(frozen=True)
class RoomLetter(Letter, Part):
    """A kind of mail that a room above sends."""

    kind: str = ""


NOT_YOU = _(
    "Var det ikke dig? Så vælg en ny adgangskode med det samme, og sig det til dem, der driver Pejling hos jer."
)
LETTERS = {
    "people/invitation": Letter(
        _("Velkommen til Pejling"),
        (
            _(
                "%(host)s har givet dig adgang til Pejling. Her ser du, hvor kommunen vil hen, og hvad det betyder for dig."
            ),
            _("Vælg en adgangskode her:\n%(url)s"),
            _("Linket virker én gang og i 14 dage. Er det for gammelt, så bed om et nyt."),
        ),
    ),
    "people/address": Letter(
        _("Bekræft din nye e-mail"),
        (
            _(
                "Du vil logge ind med denne adresse fremover. Bekræft det her, hvor du logger ind som hidtil:\n%(url)s"
            ),
            _("Linket virker i tre dage. Har du ikke bedt om det, så gør ingenting. Så sker der ikke noget."),
        ),
    ),
    "people/address_changed": Letter(
        _("Din e-mail er ændret"),
        (_("Fra nu af logger du ind i Pejling med %(new)s i stedet for denne adresse."), NOT_YOU),
    ),
    "account/email/password_reset_key": Letter(
        _("Vælg en ny adgangskode"),
        (
            _(
                "Nogen, forhåbentlig dig, har bedt om en ny adgangskode. Vælg den her:\n%(password_reset_url)s"
            ),
            _(
                "Linket virker én gang og i tre dage. Har du ikke bedt om det, så gør ingenting. Den gamle gælder stadig."
            ),
        ),
    ),
    "account/email/password_changed": Letter(
        _("Din adgangskode er skiftet"), (_("Din adgangskode er skiftet."), NOT_YOU)
    ),
    "account/email/password_reset": Letter(
        _("Din adgangskode er skiftet"), (_("Du har valgt en ny adgangskode."), NOT_YOU)
    ),
    "account/email/password_set": Letter(
        _("Du har fået en adgangskode"), (_("Du har valgt en adgangskode."), NOT_YOU)
    ),
    "mfa/email/totp_activated": Letter(
        _("To-trins-login er slået til"),
        (_("Fra nu af skal du bruge en kode fra din telefon, når du logger ind."), NOT_YOU),
    ),
    "mfa/email/totp_deactivated": Letter(
        _("To-trins-login er slået fra"), (_("Fra nu af er din adgangskode nok til at logge ind."), NOT_YOU)
    ),
    "mfa/email/recovery_codes_generated": Letter(
        _("Du har fået nye nødkoder"),
        (_("Der er lavet nye nødkoder til dit login. De gamle virker ikke mere."), NOT_YOU),
    ),
}


def letters() -> dict[str, Letter]:
    """All kinds of mails: this room's own and those of the rooms above."""
    return LETTERS | {each.kind: each for each in parts(RoomLetter)}


def send(kind: str, person: "Person", *, to: str | None = None, message_id: str = "", **facts: str) -> None:
    """Send a person one kind of mail, to their address unless told. Raises `NotSent`.

    With a `message_id` of one's own a mail that may have been sent before is recognised as the same.
    """
    letter = letters()[kind]
    with translation.override(person.language):
        context = {
            "person": person,
            "paragraphs": [str(paragraph) % facts for paragraph in letter.paragraphs],
            "municipality": Identity.current(),
            "home": settings.BASE_URL,
        }
        body = render_to_string("people/mail.txt", context)
        mail = EmailMessage(str(letter.subject), body, to=[to or person.email or ""])
        mail.extra_headers.update({"Message-ID": message_id} if message_id else {})
    try:
        mail.send()
    except (SMTPException, OSError) as problem:
        raise NotSent from problem
