"""How the course of each initiative is found.

Everything is drawn by the initiative's own key, so that the same municipality comes out every time. What the demo needs
to show at a certain place stands in content/forloeb/faste.toml and is not drawn.
"""

from datetime import date, timedelta
from itertools import accumulate, islice
from typing import Any

from django.utils import timezone

from pejling.demo.loading.cast import Cast
from pejling.demo.loading.course import Course, Hearing, Mood, Stage
from pejling.demo.loading.draws import draw, one_of
from pejling.demo.loading.staff import working_day
from pejling.demo.loading.writing import Place, places, written_at
from pejling.demo.people import toml
from pejling.initiatives.models import Phase

FOLLOWED_KINDS = {"strategy_plan", "directors_contract"}
"""The documents whose initiatives are followed."""
UNFOLLOWED = 120
"""One in so many lines nobody has got round to follow."""
FORGOTTEN_AFTER = 380
"""Days after which a plan that nobody has touched counts as forgotten: little in it is under way."""


ENDS = {
    Phase.UNDER_WAY: 63, Phase.DONE: 15, Phase.APPROVED: 5, Phase.PROPOSED: 3, Phase.IDEA: 5, Phase.PAUSED: 4,
    Phase.STOPPED: 5,
}  # fmt: skip
FORGOTTEN_ENDS = {Phase.DONE: 55, Phase.STOPPED: 20, Phase.IDEA: 20, Phase.UNDER_WAY: 5}
MOODS = {Mood.STEADY: 73, Mood.PRESSED: 17, Mood.WATERMELON: 6, Mood.OFF_TRACK: 4}
HEARINGS = {Hearing.FRESH: 88, Hearing.OWED: 10, Hearing.SILENT: 2}
BEGINNINGS = {Phase.IDEA: 40, Phase.PROPOSED: 35, Phase.UNDER_WAY: 25}
"""The phase in which one began to follow it; the last is work that ran already when the plan was written."""
AHEAD = (Phase.IDEA, Phase.PROPOSED, Phase.APPROVED, Phase.UNDER_WAY)
YOUNG, NEW = 150, 60
"""Days within which nothing is done yet, and within which nothing has been given up."""


def courses(cast: Cast) -> list[Course]:
    """The course of every initiative that is followed, in the order of the story."""
    fixed, plans = toml("forloeb/faste.toml"), toml("forloeb/planer.toml")
    followed = [
        place
        for place in places(cast.story)
        if place.document.kind in FOLLOWED_KINDS and place.element.kind == "initiative"
    ]
    return [
        _course(place, {**plans.get(place.document.key, {}), **fixed.get(place.element.key, {})}, cast)
        for place in followed
        if place.element.key in fixed or draw(f"{place.element.key} followed", UNFOLLOWED)
    ]


def _course(place: Place, given: dict[str, Any], cast: Cast) -> Course:
    key, document, today = place.element.key, place.document, cast.story.today
    is_forgotten = (today - document.last_changed_on).days > FORGOTTEN_AFTER
    begun = _followed_on(place, cast)
    fallen = Phase.UNDER_WAY if given.get("i_glemme") else None
    end = Phase(given.get("fase") or fallen or _end(key, (today - begun).days, is_forgotten=is_forgotten))
    last = document.last_changed_on if is_forgotten else today
    mood = Mood(given.get("gang") or one_of(MOODS, f"{key} mood"))
    hearing = Hearing(given.get("status") or one_of(HEARINGS, f"{key} hearing"))
    stages = _stages(key, begun, max(last, begun), end)
    return Course(
        document=document, element=place.element, stages=stages, mood=mood,
        hearing=Hearing.SILENT if is_forgotten else hearing, lead=_lead(place, given, cast),
        has_parent=place.parent is not None, is_forgotten=is_forgotten, given=given,
    )  # fmt: skip


def _followed_on(place: Place, cast: Cast) -> date:
    """A little after its line was written, and before its plan was last touched."""
    written = timezone.localdate(written_at(place, cast))
    day = written + timedelta(days=draw(f"{place.element.key} begun", 21))
    return max(written, working_day(min(day, place.document.last_changed_on)))


def _end(key: str, age: int, *, is_forgotten: bool) -> Phase:
    if is_forgotten:
        return one_of(FORGOTTEN_ENDS, f"{key} end")
    end = one_of(ENDS, f"{key} end")
    if (end == Phase.DONE and age < YOUNG) or (end in (Phase.PAUSED, Phase.STOPPED) and age < NEW):
        return Phase.UNDER_WAY
    return end


def _stages(key: str, begun: date, last: date, end: Phase) -> tuple[Stage, ...]:
    """The way from where one began to follow it to where it stands, a day for each step."""
    span = (last - begun).days
    way, tail = _way(key, end, span)
    ready = min(20 + draw(f"{key} ready", 70), span * 2 // 5)
    steps = len(way) - 1 - len(tail)
    days = [0, *(ready * (n + 1) // steps for n in range(steps)), *(span * share // 100 for share in tail)]
    on = accumulate((working_day(begun + timedelta(days=count)) for count in days), max, initial=begun)
    return tuple(Stage(phase, day) for phase, day in zip(way, islice(on, 1, None), strict=True))


def _way(key: str, end: Phase, span: int) -> tuple[list[Phase], list[int]]:
    """The phases from the one in which one began to follow it, and at how many hundredths of the time the last ones came."""
    late = min(98, 75 + draw(f"{key} late", 24))
    tail = [] if end in (Phase.IDEA, Phase.UNDER_WAY) else [late]
    if end in AHEAD:
        way = list(AHEAD[: AHEAD.index(end) + 1])
    elif end == Phase.STOPPED and draw(f"{key} stopped", 3) == 0:
        way = [Phase.IDEA, Phase.PROPOSED, Phase.STOPPED]
    else:
        way = [*AHEAD, end]
    if end == Phase.UNDER_WAY and span > YOUNG and draw(f"{key} resumed", 14) == 0:
        way, tail = [*way, Phase.PAUSED, Phase.UNDER_WAY], [55, 70]
    first = one_of(BEGINNINGS, f"{key} way")
    at = way.index(first) if first in way and len(way) - way.index(first) > len(tail) else 0
    return way[at:], tail


def _lead(place: Place, given: dict[str, Any], cast: Cast) -> str | None:
    """Who leads it: whom the plan names, else its responsible or somebody of the unit; a few have nobody."""
    key, document, staff = place.element.key, place.document, cast.staff
    if "leder" in given:
        return str(given["leder"]) or None
    if place.element.responsible:
        return place.element.responsible
    if draw(f"{key} nobody", 28) == 0:
        return None
    if document.responsible and not staff.is_at_work(document.responsible, cast.story.today):
        return document.responsible if draw(f"{key} left", 3) else None
    leader = document.responsible or staff.leader(document.unit, cast.story.today)
    others = staff.colleagues(document.unit, cast.story.today)
    return others[draw(f"{key} lead", len(others))] if others and draw(f"{key} other", 5) < 3 else leader
