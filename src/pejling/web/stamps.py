"""The stamp that every form of ours carries beside Django's token: for whom the form was made, and on which page.

It tells a form that was sent twice from two that were sent once (`web.once`), and whose text it is when the one who wrote
it turns out to be signed out, also when the browser has lost all its cookies (`web.unsaved`). Nobody can make one for
somebody else, for it is signed.
"""

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core import signing
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent
from django.http import UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.middleware.csrf import get_token
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from django.http import HttpRequest, QueryDict

FIELD = "form_stamp"
HEADER = "X-Form-Stamp"
"""Where a script of ours puts it that sends without a form."""
MARKS = {FIELD, "csrfmiddlewaretoken"}
"""What a form carries besides what somebody typed."""
SALT = "pejling.web.stamps"
NOBODY = 0
LONGEST_PAGE = 1_000


@dataclass(frozen=True)
class Stamp:
    """What a form says of itself: for whom it was made (NOBODY before sign-in), on which page; `text` is as it was sent."""

    text: str
    person: int
    page: str


def person_at(request: "HttpRequest") -> int:
    """The key of the person who is signed in, or NOBODY."""
    user = getattr(request, "user", None)
    return (user.pk or NOBODY) if user is not None else NOBODY


def fields_of(request: "HttpRequest") -> "QueryDict | None":
    """What was posted; None when it cannot be read."""
    try:
        return request.POST
    except (RequestDataTooBig, TooManyFieldsSent):
        # It is told as what it is: once it has been read in vain, a form looks empty.
        raise
    except (SuspiciousOperation, UnreadablePostError, MultiPartParserError):
        return None


def holds_a_secret(posted: "QueryDict") -> bool:
    """Whether a password or a code was typed: such a form is neither kept nor remembered."""
    return any("password" in name or name == "code" for name in posted)


def stamp_of(request: "HttpRequest") -> Stamp | None:
    """The stamp of the form that was sent, if it carries one that we made."""
    posted = fields_of(request) if request.method == "POST" else None
    if posted is None:
        return None
    text = posted.get(FIELD) or request.headers.get(HEADER, "")
    try:
        person, page, _number = signing.loads(text, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    return Stamp(text, person, page)


def stamp_for(request: "HttpRequest") -> str:
    """The stamp of all forms of a page. One that is shown again, with what was wrong, leads back to where it was opened."""
    made: str | None = getattr(request, "_form_stamp", None)
    if made is None:
        came = stamp_of(request)
        page = came.page if came else request.get_full_path()
        page = page if len(page) <= LONGEST_PAGE else request.path[:LONGEST_PAGE]
        made = signing.dumps([person_at(request), page, secrets.token_urlsafe(9)], salt=SALT)
        request._form_stamp = made  # type: ignore[attr-defined]
    return made


def marks_of_a_form(request: "HttpRequest") -> SafeString:
    """The hidden fields of a form that posts: Django's token against forgery, and our stamp."""
    return format_html(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}"><input type="hidden" name="{}" value="{}">',
        get_token(request),
        FIELD,
        stamp_for(request),
    )


marks_when_shown = lazy(marks_of_a_form, SafeString, str)
"""A page without a form needs no token, and therefore sets no cookie."""


def in_forms(request: "HttpRequest") -> dict[str, Any]:
    """Context processor: `csrf_input` in the templates that a library's views show."""
    return {"csrf_input": marks_when_shown(request)}
