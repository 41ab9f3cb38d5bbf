"""Tests hold on any day: what they may believe of the calendar, and how the clock is moved."""

import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.days import DAYS, moment
from tests.provision import REPOSITORY

TESTS = Path(__file__).parent


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2026-12-31 23:30", datetime(2026, 12, 31, 22, 30, tzinfo=UTC)),
        ("2027-07-31 00:30", datetime(2027, 7, 30, 22, 30, tzinfo=UTC)),
    ],
)
def test_day_is_told_in_danish_time(said: str, meant: datetime) -> None:
    assert moment(said) == meant


def test_days_are_awkward_ones() -> None:
    days = [moment(said) for said in DAYS]
    assert [(day.month, day.day) for day in days] == [(2, 29), (12, 31), (3, 28), (7, 31)]


@pytest.mark.thorough
def test_tests_believe_that_it_is_the_day_they_are_told(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(
        "from pejling.core.dates import today\ndef test_it():\n    assert str(today()) == '2028-02-29'\n"
    )
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "tests.days", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [
            *command,
            f"--rootdir={REPOSITORY}",
            f"--config-file={REPOSITORY / 'pyproject.toml'}",
            str(tmp_path),
        ],
        cwd=REPOSITORY,
        env=os.environ | {"PEJLING_TEST_TODAY": DAYS[0]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_no_clock_is_set_after_the_fixtures_are_made() -> None:
    """`@time_machine.travel` on a test begins when its fixtures are made already, on another day; the mark comes first."""
    late = re.compile(r"^@(time_machine\.)?travel\(", re.MULTILINE)
    assert [path.name for path in TESTS.rglob("*.py") if late.search(path.read_text())] == []


def test_only_the_profile_says_what_hypothesis_should_bear() -> None:
    """A test's own list would take the place of the one in conftest, and fail on a busy machine."""
    own = [path.name for path in TESTS.rglob("test_*.py") if re.search("suppress[_]health", path.read_text())]
    assert own == []
