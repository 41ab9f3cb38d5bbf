"""Who may read the two pages of a thing, and who may choose what stands on them: as the thing itself."""

from types import SimpleNamespace
from typing import Any

from tests.access import Access


def public(w: SimpleNamespace) -> list[Any]:
    return ["dokumenter", w.public.pk]


def plan(w: SimpleNamespace) -> list[Any]:
    return ["dokumenter", w.document.pk]


def unit(w: SimpleNamespace) -> list[Any]:
    return ["enheder", w.unit.pk]


def forum(w: SimpleNamespace) -> list[Any]:
    return ["fora", w.forum.pk]


def earlier(w: SimpleNamespace) -> list[Any]:
    return ["enheder", w.unit.pk, 0]


ACCESS = {
    "two_pages": Access(owner=200, colleague=200, outsider=200, anonymous=200, args=public),
    "two_pages_pdf": Access(owner=200, colleague=200, outsider=404, anonymous=404, args=plan),
    "two_pages_word": Access(owner=200, colleague=200, outsider=404, anonymous=404, args=forum),
    "two_pages_choice": Access(owner=200, colleague=403, outsider=404, anonymous="login", args=unit),
    "two_pages_restoration": Access(
        owner=303, colleague=403, outsider=404, anonymous="login", args=earlier, method="post"
    ),
}
