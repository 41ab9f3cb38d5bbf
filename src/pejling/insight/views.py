"""Overblik: of the whole municipality, and of a unit with all below it."""

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from pejling.core.formats import long_day
from pejling.initiatives.figures.levels_on import State
from pejling.insight.figures.attention import SHOWN
from pejling.insight.figures.course import columns_of, list_of, matrix_of
from pejling.insight.figures.overview import overview_of
from pejling.insight.figures.subjects import overview_url, subject_of_unit
from pejling.insight.figures.words import headline_of, notes_of
from pejling.organisation.authority import authority_of, unit_parents
from pejling.organisation.models import Unit
from pejling.web.pages import page
from pejling.web.requests import Request

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


@login_required
@require_safe
def overview(request: Request) -> HttpResponse:
    """How it goes with the whole municipality."""
    top = Unit.objects.current().filter(parent=None).order_by("pk").first()
    if top is None:
        raise Http404
    return _answer(request, top)


@login_required
@require_safe
def overview_of_unit(request: Request, pk: int) -> HttpResponse:
    """How it goes in a unit and all below it."""
    return _answer(request, get_object_or_404(Unit.objects.visible_to(request.user), pk=pk))


def _answer(request: Request, unit: Unit) -> HttpResponse:
    if not authority_of(request.user).is_internal:
        raise Http404
    subject = subject_of_unit(unit, request.user)
    overview = overview_of(subject, request.user)
    context = {
        "overview": overview,
        "headline": headline_of(overview),
        "matrix": matrix_of(subject, overview.course),
        "notes": notes_of(overview),
        "quarters": columns_of(overview.course),
        "above": _above(unit, request.user),
        "shown": SHOWN,
        "off_track_list": list_of(subject.narrowing, State.OFF_TRACK),
        "since": long_day(overview.course.since).rpartition(" ")[0],
    }
    return page(request, "insight/overview.html", context)


def _above(unit: Unit, viewer: "Viewer") -> list[tuple[str, str]]:
    """The way from the whole down to the unit."""
    parents, way = unit_parents(), []
    here = parents.get(unit.pk)
    while here is not None:
        way.append(here)
        here = parents.get(here)
    named = Unit.objects.visible_to(viewer).in_bulk(way)
    return [(named[pk].name, overview_url(named[pk])) for pk in reversed(way) if pk in named]
