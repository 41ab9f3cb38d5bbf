"""When something goes wrong: what happened, what was kept, what to do now."""

import logging
import re
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template import engines
from django.utils.translation import gettext_lazy as _

from pejling.core.permissions import Refused
from pejling.core.richtext import to_plain
from pejling.web.outages import AWAY, FULL, outage
from pejling.web.pages import let_it_replace_the_old_page, page
from pejling.web.stamps import fields_of, holds_a_secret

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ErrorPage:
    """One kind of trouble, in words for the person who met it."""

    status: int
    title: "Words"
    happened: "Words"
    kept: "Words"
    advice: "Words"


MALFORMED = ErrorPage(
    400,
    _("Det kunne vi ikke læse"),
    _("Siden fik noget, som den ikke kunne forstå."),
    _("Intet er gemt eller ændret."),
    _("Gå tilbage, hent siden igen, og prøv en gang til. Har du fulgt et link, så er det måske skåret over."),
)
REFUSED = ErrorPage(
    403,
    _("Det har du ikke adgang til"),
    _("Du må ikke gøre det her."),
    _("Intet er ændret."),
    _("Mener du, at du burde kunne, så skriv til sekretariatet i din kommune."),
)
MISSING = ErrorPage(
    404,
    _("Siden findes ikke"),
    _(
        "Her er ingen side, eller du har ikke adgang til den. Den kan være flyttet eller delt med andre end dig."
    ),
    _("Intet er gået tabt."),
    _("Søg efter det, du leder efter, eller gå til forsiden."),
)
TOO_LARGE = ErrorPage(
    413,
    _("Det fylder for meget"),
    _("Filen eller teksten er større, end systemet tager imod på én gang."),
    _("Intet er gemt. Det, du havde skrevet, står stadig på den forrige side."),
    _("Gå tilbage. Del teksten i flere dele, eller gør filen mindre, og prøv igen."),
)
UNPROCESSABLE = ErrorPage(
    422,
    _("Det kunne ikke lade sig gøre"),
    _("Oplysningerne passer ikke sammen."),
    _("Intet er gemt eller ændret."),
    _("Gå tilbage, ret det, og prøv igen."),
)
FORGERY = ErrorPage(
    403,
    _("Siden var åben for længe"),
    _(
        "Vi kunne ikke se, at det var dig, der sendte. Det sker, når siden har ligget åben længe, eller du er logget af."
    ),
    _("Intet er gemt. Det, du havde skrevet, står stadig på den forrige side."),
    _("Gå tilbage, kopiér din tekst, hent siden igen, og gem så."),
)
FORGERY_OF_A_SECRET = ErrorPage(
    403,
    FORGERY.title,
    _(
        "Siden har ligget åben længe, eller browseren har glemt den. Derfor kunne vi ikke tage imod det, du sendte."
    ),
    _("Intet er ændret."),
    _("Åbn siden igen, og prøv en gang til."),
)
"""Where a password or a code was typed: there is no text to save."""
SOMEBODY_ELSES = ErrorPage(
    409,
    _("Siden var åbnet af en anden"),
    _(
        "En anden har logget ind i det samme vindue, siden du åbnede siden. Derfor er det ikke gemt i den andens navn."
    ),
    _("Det, der var skrevet, er gemt i to timer til den, der skrev det, og står i formularen efter login."),
    _("Log af, og log ind som den, der skrev teksten, eller åbn siden igen i dit eget navn."),
)
NOT_KEPT = ErrorPage(
    413,
    _("Du er logget af"),
    _(
        "Det, du sendte, er ikke gemt, og det fylder for meget til, at vi kan holde på det, mens du logger ind."
    ),
    _("Det, du havde skrevet, står stadig på den forrige side."),
    _("Gå tilbage, og kopiér din tekst. Log ind i et andet vindue, hent siden igen, og gem så."),
)
BROKEN = ErrorPage(
    500,
    _("Noget gik galt hos os"),
    _("Systemet kunne ikke vise siden. Fejlen er skrevet ned, så den kan rettes."),
    _("Det, du gemte før, er stadig gemt. Det, du var ved at gemme, er ikke gemt."),
    _(
        "Gå tilbage, og prøv igen om lidt. Sker det igen, så skriv til dem, der driver systemet, hvad du gjorde."
    ),
)

AWAY_FOR_NOW = ErrorPage(
    AWAY.status,
    _("Databasen svarer ikke lige nu"),
    _("Systemet kan ikke vise eller gemme noget, før databasen svarer igen. Det plejer at vare kort."),
    _("Det, du gemte før, er stadig gemt. Det, du var ved at gemme, er ikke gemt endnu."),
    _("Vent et øjeblik, og prøv igen. Bliver det ved, så skriv til dem, der driver systemet."),
)
NO_ROOM = ErrorPage(
    FULL.status,
    _("Der kan ikke gemmes lige nu"),
    _("Der er ikke plads på disken hos os. Du kan læse videre, men ikke gemme."),
    _("Det, du gemte før, er stadig gemt. Det, du var ved at gemme, er ikke gemt endnu."),
    _("Skriv til dem, der driver systemet, og prøv igen, når der er ryddet op."),
)
OUTAGES = {AWAY: AWAY_FOR_NOW, FULL: NO_ROOM}
SECRET = re.compile("password|code|again|login", re.IGNORECASE)
"""Fields that are never sent back to a page."""


def explain(request: HttpRequest, trouble: ErrorPage, *, reason: "Words" = "") -> HttpResponse:
    """The page that explains; a reason, when there is one, stands in place of the general words."""
    return page(request, "web/error.html", {"trouble": trouble, "reason": reason}, status=trouble.status)


def malformed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, or 413 when there was simply too much."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent):
        return explain(request, TOO_LARGE)
    return explain(request, MALFORMED)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403, with the reason that the rule gives."""
    return explain(request, REFUSED, reason=str(exception) if isinstance(exception, Refused) else "")


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return explain(request, MISSING)


def unprocessable_page(request: HttpRequest, reason: "Words", *, status: int = 422) -> HttpResponse:
    """What was sent without a page that could show the error beside its field."""
    return explain(request, replace(UNPROCESSABLE, status=status), reason=reason)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 when the form's token is missing or old."""
    log.info("CSRF: %s", reason)
    posted = fields_of(request)
    is_secret = posted is not None and holds_a_secret(posted)
    response = explain(request, FORGERY_OF_A_SECRET if is_secret else FORGERY)
    response.is_forgery = True  # type: ignore[attr-defined]
    return response


def is_forgery(response: HttpResponseBase) -> bool:
    """Whether the form was refused for its token; `web.unsaved` then keeps what was typed, if the form is ours."""
    return bool(getattr(response, "is_forgery", False))


def broken(request: HttpRequest) -> HttpResponse:
    """500, or that the database is away or the disk full. Asks neither of them, nor the session."""
    found = outage(sys.exc_info()[1])
    trouble = OUTAGES[found] if found else BROKEN
    sent = _sent(request) if found and request.method == "POST" else []
    template = engines["jinja2"].get_template("web/broken.html")
    # What is one word is a choice, a number or a key of ours; whatever it is, it is sent again.
    texts = [text for _name, value in sent if " " in (text := to_plain(value).strip())]
    context = {
        "trouble": trouble,
        "sent": sent,
        "texts": texts,
        "to": request.get_full_path(),
        "asks_again": found is AWAY and request.method == "GET",
    }
    answer = HttpResponse(template.render(context), status=trouble.status)
    let_it_replace_the_old_page(request, answer)
    return answer


def _sent(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed, to be sent again; nothing when there are secrets in it."""
    try:
        fields = [(name, value) for name, values in request.POST.lists() for value in values]
    except Exception:  # reading it may be what went wrong
        return []
    return [] if any(SECRET.search(name) for name, _value in fields) else fields
