"""Min side: what is mine to do, what has happened, what comes; and the pages behind each list."""

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from pejling.core.dates import today
from pejling.core.permissions import may
from pejling.desk import dates
from pejling.desk.figures import since, waiting
from pejling.desk.visits import last_visit
from pejling.people.sessions import signed_in
from pejling.web.blocks import blocks_at
from pejling.web.caching import open_to_all
from pejling.web.pages import page
from pejling.web.requests import Request

DATES_SHOWN = 5
SOON = timedelta(days=60)
A_YEAR = timedelta(days=365)


@open_to_all
@require_safe
def front(request: Request) -> HttpResponse:
    """Min side for those who have signed in; what the municipality wants, in public, for everybody else."""
    if not may(request.user, "organisation.view"):
        return page(request, "desk/public.html", {"blocks": blocks_at("front.public", request.user)})
    first, blocks = blocks_at("front.first", request.user), blocks_at("front", request.user)
    return page(request, "desk/front.html", {"first": first, "blocks": blocks, **_own(request)})


def _own(request: Request) -> dict[str, object]:
    """What is the viewer's own to do, to know and to be ready for."""
    on, person = today(), signed_in(request)
    lines = waiting.lines_of(waiting.waiting_for(person, on), on)
    news = since.news_for(request.user, last_visit(request), timezone.now())
    days = dates.upcoming_dates(request.user, on, on + SOON)
    return {
        "lines": lines[: waiting.SHOWN],
        "count": sum(line.count for line in lines),
        "has_more": len(lines) > waiting.SHOWN,
        "news": news[: since.SHOWN],
        "has_more_news": len(news) > since.SHOWN,
        "days": days[:DATES_SHOWN],
        "has_more_days": len(days) > DATES_SHOWN,
    }


@login_required
@require_safe
def all_waiting(request: Request) -> HttpResponse:
    """Everything that waits for one, by kind."""
    on = today()
    kinds = waiting.kinds_of(waiting.waiting_for(signed_in(request), on), on)
    return page(request, "desk/waiting.html", {"kinds": kinds, "count": sum(kind.count for kind in kinds)})


@login_required
@require_safe
def news(request: Request) -> HttpResponse:
    """Everything that has happened with what is one's own or followed, since last time."""
    lines = since.news_for(request.user, last_visit(request), timezone.now())
    return page(request, "desk/news.html", {"news": lines})


@login_required
@require_safe
def days(request: Request) -> HttpResponse:
    """One's dates of the coming year."""
    on = today()
    return page(request, "desk/days.html", {"days": dates.upcoming_dates(request.user, on, on + A_YEAR)})
