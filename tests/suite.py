"""The whole suite in one go, as `make test` runs it, or its fast part for `make check`.

Every step is run even when one before it failed, and what had to be left out - no browser to be had, no PostgreSQL - is
named at the end. With `--complete` something left out is a failure; only the tests over ../shared, which not everybody
has, are merely named.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.days import DAYS
from tests.provision import REPOSITORY, Missing, chromium, postgresql
from tests.shared import SHARED_IS_MISSING

BIN = Path(sys.executable).parent
QUICK = ("-m", "not browser and not fetches and not thorough")
DIFFERING = ("-m", "both_databases and not browser and not fetches")
IN_PROCESS = ("-m", "not browser and not fetches and not processes")


@dataclass
class Suite:
    """What a run has found so far."""

    counts: dict[str, int] = field(default_factory=lambda: {"passed": 0, "failed": 0, "error": 0})
    left_out: list[str] = field(default_factory=list)
    warned: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """A headline before the work, and its time after it."""
        print(f"\n==> {name}", flush=True)
        started = time.monotonic()
        yield
        print(f"    {name}: {time.monotonic() - started:.0f} s", flush=True)

    def run(self, name: str, *command: str) -> None:
        """One tool, by its name in the environment."""
        with self.step(name):
            done = subprocess.run([str(BIN / command[0]), *command[1:]], cwd=REPOSITORY, check=False)
        if done.returncode:
            self.broken.append(name)

    def run_tests(self, name: str, *options: str, database: str = "", today: str = "") -> None:
        """pytest on one database, on any day; its counts and what it skipped are added to the account."""
        with tempfile.TemporaryDirectory() as folder:
            report = Path(folder) / "report.json"
            told = {"PEJLING_TEST_REPORT": str(report), "DATABASE_URL": database, "PEJLING_TEST_TODAY": today}
            kept = {name: value for name, value in os.environ.items() if name not in told}
            environment = kept | {name: value for name, value in told.items() if value}
            with self.step(name):
                command = [sys.executable, "-m", "pytest", "-n", "2", *options]
                done = subprocess.run(command, cwd=REPOSITORY, env=environment, check=False)
            if done.returncode:
                self.broken.append(name)
            if report.exists():
                self._add(name, json.loads(report.read_text()))

    def _add(self, name: str, report: dict[str, Any]) -> None:
        skipped, warned = report.pop("skipped"), report.pop("warned")
        assert isinstance(skipped, list)
        assert isinstance(warned, list)
        self.left_out += [f"{name}: {test}: {reason}" for test, reason in skipped]
        self.warned += [line for line in warned if line not in self.warned]
        for outcome, number in report.items():
            assert isinstance(number, int)
            self.counts[outcome] += number

    def close(self, *, complete: bool) -> int:
        """Name what failed and what was left out, and answer with the exit code."""
        print()
        for line in self.warned:
            print(f"WARNING: {line}")
        for line in self.left_out:
            print(f"LEFT OUT: {line}")
        for name in self.broken:
            print(f"FAILED: {name}")
        failed = self.counts["failed"] + self.counts["error"]
        print(f"suite: {self.counts['passed']} passed, {failed} failed, {len(self.left_out)} skipped")
        missed = [line for line in self.left_out if not line.endswith(SHARED_IS_MISSING)]
        return 1 if self.broken or (complete and missed) else 0


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--fast", action="store_true", help="no browser, SQLite only, nothing that takes long"
    )
    parser.add_argument(
        "--days", action="store_true", help="instead: what needs no browser, on other days than today"
    )
    parser.add_argument("--complete", action="store_true", help="fail when anything had to be left out")
    chosen = parser.parse_args()
    keep_compiled_code()
    suite = Suite()
    if chosen.days:
        test_on_other_days(suite)
        return suite.close(complete=chosen.complete)
    read_the_code(suite)
    if chosen.fast:
        suite.run_tests("tests on SQLite", *QUICK)
    else:
        provide_browser(suite)
        test_on_sqlite(suite)
        test_on_postgresql(suite)
    return suite.close(complete=chosen.complete)


def keep_compiled_code() -> None:
    """Out of the way of whoever wants none beside the source: each of hundreds of processes would compile Django anew."""
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        os.environ.setdefault("PYTHONPYCACHEPREFIX", str(REPOSITORY / ".tools" / "compiled"))


def read_the_code(suite: Suite) -> None:
    suite.run("lint", "ruff", "check", "--quiet", "--output-format", "concise")
    suite.run("format", "ruff", "format", "--check", "--quiet", "--output-format", "concise")
    suite.run("types", "mypy", "--no-error-summary")
    suite.run("import contracts", "lint-imports", "--no-logo")


def provide_browser(suite: Suite) -> None:
    """Fetch the browser once, before two test processes ask for it at the same time; they leave out what needs it."""
    with suite.step("browser"):
        try:
            print(f"    {chromium.provide().program}")
        except Missing as reason:
            print(f"    {reason}")


def test_on_sqlite(suite: Suite) -> None:
    suite.run_tests("tests on SQLite, with a browser", "-p", "tests.measuring")
    suite.run("coverage", "python", "-m", "tests.measuring")


def test_on_postgresql(suite: Suite) -> None:
    try:
        with postgresql.cluster() as url:
            suite.run_tests("tests on PostgreSQL", *DIFFERING, database=url)
    except Missing as reason:
        suite.left_out.append(f"tests on PostgreSQL: {reason}")


def test_on_other_days(suite: Suite) -> None:
    """Everything that runs in the test process itself; real servers, a browser and PostgreSQL have a clock of their own."""
    for today in DAYS:
        suite.run_tests(f"tests on {today}", *IN_PROCESS, today=today)


if __name__ == "__main__":
    sys.exit(main())
