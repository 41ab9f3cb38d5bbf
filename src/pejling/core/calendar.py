"""The days on which a Danish town hall works. Deadlines and reminders are counted in them.

Easter is computed here: the library that knows the holidays of two hundred countries is 14 MB for the one date that
Denmark's other movable days hang on (docs/decisions/114-own-calendar.md).
"""

from datetime import date, timedelta
from functools import cache

SATURDAY = 5
FROM_EASTER = {
    "skærtorsdag": -3,
    "langfredag": -2,
    "påskedag": 0,
    "2. påskedag": 1,
    "Kristi himmelfartsdag": 39,
    "pinsedag": 49,
    "2. pinsedag": 50,
}
"""The movable public holidays, in days from Easter Sunday."""
FIXED = {"nytårsdag": (1, 1), "juledag": (12, 25), "2. juledag": (12, 26)}
"""The public holidays with a date of their own: month and day."""
DAYS_OFF = {"grundlovsdag": (6, 5), "juleaftensdag": (12, 24), "nytårsaftensdag": (12, 31)}
"""No public holidays by law, but town halls are closed: by agreement they are whole or half days off for most employees.

Nobody is reminded on them, and they do not count when working days are counted. They are no setting: a municipality that
works on one of them only gets its reminder a day later.
"""
GREAT_PRAYER_DAY, ABOLISHED = 26, 2024
"""Store bededag, the fourth Friday after Easter, was a public holiday for the last time in 2023."""


def easter(year: int) -> date:
    """Easter Sunday by the Gregorian calendar, as Meeus, Jones and Butcher compute it (J. Meeus, Astronomical
    Algorithms, 1991, chapter 8)."""
    golden = year % 19
    century, in_century = divmod(year, 100)
    leap_centuries, rest = divmod(century, 4)
    moons_drift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moons_drift + 15) % 30
    leap_years, since_leap = divmod(in_century, 4)
    to_sunday = (32 + 2 * rest + 2 * leap_years - epact - since_leap) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@cache
def public_holidays(year: int) -> frozenset[date]:
    """The public holidays of a year, weekends among them or not."""
    sunday = easter(year)
    from_easter = [*FROM_EASTER.values(), *([GREAT_PRAYER_DAY] if year < ABOLISHED else [])]
    return frozenset(
        {sunday + timedelta(days) for days in from_easter}
        | {date(year, month, day) for month, day in FIXED.values()}
    )


def is_working_day(day: date) -> bool:
    """Whether the town hall is open: no weekend, no public holiday, none of `DAYS_OFF`."""
    return (
        day.weekday() < SATURDAY
        and (day.month, day.day) not in DAYS_OFF.values()
        and day not in public_holidays(day.year)
    )


def next_working_day(day: date) -> date:
    """The first working day after the day, which itself does not count."""
    return working_days_after(day, 1)


def working_days_after(day: date, count: int) -> date:
    """The day `count` working days after the day, or before it when `count` is negative; 0 is the day itself.

    The day itself does not count: one working day after a Friday is Monday, and so it is after the Saturday.
    """
    step = timedelta(1 if count > 0 else -1)
    for _each in range(abs(count)):
        day += step
        while not is_working_day(day):
            day += step
    return day


def working_days_between(start: date, end: date) -> int:
    """How many working days there are after `start` up to and with `end`; negative when `end` is before `start`.

    So Friday to Monday is one, and `working_days_between(day, working_days_after(day, n))` is `n` from any working day.
    """
    if end < start:
        return -working_days_between(end, start)
    return sum(is_working_day(start + timedelta(days)) for days in range(1, (end - start).days + 1))
