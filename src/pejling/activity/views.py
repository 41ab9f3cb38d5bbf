"""How a view ends that shows all that was done with one thing."""

from typing import TYPE_CHECKING

from django.core.paginator import Paginator

from pejling.web.pages import page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pejling.activity.models import ActivityQuerySet

PER_PAGE = 50


def happenings_page(
    request: "HttpRequest", lines: "ActivityQuerySet", about: str, crumbs: list[tuple[str, str]]
) -> "HttpResponse":
    """The lines about a thing, newest first, in pages; `about` is what it is called and `crumbs` the way to it."""
    shown = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
    return page(request, "activity/happenings.html", {"lines": shown, "about": about, "crumbs": crumbs})
