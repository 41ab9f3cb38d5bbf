"""Following a thing, and the list of what one follows."""

from django.contrib.auth.decorators import login_required
from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pejling.core.permissions import require
from pejling.desk.actions import following
from pejling.desk.models import Follow
from pejling.desk.sources import ActivitySource, followed_kinds
from pejling.people.sessions import signed_in
from pejling.web.form_page import perform
from pejling.web.pages import page
from pejling.web.requests import Request


@login_required
@require_safe
def follows(request: Request) -> HttpResponse:
    """What one follows and may still see, by kind."""
    require(request.user, "desk.follow")
    kinds = [(things, _followed(request, things)) for things in followed_kinds()]
    return page(request, "desk/follows.html", {"kinds": [(things, rows) for things, rows in kinds if rows]})


def _followed(request: Request, things: ActivitySource) -> list[tuple[int, int, str]]:
    ids = Follow.objects.of(signed_in(request), things.model).ids()
    rows = things.visible(request.user).filter(pk__in=ids).order_by(things.title, "pk")
    return list(rows.values_list("pk", things.page, things.title))


@login_required
@require_POST
def follow(request: Request, kind: str, pk: int) -> HttpResponse:
    """Follow a thing; the way back stands beside the message."""
    things, thing = _thing(request, kind, pk)
    return perform(
        request,
        lambda: following.follow(thing, by=signed_in(request)),
        message=_("Du følger »%(title)s«. Det, der sker med det, står på Min side.") % {"title": thing},
        then=reverse(things.url_name, args=[pk]),
        undo=reverse("unfollow", args=[kind, pk]),
    )


@login_required
@require_POST
def unfollow(request: Request, kind: str, pk: int) -> HttpResponse:
    """Stop following a thing."""
    things, thing = _thing(request, kind, pk)
    is_listed = "list" in request.POST
    return perform(
        request,
        lambda: following.unfollow(thing, by=signed_in(request)),
        message=_("Du følger ikke længere »%(title)s«.") % {"title": thing},
        then=reverse("follows") if is_listed else reverse(things.url_name, args=[pk]),
        undo=reverse("follow", args=[kind, pk]),
    )


def _thing(request: Request, kind: str, pk: int) -> tuple[ActivitySource, models.Model]:
    things = next((each for each in followed_kinds() if each.key == kind), None)
    if things is None:
        raise Http404
    return things, get_object_or_404(things.visible(request.user), pk=pk)
