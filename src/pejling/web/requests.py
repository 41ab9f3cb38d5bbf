"""The request as every view of ours meets it."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from pejling.core.permissions import Viewer


class Request(HttpRequest):
    """A request behind our middleware: with a viewer (a person or nobody known), htmx's wishes and the page's nonce."""

    user: "Viewer"
    htmx: "HtmxDetails"
    csp_nonce: str
