"""Comments beside things: said, changed, taken away and brought back."""

from django.contrib.auth.decorators import login_required
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pejling.core.permissions import require
from pejling.desk.actions import comments as actions
from pejling.desk.commented import Commented, kind_called
from pejling.desk.figures.comments import address_of, things_of
from pejling.desk.forms import CommentEditForm, CommentForm
from pejling.desk.models import Comment
from pejling.people.sessions import signed_in
from pejling.web.form_page import Screen, form_page, perform, sent
from pejling.web.requests import Request


def _thing(request: Request, key: str, pk: int) -> tuple[Commented, Model]:
    """What is commented, if this viewer may see it."""
    kind = kind_called(key)
    return kind, get_object_or_404(kind.visible(request.user), pk=pk)


def _own(request: Request, pk: int) -> tuple[Comment, Commented, Model]:
    """The viewer's own comment, also one that they have taken away, beside what they may still see."""
    row = get_object_or_404(Comment, pk=pk)
    found = things_of([row]).get(row.pk)
    if found is None or not found[0].visible(request.user).filter(pk=row.target_id).exists():
        raise Http404
    require(request.user, "desk.edit_comment", row)
    return row, *found


def _screen(kind: Commented, thing: Model, title: str, button: str) -> Screen:
    url = kind.url(thing)
    return Screen(title, button, [(kind.title(thing), url)], f"{url}#kommentarer", kicker=kind.title(thing))


@login_required
def comment_new(request: Request, kind: str, pk: int) -> HttpResponse:
    """Say something beside a thing."""
    known, thing = _thing(request, kind, pk)
    require(request.user, "desk.comment", thing)
    form, by = CommentForm(sent(request)), signed_in(request)
    return form_page(
        request,
        form,
        _screen(known, thing, _("Skriv en kommentar"), _("Gem kommentaren")),
        lambda: actions.comment(thing, text=form.values["text"], by=by),
        message=_("Kommentaren er gemt."),
        then=lambda made: address_of(known, thing, made),
        undo=lambda made: reverse("comment_removal", args=[made.pk]),
    )


@login_required
def comment_edit(request: Request, pk: int) -> HttpResponse:
    """Change one's own comment."""
    row, kind, thing = _own(request, pk)
    form, by = CommentEditForm(sent(request), instance=row), signed_in(request)
    return form_page(
        request,
        form,
        _screen(kind, thing, _("Ret kommentaren"), _("Gem kommentaren")),
        lambda: actions.edit_comment(row, opened=form.opened, by=by, **form.values),
        message=_("Kommentaren er rettet."),
        then=address_of(kind, thing, row),
    )


@login_required
@require_POST
def comment_removal(request: Request, pk: int) -> HttpResponse:
    """Take one's own comment away."""
    row, kind, thing = _own(request, pk)
    return perform(
        request,
        lambda: actions.remove_comment(row, by=signed_in(request)),
        message=_("Kommentaren er fjernet."),
        then=f"{kind.url(thing)}#kommentarer",
        undo=reverse("comment_restoring", args=[pk]),
    )


@login_required
@require_POST
def comment_restoring(request: Request, pk: int) -> HttpResponse:
    """Bring one's own comment back."""
    row, kind, thing = _own(request, pk)
    return perform(
        request,
        lambda: actions.restore_comment(row, by=signed_in(request)),
        message=_("Kommentaren er hentet tilbage."),
        then=address_of(kind, thing, row),
    )


@login_required
@require_POST
def mentions_settled(request: Request, kind: str, pk: int) -> HttpResponse:
    """Say that one has seen what one was named in."""
    known, thing = _thing(request, kind, pk)
    return perform(
        request,
        lambda: actions.settle_mentions(thing, by=signed_in(request)),
        message=_("Noteret. Den står ikke længere på din liste."),
        then=f"{known.url(thing)}#kommentarer",
    )
