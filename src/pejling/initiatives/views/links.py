"""The link in a mail: a status without signing in, its receipt, and the municipality's choice whether links are used."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from pejling.core.permissions import may, require
from pejling.initiatives.actions import reports as actions
from pejling.initiatives.actions.choices import choose_links
from pejling.initiatives.figures.links import LinkState, read_link
from pejling.initiatives.forms.reports import ReportForm, StatusChoicesForm
from pejling.initiatives.mails import read_receipt, receipt_path
from pejling.initiatives.models import StatusChoices, Way
from pejling.people.limits import note_unknown_link, opened_by_link
from pejling.people.sessions import signed_in
from pejling.web.errors import ErrorPage, explain
from pejling.web.form_page import Screen, form_page, pressed, sent
from pejling.web.pages import page

if TYPE_CHECKING:
    from pejling.initiatives.models import Initiative, StatusRequest
    from pejling.web.requests import Request

View = Callable[..., HttpResponse]
NOTHING_CHANGED = gettext_lazy("Intet er ændret.")
SIGN_IN = gettext_lazy(
    "Log ind i Pejling, og giv status på indsatsens side. Det, der venter på dig, står på Min side."
)
GONE = gettext_lazy("Linket virker ikke mere")
WORDS = {
    LinkState.UNKNOWN: ErrorPage(
        410,
        gettext_lazy("Linket virker ikke"),
        gettext_lazy("Vi kender det ikke. Det er måske skåret over i mailen, eller der er rettet i det."),
        NOTHING_CHANGED,
        SIGN_IN,
    ),
    LinkState.TURNED_OFF: ErrorPage(
        410,
        gettext_lazy("Status gives efter login"),
        gettext_lazy("Kommunen har valgt, at status ikke kan gives gennem et link i en mail."),
        NOTHING_CHANGED,
        SIGN_IN,
    ),
    LinkState.USED: ErrorPage(
        410,
        gettext_lazy("Du har allerede svaret"),
        gettext_lazy(
            "Linket kan bruges én gang, og der er givet status med det, eller du har givet den i Pejling."
        ),
        gettext_lazy("Den første status er gemt. Er der skrevet noget nyt, er det ikke gemt."),
        gettext_lazy("Vil du ændre den, så log ind, og giv en ny status på indsatsens side."),
    ),
    LinkState.EXPIRED: ErrorPage(
        410,
        GONE,
        gettext_lazy("Det gjaldt en statusrunde, som er forbi."),
        NOTHING_CHANGED,
        gettext_lazy("Brug linket i en nyere mail, eller log ind, og giv status på indsatsens side."),
    ),
    LinkState.NOT_YOURS: ErrorPage(
        410,
        GONE,
        gettext_lazy("Du leder ikke indsatsen mere, eller din post i kommunen er slut."),
        NOTHING_CHANGED,
        gettext_lazy(
            "Den, der har overtaget, bliver spurgt i stedet. Er det en fejl, så skriv til sekretariatet."
        ),
    ),
    LinkState.OUTDATED: ErrorPage(
        410,
        GONE,
        gettext_lazy(
            "Siden mailen blev sendt, er din e-mail ændret, eller du har logget af alle andre steder."
        ),
        NOTHING_CHANGED,
        gettext_lazy("Brug linket i en nyere mail, eller log ind, og giv status på indsatsens side."),
    ),
    LinkState.ENDED: ErrorPage(
        410,
        GONE,
        gettext_lazy("Indsatsen er slut, så der ventes ikke status på den mere."),
        NOTHING_CHANGED,
        SIGN_IN,
    ),
}
RECEIPT_GONE = ErrorPage(
    410,
    GONE,
    gettext_lazy(
        "Kvitteringen er for gammel, sendt til en anden e-mail end din nuværende, eller der er rettet i linket."
    ),
    NOTHING_CHANGED,
    SIGN_IN,
)


def kept_quiet(view: View) -> View:
    """A page whose address is a secret: no search engine keeps it, and no other site hears of it.

    `no-referrer` would also hide from ourselves where our own form came from, and the form would be taken for a forgery.
    """

    @wraps(view)
    def answer(request: "Request", *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        response["Referrer-Policy"] = "same-origin"
        return response

    return answer


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@kept_quiet
@opened_by_link
def status_link(request: "Request", token: str) -> HttpResponse:
    """The link in a mail: nothing but the question, and one answer."""
    link = read_link(token)
    if link.dead is LinkState.UNKNOWN:
        note_unknown_link(request)
    if link.request is None or link.dead is not None:
        return explain(request, WORDS[link.dead or LinkState.UNKNOWN])
    if _is_another(request, link.request.person_id):
        return _for_another(request, link.request.initiative)
    return _answer(request, link.request)


def _is_another(request: "Request", person: int | None) -> bool:
    return request.user.is_authenticated and request.user.pk != person


def _for_another(request: "Request", initiative: "Initiative") -> HttpResponse:
    """Somebody else is signed in here: a status under the wrong name helps nobody."""
    may_report = may(request.user, "initiatives.report", initiative)
    own = reverse("report_new", args=[initiative.pk]) if may_report else ""
    return page(request, "initiatives/status_link_other.html", {"own": own}, status=403)


def _answer(request: "Request", asked: "StatusRequest") -> HttpResponse:
    initiative = asked.initiative
    form = ReportForm(sent(request), initiative=initiative)
    more = {"initiative": initiative, "latest": initiative.latest_report}
    return form_page(
        request,
        form,
        Screen(_("Giv status"), _("Gem status"), [], "", template="initiatives/status_link.html", more=more),
        lambda: actions.report(initiative, **form.values, way=Way.LINK, by=asked.person, request=asked),
        then=receipt_path,
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@kept_quiet
@opened_by_link
def status_receipt(request: "Request", signed: str) -> HttpResponse:
    """What was given through a link, shown to the one in whose name it was; a button takes it back."""
    given = read_receipt(signed)
    if given is None or given.by is None:
        note_unknown_link(request)
        return explain(request, RECEIPT_GONE)
    if _is_another(request, given.by_id):
        return _for_another(request, given.initiative)
    problem, giver = "", given.by
    if request.method == "POST":
        problem = pressed(lambda: actions.withdraw_report(given, by=giver)).all_errors
        given.refresh_from_db()
    return page(request, "initiatives/status_receipt.html", {"given": given, "problem": problem})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def status_choices(request: "Request") -> HttpResponse:
    """Whether status can be given through the link in a mail, for the whole municipality."""
    require(request.user, "initiatives.links")
    form = StatusChoicesForm(sent(request), instance=StatusChoices.current())
    lead = _(
        "Et link i en mail lader den, der er spurgt, svare på få sekunder uden login. "
        "Linket gælder én person, én indsats og én statusrunde."
    )
    return form_page(
        request,
        form,
        Screen(_("Status gennem mails"), _("Gem"), [], "/", lead),
        lambda: choose_links(form.instance, opened=form.opened, by=signed_in(request)),
        message=_("Valget er gemt."),
        then=reverse("status_choices"),
    )
