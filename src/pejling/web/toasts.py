"""Short messages after an action, with a way back where there is one."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest

_UNDO = "undo="
TONES = {messages.ERROR: "bad", messages.WARNING: "warn"}


@dataclass(frozen=True)
class Toast:
    """What is told, and the address that takes it back when posted to."""

    text: str
    tone: str
    undo_url: str


def tell(request: HttpRequest, text: str, *, undo_url: str = "", level: int = messages.SUCCESS) -> None:
    """Tell the person what was done on the next page shown; with `undo_url` a button beside it takes it back."""
    messages.add_message(request, level, text, extra_tags=_UNDO + undo_url if undo_url else "")


def waiting(request: HttpRequest) -> list[Toast]:
    """What has not been told yet. Asking empties it."""
    if not hasattr(request, "_messages"):
        return []
    return [
        Toast(str(m.message), TONES.get(m.level, "good"), (m.extra_tags or "").removeprefix(_UNDO))
        for m in messages.get_messages(request)
    ]
