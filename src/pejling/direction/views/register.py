"""The register (*Retning*): all documents, narrowed, sorted, counted and exported."""

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from pejling.core.dates import today
from pejling.core.permissions import may
from pejling.core.sheets import CONTENT_TYPE
from pejling.direction.exports import documents_workbook
from pejling.direction.figures.register import document_list, ordered, untidiness
from pejling.direction.figures.state import state_of
from pejling.direction.forms.register import RegisterForm
from pejling.direction.models import Document
from pejling.web.caching import open_to_all
from pejling.web.pages import page

PER_PAGE = 50


@open_to_all
def documents(request: HttpRequest) -> HttpResponse:
    """All documents that the viewer may see."""
    every = document_list(request.user)
    knows_us = may(request.user, "organisation.view")
    form = RegisterForm(request.GET, viewer=request.user)
    sort = request.GET.get("sort", "titel")
    found = ordered(form.narrow(every), sort)
    if request.GET.get("format") == "xlsx":
        return sheet(documents_workbook(found, knows_us=knows_us), f"register-{today().isoformat()}.xlsx")
    paginator = Paginator(found.select_related("forum__kind"), PER_PAGE)
    shown, on = paginator.get_page(request.GET.get("page")), today()
    context = {
        "form": form,
        "shown": shown,
        "states": {document.pk: state_of(document, on) for document in shown},
        "faults": untidiness() if knows_us else (),
        "extendable": {document.pk for document in shown if _may_extend(request, document, on)},
        "knows_us": knows_us,
        "sort": sort,
        "on": on,
        "all": every.count() if request.GET else paginator.count,
    }
    return page(request, "direction/register.html", context, part="results")


def _may_extend(request: HttpRequest, document: Document, on: date) -> bool:
    """Whether the viewer can follow the advice to let an expired document be meant for longer."""
    is_expired = document.has_settled_wording and not document.is_out_of_force and document.is_expired(on)
    return is_expired and may(request.user, "direction.adopt", document)


def sheet(content: bytes, name: str) -> HttpResponse:
    """An Excel workbook to take home."""
    return HttpResponse(
        content, content_type=CONTENT_TYPE, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
