"""Which language a page is in: Danish, until the reader has chosen another."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers

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
