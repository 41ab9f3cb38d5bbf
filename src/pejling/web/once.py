"""A form that is sent several times does what it does once, and each time gets the answer of the first.

A nervous finger, a slow line or a script sends the same form twelve times at once. The form's stamp, its address and all
that was typed make a key, and the key has one row. The row is written in the transaction of what the form does, as its first
statement: where the act is undone, so is the row, and of two at the same moment one waits for the other and finds the row
there. So no view and no action needs to know. What is typed anew after a look back is another key, and another act.
"""

import hashlib
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from pejling.core import request_cache
from pejling.web.models import SentForm
from pejling.web.pages import see_other
from pejling.web.stamps import FIELD, MARKS, Stamp, holds_a_secret, person_at, stamp_of
from pejling.web.toasts import tell

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

ONCE = "X-Form-Once"
"""A script that sends by itself says here which sending it is; without it each of its posts counts."""
HOUSEKEEPING = ('"cache"', '"django_session"')
"""Tables that are written beside what a form does, in transactions of their own."""
REMEMBERED_FOR = timedelta(days=7)
LONGEST_CONTENT = 20_000
PATIENCE = 10
"""So many seconds the second waits for the answer of the first, whose act is done."""


class SentBefore(Exception):
    """The same form has done its act already, perhaps a moment ago."""


class Sending:
    """One form on its way: its key, and whether the key's row has been written."""

    def __init__(self) -> None:
        self.key = ""
        self.page = ""
        self.is_noted = False

    def note(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Mapping[str, Any]
    ) -> Any:
        """Write the row ahead of the first statement of the act's transaction."""
        if self.key and not self.is_noted and connection.in_atomic_block and not _is_housekeeping(sql):
            self.is_noted = True
            with request_cache.aside():
                _row, is_ours = SentForm.objects.get_or_create(key=self.key)
            if not is_ours:
                self.is_noted = False
                raise SentBefore
        return execute(sql, params, many, context)

    def close(self, response: "HttpResponseBase") -> None:
        """Remember what was answered; a form that was refused may be sent again."""
        if not self.is_noted:
            return
        rows, answer = SentForm.objects.filter(key=self.key), _answer_in(response)
        if answer is None:
            rows.delete()
        elif not rows.update(**answer):
            SentForm.objects.get_or_create(key=self.key, defaults=answer)


class AnswerOnce:
    """Middleware: nearest to the views, behind all that may refuse a request."""

    def __init__(self, respond: "Callable[[HttpRequest], HttpResponseBase]") -> None:
        self.respond = respond

    def __call__(self, request: "HttpRequest") -> "HttpResponseBase":
        if request.method != "POST":
            return self.respond(request)
        sending = request._sending = Sending()  # type: ignore[attr-defined]
        with connection.execute_wrapper(sending.note):
            response = self.respond(request)
        if sending.key and not sending.is_noted and 400 <= response.status_code < 500:
            # What was free to be done when the form was read may have been done since, by the same form.
            return first_answer(sending.key) or response
        sending.close(response)
        return response

    def process_view(
        self, request: "HttpRequest", _view: object, _args: object, _kwargs: object
    ) -> "HttpResponseBase | None":
        """The token has been found good: read the form, and answer at once what has been answered before."""
        sending: Sending | None = getattr(request, "_sending", None)
        stamp = stamp_of(request) if sending else None
        if (
            sending is None
            or stamp is None
            or not (FIELD in request.POST or ONCE in request.headers)
            or holds_a_secret(request.POST)
            or stamp.person not in (0, person_at(request))
        ):
            return None
        key = key_of(request, stamp)
        found = first_answer(key)
        if found is None:
            sending.key, sending.page = key, stamp.page
        return found

    def process_exception(self, request: "HttpRequest", error: Exception) -> "HttpResponseBase | None":
        """Another was faster with the same form."""
        if not isinstance(error, SentBefore):
            return None
        sending: Sending = request._sending  # type: ignore[attr-defined]
        key, sending.key = sending.key, ""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if found := first_answer(key):
                return found
            time.sleep(0.05)
        tell(request, _("Det er allerede gemt."))
        return see_other(sending.page)


def key_of(request: "HttpRequest", stamp: Stamp) -> str:
    """The key of a form: its stamp, where it was sent to, and what was typed and chosen in it."""
    digest = hashlib.sha256()
    parts = [stamp.text, request.get_full_path(), request.headers.get(ONCE, "")]
    parts += [
        f"{name}={value}" for name, values in request.POST.lists() for value in values if name not in MARKS
    ]
    for part in parts:
        digest.update(f"{len(part)}:{part}".encode(errors="surrogatepass"))
    for name, files in request.FILES.lists():
        for file in files:
            digest.update(f"{name}:{file.name}:{file.size}".encode(errors="surrogatepass"))
            for chunk in file.chunks():
                digest.update(chunk)
            file.seek(0)
    return digest.hexdigest()


def first_answer(key: str) -> HttpResponse | None:
    """What was answered when the form was sent first, if it has been."""
    row = SentForm.objects.filter(key=key).exclude(status=None).first()
    if row is None:
        return None
    if row.address:
        return see_other(row.address)
    return HttpResponse(row.content, status=row.status, content_type="application/json")


def forget_old(*, now: datetime | None = None) -> None:
    """Delete what was remembered of forms that nobody sends again."""
    SentForm.objects.filter(at__lt=(now or timezone.now()) - REMEMBERED_FOR).delete()


def _is_housekeeping(sql: str) -> bool:
    return any(table in sql for table in HOUSEKEEPING)


def _answer_in(response: "HttpResponseBase") -> dict[str, Any] | None:
    """What can be said again: where to look, or the few words that the editor gets."""
    if response.status_code in (301, 302, 303):
        return {"status": response.status_code, "address": response["Location"], "content": ""}
    if isinstance(response, JsonResponse) and response.status_code < 300:
        words = response.content.decode()
        if len(words) <= LONGEST_CONTENT:
            return {"status": response.status_code, "address": "", "content": words}
    return None
