"""What pages of all rooms ask of whoever opens them."""

from typing import TYPE_CHECKING

from django.http import Http404

from pejling.organisation.authority import authority_of

if TYPE_CHECKING:
    from django.http import HttpRequest


def require_inside(request: "HttpRequest") -> None:
    """404 for whoever neither works here nor sits in the council: the page is not for the public."""
    if not authority_of(request.user).is_internal:
        raise Http404
