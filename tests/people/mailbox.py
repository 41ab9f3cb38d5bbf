"""What has been sent, and the links in it."""

import re

from django.core import mail


def links(number: int = -1) -> list[str]:
    """The paths of the links in one of the mails sent, the last unless told."""
    return re.findall(r"http://localhost:8000(/\S+)", str(mail.outbox[number].body))


def subjects() -> list[tuple[str, str]]:
    """To whom, and about what."""
    return [(sent.to[0], str(sent.subject)) for sent in mail.outbox]
