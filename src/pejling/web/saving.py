"""What saving answers: a page to a person's form, a few words to the editor that saves by itself."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from pejling.core.models import Versioned
from pejling.web.errors import unprocessable
from pejling.web.forms import BaseForm
from pejling.web.pages import see_other
from pejling.web.toasts import tell

if TYPE_CHECKING:
    from collections.abc import Mapping

Made = TypeVar("Made")


def save(
    request: HttpRequest, form: BaseForm, act: Callable[[], Made], *, then: Callable[[Made], HttpResponse]
) -> HttpResponse:
    """What the editor sent, or a person without it: answered by `then` when the act went through, else by why not."""
    made = form.submit(act)
    return then(made) if form.is_done else wrong(request, form)  # type: ignore[arg-type]  # done: what the act answers


def told(request: HttpRequest, words: str, back: str, undo: str = "") -> HttpResponse:
    """It is done: said in a toast, with a way back where there is one, on the page that is looked at then."""
    tell(request, words, undo_url=undo)
    return see_other(back)


def wants_words(request: HttpRequest) -> bool:
    """Whether it is the editor that asks."""
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def saved(request: HttpRequest, row: Versioned, back: str, **more: int) -> HttpResponse:
    """It is saved: back to the page, or the new version and when."""
    if not wants_words(request):
        return see_other(back)
    clock = timezone.localtime().strftime("%H.%M")
    return JsonResponse({"version": row.version, "saved": _("Gemt kl. %(clock)s") % {"clock": clock}, **more})


def wrong(request: HttpRequest, problem: ValidationError | BaseForm) -> HttpResponse:
    """It could not be done: why, in words, beside the fields that they are about. Nothing is saved."""
    errors = _by_field(problem)
    sentences = [sentence for found in errors.values() for sentence in found]
    status = problem.http_status if isinstance(problem, BaseForm) else 422
    if wants_words(request):
        return JsonResponse({"errors": errors, "sentence": " ".join(sentences)}, status=status)
    return unprocessable(request, " ".join(sentences), status=status)


def _by_field(problem: ValidationError | BaseForm) -> "Mapping[str, list[str]]":
    if isinstance(problem, BaseForm):
        return {field: [str(each) for each in found] for field, found in problem.errors.items()}
    if hasattr(problem, "error_dict"):
        return dict(problem.message_dict)
    return {"": problem.messages}
