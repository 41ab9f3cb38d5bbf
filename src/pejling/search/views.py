"""The page where one searches everything."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from pejling.core.text import clean_line
from pejling.search.figures import Results, find
from pejling.search.registry import sources
from pejling.web.caching import open_to_all
from pejling.web.pages import page
from pejling.web.requests import Request

OF_EACH = 5
ON_A_PAGE = 20
DEEPEST_PAGE = 500
LONGEST_SHOWN = 200


@dataclass(frozen=True)
class Asked:
    """What the address asks for: the words, one source or all of them, and which page of it."""

    text: str
    source: str
    page: int

    @property
    def wanted(self) -> dict[str, slice]:
        """The stretch of hits to fetch from each source; the sources not chosen are only counted."""
        first = (self.page - 1) * ON_A_PAGE
        chosen = slice(first, first + ON_A_PAGE) if self.source else slice(0, OF_EACH)
        return {key: chosen if self.source in ("", key) else slice(0, 0) for key in sources()}


@open_to_all
@require_safe
def search_page(request: Request) -> HttpResponse:
    """Everything with the words that the viewer may see: some of each kind, or all of one kind, a page at a time."""
    asked = _asked(request)
    results = find(asked.text, request.user, asked.wanted)
    context = {"asked": asked, "results": results, "sources": sources(), "pages": _pages(asked, results)}
    return page(request, "search/search.html", context, part="results")


def _asked(request: Request) -> Asked:
    source = request.GET.get("type", "")
    number = request.GET.get("page", "")
    return Asked(
        text=clean_line(request.GET.get("q", ""))[:LONGEST_SHOWN],
        source=source if source in sources() else "",
        page=max(1, min(int(number[:6]), DEEPEST_PAGE)) if number.isascii() and number.isdigit() else 1,
    )


def _pages(asked: Asked, results: Results) -> "Page[int] | None":
    """The numbers of the hits of the chosen source, as the list of pages below them shows it."""
    if not asked.source:
        return None
    return Paginator(range(results.counts.get(asked.source, 0)), ON_A_PAGE).get_page(asked.page)
