"""Which readings are a signal, and which only vary as they have always done."""

import csv
import json
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pejling.core.tables import UnreadableSheet
from pejling.core.tables.encodings import UnsureEncoding
from pejling.effects.figures.xmr import BASELINE, Phase, Reading, chart
from pejling.effects.imports import preview_signals
from tests.shared import SHARED, at_hand

CALM = [10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 10, 12]
"""Twelve readings about 11, two apart: the limits are 11 +- 5.32, and near is beyond 11 +- 3.55."""
RULES = {"outside": "outside", "shift7": "shift", "trend7": "trend", "two_of_three": "two_of_three"}
RESISTANCES = "5045 4350 4350 3975 4290 4430 4485 4285 3980 3925 3645 3760 3300 3685 3463 5200"


def phases_of(values: Sequence[float], *, baseline: int | None = BASELINE) -> list[Phase]:
    return chart(
        [Reading(seq, Decimal(str(value))) for seq, value in enumerate(values, 1)], baseline=baseline
    )


def flags_after(calm: Sequence[float], *more: float) -> list[tuple[str, ...]]:
    (phase,) = phases_of([*calm, *more])
    return [point.flags for point in phase.points[len(calm) :]]


def test_limits_lie_two_point_six_six_average_moving_ranges_from_the_mean() -> None:
    (phase,) = phases_of(CALM)

    limits = phase.limits
    assert limits.mean == 11
    assert limits.average_moving_range == 2
    assert (limits.lower, limits.upper) == (Fraction("5.68"), Fraction("16.32"))
    assert limits.moving_range == Fraction("6.536")
    assert not limits.is_trial


def test_first_twelve_points_set_the_limits_and_later_ones_do_not_move_them() -> None:
    (calm,), (later,) = phases_of(CALM), phases_of([*CALM, 90, 95])

    assert later.limits == calm.limits
    (everything,) = phases_of([*CALM, 90, 95], baseline=None)
    assert everything.limits.mean == Fraction(132 + 185, 14)


def test_fewer_than_twelve_points_set_the_limits_on_trial() -> None:
    (phase,) = phases_of(CALM[:11])

    assert phase.limits.is_trial


def test_one_point_alone_has_a_mean_and_no_limits() -> None:
    (phase,) = phases_of([7])

    assert phase.limits.mean == 7
    assert (phase.limits.lower, phase.limits.upper) == (None, None)
    assert phase.points[0].flags == ()


def test_point_on_the_limit_is_not_outside_it() -> None:
    assert flags_after(CALM, 16.32, 16.33) == [(), ("outside",)]


def test_seven_on_one_side_are_a_shift_and_a_point_on_the_mean_breaks_it() -> None:
    shifted = flags_after([*CALM, 10], 12, 13, 12, 13, 12, 13, 12)
    assert shifted == [("shift",)] * 7
    broken = flags_after([*CALM, 10], 12, 13, 12, 11, 12, 13, 12)
    assert broken == [()] * 7


def test_seven_strictly_one_way_are_a_trend_and_a_repeat_breaks_it() -> None:
    assert flags_after([*CALM, 13], 8, 9, 10, 10.5, 11.5, 12, 13) == [("trend",)] * 7
    assert flags_after([*CALM, 13], 8, 9, 10, 10, 11.5, 12, 13) == [()] * 7


def test_turning_point_ends_one_trend_and_begins_the_next() -> None:
    up_and_down = flags_after([*CALM, 13], 8, 9, 10, 10.5, 11.5, 12, 13, 12, 11.5, 10.5, 10, 9, 8)

    assert up_and_down == [("trend",)] * 13


def test_two_of_three_near_the_limit_are_marked_and_the_third_is_not() -> None:
    assert flags_after(CALM, 15, 12, 15) == [("two_of_three",), (), ("two_of_three",)]


def test_two_of_three_needs_all_three_on_one_side() -> None:
    assert flags_after(CALM, 15, 10, 15) == [(), (), ()]


def test_point_outside_is_not_near() -> None:
    assert flags_after(CALM, 15, 12, 17) == [(), (), ("outside",)]


def test_new_phase_has_its_own_mean_and_breaks_every_row() -> None:
    readings = [Reading(seq, Decimal(12 if seq > 6 else 10), 1 if seq < 10 else 2) for seq in range(1, 15)]

    first, second = chart(readings)

    assert (first.name, second.name) == (1, 2)
    assert second.limits.mean == 12
    assert {point.flags for point in second.points} == {()}


def test_chart_draws_the_first_label_of_outside_trend_two_of_three_shift() -> None:
    (phase,) = phases_of([*CALM, 12, 12.5, 13, 13.5, 14, 15, 20])

    last = phase.points[-1]
    assert (set(last.flags), last.label) == ({"outside", "shift", "trend"}, "outside")
    assert phase.points[-2].label == "trend"


def test_shewharts_resistances_have_the_limits_that_are_published_for_them() -> None:
    (phase,) = phases_of([float(value) for value in RESISTANCES.split()], baseline=None)

    limits = phase.limits
    assert limits.mean == Fraction("4135.5")
    assert [
        round(float(number or 0), 1) for number in (limits.average_moving_range, limits.moving_range)
    ] == [
        355.9,
        1163.2,
    ]


def rows_of(data: bytes, **options: Any) -> dict[str, Any]:
    (dataset,) = preview_signals(data, **options)["datasets"]
    assert isinstance(dataset, dict)
    return dataset


def test_file_with_semicolons_and_decimal_commas_reads_as_one_with_points() -> None:
    danish = rows_of("dataset;seq;value\nSygefravær;1;4,5\nSygefravær;2;1.004,25\n".encode())
    english = rows_of("value,seq,dataset\n4.5,1,Sygefravær\n1004.250,2,Sygefravær\n".encode())

    assert danish == english
    assert [point["value"] for point in danish["points"]] == [4.5, 1004.25]


def test_three_decimals_behind_a_point_are_decimals() -> None:
    assert rows_of(b"dataset,seq,value\na,1,1.185\n")["points"][0]["value"] == 1.185


def test_lines_are_put_in_the_order_of_seq() -> None:
    dataset = rows_of(b"dataset,seq,value\na,10,3\na,9,2\na,1,1\n")

    assert [point["seq"] for point in dataset["points"]] == [1, 9, 10]


def test_missing_values_and_words_are_named_by_line_and_the_rest_is_read() -> None:
    told = preview_signals(b"dataset,seq,value\na,1,2\na,2,..\na,3,mange\na,1,9\n,4,1\na,5,3\n")

    assert [point["seq"] for point in told["datasets"][0]["points"]] == [1, 5]
    assert [error["line"] for error in told["errors"]] == [3, 4, 5, 6]


def test_file_without_the_columns_is_refused_with_those_it_has() -> None:
    with pytest.raises(UnreadableSheet, match=r"kolonnen value\. Den har: dataset, seq, tal"):
        preview_signals(b"dataset,seq,tal\na,1,2\n")


@given(st.lists(st.integers(-1000, 1000), min_size=1, max_size=60), st.integers(-5, 5))
def test_moving_all_values_moves_the_limits_and_no_signal(values: list[int], moved: int) -> None:
    (before,), (after,) = phases_of(values), phases_of([value + moved for value in values])

    assert [point.flags for point in before.points] == [point.flags for point in after.points]
    assert after.limits.mean == before.limits.mean + moved


@given(st.lists(st.integers(-1000, 1000), min_size=1, max_size=60))
def test_turning_all_values_upside_down_changes_no_signal(values: list[int]) -> None:
    (before,), (after,) = phases_of(values), phases_of([-value for value in values])

    assert [point.flags for point in before.points] == [point.flags for point in after.points]


@given(st.binary(max_size=300))
def test_any_file_is_read_or_refused_in_words(data: bytes) -> None:
    with suppress(UnreadableSheet, UnsureEncoding):
        json.dumps(preview_signals(b"dataset,seq,value,phase\n" + data), allow_nan=False)


def reference(name: str) -> list[dict[str, str]]:
    with (at_hand(SHARED / "data" / "spc") / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(params=[("first12_plain", "12"), ("all_plain", "all")], ids=lambda param: param[0])
def known(request: pytest.FixtureRequest) -> tuple[str, dict[str, Any]]:
    """What the command prints of the reference series, by the baseline of a variant."""
    variant, baseline = request.param
    points = at_hand(SHARED / "data" / "spc") / "points.csv"
    program = Path(sys.executable).parent / "pejling"
    words = [program, "signals", points, "--baseline", baseline, "--preview", "json"]
    printed = subprocess.run(words, check=True, capture_output=True).stdout
    return variant, {dataset["dataset"]: dataset for dataset in json.loads(printed)["datasets"]}


def test_limits_and_flags_are_those_of_the_reference(known: tuple[str, dict[str, Any]]) -> None:
    variant, datasets = known
    for row in reference("expected_limits.csv"):
        if row["variant"] == variant:
            (phase,) = [
                each for each in datasets[row["dataset"]]["phases"] if each["phase"] == int(row["phase"])
            ]
            for name in ("mean", "average_moving_range", "lower_limit", "upper_limit", "moving_range_limit"):
                assert phase[name] == pytest.approx(float(row[name]), rel=1e-6, abs=1e-6)
    told = {
        (name, point["seq"]): set(point["flags"])
        for name, dataset in datasets.items()
        for point in dataset["points"]
    }
    expected = {
        (row["dataset"], int(row["seq"])): {flag for column, flag in RULES.items() if row[column] == "1"}
        for row in reference("expected_flags.csv")
        if row["variant"] == variant
    }
    assert {place: told[place] for place in expected} == expected
