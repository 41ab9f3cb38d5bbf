"""Other days than today: the tests of this process believe what PEJLING_TEST_TODAY says, in Danish time.

    PEJLING_TEST_TODAY="2026-12-31 23:30" .venv/bin/pytest tests/initiatives -q

`make days` runs all that it can be asked of on each of DAYS. What has a clock of its own - a real server, a browser,
PostgreSQL - does not follow.
"""

import os
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

DAYS = ("2028-02-29 09:00", "2026-12-31 23:30", "2027-03-28 00:30", "2027-07-31 00:30")
"""A leap day, the last half hour of a year, the night when the clocks go forward, and a summer's day while UTC is behind."""


def moment(said: str) -> datetime:
    """The moment that is meant by a day and an hour in Denmark."""
    return datetime.fromisoformat(said).replace(tzinfo=ZoneInfo("Europe/Copenhagen"))


def pytest_configure(config: pytest.Config) -> None:
    """Move the clock before anything else is read; it goes on from there."""
    if said := os.environ.get("PEJLING_TEST_TODAY"):
        moved = time_machine.travel(moment(said).timestamp(), tick=True)
        moved.start()
        config.add_cleanup(moved.stop)
