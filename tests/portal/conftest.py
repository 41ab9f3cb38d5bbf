"""What tests of the public face start from: a vision, a policy, a public plan, and work that citizens may follow."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from pejling.core.dates import today
from pejling.direction.models import Visibility
from pejling.initiatives.models import Initiative, Level, Milestone, StatusReport
from tests import world
from tests.access import make_world


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    """The small municipality with a vision whose statement the policy serves, and under it the school's public plan."""
    w = make_world()
    public = Visibility.PUBLIC
    w.vision = world.make_adopted(
        "Vision 2037", kind="vision", forum=w.forum, on=date(2025, 5, 6), unit=w.top, visibility=public
    )
    w.statement = world.make_element(
        w.vision,
        "Børn vokser op med mod på livet",
        kind="vision_statement",
        text="<p>Alle børn bliver set.</p>",
    )
    world.tie(w.aim, w.statement)
    w.document.visibility = public
    w.document.save()
    return w


def make_work(
    w: SimpleNamespace,
    title: str,
    level: Level | None = Level.ON_TRACK,
    *,
    due: int = 0,
    met: int = 0,
    days_ago: int = 3,
    is_public: bool = True,
) -> Initiative:
    """An initiative of the school's, tied to the policy's aim, with a status and with milestones of the last year."""
    row = world.make_initiative(title, document=w.document, lead=w.owner, is_status_public=is_public)
    world.tie(row.element, w.aim)
    for number in range(due):
        day = today() - timedelta(days=10 + number)
        Milestone.objects.create(
            initiative=row, title=f"Delmål {number}", due_on=day, reached_on=day if number < met else None
        )
    if level:
        at = timezone.now() - timedelta(days=days_ago)
        row.latest_report = StatusReport.objects.create(initiative=row, level=level, at=at, by=w.owner)
        row.save()
    return row
