"""Which language a page is in: Danish, until the reader has chosen another."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
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
