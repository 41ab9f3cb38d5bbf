"""The list of forums, a forum's page, and the screens that change forums."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pejling.activity.models import Activity
from pejling.core.dates import today
from pejling.core.permissions import may, require
from pejling.organisation.actions import forums as actions
from pejling.organisation.forms.forums import ForumFilter, ForumForm
from pejling.organisation.forms.holding import EndForm
from pejling.organisation.models import Forum
from pejling.people.sessions import signed_in
from pejling.web.blocks import blocks_at
from pejling.web.form_page import Screen, form_page, perform, sent
from pejling.web.list_page import Column, ListScreen, list_page, sorter
from pejling.web.pages import page


def address(forum: Forum) -> str:
    """Where the forum is shown."""
    return reverse("forum", args=[forum.pk])


def _screen(forum: Forum, title: str, button: str, lead: str = "") -> Screen:
    crumbs = [(_("Fora"), reverse("forums")), (forum.name, address(forum))]
    return Screen(title, button, crumbs, address(forum), lead)


def _kept_forum(request: HttpRequest, pk: int) -> Forum:
    require(request.user, "organisation.keep")
    return get_object_or_404(Forum.objects.select_related("kind", "unit"), pk=pk)


@login_required
@require_safe
def forums(request: HttpRequest) -> HttpResponse:
    """Forums in the order of their kinds, with how many sit in each."""
    require(request.user, "organisation.view")
    screen = ListScreen(
        _("Fora"),
        _("forum"),
        _("fora"),
        file="fora",
        lead=_("Dem, der mødes og beslutter eller rådgiver: byråd, udvalg, direktion, MED og ledermøder."),
        template="organisation/forums.html",
        cells="organisation/parts/forum_cells.html",
        is_wide=False,
        more={"may_keep": may(request.user, "organisation.keep")},
    )
    columns: list[Column[Any]] = [
        Column(
            _("Navn"),
            lambda forum: forum,
            is_own_words=True,
            sort="navn",
            cell="name",
            plain=lambda forum: str(forum.name),
            width=40,
        ),
        Column(_("Type"), lambda forum: str(forum.kind), sort="type", is_own_words=True),
        Column(
            _("Hører til"),
            lambda forum: forum.unit,
            sort="enhed",
            cell="unit",
            plain=lambda unit: str(unit or _("Hele kommunen")),
            width=30,
        ),
        Column(_("Medlemmer"), lambda forum: forum.members, sort="medlemmer", kind="number", width=12),
    ]
    orders = {"type": "kind__position", "navn": "sort_key", "enhed": "unit__sort_key", "medlemmer": "members"}
    return list_page(
        request,
        Forum.objects.for_list().annotate(members=_sitting()),
        screen,
        columns,
        form=ForumFilter(request.GET),
        order=sorter(orders, "sort_key", "pk"),
        sort="type",
    )


def _sitting() -> Count:
    """How many people sit in a forum today."""
    begun = Q(seats__starts_on__isnull=True) | Q(seats__starts_on__lte=today())
    lasting = Q(seats__ends_on__isnull=True) | Q(seats__ends_on__gte=today())
    return Count("seats__person", filter=begun & lasting, distinct=True)


@login_required
@require_safe
def forum(request: HttpRequest, pk: int) -> HttpResponse:
    """One forum: who sits in it."""
    require(request.user, "organisation.view")
    forum = get_object_or_404(Forum.objects.select_related("kind", "unit"), pk=pk)
    seats = list(forum.seats.for_list())
    may_keep = may(request.user, "organisation.keep")
    context = {
        "forum": forum,
        "seats": [seat for seat in seats if not seat.has_ended],
        "past": [seat for seat in seats if seat.has_ended],
        "parts": blocks_at("forum", forum, request.user),
        "head_parts": blocks_at("forum.head", forum, request.user),
        "may_keep": may_keep,
        "activities": Activity.objects.about(forum)[:10] if may_keep else [],
    }
    return page(request, "organisation/forum.html", context)


@login_required
def forum_new(request: HttpRequest) -> HttpResponse:
    """Make a forum."""
    require(request.user, "organisation.keep")
    back = reverse("forums")
    lead = _(
        "Et forum er mennesker, der mødes og beslutter eller rådgiver: byrådet, et udvalg, et MED-udvalg."
    )
    shown = Screen(_("Nyt forum"), _("Opret forum"), [(_("Fora"), back)], back, lead)
    form = ForumForm(sent(request), viewer=request.user, instance=Forum())

    return form_page(
        request,
        form,
        shown,
        lambda: actions.create_forum(**form.values, by=signed_in(request)),
        message=_("Forummet er oprettet. Giv det medlemmer."),
        then=address,
    )


@login_required
def forum_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what is written about a forum."""
    forum = _kept_forum(request, pk)
    shown = _screen(forum, _("Ret forummet"), _("Gem"))
    form = ForumForm(sent(request), viewer=request.user, instance=forum)

    return form_page(
        request,
        form,
        shown,
        lambda: actions.edit_forum(forum, **form.values, opened=form.opened, by=signed_in(request)),
        message=_("Forummet er rettet."),
    )


@login_required
def forum_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a forum."""
    forum = _kept_forum(request, pk)
    lead = _("Medlemmernes pladser slutter samme dag. Det, forummet har besluttet, står ved magt.")
    shown = _screen(forum, _("Nedlæg forummet"), _("Nedlæg"), lead)
    form = EndForm(sent(request))

    return form_page(
        request,
        form,
        shown,
        lambda: actions.end_forum(forum, on=form.values["on"], by=signed_in(request)),
        message=_("Forummet er nedlagt."),
    )


@login_required
@require_POST
def forum_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open an ended forum again."""
    forum = _kept_forum(request, pk)
    told = _("Forummet er åbent igen. Giv det medlemmer på ny.")
    return perform(
        request, lambda: actions.reopen_forum(forum, by=signed_in(request)), message=told, then=address(forum)
    )
