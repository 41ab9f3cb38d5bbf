"""What the marks in a module say is what coverage.py's own tracer says."""

import ast
from pathlib import Path
from types import CodeType

import pytest
from coverage import Coverage

from tests.measuring import MARKS, Marking, handed_over

SAMPLE = '''"""A module with all ways on."""

from __future__ import annotations

from functools import cache

LIMIT = 3
"""How much."""


class Thing:
    """Something with a size."""

    size = LIMIT

    @property
    @cache
    def large(self) -> bool:
        """Whether it is."""
        return self.size > LIMIT


def counted(numbers):
    total = 0
    for number in numbers:
        if number < 0:
            continue
        elif (
            number > LIMIT
            and total
        ):
            break
        if number == 2: total += 1
        total += number
    else:
        total += 100
    while total > 50:
        total -= 50
    return total


def named(value):
    match value:
        case 1:
            word = "one"
        case str() as text if text:
            word = text
        case [first, *_]:
            word = first
    try:
        return word
    except KeyError:
        return "key"
    except UnboundLocalError:
        word = "none"
    finally:
        value = None
    with open(__file__) as file:
        for _line in file:
            return word
'''
CALLS = [
    "",
    "counted([])",
    "counted([1, 2, 60])",
    "counted([-1, 3, 4])",
    "named(1)",
    "named('to')",
    "named([3])",
    "named(None)",
    "Thing().large",
]


@pytest.mark.parametrize("call", [*CALLS, "; ".join(CALLS[1:])])
def test_marks_say_what_the_tracer_says(call: str, tmp_path: Path) -> None:
    path = tmp_path / "sample.py"
    path.write_text(SAMPLE)
    assert by_marks(path, call) == by_the_tracer(path, call)


def by_marks(path: Path, call: str) -> tuple[object, object]:
    tree = ast.parse(SAMPLE)
    come_by = bytearray(len(Marking(tree).says))
    run(compile(tree, str(path), "exec"), call, {MARKS: come_by, "__file__": str(path)})
    marks = {at for at, is_marked in enumerate(come_by) if is_marked}
    return told(handed_over({str(path): marks}, path.with_name("kept")), path)


def by_the_tracer(path: Path, call: str) -> tuple[object, object]:
    coverage = Coverage(data_file=None, branch=True, include=[str(path)], config_file=False)
    with coverage.collect():
        run(compile(SAMPLE, str(path), "exec"), call, {"__file__": str(path)})
    return told(coverage, path)


def run(code: CodeType, call: str, names: dict[str, object]) -> None:
    exec(code, names)
    exec(call, names)


def told(coverage: Coverage, path: Path) -> tuple[object, object]:
    """The lines that nobody came by, and of each branch how many ways there are and how many were gone."""
    return coverage.analysis2(str(path))[3], coverage.branch_stats(str(path))


def test_docstring_stays_one() -> None:
    tree = ast.parse(SAMPLE)
    Marking(tree)
    assert ast.get_docstring(tree) == "A module with all ways on."
