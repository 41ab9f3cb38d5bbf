"""Which language a page is in: Danish, until the reader has chosen another."""

import re
from collections.abc import Callable
from functools import cache, lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import trans_real
from markupsafe import Markup

LANGUAGES = {code for code, _name in settings.LANGUAGES}


def in_the_readers_language(
    respond: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Answer in the language that the browser keeps from a choice made here.

    What the browser itself prefers is not asked for: that is the language a machine was bought with, and what a municipality
    writes is Danish (docs/decisions/040-danish-until-chosen.md).
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        kept = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = kept if kept in LANGUAGES else settings.LANGUAGE_CODE
        with translation.override(language):
            response = respond(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Cookie"])
        return response

    return answer


def content_lang() -> Markup:
    """The attribute for what people of the municipality wrote themselves; nothing on pages in its own language."""
    is_same = translation.get_language() == settings.LANGUAGE_CODE
    return Markup("") if is_same else Markup(' lang="{}"').format(settings.LANGUAGE_CODE)


def lang_of(text: object) -> Markup:
    """The attribute for a text that may be ours or theirs: it is the municipality's when our catalogue never says it.

    Heads, crumbs and cells are given both: »Tilbage« is ours and in the page's language, the name of a plan is theirs.
    """
    if translation.get_language() == settings.LANGUAGE_CODE or _is_ours(
        str(text), translation.get_language()
    ):
        return Markup("")
    return content_lang()


@lru_cache(maxsize=5000)
def _is_ours(text: str, language: str) -> bool:
    whole, sentences = _said_in(language)
    return text in whole or any(sentence.fullmatch(text) for sentence in sentences)


PUT_IN = re.compile(r"%\(\w+\)[sd]|%[sd]")


@cache
def _said_in(language: str) -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """All that the catalogue says in a language: what stands fast, and sentences with something put in."""
    said = {
        text
        for _key, text in trans_real.translation(language)._catalog.items()  # type: ignore[attr-defined]
        if isinstance(text, str)
    }
    sentences = [
        re.compile(".+?".join(re.escape(part) for part in parts), re.DOTALL)
        for text in said
        if len(parts := PUT_IN.split(text.replace("%%", "%"))) > 1 and re.search(r"[a-z]{2}", " ".join(parts))
    ]
    return frozenset(said), tuple(sentences)
