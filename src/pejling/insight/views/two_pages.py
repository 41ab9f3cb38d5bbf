"""På to sider: on the screen, as PDF and as Word, and what stands on them."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pejling.core.permissions import may, require
from pejling.direction.models import Document
from pejling.insight import actions
from pejling.insight.exports import pdf_of_two_pages, word_of_two_pages
from pejling.insight.figures.two_pages.about import KINDS, about
from pejling.insight.figures.two_pages.whole import headings_of, put_together
from pejling.insight.forms import TwoPagesForm
from pejling.insight.models import Thing, TwoPagesChoices
from pejling.organisation.models import Forum, Unit
from pejling.papers.answers import file_name
from pejling.papers.two_pages import fitted
from pejling.papers.word import CONTENT_TYPE
from pejling.people.sessions import signed_in
from pejling.web.caching import open_to_all
from pejling.web.downloads import file_answer
from pejling.web.form_page import Screen, form_page, perform, sent
from pejling.web.pages import page
from pejling.web.requests import Request

EARLIER = 10
"""So many earlier choices are offered."""


@open_to_all
@require_safe
def two_pages(request: Request, kind: str, pk: int) -> HttpResponse:
    """The two pages as they would be on paper."""
    thing = _seen(request, kind, pk)
    known = about(thing, request.user)
    pages = put_together(known, headings_of(known, TwoPagesChoices.of(thing)))
    context = {
        "thing": thing,
        "kind": kind,
        "known": known,
        "pages": pages,
        "sides": [fitted(side) for side in pages.sides],
        "may_choose": may(request.user, "insight.two_pages", thing),
        "has_overview": known.knows_us,
    }
    return page(request, "insight/two_pages.html", context)


@open_to_all
@require_safe
def two_pages_pdf(request: Request, kind: str, pk: int) -> HttpResponse:
    """As PDF; to print it is shown instead of kept."""
    thing = _seen(request, kind, pk)
    return file_answer(
        pdf_of_two_pages(thing, request.user),
        _file_name(thing, "pdf"),
        "application/pdf",
        is_kept="vis" not in request.GET,
    )


@open_to_all
@require_safe
def two_pages_word(request: Request, kind: str, pk: int) -> HttpResponse:
    """As .docx."""
    thing = _seen(request, kind, pk)
    return file_answer(word_of_two_pages(thing, request.user), _file_name(thing, "docx"), CONTENT_TYPE)


@login_required
def two_pages_choice(request: Request, kind: str, pk: int) -> HttpResponse:
    """Choose, order and name the headings, and shorten by hand."""
    thing = _seen(request, kind, pk)
    require(request.user, "insight.two_pages", thing)
    choices = TwoPagesChoices.of(thing) or TwoPagesChoices.beginning(thing)
    known = about(thing, request.user)
    headings = headings_of(known, choices)
    form = TwoPagesForm(sent(request), instance=choices, headings=headings)
    back = reverse("two_pages", args=[kind, pk])
    pages = put_together(known, headings)
    shown = {part.code: part for side in pages.sides for part in fitted(side).parts}
    cut = {
        each.part.code
        for side in headings
        for each in side
        if each.is_shown and (each.part.code not in shown or shown[each.part.code] != each.shown)
    }
    earlier = choices.history.select_related("history_user")[1 : EARLIER + 1] if choices.pk else []
    screen = Screen(
        _("Ret de to sider"),
        _("Gem"),
        [(str(thing), known.url), (_("På to sider"), back)],
        back,
        kicker=str(thing),
        template="insight/two_pages_choice.html",
        more={"kind": kind, "thing": thing, "cut": cut, "earlier": earlier, "choices": choices},
    )
    return form_page(
        request,
        form,
        screen,
        lambda: actions.choose_two_pages(thing, form.chosen, opened=form.opened, by=signed_in(request)),
        message=_("De to sider er gemt."),
        undo=reverse("two_pages_restoration", args=[kind, pk, choices.version]),
    )


@login_required
@require_POST
def two_pages_restoration(request: Request, kind: str, pk: int, version: int) -> HttpResponse:
    """Take up an earlier choice again."""
    thing = _seen(request, kind, pk)
    require(request.user, "insight.two_pages", thing)
    return perform(
        request,
        lambda: actions.restore_two_pages(thing, version, by=signed_in(request)),
        message=_("De to sider er, som de var før."),
        then=reverse("two_pages", args=[kind, pk]),
    )


def _seen(request: Request, kind: str, pk: int) -> Thing:
    """The thing, if the viewer may read it."""
    if kind not in KINDS:
        raise Http404
    if kind == "dokumenter":
        return get_object_or_404(Document.objects.visible_to(request.user).for_list(), pk=pk)
    if kind == "enheder":
        return get_object_or_404(
            Unit.objects.visible_to(request.user).select_related("kind", "parent"), pk=pk
        )
    return get_object_or_404(Forum.objects.visible_to(request.user).select_related("kind", "unit"), pk=pk)


def _file_name(thing: Thing, ending: str) -> str:
    return f"{file_name(_('%(name)s på to sider') % {'name': str(thing)[:60]})}.{ending}"
