"""The mails that the demonstration would have sent: they lie in a folder, and a page shows them."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pejling.web.pages import page

MOST = 50
BETWEEN = b"-" * 79 + b"\n"
"""What Django writes between two mails of one connection."""


@dataclass(frozen=True)
class Mail:
    """One mail as its receiver would read it."""

    to: str
    subject: str
    sent_at: datetime | None
    text: str


@never_cache
@require_safe
def mails(request: HttpRequest) -> HttpResponse:
    """The newest mails, in the demonstration only."""
    if not settings.DEMO:
        raise Http404
    return page(request, "demo/mails.html", {"mails": newest_mails(Path(settings.EMAIL_FOLDER))})


def newest_mails(folder: Path) -> list[Mail]:
    """The mails in the folder, newest first, a page of them at most."""
    files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime, reverse=True)
    return list(islice((mail for file in files for mail in reversed(_mails_in(file))), MOST))


def _mails_in(file: Path) -> list[Mail]:
    parts = file.read_bytes().split(BETWEEN)
    return [_read(part) for part in parts if part.strip()]


def _read(raw: bytes) -> Mail:
    message = message_from_bytes(raw.strip() + b"\n", _class=EmailMessage, policy=policy.default)
    body = message.get_body(("plain",))
    sent = message["Date"]
    return Mail(
        to=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        sent_at=sent.datetime.replace(tzinfo=UTC) if sent else None,
        text=body.get_content() if body else "",
    )
