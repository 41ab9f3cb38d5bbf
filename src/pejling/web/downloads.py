"""A file that was made for the request, as its answer."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def file_answer(content: bytes, name: str, content_type: str, *, is_kept: bool = True) -> HttpResponse:
    """A file to keep under the name; one that is not kept is shown in the browser."""
    disposition = content_disposition_header(as_attachment=is_kept, filename=name) or "attachment"
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": disposition})
