"""What a mail says: the lists of Min side in plain text and in simple HTML, in the receiver's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import formataddr
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import Truncator

from pejling.desk.actions.mail_choices import unsubscription_token
from pejling.web.models import Identity

if TYPE_CHECKING:
    from pejling.desk.figures.waiting import Line
    from pejling.people.models import Person

SUBJECT = 150
"""Characters of a subject; longer ones are cut off by the programs that show them."""


@dataclass(frozen=True)
class Entry:
    """One thing in a mail, and the address at which it is done."""

    line: "Line"
    url: str
    about: "Person | None" = None


@dataclass(frozen=True)
class Part:
    """ActivitySource under a heading."""

    heading: str
    entries: Sequence[Entry]
    others: int = 0


@dataclass(frozen=True)
class Letter:
    """A mail before it is written: to whom, on which occasion, and what it tells.

    `still` counts what has been told before and waits still. A weekly letter can be unsubscribed from.
    """

    person: "Person"
    occasion: str
    subject: str
    parts: Sequence[Part]
    is_weekly: bool
    still: int = 0


def absolute(url: str) -> str:
    """The address as it works from a mail."""
    return url if url.startswith(("https://", "http://")) else settings.BASE_URL + url


def write(letter: Letter, municipality: Identity) -> EmailMultiAlternatives:
    """The mail, ready to be handed over. Call it in the receiver's language."""
    person = letter.person
    unsubscription = absolute(reverse("mail_unsubscription", args=[unsubscription_token(person)]))
    context = {
        "letter": letter,
        "person": person,
        "municipality": municipality,
        "all_url": absolute(reverse("waiting")),
        "choice_url": absolute(reverse("mail_choice")),
        "unsubscription_url": unsubscription,
    }
    headers = {"Message-ID": _message_id(letter), "Auto-Submitted": "auto-generated"}
    if letter.is_weekly:
        headers["List-Unsubscribe"] = f"<{unsubscription}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail = EmailMultiAlternatives(
        _one_line(letter.subject),
        render_to_string("desk/mail/letter.txt", context),
        to=[formataddr((_one_line(person.name), person.email or ""))],
        headers=headers,
    )
    mail.attach_alternative(render_to_string("desk/mail/letter.html", context), "text/html")
    return mail


def _one_line(text: str) -> str:
    """Titles and names come from people: a line end in one would begin a header of its own."""
    printable = "".join(each if each.isprintable() else " " for each in text)
    return Truncator(" ".join(printable.split())).chars(SUBJECT)


def _message_id(letter: Letter) -> str:
    """The same for the same occasion, so that a mail server that gets it twice after all can tell."""
    told = f"{letter.person.pk} {letter.occasion}"
    return f"<{sha256(told.encode()).hexdigest()[:32]}@{urlsplit(settings.BASE_URL).hostname}>"
