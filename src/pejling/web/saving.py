"""What saving answers: a page to a person's form, a few words to the editor that saves by itself."""

from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from pejling.core.models import Versioned
from pejling.web.errors import unprocessable
from pejling.web.pages import see_other

if TYPE_CHECKING:
    from collections.abc import Mapping


def wants_words(request: HttpRequest) -> bool:
    """Whether it is the editor that asks."""
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def saved(request: HttpRequest, row: Versioned, back: str, **more: int) -> HttpResponse:
    """It is saved: back to the page, or the new version and when."""
    if not wants_words(request):
        return see_other(back)
    clock = timezone.localtime().strftime("%H.%M")
    return JsonResponse({"version": row.version, "saved": _("Gemt kl. %(clock)s") % {"clock": clock}, **more})


def wrong(request: HttpRequest, problem: "ValidationError | forms.BaseForm") -> HttpResponse:
    """It could not be done: why, in words, beside the fields that they are about. Nothing is saved."""
    errors = _by_field(problem)
    sentences = [sentence for found in errors.values() for sentence in found]
    if wants_words(request):
        return JsonResponse({"errors": errors, "sentence": " ".join(sentences)}, status=422)
    return unprocessable(request, " ".join(sentences))


def _by_field(problem: "ValidationError | forms.BaseForm") -> "Mapping[str, list[str]]":
    if isinstance(problem, forms.BaseForm):
        return {field: [str(each) for each in found] for field, found in problem.errors.items()}
    if hasattr(problem, "error_dict"):
        return dict(problem.message_dict)
    return {"": problem.messages}
