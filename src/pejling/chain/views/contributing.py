"""Ties seen from elsewhere: choosing what shall be tied to an aim, and pointing a tie at another aim."""

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from pejling.chain.figures.tie_search import find_contributors
from pejling.chain.forms import TieForm
from pejling.chain.views.ties import choosing, tied_to, tying_screen
from pejling.core.keys import read_key
from pejling.core.permissions import require
from pejling.direction.actions.redirecting import redirect_tie
from pejling.direction.views.fetching import seen_element, seen_tie
from pejling.people.sessions import signed_in
from pejling.web.form_page import form_page, sent
from pejling.web.pages import page

if TYPE_CHECKING:
    from pejling.web.requests import Request


@login_required
@require_safe
def contributors(request: "Request", pk: int) -> HttpResponse:
    """The elements that one may tie to the aim, while it stands; each leads to where one says how it contributes."""
    aim = seen_element(request, pk)
    if not aim.kind.is_aim or aim.ended_on or aim.document.is_out_of_force:
        raise Http404
    words = request.GET.get("q", "").strip()[:200]
    context = {"element": aim, "words": words, "found": find_contributors(aim, words, request.user)}
    return page(request, "chain/contributors.html", context, part="found")


@login_required
def tie_redirection(request: "Request", pk: int) -> HttpResponse:
    """Tie the element to another aim than the one that it was tied to: the old sentence is kept for a start."""
    old = seen_tie(request, pk)
    require(request.user, "direction.tie", old.lower)
    start = {"upper": read_key(request.GET.get("maal")), "how": old.how}
    form = TieForm(sent(request), element=old.lower, viewer=request.user, initial=start)
    by, base = signed_in(request), reverse("tie_redirection", args=[pk])
    return form_page(
        request,
        form,
        tying_screen(old.lower, {**choosing(request, old.lower, form), "old": old, "base": base}),
        lambda: redirect_tie(old, form.values["upper"], how=form.values["how"], by=by),
        message=lambda _made: tied_to(form.values["upper"]),
        part="aims",
    )
