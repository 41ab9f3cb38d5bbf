"""How many stood how, now and before: the matrix of rows and states, and the last eight quarters."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from pejling.initiatives.figures.levels_on import State, states_on
from pejling.insight.figures.subjects import Row, Subject
from pejling.web.charts import (
    ColumnChart,
    ColumnRow,
    Matrix,
    MatrixCell,
    MatrixColumn,
    MatrixRow,
    StackedColumnChart,
)

if TYPE_CHECKING:
    from collections.abc import Callable

QUARTERS = 8


@dataclass(frozen=True)
class Quarter:
    """A quarter by its last day, or by today where it is not over; and how many stood how by then."""

    year: int
    number: int
    on: date
    counts: Mapping[State, int]

    @property
    def total(self) -> int:
        """Of how many a status was expected."""
        return sum(self.counts.values())


@dataclass(frozen=True)
class Course:
    """The states of a subject's initiatives: by row now and at the end of the last quarter, and in all for each quarter.

    `now` and `then` give each initiative's state today and at the end of the quarter before.
    """

    quarters: tuple[Quarter, ...]
    by_row: tuple[Mapping[State, int], ...]
    by_row_then: tuple[Mapping[State, int], ...]
    now: Mapping[int, State]
    then: Mapping[int, State]

    @property
    def counts(self) -> Mapping[State, int]:
        """How many stand how today."""
        return self.quarters[-1].counts

    @property
    def total(self) -> int:
        """Of how many a status is expected today."""
        return self.quarters[-1].total

    @property
    def since(self) -> date:
        """The last day of the quarter before, which today is held against."""
        return self.quarters[-2].on

    def change(self, state: State) -> int:
        """How many more or fewer stand so than at the end of the quarter before."""
        return self.counts.get(state, 0) - self.quarters[-2].counts.get(state, 0)


def course_of(subject: Subject, on: date) -> Course:
    """The course of a subject's initiatives up to a day."""
    days = quarter_ends(on, QUARTERS)
    states = states_on(days)
    counts = [Counter[State]() for _day in days]
    by_row = [Counter[State]() for _row in subject.rows]
    by_row_then = [Counter[State]() for _row in subject.rows]
    now, then = {}, {}
    for pk, places in subject.places.items():
        for counter, state in zip(counts, states.get(pk, ()), strict=False):
            if state:
                counter[state] += 1
        before, today = states.get(pk, (None,) * QUARTERS)[-2:]
        if before:
            then[pk] = before
        if today:
            now[pk] = today
        for place in places:
            by_row_then[place].update([before] if before else [])
            by_row[place].update([today] if today else [])
    quarters = tuple(
        Quarter(day.year, (day.month + 2) // 3, day, each) for day, each in zip(days, counts, strict=True)
    )
    return Course(quarters, tuple(by_row), tuple(by_row_then), now, then)


def quarter_ends(on: date, count: int) -> list[date]:
    """The last days of the quarters before, and the day itself for the one that it lies in; the latest last."""
    days, first = [on], date(on.year, (on.month - 1) // 3 * 3 + 1, 1)
    while len(days) < count:
        last = first - timedelta(days=1)
        days.append(last)
        first = date(last.year, last.month - 2, 1)
    return days[::-1]


COLUMNS: "tuple[tuple[State, str, str, Callable[[], str]], ...]" = (
    (State.ON_TRACK, "good", "circle", lambda: _("På sporet")),
    (State.PRESSED, "warn", "triangle", lambda: _("Presset")),
    (State.OFF_TRACK, "bad", "square", lambda: _("Af sporet")),
    (State.UNKNOWN, "neutral", "clock", lambda: _("Ingen frisk status")),
)
"""The states from left to right: tone, shape and word."""


def list_of(narrowing: Mapping[str, int] | None, state: State, *, not_on: date | None = None) -> str:
    """The address of the list of initiatives that stand so, and did not on a day; none where nothing narrows it so."""
    if narrowing is None:
        return ""
    asked = {**narrowing, "staar": state.value} | ({"ikke_den": not_on.isoformat()} if not_on else {})
    return f"{reverse('initiatives')}?{urlencode(asked)}"


def matrix_of(subject: Subject, course: Course) -> Matrix:
    """The picture: a mark for each initiative, a row for each unit."""
    rows = [
        _row(row, course.by_row[place], course.by_row_then[place])
        for place, row in enumerate(subject.rows)
        if course.by_row[place] or (row.leader and row.narrowing is not None)
    ]
    return Matrix(
        title=_("Enheder og status"),
        description=_("Ét tegn er én indsats. Rækkerne står i organisationens orden."),
        columns=tuple(MatrixColumn(word(), tone, shape) for _state, tone, shape, word in COLUMNS),
        rows=tuple(rows),
    )


def _row(row: Row, now: Mapping[State, int], then: Mapping[State, int]) -> MatrixRow:
    cells = [
        MatrixCell(now.get(state, 0), now.get(state, 0) - then.get(state, 0), list_of(row.narrowing, state))
        for state, _tone, _shape, _word in COLUMNS
    ]
    return MatrixRow(row.label, tuple(cells), row.leader.name if row.leader else "", row.url)


def columns_of(course: Course) -> ColumnChart:
    """The last eight quarters, a row of columns for each state, the worst first."""
    order = (State.OFF_TRACK, State.PRESSED, State.UNKNOWN, State.ON_TRACK)
    signs = {state: (word(), tone, shape) for state, tone, shape, word in COLUMNS}
    years = [quarter.year for quarter in course.quarters]
    begins = [str(year) if not place or years[place - 1] != year else "" for place, year in enumerate(years)]
    return ColumnChart(
        title=_("Otte kvartaler"),
        description=_(
            "Hvor mange indsatser der stod hvordan ved slutningen af hvert kvartal, det sidste til i dag."
        ),
        times=tuple(_("%(number)s. kv.") % {"number": quarter.number} for quarter in course.quarters),
        eras=tuple(begins),
        rows=tuple(
            ColumnRow(*signs[state], tuple(quarter.counts.get(state, 0) for quarter in course.quarters))
            for state in order
        ),
    )


def quarters_of(course: Course) -> StackedColumnChart:
    """The same as one column for each quarter, where there is little room."""
    whole = columns_of(course)
    return StackedColumnChart(
        title=whole.title,
        description=whole.description,
        times=tuple(str(quarter.number) for quarter in course.quarters),
        eras=whole.eras,
        rows=whole.rows[::-1],
    )
