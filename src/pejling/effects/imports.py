"""Series of readings from a csv file or a workbook, by the columns dataset, seq, value and perhaps phase."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from pejling.core.tables import Problem, Row, UnreadableSheet, read_rows
from pejling.core.tables.streaming import header
from pejling.effects.figures.xmr import BASELINE, ControlLimits, Phase, Reading, chart

NEEDED = ("dataset", "seq", "value")
COLUMNS = (*NEEDED, "phase")
MISSING = ("", "..", "NA", "-")
"""What stands where there is no reading."""
MOST_DIGITS = 40


@dataclass
class Series:
    """The readings of each data set in the order of the file, and what could not be read."""

    readings: dict[str, list[Reading]] = field(default_factory=dict)
    places: set[tuple[str, int | str]] = field(default_factory=set)
    """Where each data set has a reading already."""
    problems: list[Problem] = field(default_factory=list)


def read_series(data: bytes) -> Series:
    """Each data set's readings, in order. Raises `UnreadableSheet` when the file is not such a list at all."""
    rows = read_rows(data, weigh=lambda cells: sum(header(cell) in COLUMNS for cell in cells))
    places = {header(cell): at for at, cell in enumerate(rows.head.cells) if header(cell) in COLUMNS}
    if absent := [name for name in NEEDED if name not in places]:
        seen = ", ".join(cell for cell in rows.head.cells if cell)
        raise UnreadableSheet(
            _("Filen mangler kolonnen %(absent)s. Den har: %(seen)s.")
            % {"absent": ", ".join(absent), "seen": seen[:200]}
        )
    series = Series()
    lines = [(row, {name: _cell(row, at) for name, at in places.items()}) for row in rows.below]
    has_comma = any("," in cells["value"] for _row, cells in lines)
    for row, cells in lines:
        _add(series, row, cells, has_comma=has_comma)
    for readings in series.readings.values():
        if all(isinstance(reading.seq, int) for reading in readings):
            readings.sort(key=lambda reading: reading.seq)
    return series


def _cell(row: Row, at: int) -> str:
    return row.cells[at].strip() if at < len(row.cells) else ""


def _add(series: Series, row: Row, cells: dict[str, str], *, has_comma: bool) -> None:
    if not cells["dataset"] or not cells["seq"]:
        series.problems.append(Problem(row.number, _("Linjen mangler dataset eller seq.")))
        return
    if cells["value"] in MISSING:
        series.problems.append(Problem(row.number, _("Der er ingen værdi, så punktet er udeladt.")))
        return
    value = _number(cells["value"], has_comma=has_comma)
    if value is None:
        words = _("»%(text)s« er ikke et tal, så punktet er udeladt.")
        series.problems.append(Problem(row.number, words % {"text": cells["value"][:40]}))
        return
    dataset, seq = cells["dataset"], _whole(cells["seq"])
    if (dataset, seq) in series.places:
        words = _("%(dataset)s har allerede et punkt %(seq)s, så dette er udeladt.")
        series.problems.append(Problem(row.number, words % {"dataset": dataset[:40], "seq": seq}))
        return
    series.places.add((dataset, seq))
    reading = Reading(seq, value, _whole(cells.get("phase") or "1"))
    series.readings.setdefault(dataset, []).append(reading)


def _number(text: str, *, has_comma: bool) -> Decimal | None:
    """A comma anywhere in the column says that it is the decimal sign there; without one a point is."""
    plain = text.replace(" ", "").replace("−", "-")
    if has_comma:
        plain = plain.replace(".", "").replace(",", ".")
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) < MOST_DIGITS else None


def _whole(text: str) -> int | str:
    """A whole number as one, other text as it stands."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < MOST_DIGITS else text


def preview_signals(data: bytes, *, baseline: int | None = BASELINE) -> dict[str, Any]:
    """The file's data sets with their limits and signals, as `pejling signals` prints them."""
    series = read_series(data)
    datasets = [_told(name, chart(readings, baseline=baseline)) for name, readings in series.readings.items()]
    return {
        "datasets": datasets,
        "errors": [{"line": problem.line, "message": problem.words} for problem in series.problems],
    }


def _told(dataset: str, phases: Sequence[Phase]) -> dict[str, Any]:
    """The last phase's limits are what the data set is held against now."""
    return {
        "dataset": dataset,
        **_limits(phases[-1].limits),
        "phases": [
            {"phase": phase.name, "n": len(phase.points), **_limits(phase.limits)} for phase in phases
        ],
        "points": list(_points(phases)),
    }


def _limits(limits: ControlLimits) -> dict[str, Any]:
    numbers = {
        "mean": limits.mean,
        "average_moving_range": limits.average_moving_range,
        "lower_limit": limits.lower,
        "upper_limit": limits.upper,
        "moving_range_limit": limits.moving_range,
    }
    told = {name: None if number is None else float(number) for name, number in numbers.items()}
    return {"trial": limits.is_trial, **told}


def _points(phases: Iterable[Phase]) -> Iterable[dict[str, Any]]:
    for phase in phases:
        for point in phase.points:
            reading = point.reading
            yield {
                "seq": reading.seq,
                "phase": phase.name,
                "value": float(reading.value),
                "flags": list(point.flags),
            }
