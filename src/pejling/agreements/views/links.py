"""The link in a mail: a commitment is said to be done without signing in."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from pejling.agreements.actions.commitments import finish
from pejling.agreements.figures.links import LinkState, read_link
from pejling.agreements.forms.commitments import LinkForm
from pejling.agreements.models import Way
from pejling.initiatives.figures.links import LinkState as StatusLinkState
from pejling.initiatives.views.links import GONE, NOTHING_CHANGED, SIGN_IN, WORDS, kept_quiet
from pejling.people.limits import note_unknown_link, opened_by_link
from pejling.web.errors import ErrorPage, explain
from pejling.web.form_page import Screen, form_page, sent
from pejling.web.pages import page

if TYPE_CHECKING:
    from pejling.web.requests import Request

NEWER = gettext_lazy("Brug linket i en nyere mail, eller log ind, og meld aftalen gjort.")
DEAD = {
    LinkState.UNKNOWN: WORDS[StatusLinkState.UNKNOWN],
    LinkState.OUTDATED: ErrorPage(
        410,
        GONE,
        gettext_lazy(
            "Siden mailen blev sendt, er din e-mail ændret, eller du har logget af alle andre steder."
        ),
        NOTHING_CHANGED,
        NEWER,
    ),
    LinkState.OPENED_AGAIN: ErrorPage(
        410,
        GONE,
        gettext_lazy("Siden mailen blev sendt, er aftalen meldt gjort eller opgivet og åbnet igen."),
        NOTHING_CHANGED,
        NEWER,
    ),
    LinkState.TURNED_OFF: ErrorPage(
        410,
        gettext_lazy("Aftaler meldes gjort efter login"),
        gettext_lazy("Kommunen har valgt, at der ikke kan svares gennem et link i en mail."),
        NOTHING_CHANGED,
        SIGN_IN,
    ),
    LinkState.USED: ErrorPage(
        410,
        gettext_lazy("Aftalen er afsluttet"),
        gettext_lazy("Den er meldt gjort eller opgivet."),
        gettext_lazy("Er der skrevet noget nyt, er det ikke gemt."),
        gettext_lazy("Log ind i Pejling, og åbn aftalen igen, hvis der stadig er noget at gøre."),
    ),
    LinkState.NOT_YOURS: ErrorPage(
        410,
        GONE,
        gettext_lazy("Aftalen er ikke din mere, eller din post i kommunen er slut."),
        NOTHING_CHANGED,
        gettext_lazy("Er det en fejl, så skriv til sekretariatet."),
    ),
}


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@kept_quiet
@opened_by_link
def commitment_link(request: "Request", signed: str) -> HttpResponse:
    """Nothing but the question, and one answer."""
    link = read_link(signed)
    if link.dead is LinkState.UNKNOWN:
        note_unknown_link(request)
    if link.dead is not None or link.commitment is None or link.person is None:
        return explain(request, DEAD[link.dead or LinkState.UNKNOWN])
    if request.user.is_authenticated and request.user.pk != link.person.pk:
        return page(request, "initiatives/status_link_other.html", {"own": ""}, status=403)
    commitment, person = link.commitment, link.person
    form = LinkForm(sent(request))
    screen = Screen(
        _("Er det gjort?"),
        _("Meld gjort"),
        [],
        "",
        template="agreements/commitment_link.html",
        more={"commitment": commitment},
    )
    answer = form_page(
        request,
        form,
        screen,
        lambda: finish(commitment, words=form.cleaned_data["words"], way=Way.LINK, by=person),
    )
    if form.is_done:
        return page(request, "agreements/commitment_link_done.html", {"commitment": commitment})
    return answer
