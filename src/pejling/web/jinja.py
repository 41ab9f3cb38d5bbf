"""What every template has at hand: links, icons, Danish dates and numbers, texts in two languages."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.templatetags import static as static_files
from django.utils import translation
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from pejling.core import formats, request_cache
from pejling.core.permissions import may
from pejling.core.richtext import as_plain, is_plain
from pejling.web.addresses import url, url_if_any
from pejling.web.ago import ago, is_older
from pejling.web.blocks import stylesheets
from pejling.web.language import content_lang, lang_of
from pejling.web.menu import Menu
from pejling.web.models import Identity
from pejling.web.session_end import seconds_left
from pejling.web.toasts import waiting

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

FILTERS = ("day", "long_day", "weekday", "moment", "clock", "week", "period", "number", "money", "percent")


def environment(**options: Any) -> Environment:
    """The environment of all our templates; a name that does not exist is an error, never silence."""
    options.update(
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    env = Environment(**options)
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    env.globals["gettext"] = env.globals["_"] = gettext
    env.filters.update({name: getattr(formats, name) for name in FILTERS}, rich=rich, ago=ago)
    env.filters.update(is_plain=is_plain, as_plain=as_plain)
    env.globals["is_older"] = is_older
    env.globals.update(
        url=url,
        url_if_any=url_if_any,
        static=static,
        stylesheets=stylesheets,
        icon=icon,
        query=query,
        may=may,
        toasts=waiting,
        language=translation.get_language,
        content_lang=content_lang,
        lang_of=lang_of,
        municipality=municipality,
        session_seconds=seconds_left,
        viewer=viewer,
        menus={each.value: each for each in Menu},
    )
    return env


def municipality() -> Identity:
    """Whose Pejling this is; asked by the layout and by many a heading."""
    return request_cache.get_or_set("identity", Identity.current)


def viewer(request: HttpRequest) -> "Viewer":
    """Who looks at the page; nobody known when the request failed before it was asked who came."""
    return getattr(request, "user", None) or AnonymousUser()


def gettext(text: str, /, **values: object) -> Markup:
    """The text in the reader's language with the values put into it, as Jinja's own does, and quicker.

    A list says the same few words hundreds of times.
    """
    words = _translated(translation.get_language(), text)
    return words % values if "%" in words else words


@lru_cache(maxsize=4_096)
def _translated(_language: str | None, text: str) -> Markup:
    return Markup(translation.gettext(text))


@lru_cache(maxsize=256)
def static(path: str) -> str:
    """The address of one of our own files; the same as long as the process lives."""
    return static_files.static(path)


@lru_cache(maxsize=256)
def icon(name: str, title: str = "") -> Markup:
    """A picture from our sprite: decoration unless a title says what it means. Drawn once, for lists show it often."""
    meaning = Markup('role="img" aria-label="{}"').format(title) if title else Markup('aria-hidden="true"')
    sprite = static("web/icons.svg")
    return Markup('<svg class="sign sign-{}" {}><use href="{}#{}"/></svg>').format(
        name, meaning, sprite, name
    )


def query(request: HttpRequest, **changes: object) -> str:
    """This page's query with some parameters changed (None takes one away); any change leads back to the first page."""
    parameters = request.GET.copy()
    if "page" not in changes:
        parameters.pop("page", None)
    for name, value in changes.items():
        if value is None or value == "":
            parameters.pop(name, None)
        else:
            parameters[name] = str(value)
    return "?" + parameters.urlencode()


def rich(markup: str) -> Markup:
    """Rich text as it may stand in a page. Only what comes from a `RichTextField` or from `sanitise`: both are clean."""
    return Markup(markup)
