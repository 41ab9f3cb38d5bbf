"""How a promise goes, by the written rule: what work can bear, and no more."""

from datetime import date

import pytest

from pejling.initiatives.figures.public import PublicWork
from pejling.initiatives.models import Level, Phase
from pejling.portal.figures.verdict import Course, Verdict, verdict_of

DAY = date(2026, 11, 30)


def work(level: Level | None, *, due: int = 0, met: int = 0, phase: Phase = Phase.UNDER_WAY) -> PublicWork:
    return PublicWork(1, 1, "Læsebånd", 1, "Planen", "Skolen", phase, DAY, level, DAY, due=due, met=met)


def all_on_track(due: int, met: int) -> list[PublicWork]:
    return [work(Level.ON_TRACK, due=due, met=met), work(Level.ON_TRACK), work(Level.ON_TRACK)]


@pytest.mark.parametrize(
    ("met", "course"), [(10, Course.FORWARD), (8, Course.FORWARD), (7, Course.TOO_SLOW), (0, Course.TOO_SLOW)]
)
def test_eight_of_ten_milestones_are_to_be_reached(met: int, course: Course) -> None:
    assert verdict_of(all_on_track(10, met)).course == course


def test_nothing_to_follow_is_not_known() -> None:
    assert verdict_of([]).course == Course.UNKNOWN
    assert verdict_of([work(Level.ON_TRACK, due=9, met=9, phase=Phase.DONE)]).course == Course.UNKNOWN


def test_too_few_milestones_are_not_judged_by() -> None:
    assert verdict_of(all_on_track(5, 5)).course == Course.UNKNOWN
    assert verdict_of(all_on_track(6, 6)).course == Course.FORWARD


def test_too_few_with_something_fresh_to_say_are_not_judged_by() -> None:
    two = [work(Level.ON_TRACK, due=10, met=10), work(Level.ON_TRACK)]
    assert verdict_of(two).course == Course.UNKNOWN
    silent = [*all_on_track(10, 10), *[work(None)] * 4]
    assert verdict_of(silent).course == Course.UNKNOWN


def test_much_off_track_is_too_slow_whatever_is_reached() -> None:
    troubled = [work(Level.OFF_TRACK, due=10, met=10), work(Level.ON_TRACK), work(Level.ON_TRACK)]
    assert verdict_of(troubled).course == Course.TOO_SLOW


@pytest.mark.parametrize("level", [*Level, None])
@pytest.mark.parametrize("met", [0, 5, 10])
def test_work_alone_never_shows_that_it_goes_the_wrong_way(level: Level | None, met: int) -> None:
    assert verdict_of([work(level, due=10, met=met)] * 5).course != Course.WRONG_WAY


def test_what_is_measured_is_the_answer() -> None:
    measured = Verdict(Course.WRONG_WAY, "6,3 %", "Flere går i specialtilbud.")
    assert verdict_of(all_on_track(10, 10), measured) is measured
