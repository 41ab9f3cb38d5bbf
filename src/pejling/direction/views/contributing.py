"""From an aim to what contributes to it: choosing the element that shall be tied to the aim."""

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from pejling.direction.figures.contributing import find_contributors
from pejling.direction.views.fetching import seen_element
from pejling.web.pages import page

if TYPE_CHECKING:
    from pejling.web.requests import Request


@login_required
@require_safe
def contributors(request: "Request", pk: int) -> HttpResponse:
    """The elements that one may tie to the aim; each leads to where one says how it contributes."""
    aim = seen_element(request, pk)
    if not aim.kind.is_aim:
        raise Http404
    words = request.GET.get("q", "").strip()[:200]
    context = {"element": aim, "words": words, "found": find_contributors(aim, words, request.user)}
    return page(request, "direction/contributors.html", context, part="found")
