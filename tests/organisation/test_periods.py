"""What holds for a period: on which days, said of one row and asked of all."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from pejling.core.dates import today
from pejling.organisation.models import Post
from tests import world


@pytest.mark.parametrize(
    ("starts", "ends", "is_current", "has_ended"),
    [
        (None, None, True, False),
        (0, 0, True, False),
        (-1, 0, True, False),
        (-2, -1, False, True),
        (1, None, False, False),
        (None, -1, False, True),
    ],
)
def test_period_counts_its_first_and_last_day_in_the_row_and_in_the_query(
    w: SimpleNamespace, starts: int | None, ends: int | None, is_current: bool, has_ended: bool
) -> None:
    first, last = (None if days is None else today() + timedelta(days=days) for days in (starts, ends))
    person = world.make_person("Ida Iversen")
    Post.objects.create(
        person=person, unit=w.school, role=w.gerda.posts.get().role, starts_on=first, ends_on=last
    )
    post = person.posts.get()
    assert (post.is_current(), post.has_ended) == (is_current, has_ended)
    assert [rows.exists() for rows in (person.posts.current(), person.posts.lasting())] == [
        is_current,
        not has_ended,
    ]
