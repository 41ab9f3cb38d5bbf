"""How a file is read, without a database: its lines by what they mean, and what is wrong with them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from pejling.core.tables import UnreadableSheet
from pejling.core.tables.cells import Problem
from pejling.organisation.imports.cells import email_in, period_in, text_in
from pejling.organisation.imports.columns import LABELS, FileKind
from pejling.organisation.imports.handed_in import read_table
from pejling.organisation.imports.plan import Plan
from pejling.organisation.imports.tables import Line

LONGEST = {"unit_id": 100, "unit": 200, "kind": 100, "person_id": 100, "name": 200, "phone": 40, "role": 100}


def preview(data: bytes, *, encoding: str = "") -> dict[str, Any]:
    """The file as `--preview json` prints it. Raises `UnreadableSheet` when it is no sheet at all.

    What depends on the organisation as it stands - whether a unit is known, what would change - is told by a plan.
    """
    plan = Plan()
    table = read_table(data, plan, encoding=encoding)
    if table is None and not plan.readings and all(problem.line is None for problem in plan.problems):
        raise UnreadableSheet(plan.problems[0].words)
    rows = [_row(line, plan) for line in table.lines] if table else []
    return {
        "kind": plan.kind.value if plan.kind else None,
        "encoding": plan.encoding,
        "units": rows if plan.kind is FileKind.UNITS else [],
        "people": rows if plan.kind is FileKind.PEOPLE else [],
        "unused": plan.unused,
        "problems": _in_words(plan.problems),
        "warnings": _in_words(plan.warnings),
        "encodings": [
            {"encoding": reading.encoding, "label": reading.label, "examples": reading.examples}
            for reading in plan.readings
        ],
    }


def _row(line: Line, plan: Plan) -> dict[str, Any]:
    """A line's cells under the names of their columns; days as 2026-08-01."""
    row: dict[str, Any] = {"line": line.number}
    row |= {LABELS[column]: cell for column, cell in line.cells.items()}
    for column, longest in LONGEST.items():
        text_in(plan, line, column, longest)
    email_in(plan, line)
    for column, day in zip(("starts_on", "ends_on"), period_in(plan, line), strict=True):
        if column in line.cells:
            row[LABELS[column]] = day.isoformat() if isinstance(day, date) else None
    return row


def _in_words(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    told = sorted(problems, key=lambda problem: problem.line or 0)
    return [{"line": problem.line, "text": problem.words} for problem in told]
