"""Overblik: of the whole municipality, a unit, what a forum has adopted, a document and an aim."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from pejling.core.formats import long_day
from pejling.core.permissions import may
from pejling.direction.models import Document, Element, Nature
from pejling.initiatives.figures.levels_on import WorkState
from pejling.insight.figures.attention import SHOWN
from pejling.insight.figures.coordination import coordination_on
from pejling.insight.figures.course import columns_of, list_of, matrix_of
from pejling.insight.figures.overview import overview_of
from pejling.insight.figures.subjects import (
    Subject,
    subject_of_aim,
    subject_of_document,
    subject_of_forum,
    subject_of_unit,
)
from pejling.insight.figures.two_pages.about import two_pages_url
from pejling.insight.figures.words import headline_of, notes_of
from pejling.insight.models import Thing
from pejling.organisation.models import Forum, Unit
from pejling.organisation.views.fetching import require_inside
from pejling.search.figures import bring_up_to_date
from pejling.web.pages import page
from pejling.web.requests import Request
from pejling.web.tiles import tiles_about

TOLD_HERE = frozenset({"initiatives.status"})
"""Tiles whose matter the page tells itself, in its matrix."""


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


def _where_to_ask(request: Request, subject: Subject) -> int | None:
    """The unit whose leaders the viewer may ask for the statuses that are lacking."""
    unit = Unit.objects.filter(pk__in=subject.about.units).first()
    return unit.pk if unit and may(request.user, "initiatives.ask", unit) else None


@login_required
@require_safe
def coordination_on_aim(request: Request, pk: int) -> HttpResponse:
    """Who else works on an aim."""
    aims = Element.objects.visible_to(request.user).aims().active().for_list()
    aim = get_object_or_404(aims, pk=pk)
    return _coordination(request, aim.title, reverse("element", args=[pk]), [aim])


@login_required
@require_safe
def coordination_on_document(request: Request, pk: int) -> HttpResponse:
    """Who works on a theme across the municipality, or on a bearing: on any of its aims."""
    document = get_object_or_404(Document.objects.visible_to(request.user), pk=pk)
    aims = list(document.elements.aims().active().in_order())
    return _coordination(request, document.title, reverse("document", args=[pk]), aims)


def _coordination(request: Request, title: str, back: str, aims: list[Element]) -> HttpResponse:
    require_inside(request)
    bring_up_to_date()
    context = {"title": title, "back": back, "shown": coordination_on(aims, request.user)}
    return page(request, "insight/coordination.html", context)


def _answer(request: Request, subject: Subject, thing: Thing | None = None) -> HttpResponse:
    require_inside(request)
    found = overview_of(subject, request.user)
    context = {
        "overview": found,
        "two_pages_url": two_pages_url(thing) if thing else "",
        "headline": headline_of(subject, found.course),
        "matrix": matrix_of(subject, found.course),
        "notes": notes_of(found),
        "quarters": columns_of(found.course),
        "shown": SHOWN,
        "off_track_list": list_of(subject.narrowing, WorkState.OFF_TRACK),
        "new_list": list_of(subject.narrowing, WorkState.OFF_TRACK, not_on=found.course.since),
        "lacking_in": _where_to_ask(request, subject) if found.course.counts.get(WorkState.UNKNOWN) else None,
        "tiles": tiles_about(subject.about, request.user, besides=TOLD_HERE),
        "since": long_day(found.course.since).rpartition(" ")[0],
    }
    return page(request, "insight/overview.html", context)
