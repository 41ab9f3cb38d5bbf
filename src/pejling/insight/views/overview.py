"""Overblik: of the whole municipality, a unit, what a forum has adopted, a document and an aim."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from pejling.core.formats import long_day
from pejling.direction.models import Document, Element, Nature
from pejling.initiatives.figures.levels_on import State
from pejling.insight.figures.attention import SHOWN
from pejling.insight.figures.course import columns_of, list_of, matrix_of
from pejling.insight.figures.overview import overview_of
from pejling.insight.figures.subjects import (
    Subject,
    subject_of_aim,
    subject_of_document,
    subject_of_forum,
    subject_of_unit,
)
from pejling.insight.figures.two_pages.about import Thing, two_pages_url
from pejling.insight.figures.words import headline_of, notes_of
from pejling.organisation.authority import authority_of
from pejling.organisation.models import Forum, Unit
from pejling.web.pages import page
from pejling.web.requests import Request


@login_required
@require_safe
def overview(request: Request) -> HttpResponse:
    """How it goes with the whole municipality."""
    top = Unit.objects.current().filter(parent=None).order_by("pk").first()
    if top is None:
        raise Http404
    return _answer(request, subject_of_unit(top, request.user), top)


@login_required
@require_safe
def overview_of_unit(request: Request, pk: int) -> HttpResponse:
    """How it goes in a unit and all below it."""
    unit = get_object_or_404(Unit.objects.visible_to(request.user), pk=pk)
    return _answer(request, subject_of_unit(unit, request.user), unit)


@login_required
@require_safe
def overview_of_forum(request: Request, pk: int) -> HttpResponse:
    """How it goes with what a committee or another forum has adopted."""
    forum = get_object_or_404(Forum.objects.visible_to(request.user), pk=pk)
    return _answer(request, subject_of_forum(forum, request.user), forum)


@login_required
@require_safe
def overview_of_document(request: Request, pk: int) -> HttpResponse:
    """How it goes with all that contributes to a document's aims: a policy, a cross-cutting theme."""
    document = get_object_or_404(Document.objects.visible_to(request.user), pk=pk)
    return _answer(request, subject_of_document(document, request.user), document)


@login_required
@require_safe
def overview_of_aim(request: Request, pk: int) -> HttpResponse:
    """How it goes with all that contributes to an aim."""
    aims = Element.objects.visible_to(request.user).filter(kind__nature=Nature.AIM)
    aim = get_object_or_404(aims.select_related("document"), pk=pk)
    return _answer(request, subject_of_aim(aim, request.user))


def _answer(request: Request, subject: Subject, thing: Thing | None = None) -> HttpResponse:
    if not authority_of(request.user).is_internal:
        raise Http404
    found = overview_of(subject, request.user)
    context = {
        "overview": found,
        "two_pages_url": two_pages_url(thing) if thing else "",
        "headline": headline_of(found),
        "matrix": matrix_of(subject, found.course),
        "notes": notes_of(found),
        "quarters": columns_of(found.course),
        "shown": SHOWN,
        "off_track_list": list_of(subject.narrowing, State.OFF_TRACK),
        "since": long_day(found.course.since).rpartition(" ")[0],
    }
    return page(request, "insight/overview.html", context)
