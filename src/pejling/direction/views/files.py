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
from pejling.direction.views.fetching import document_or_404, file_or_404, person
from pejling.web.errors import unprocessable
from pejling.web.pages import invalid, page, see_other
from pejling.web.requests import Request
from pejling.web.toasts import tell

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    Keep = Callable[[UploadedFile[bytes]], DocumentFile]


@require_http_methods(["GET", "HEAD", "POST"])
def files(request: Request, pk: int) -> HttpResponse:
    """Put a file up beside a document."""
    document = document_or_404(request, pk)
    require(request.user, "direction.edit", document)
    return _upload(request, document, None, lambda upload: add_file(document, upload, by=person(request)))


@require_http_methods(["GET", "HEAD", "POST"])
def file_replacement(request: Request, pk: int) -> HttpResponse:
    """Put a newer file in place of one; the older stays readable behind it."""
    file = file_or_404(request, pk)
    require(request.user, "direction.edit", file.document)
    return _upload(
        request, file.document, file, lambda upload: replace_file(file, upload, by=person(request))
    )


def _upload(
    request: Request, document: Document, replaced: DocumentFile | None, keep: "Keep"
) -> HttpResponse:
    form = UploadForm(request.POST, files=request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        try:
            kept = keep(form.cleaned_data["file"])
        except ValidationError as error:
            form.add_error("file", error.messages)
        else:
            tell(request, _("%(file)s er lagt op.") % {"file": kept.name})
            return see_other(_files_address(document))
    context = {"document": document, "form": form, "replaced": replaced}
    return (invalid if form.is_bound else page)(request, "direction/document_file.html", context)


@require_safe
def file(request: Request, pk: int) -> HttpResponse | FileResponse:
    """Fetch a file. It is handed over to be kept, never shown or run in the page's own place."""
    row = file_or_404(request, pk)
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
    row = file_or_404(request, pk)
    require(request.user, "direction.edit", row.document)
    try:
        remove_file(row, by=person(request))
    except ValidationError as error:
        return unprocessable(request, " ".join(error.messages))
    undo_url = reverse("file_restoration", args=[pk])
    tell(request, _("%(file)s er fjernet.") % {"file": row.name}, undo_url=undo_url)
    return see_other(_files_address(row.document))


@require_POST
def file_restoration(request: Request, pk: int) -> HttpResponse:
    """Bring a file back."""
    row = file_or_404(request, pk)
    require(request.user, "direction.edit", row.document)
    restore_file(row, by=person(request))
    return see_other(_files_address(row.document))


def _files_address(document: Document) -> str:
    return reverse("document", args=[document.pk]) + "#filer"
