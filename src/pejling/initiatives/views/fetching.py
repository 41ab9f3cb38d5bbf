"""How the pages of plans find what they show: only among what the viewer may see; what is not there answers 404."""

from typing import TYPE_CHECKING

from django.http import Http404

from pejling.direction.models import Document
from pejling.direction.views.fetching import seen_document
from pejling.initiatives.figures.liveness import with_signs
from pejling.initiatives.figures.plans import is_plan
from pejling.organisation.views.fetching import require_inside

if TYPE_CHECKING:
    from django.http import HttpRequest


def seen_plan(request: "HttpRequest", pk: int) -> Document:
    """The plan, with what its head shows and its rules ask for at hand. How the work goes is not for the public."""
    require_inside(request)
    document = seen_document(request, pk, also=with_signs)
    if not is_plan(document):
        raise Http404
    return document
