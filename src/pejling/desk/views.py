"""The front page."""

from django.http import HttpRequest, HttpResponse

from pejling.desk.panels import panels_for
from pejling.web.pages import page


def front(request: HttpRequest) -> HttpResponse:
    """Min side for those who have signed in; what the municipality wants, in public, for everybody else."""
    return page(request, "desk/front.html", {"panels": panels_for(request.user)})
