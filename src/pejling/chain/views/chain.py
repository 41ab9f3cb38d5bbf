"""Kæden: choosing where to see it from, seeing it, and the list of what is broken."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from pejling.chain.figures.afterwards import afterwards
from pejling.chain.figures.breaks import Fault, broken_threads
from pejling.chain.figures.bundles import read_codes
from pejling.chain.figures.chain import FEW, MOST, MOST_STARTS, chain_from
from pejling.chain.figures.chain_picture import picture
from pejling.chain.figures.chain_tree import chain_tree
from pejling.chain.figures.ring import rings_for
from pejling.chain.figures.tie_search import find_elements
from pejling.chain.figures.whole import threads_between, whole_chain, whole_chart
from pejling.core.keys import read_key
from pejling.core.permissions import may
from pejling.direction.models import ChainColumn, Document, Element, Nature
from pejling.direction.views.fetching import seen_document, seen_element
from pejling.organisation.models import Unit
from pejling.web.caching import open_to_all
from pejling.web.list_page import page_of
from pejling.web.pages import page

if TYPE_CHECKING:
    from pejling.web.requests import Request

FOCUS = ("punkt", "dokument", "enhed")


@open_to_all
@require_safe
def chain(request: "Request") -> HttpResponse:
    """The chain seen from what the address names; without a name, the page where one chooses."""
    named = [name for name in FOCUS if request.GET.get(name)]
    if not named:
        return _choosing(request)
    pk = read_key(request.GET[named[0]])
    if pk is None:
        raise Http404
    focus, start = {"punkt": _from_element, "dokument": _from_document, "enhed": _from_unit}[named[0]](
        request, pk
    )
    asked = read_key(request.GET.get("vis")) or FEW
    opened = read_codes(request.GET.get("aaben", ""))
    seen = chain_from(start, request.user, most=min(max(asked, FEW), MOST), opened=opened)
    drawn = picture(seen)
    chosen = request.GET.get("valgt", "")
    context = {
        "focus": focus,
        "what": named[0],
        "chain": seen,
        "tree": chain_tree(seen),
        "picture": drawn,
        "chosen": seen.boxes.get(chosen),
        "lit": drawn.lit(chosen),
        "opened": opened,
        "after": afterwards(focus, request.user) if isinstance(focus, Element) else None,
        "shown": asked,
        "most": MOST,
        "next": min(asked + 2 * FEW, MOST),
    }
    return page(request, "chain/chain.html", context)


def _from_element(request: "Request", pk: int) -> tuple[Element, list[int]]:
    element = seen_element(request, pk)
    return element, [element.pk]


def _from_document(request: "Request", pk: int) -> tuple[Document, list[int]]:
    document = seen_document(request, pk)
    return document, list(document.elements.active().in_order().values_list("pk", flat=True)[:MOST_STARTS])


def _from_unit(request: "Request", pk: int) -> tuple[Unit, list[int]]:
    unit = get_object_or_404(Unit, pk=pk)
    elements = Element.objects.visible_to(request.user).counting().filter(document__unit=unit)
    start = list(elements.order_by("-document", "position").values_list("pk", flat=True)[:MOST_STARTS])
    if not start and not may(request.user, "organisation.view"):
        raise Http404
    return unit, start


def _choosing(request: "Request") -> HttpResponse:
    """The whole in one picture, and where to see the chain from: what one searches for, else the visions."""
    words = request.GET.get("q", "").strip()[:200]
    if words:
        found = find_elements(words, request.user)
    else:
        counting = Element.objects.visible_to(request.user).counting()
        visions = counting.aims().filter(document__kind__column=ChainColumn.VISION, parent=None)
        found = list(visions.for_list().order_by("-document__in_force_from", "document", "position")[:FEW])
    context = {
        "words": words,
        "found": found,
        "rings": rings_for(found, request.user),
        # Not asked for by the search, which fills the list alone.
        "whole": lambda: whole_chart(whole_chain(request.user)),
    }
    return page(request, "chain/start.html", context, part="found")


@open_to_all
@require_safe
def column(request: "Request", column: str) -> HttpResponse:
    """What stands in one column of the chain."""
    asked = _column(column)
    rows = Element.objects.visible_to(request.user).counting().filter(document__kind__column=asked)
    rows = rows.filter(kind__nature__in=(Nature.AIM, Nature.WORK)).for_list()
    shown = page_of(request, rows.order_by("document__sort_key", "document", "position", "pk"))
    context = {"column": asked, "shown": shown, "rings": rings_for(list(shown), request.user)}
    return page(request, "chain/column.html", context)


@open_to_all
@require_safe
def band(request: "Request", lower: str, upper: str) -> HttpResponse:
    """The threads between two columns."""
    ends = _column(lower), _column(upper)
    shown = page_of(request, threads_between(*ends, request.user))
    edges = list(shown)
    named = Element.objects.for_list().in_bulk({end for edge in edges for end in (edge.lower, edge.upper)})
    pairs = [(named[edge.upper], named[edge.lower], edge) for edge in edges]
    return page(
        request, "chain/band.html", {"lower": ends[0], "upper": ends[1], "shown": shown, "pairs": pairs}
    )


def _column(name: str) -> ChainColumn:
    if name not in ChainColumn.values:
        raise Http404
    return ChainColumn(name)


@open_to_all
@require_safe
def breaks(request: "Request") -> HttpResponse:
    """Every broken thread that one may see, by what is wrong."""
    graph = broken_threads(request.user)
    asked = request.GET.get("slags", "")
    fault = Fault(asked) if asked in Fault.values else Fault.BROKEN
    place = request.GET.get("kolonne", "")
    found = {
        each: [pk for pk in several if place not in ChainColumn.values or graph.columns[pk] == place]
        for each, several in graph.faults.items()
    }
    shown = page_of(request, found[fault])
    context = {
        "fault": fault,
        "faults": [(each, len(found[each])) for each in Fault],
        "column": ChainColumn(place) if place in ChainColumn.values else None,
        "shown": shown,
        "lines": graph.named(list(shown), fault, request.user),
    }
    return page(request, "chain/breaks.html", context)
