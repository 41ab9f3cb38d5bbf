"""Files: put up, fetched, replaced, taken away."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pejling.core.permissions import may, require
from pejling.direction.actions.files import add_file, remove_file, replace_file, restore_file
from pejling.direction.forms.files import UploadForm
from pejling.direction.models import Document, DocumentFile
from pejling.direction.views.fetching import seen_document, seen_file
from pejling.people.sessions import signed_in
from pejling.web.asking import form_page, sent
from pejling.web.errors import unprocessable
from pejling.web.pages import see_other
from pejling.web.requests import Request
from pejling.web.toasts import tell

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    Keep = Callable[[UploadedFile[bytes]], DocumentFile]


@require_http_methods(["GET", "HEAD", "POST"])
def files(request: Request, pk: int) -> HttpResponse:
    """Put a file up beside a document."""
    document = seen_document(request, pk)
    require(request.user, "direction.edit", document)
    return _upload(request, document, None, lambda upload: add_file(document, upload, by=signed_in(request)))


@require_http_methods(["GET", "HEAD", "POST"])
def file_replacement(request: Request, pk: int) -> HttpResponse:
    """Put a newer file in place of one; the older stays readable behind it."""
    file = seen_file(request, pk)
    require(request.user, "direction.edit", file.document)
    return _upload(
        request, file.document, file, lambda upload: replace_file(file, upload, by=signed_in(request))
    )


def _upload(
    request: Request, document: Document, replaced: DocumentFile | None, keep: "Keep"
) -> HttpResponse:
    form = UploadForm(sent(request), request.FILES if request.method == "POST" else None)
    kept: list[DocumentFile] = []
    if form.accepts(lambda: kept.append(keep(form.cleaned_data["file"]))):
        tell(request, _("%(file)s er lagt op.") % {"file": kept[0].name})
        return see_other(_files_address(document))
    return form_page(request, "direction/document_file.html", form, document=document, replaced=replaced)


@require_safe
def file(request: Request, pk: int) -> HttpResponse | FileResponse:
    """Fetch a file. It is handed over to be kept, never shown or run in the page's own place."""
    row = seen_file(request, pk)
    if row.removed_at and not may(request.user, "direction.edit", row.document):
        raise Http404
    try:
        stream = row.stored.open("rb")
    except OSError as error:
        raise Http404 from error
    return FileResponse(
        stream,
        as_attachment=True,
        filename=row.name,
        content_type=row.content_type,
        headers={
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


@require_POST
def file_removal(request: Request, pk: int) -> HttpResponse:
    """Take a file out of sight, with a way back."""
    row = seen_file(request, pk)
    require(request.user, "direction.edit", row.document)
    try:
        remove_file(row, by=signed_in(request))
    except ValidationError as error:
        return unprocessable(request, " ".join(error.messages))
    undo_url = reverse("file_restoration", args=[pk])
    tell(request, _("%(file)s er fjernet.") % {"file": row.name}, undo_url=undo_url)
    return see_other(_files_address(row.document))


@require_POST
def file_restoration(request: Request, pk: int) -> HttpResponse:
    """Bring a file back."""
    row = seen_file(request, pk)
    require(request.user, "direction.edit", row.document)
    restore_file(row, by=signed_in(request))
    return see_other(_files_address(row.document))


def _files_address(document: Document) -> str:
    return reverse("document", args=[document.pk]) + "#filer"
