"""What a page needs to know of a person's visits, kept in their session so that it seldom asks and hardly ever writes."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from pejling.desk.actions.following import be_here
from pejling.desk.models import BREAK
from pejling.people.sessions import signed_in
from pejling.web.outages import if_there_is_room

if TYPE_CHECKING:
    from django.http import HttpRequest

KEPT = "visit"


def last_visit(request: "HttpRequest") -> datetime | None:
    """When the visit before this one ended; None on the first. Asks and writes when a session begins, and once an hour."""
    now = timezone.now()
    kept = request.session.get(KEPT)
    if kept is None or now - datetime.fromisoformat(kept["noted"]) > BREAK:
        with if_there_is_room():
            visit = be_here(signed_in(request), at=now, is_new=kept is None)
            since = visit.since.isoformat() if visit.since else ""
            kept = request.session[KEPT] = {"noted": now.isoformat(), "since": since}
    return datetime.fromisoformat(kept["since"]) if kept and kept["since"] else None
