"""What saving answers: a page to a person's form, a few words to the editor that saves by itself."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from pejling.core.models import Versioned
from pejling.web.errors import unprocessable_page
from pejling.web.form_page import perform
from pejling.web.pages import see_other

if TYPE_CHECKING:
    from pejling.web.forms import BaseForm

Made = TypeVar("Made")


def save(
    request: HttpRequest,
    form: "BaseForm",
    act: Callable[[], Made],
    *,
    then: Callable[[Made], str | HttpResponse],
) -> HttpResponse:
    """What the editor sent, or a person without it: answered by `then` when the act went through, else by why not."""
    return perform(request, act, form=form, then=then, refused=in_place(request))


def wants_words(request: HttpRequest) -> bool:
    """Whether it is the editor that asks."""
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def saved(request: HttpRequest, row: Versioned, back: str, **more: int) -> HttpResponse:
    """It is saved: back to the page, or the new version and when."""
    if not wants_words(request):
        return see_other(back)
    clock = timezone.localtime().strftime("%H.%M")
    return JsonResponse({"version": row.version, "saved": _("Gemt kl. %(clock)s") % {"clock": clock}, **more})


def in_place(request: HttpRequest) -> "Callable[[BaseForm], HttpResponse]":
    """How a refusal is answered where the line stands: why, in words, beside the fields that they are about."""

    def refusal(form: "BaseForm") -> HttpResponse:
        if wants_words(request):
            errors = {field: [str(each) for each in found] for field, found in form.errors.items()}
            return JsonResponse({"errors": errors, "sentence": form.all_errors}, status=form.http_status)
        return unprocessable_page(request, form.all_errors, status=form.http_status)

    return refusal
