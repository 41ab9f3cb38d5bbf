"""What somebody had typed is not lost when it turns out that they are signed out.

A form that is refused for that reason - the session has ended, or the browser has lost its cookies and with them the token
against forgery - is never carried out. What was typed is kept for two hours, and stands in the form again when the same
person has signed in, in the same browser; they look at it and save once more. Views know nothing of this.

Whose text it is says the form's own stamp, which nobody can make for another: so what one person typed never appears when
another signs in at the same computer, and who has never been signed in can fill up nothing but a small store for those
forms that need no sign-in. The text is encrypted with a key that lies in the browser's cookie alone. Passwords, codes and
files are never kept. docs/decisions/211-unsaved-text.md weighs it.
"""

import base64
import hashlib
import json
import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.template import engines
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pejling.core.richtext import to_plain
from pejling.web.errors import NOT_KEPT, SOMEBODY_ELSES, explain, is_forgery
from pejling.web.filling import Typed, fill
from pejling.web.models import UnsavedForm
from pejling.web.once import ONCE
from pejling.web.pages import see_other
from pejling.web.stamps import MARKS, NOBODY, Stamp, fields_of, holds_a_secret, person_at, stamp_of
from pejling.web.toasts import tell

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

COOKIE = "unsaved"
KEPT_FOR = timedelta(hours=2)
LARGEST, LARGEST_OF_NOBODY = 2_000_000, 100_000
MOST, MOST_OF_NOBODY = 20, 200
"""So many forms of one person, and so many in all of those who have not signed in; the oldest go first."""
_RESTORED = re.compile(r"<form\b[^>]*\bdata-restored\b.*?</form>", re.DOTALL)
_WITHOUT_SCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
_KEY = re.compile(r"[\w-]{43}")


class KeepWhatWasTyped:
    """Middleware: keeps what was typed in a form that is refused for want of sign-in, and puts it back into its form."""

    def __init__(self, respond: "Callable[[HttpRequest], HttpResponseBase]") -> None:
        self.respond = respond

    def __call__(self, request: "HttpRequest") -> "HttpResponseBase":
        response = self.respond(request)
        if request.method == "POST":
            return self.after_post(request, response)
        if COOKIE in request.COOKIES and _is_whole_page(request, response):
            _put_back(request, response)  # type: ignore[arg-type]
        return response

    def process_view(
        self, request: "HttpRequest", _view: object, _args: object, _kwargs: object
    ) -> "HttpResponseBase | None":
        """A form that was made for one person is not carried out in another's name."""
        stamp, who = stamp_of(request), person_at(request)
        if stamp is None or NOBODY in (stamp.person, who) or stamp.person == who:
            return None
        return explain(request, SOMEBODY_ELSES)

    def after_post(self, request: "HttpRequest", response: "HttpResponseBase") -> "HttpResponseBase":
        """Look at how a form fared."""
        stamp, who = stamp_of(request), person_at(request)
        if stamp is None:
            return response
        if response.status_code < 400 and not _asks_for_sign_in(response):
            return _forget_saved(request, response, who)
        is_anothers = NOBODY not in (stamp.person, who) and stamp.person != who
        is_signed_out = who == NOBODY != stamp.person and _is_refusal(response)
        if is_anothers:
            return _with_key(response, _keep(request, stamp))
        if is_signed_out or (is_forgery(response) and stamp.person == who and _is_ours(request)):
            return self.send_back(request, response, stamp, who)
        return response

    def send_back(
        self, request: "HttpRequest", response: "HttpResponseBase", stamp: Stamp, who: int
    ) -> "HttpResponseBase":
        """Keep what was typed, and lead to sign-in and from there to the form."""
        is_signed_out, key = who != stamp.person, _keep(request, stamp)
        if key is None:
            return explain(request, NOT_KEPT) if is_signed_out else response
        address = (
            f"{reverse('account_login')}?{urlencode({'next': stamp.page})}" if is_signed_out else stamp.page
        )
        if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
            words = _("Du er logget af. Din tekst er ikke gemt endnu: log ind, så står den her igen.")
            return _with_key(JsonResponse({"sentence": words, "sign_in": address}, status=401), key)
        if is_signed_out:
            tell(request, _("Du var logget af. Log ind, så står det, du skrev, i formularen igen."))
        if getattr(request, "htmx", None):
            return _with_key(HttpResponse(headers={"HX-Redirect": address}), key)
        return _with_key(see_other(address), key)


@dataclass(frozen=True)
class Kept:
    """One form as it was sent: where to, and what was typed."""

    row: UnsavedForm
    typed: Typed


def _keep(request: "HttpRequest", stamp: Stamp) -> str | None:
    """Keep what was typed, for whom the form was made; the key to it goes into the browser's cookie alone."""
    posted = fields_of(request)
    if posted is None or holds_a_secret(posted):
        return None
    typed = json.dumps(
        [[name, value] for name, values in posted.lists() for value in values if name not in MARKS]
    )
    if len(typed) > (LARGEST if stamp.person else LARGEST_OF_NOBODY):
        return None
    key = _key_in(request) or secrets.token_urlsafe(32)
    UnsavedForm.objects.update_or_create(
        browser=_fingerprint(key),
        person=stamp.person,
        address=request.get_full_path(),
        part=request.headers.get(ONCE, "")[:64],
        defaults={"page": stamp.page, "content": _cipher(key).encrypt(typed.encode(errors="replace"))},
    )
    rows = UnsavedForm.objects.filter(person=stamp.person).order_by("-at", "-pk")
    too_many = rows[MOST if stamp.person else MOST_OF_NOBODY :].values_list("pk", flat=True)
    UnsavedForm.objects.filter(pk__in=list(too_many)).delete()
    return key


def kept_for(request: "HttpRequest") -> list[Kept]:
    """What is kept for whoever is signed in, in this browser; the newest first."""
    key = _key_in(request)
    if key is None:
        return []
    since = timezone.now() - KEPT_FOR
    rows = UnsavedForm.objects.filter(browser=_fingerprint(key), person=person_at(request), at__gt=since)
    found = []
    for row in rows.order_by("-at", "-pk"):
        try:
            fields = json.loads(_cipher(key).decrypt(bytes(row.content)))
        except InvalidToken:
            continue
        found.append(Kept(row, Typed(row.address, [(name, value) for name, value in fields])))
    return found


def forget_old(*, now: datetime | None = None) -> None:
    """Delete what nobody came back for."""
    UnsavedForm.objects.filter(at__lt=(now or timezone.now()) - KEPT_FOR).delete()


def drop_all(request: "HttpRequest") -> None:
    """Throw away what is kept for whoever is signed in, in this browser."""
    if key := _key_in(request):
        UnsavedForm.objects.filter(browser=_fingerprint(key), person=person_at(request)).delete()


def _put_back(request: "HttpRequest", response: HttpResponse) -> None:
    """Fill the forms of the page with what was typed in them, and say so at the top; what has no form is shown there."""
    here = [each for each in kept_for(request) if urlsplit(each.row.page).path == request.path]
    if not here:
        return
    filled, left = fill(response.content.decode(), request.get_full_path(), [each.typed for each in here])
    notice = _notice(request, filled, has_text=any(each.typed.words for each in here), left=left)
    response.content = re.sub(r"<main\b[^>]*>", lambda found: found[0] + notice, filled, count=1)
    UnsavedForm.objects.filter(pk__in=[each.row.pk for each in here if not each.typed.words]).delete()


def _notice(request: "HttpRequest", page: str, *, has_text: bool, left: Sequence[Typed]) -> str:
    template = engines["jinja2"].get_template("web/unsaved.html")
    texts = [[to_plain(words) if words.startswith("<") else words for words in each.words] for each in left]
    forms = " ".join(_RESTORED.findall(_WITHOUT_SCRIPT.sub("", page)))
    context = {
        "has_text": has_text,
        "texts": [each for each in texts if each],
        "has_button": "<button" in forms,
        "has_file": 'type="file"' in forms,
    }
    return template.render(context, request)


def _forget_saved(request: "HttpRequest", response: "HttpResponseBase", who: int) -> "HttpResponseBase":
    """What has been saved after all need not be kept."""
    if key := _key_in(request):
        rows = UnsavedForm.objects.filter(browser=_fingerprint(key))
        rows.filter(person=who, address=request.get_full_path()).delete()
        if not rows.exists():
            response.delete_cookie(COOKIE)
    return response


def _is_whole_page(request: "HttpRequest", response: "HttpResponseBase") -> bool:
    is_html = response.headers.get("Content-Type", "").startswith("text/html")
    return request.method == "GET" and response.status_code == 200 and is_html and not response.streaming


def _asks_for_sign_in(response: "HttpResponseBase") -> bool:
    return response.headers.get("Location", "").startswith(reverse("account_login"))


def _is_refusal(response: "HttpResponseBase") -> bool:
    """What a page answers that those may not see who have not signed in."""
    return response.status_code in (401, 403, 404) or _asks_for_sign_in(response)


def _is_ours(request: "HttpRequest") -> bool:
    """Whether the form was sent from a page of ours, as far as the browser tells."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None:
        return site == "same-origin"
    return origin is None or urlsplit(origin).netloc == request.get_host()


def _key_in(request: "HttpRequest") -> str | None:
    key = request.COOKIES.get(COOKIE, "")
    return key if _KEY.fullmatch(key) else None


def _with_key(response: "HttpResponseBase", key: str | None) -> "HttpResponseBase":
    if key is not None:
        response.set_cookie(
            COOKIE,
            key,
            max_age=KEPT_FOR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


def _fingerprint(key: str) -> str:
    return hashlib.sha256(f"browser:{key}".encode()).hexdigest()


def _cipher(key: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"text:{key}".encode()).digest()))
