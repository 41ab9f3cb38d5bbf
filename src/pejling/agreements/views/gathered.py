"""The ledger gathered: one line for each forum, unit, person or aim."""

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pejling.agreements.figures.gathered import WAYS, Line, gathered
from pejling.agreements.figures.ledger import State
from pejling.agreements.models import Commitment
from pejling.agreements.words import sign_of
from pejling.core.keys import read_key
from pejling.organisation.models import Unit
from pejling.organisation.views.fetching import require_inside
from pejling.web.list_page import PER_PAGE, page_of
from pejling.web.pages import page

if TYPE_CHECKING:
    from pejling.web.requests import Request


@login_required
@require_safe
def commitments_gathered(request: "Request") -> HttpResponse:
    """How many stand how, in no plan, and how long it takes; each number leads to the list behind it."""
    require_inside(request)
    way = request.GET.get("efter", "")
    way = way if way in WAYS else "forum"
    key = read_key(request.GET.get("enhed")) if way == "enhed" else None
    within = Unit.objects.current().filter(pk=key).first() if key else None
    named = {"forum": _("Forum"), "enhed": _("Enhed"), "hvem": _("Hvem"), "maal": _("Mål")}
    lines = gathered(Commitment.objects.visible_to(request.user), way, request.user, within=within)
    context = {
        "page": page_of(request, lines, PER_PAGE),
        "named": named[way],
        "tabs": [
            (word, f"{reverse('commitments_gathered')}?efter={each}", each == way, None)
            for each, word in named.items()
        ],
        "within": within,
        "states": list(State),
        "signs": {state: sign_of(state) for state in State},
        "address": _address,
    }
    return page(request, "agreements/gathered.html", context)


def _address(line: Line, **more: str) -> str:
    """The ledger of just these; nothing where they cannot be shown apart."""
    return f"{reverse('commitments')}?{urlencode({**line.narrowed, **more})}" if line.narrowed else ""
