"""Why an aim is anchored as it is."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from pejling.chain.figures.ring import explained
from pejling.direction.views.fetching import seen_element
from pejling.web.caching import open_to_all
from pejling.web.pages import page

if TYPE_CHECKING:
    from pejling.web.requests import Request


@open_to_all
@require_safe
def ring(request: "Request", pk: int) -> HttpResponse:
    """The ring of an aim, quarter by quarter: why it stands as it does, and what would fill it."""
    aim = seen_element(request, pk)
    if not aim.kind.is_aim:
        raise Http404
    drawn, quarters = explained(aim, request.user)
    return page(request, "chain/ring.html", {"element": aim, "ring": drawn, "quarters": quarters})
