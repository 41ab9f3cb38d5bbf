"""Files: put up, fetched, replaced, described, taken away."""

from typing import Any

from django.db import models
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pejling.core.permissions import may, require
from pejling.core.rooms import parts
from pejling.files.actions import add_version, attach, describe, remove, restore
from pejling.files.forms import AttachmentForm, NewVersionForm, UploadForm
from pejling.files.models import Attachment, FileVersion
from pejling.files.owners import FileOwner, Openness, owner_of
from pejling.people.sessions import signed_in
from pejling.web.form_page import Screen, form_page, perform, sent, sent_files
from pejling.web.requests import Request


@require_http_methods(["GET", "HEAD", "POST"])
def files(request: Request, owner_key: str, owner_pk: int) -> HttpResponse:
    """Put a file up beside a thing."""
    owner = next((each for each in parts(FileOwner) if each.key == owner_key), None)
    if owner is None:
        raise Http404
    thing = get_object_or_404(owner.seen(request.user, Openness.OPEN), pk=owner_pk)
    require(request.user, owner.edit, thing)
    form = UploadForm(sent(request), sent_files(request), owner=owner)
    return form_page(
        request,
        form,
        _screen(owner, thing, _("Læg en fil op"), _("Læg op")),
        lambda: _attach(thing, form, request),
        message=lambda kept: _("%(file)s er lagt op.") % {"file": kept},
    )


def _screen(owner: FileOwner, thing: models.Model, title: str, button: str, **more: Any) -> Screen:
    """A screen about a file beside a thing."""
    back = owner.address(thing)
    return Screen(title, button, [(str(thing), back)], back, kicker=str(thing), **more)


def _attach(thing: models.Model, form: UploadForm, request: Request) -> Attachment:
    said = {name: form.values[name] for name in ("openness", "document_id")}
    return attach(thing, form.values["file"], by=signed_in(request), **said)


@require_http_methods(["GET", "HEAD", "POST"])
def file_replacement(request: Request, pk: int) -> HttpResponse:
    """Put a newer file in place of one; the older stays readable behind it."""
    row, owner, thing = _editable(request, pk)
    standing = row.newest
    form = NewVersionForm(sent(request), sent_files(request), initial={"opened": standing.number})
    lead = _("Den tidligere udgave bliver liggende, så den stadig kan hentes.")
    more = {"template": "files/file_replacement.html", "more": {"replaced": standing}}
    return form_page(
        request,
        form,
        _screen(owner, thing, _("Erstat filen"), _("Læg op"), lead=lead, **more),
        lambda: _add(row, form, request),
        message=lambda kept: _("%(file)s er lagt op.") % {"file": kept},
    )


def _add(row: Attachment, form: NewVersionForm, request: Request) -> FileVersion:
    values = form.values
    return add_version(row, values["file"], opened=values["opened"], by=signed_in(request))


@require_http_methods(["GET", "HEAD", "POST"])
def file_facts(request: Request, pk: int) -> HttpResponse:
    """Say of a file where it stands, what it is called elsewhere, and who may fetch it."""
    row, owner, thing = _editable(request, pk)
    form = AttachmentForm(sent(request), instance=row, owner=owner)
    return form_page(
        request,
        form,
        _screen(owner, thing, row.newest.name, _("Gem")),
        lambda: describe(row, opened=form.opened, by=signed_in(request), **form.values),
        message=_("Oplysningerne om %(file)s er gemt.") % {"file": row},
    )


@require_safe
def file(request: Request, pk: int) -> HttpResponse | FileResponse:
    """Fetch a file, the newest version of it."""
    return _handed_over(_fetchable(request, pk).newest)


@require_safe
def file_version(request: Request, pk: int, number: int) -> HttpResponse | FileResponse:
    """Fetch an earlier version of a file."""
    return _handed_over(get_object_or_404(_fetchable(request, pk).versions, number=number))


def _handed_over(version: FileVersion) -> FileResponse:
    """The file to be kept, never shown or run in the page's own place."""
    try:
        stream = version.stored.open("rb")
    except OSError as error:
        raise Http404 from error
    return FileResponse(
        stream,
        as_attachment=True,
        filename=version.name,
        content_type=version.content_type,
        headers={
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


@require_POST
def file_removal(request: Request, pk: int) -> HttpResponse:
    """Take a file out of sight, with a way back."""
    row, owner, thing = _editable(request, pk)
    return perform(
        request,
        lambda: remove(row, by=signed_in(request)),
        message=_("%(file)s er fjernet.") % {"file": row},
        then=owner.address(thing),
        undo=reverse("file_restoration", args=[pk]),
    )


@require_POST
def file_restoration(request: Request, pk: int) -> HttpResponse:
    """Bring a file back."""
    row, owner, thing = _editable(request, pk)
    return perform(
        request,
        lambda: restore(row, by=signed_in(request)),
        message=_("%(file)s er hentet tilbage.") % {"file": row},
        then=owner.address(thing),
    )


def _seen(request: Request, pk: int) -> Attachment:
    return get_object_or_404(Attachment.objects.visible_to(request.user), pk=pk)


def _fetchable(request: Request, pk: int) -> Attachment:
    """What was taken away is there for those alone who can bring it back."""
    row = _seen(request, pk)
    if row.removed_at and not may(request.user, owner_of(row.thing).edit, row.thing):
        raise Http404
    return row


def _editable(request: Request, pk: int) -> tuple[Attachment, FileOwner, models.Model]:
    """The file, what its room tells of the thing that it is beside, and that thing, which the person may edit."""
    row = _seen(request, pk)
    owner = owner_of(row.thing)
    require(request.user, owner.edit, row.thing)
    return row, owner, row.thing
