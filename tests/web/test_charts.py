"""Charts say the same as a drawing, in words and in a table."""

import re
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as some

from pejling.papers import Outline, outline_pdf, outline_word, picture_of
from pejling.web.charts import (
    Band,
    Bar,
    BarChart,
    Chart,
    Dot,
    DotChart,
    DotRow,
    FlowBand,
    FlowChart,
    FlowGap,
    FlowStage,
    LineChart,
    Matrix,
    MatrixCell,
    MatrixColumn,
    MatrixRow,
    Segment,
    Series,
    SparkLine,
    StackedBar,
    StackedBarChart,
)
from pejling.web.charts.drawing import NARROW, WIDE, wrapped
from pejling.web.charts.scales import Scale, ticks

SVG = "{http://www.w3.org/2000/svg}"
LONG = "Center for Børn, Unge og Familier & <Naboer> i hele Kommunen"
ON_TRACK, OFF_TRACK = Segment("På sporet", "good", "circle"), Segment("Af sporet", "bad", "square")
COLUMNS = (MatrixColumn("På sporet", "good", "circle"), MatrixColumn("Af sporet", "bad", "square"))


def every_kind(label: str) -> list[Chart]:
    said = (f"Titel {label}", f"Beskrivelse {label}")
    return [
        BarChart(*said, (Bar(label, Decimal("1234.5")), Bar("Anden", -3))),
        StackedBarChart(
            *said, (ON_TRACK, OFF_TRACK), (StackedBar(label, (12, 3)), StackedBar("Anden", (0, 0)))
        ),
        LineChart(
            *said, ("2025", "2026"), (Series(label, (3, None)),), Band("Bånd", (1, None), (4, 5)), ("Mål", 2)
        ),
        DotChart(*said, (Dot("Før"), Dot("Nu")), (DotRow(label, (1, 2)), DotRow("Anden", (None, 3)))),
        Matrix(
            *said,
            COLUMNS,
            (MatrixRow(label, (MatrixCell(40, -2, "/x?a=1&b=2"), MatrixCell(0, 0)), "Anette"),),
        ),
        SparkLine(*said, (1, None, 3)),
        FlowChart(
            *said,
            (
                FlowStage(label, "3 mål", 3, "/a", FlowBand(0, 0, 2, "2 indbyrdes")),
                FlowStage("Anden", "9 mål", 9, gaps=(FlowGap("løse", "Anden: løse", 4, "/brud"),)),
                FlowStage("Tredje", "0 mål", 0),
            ),
            (FlowBand(0, 1, 30, "30 tråde", "/b"), FlowBand(0, 2, 1, "1 tråd")),
        ),
    ]


def words(svg: str) -> str:
    return " ".join(each.text or "" for each in ElementTree.fromstring(svg).iter(f"{SVG}text"))


def test_every_drawing_has_a_title_and_a_description() -> None:
    for chart in every_kind(LONG):
        drawn = ElementTree.fromstring(chart.svg())
        assert (drawn.findtext(f"{SVG}title"), drawn.findtext(f"{SVG}desc")) == (
            chart.title,
            chart.description,
        )


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_names_are_never_cut(width: int) -> None:
    named = [chart for chart in every_kind(LONG) if not chart.is_small]

    assert [type(chart).__name__ for chart in named if LONG not in words(chart.svg(width))] == []


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_marks_lie_within_the_drawing(width: int) -> None:
    for chart in every_kind("Skole"):
        drawn = ElementTree.fromstring(chart.svg(width))
        places = [float(each.get("x", 0)) + float(each.get("width", 0)) for each in drawn.iter(f"{SVG}rect")]
        assert all(0 <= place <= width for place in places), type(chart).__name__


def test_bars_of_equal_numbers_are_equally_long_and_twice_as_much_is_twice_as_long() -> None:
    drawn = ElementTree.fromstring(BarChart("T", "B", (Bar("a", 2), Bar("b", 4), Bar("c", 2))).svg())

    first, second, third = (float(each.get("width", 0)) for each in drawn.iter(f"{SVG}rect"))
    assert (third, round(second / first, 2)) == (first, 2)


def test_table_has_the_numbers_as_they_are_written_in_danish() -> None:
    assert every_kind("Skole")[0].table().rows == (("Skole", "1.234,5"), ("Anden", "−3"))


def test_a_line_is_broken_where_a_value_is_missing() -> None:
    svg = LineChart("T", "B", ("1", "2", "3", "4"), (Series("S", (1, None, 3, 4)),)).svg()

    assert len(re.findall(r'class="line tone-info"', svg)) == 2


def test_an_axis_that_does_not_begin_at_nought_says_so() -> None:
    high = LineChart("T", "B", ("1", "2"), (Series("S", (101, 104)),), from_zero=False)

    assert "Aksen begynder ikke ved nul." in words(high.svg())


def test_a_cell_of_a_matrix_leads_to_what_it_counts_and_says_what_that_is() -> None:
    svg = every_kind("Skole")[4].svg()

    assert 'href="/x?a=1&amp;b=2" aria-label="40, På sporet"' in svg
    assert svg.count("<a ") == 1


def test_marks_of_a_matrix_stay_within_it() -> None:
    rows = tuple(MatrixRow("Skole", tuple(MatrixCell(count) for count in (3, 90, 2, 60))) for _row in "ab")
    columns = tuple(MatrixColumn(name, "good", "ring") for name in "abcd")
    svg = Matrix("T", "B", columns, rows).svg()
    places = [float(each) for each in re.findall(r'transform="translate\(([0-9.]+) ', svg)]
    assert max(places) < WIDE - 6


def test_grid_of_a_dot_chart_stands_behind_the_dots_and_not_behind_the_names() -> None:
    drawn = ElementTree.fromstring(every_kind("Skole")[3].svg(NARROW))
    names = [float(each.get("y", 0)) for each in drawn.iter(f"{SVG}text") if each.text in ("Skole", "Anden")]
    ends = [re.findall(r"[ML][0-9.]+ ([0-9.]+)", each.get("d", "")) for each in drawn.iter(f"{SVG}path")]
    lines = [(float(start), float(end)) for start, end in (each for each in ends if len(each) == 2)]
    assert (len(names), [name for name in names if any(start < name < end for start, end in lines)]) == (
        2,
        [],
    )


def test_change_since_last_time_is_told_by_its_sign() -> None:
    assert [MatrixCell(3, change).changed for change in (2, -2, 0, None)] == ["+2", "−2", "=", ""]


@given(some.integers(-(10**9), 10**9), some.integers(0, 10**9))
def test_marks_of_an_axis_reach_around_what_it_shows(low: int, span: int) -> None:
    marks = ticks(low, low + span)

    steps = {Decimal(later) - Decimal(earlier) for earlier, later in pairwise(marks)}
    assert marks[0] <= low <= low + span <= max(marks[-1], low + span if not span else marks[-1])
    assert len(steps) <= 1
    assert len(marks) <= 7


@given(some.lists(some.decimals(-1000, 1000, places=2), min_size=2))
def test_what_is_more_stands_further_along(values: list[Decimal]) -> None:
    scale = Scale(min(values), max(values), 0, 600)

    places = [scale.place(value) for value in sorted(values)]
    assert places == sorted(places)
    assert all(0 <= place <= 600 for place in places)


@given(some.text(alphabet="ab cæ", max_size=80))
def test_no_word_is_lost_when_a_name_takes_more_lines(text: str) -> None:
    assert " ".join(wrapped(text, 60)).split() == text.split()


@pytest.mark.django_db
def test_charts_are_the_same_on_paper() -> None:
    blocks = [block for chart in every_kind(LONG) if not chart.is_small for block in picture_of(chart)]
    outline = Outline("Papir", blocks=tuple(blocks))

    assert outline_pdf(outline).startswith(b"%PDF-")
    assert outline_word(outline).startswith(b"PK")


def flow(*bands: FlowBand) -> FlowChart:
    gaps = (
        FlowGap("brudte", "Brudte", 2),
        FlowGap("løse", "Løse", 3),
        FlowGap("uden", "Uden", 4, is_after=True),
    )
    return FlowChart("T", "B", tuple(FlowStage(name, "3 mål", 3, gaps=gaps) for name in "ABCD"), bands)


@given(
    some.lists(
        some.tuples(
            some.sampled_from([(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]), some.integers(1, 900)
        ),
        unique_by=lambda each: each[0],
    )
)
def test_bands_pass_below_the_stages_between_their_ends_and_below_the_gaps(
    counts: list[tuple[tuple[int, int], int]],
) -> None:
    drawn = ElementTree.fromstring(flow(*(FlowBand(*ends, count, "T") for ends, count in counts)).svg(1_000))
    stages = [
        (float(each.get("x", 0)), float(each.get("height", 0)))
        for each in drawn.iter(f"{SVG}rect")
        if each.get("class") == "flow-stage"
    ]
    gaps = [
        float(each.get("d", "").split()[1].split("h")[0])
        for each in drawn.iter(f"{SVG}path")
        if each.get("class") == "flow-gap"
    ]
    for path in (each for each in drawn.iter(f"{SVG}path") if each.get("class") == "flow"):
        half = float(path.get("stroke-width", 0)) / 2
        levels = [float(each) for each in re.findall(r"([0-9.]+)(?=H|$|C)", path.get("d", ""))]
        passing = re.findall(r"([0-9.]+) ([0-9.]+)H", path.get("d", ""))
        assert all(float(y) - half > dict(stages)[float(x)] for x, y in passing)
        assert min(levels) - half >= max(gaps)


def test_band_is_as_broad_as_what_it_counts_and_leads_to_it() -> None:
    svg = flow(FlowBand(0, 1, 300, "300 tråde", "/b"), FlowBand(1, 2, 150, "150 tråde")).svg(1_000)
    broad = [float(each) for each in re.findall(r'class="flow" [^>]*stroke-width="([0-9.]+)"', svg)]
    assert broad[1] == 2 * broad[0]
    assert 'href="/b" aria-label="300 tråde"' in svg


def test_table_of_a_flow_has_stages_bands_and_gaps() -> None:
    rows = flow(FlowBand(0, 1, 1_300, "Tråde fra B til A")).table().rows
    assert (("A", "3 mål") in rows, ("Tråde fra B til A", "1.300") in rows, ("Løse", "3") in rows) == (
        True,
    ) * 3
