"""A page that asks with a form: what was sent, and the page again when it could not be accepted."""

from typing import TYPE_CHECKING

from pejling.web.pages import invalid, page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict

    from pejling.web.forms import BaseForm


def sent(request: "HttpRequest") -> "QueryDict | None":
    """What was sent with a POST; nothing when the form is only asked for."""
    return request.POST if request.method == "POST" else None


def form_page(request: "HttpRequest", template: str, form: "BaseForm", **context: object) -> "HttpResponse":
    """The page with the form: as asked for, or with what could not be accepted beside its field."""
    answer = invalid if form.has_errors else page
    return answer(request, template, {"form": form, **context})
