"""Whom a line may fall to."""

from itertools import product

from pejling.initiatives.figures.ownership import Leaders

UNITS = {1: None, 2: 1, 3: 2, 4: 3}
"""A school below a centre below an area below the municipality: 4 is the school."""
PEOPLE = (10, 11, 12)


def test_whoever_a_line_falls_to_is_among_those_it_may_fall_to() -> None:
    leading = [(), (10,), (11,), (10, 11), (10, 10, 11)]
    for posts in product(leading, repeat=len(UNITS)):
        leaders = Leaders(
            {unit: list(who) for unit, who in zip(UNITS, posts, strict=True) if who},
            UNITS,
        )
        for unit, besides in product(UNITS, (None, *PEOPLE)):
            found = leaders.nearest(unit, besides=besides)
            assert found is None or found in leaders.nearest_to(unit)


def test_units_may_fall_to_the_nearest_leader_and_to_the_one_above() -> None:
    leaders = Leaders({1: [10], 2: [11], 4: [12]}, UNITS)
    assert leaders.units_that_fall_to({10}) == {1, 2, 3}
    assert leaders.units_that_fall_to({11}) == {2, 3, 4}
    assert leaders.units_that_fall_to({12}) == {4}
