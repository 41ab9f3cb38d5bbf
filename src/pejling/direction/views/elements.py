"""An element's own page."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from pejling.desk.figures.comments import thread_of
from pejling.direction.figures.element import read_element
from pejling.direction.figures.succession import fates_seen
from pejling.direction.views.fetching import read_editors, seen_element
from pejling.web.blocks import blocks_at
from pejling.web.caching import open_to_all
from pejling.web.pages import page

if TYPE_CHECKING:
    from pejling.web.requests import Request


@open_to_all
@require_safe
def element(request: "Request", pk: int) -> HttpResponse:
    """An element: where it stands, what other rooms know of it, and what has happened to it."""
    row = seen_element(request, pk)
    read_editors(row.document, request.user)
    context = {
        "element": row,
        "figure": read_element(row, request.user),
        "fates": fates_seen(row, request.user),
        "thread": thread_of(row, request.user) if row.kind.is_aim else None,
        "blocks": {
            place: blocks_at(f"element{place}", row, request.user)
            for place in ("", ".head", ".ties", ".side")
        },
    }
    return page(request, "direction/element.html", context)
