"""How a view ends that shows all that was done with one thing."""

from typing import TYPE_CHECKING

from pejling.web.list_page import page_of
from pejling.web.pages import page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pejling.activity.models import ActivityQuerySet


def happenings_page(
    request: "HttpRequest", lines: "ActivityQuerySet", about: str, crumbs: list[tuple[str, str]]
) -> "HttpResponse":
    """The lines about a thing, newest first, in pages; `about` is what it is called and `crumbs` the way to it."""
    return page(
        request,
        "activity/happenings.html",
        {"lines": page_of(request, lines), "about": about, "crumbs": crumbs},
    )
