"""Fixtures for every test, and the account of what a run left out."""

import json
import os
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from tests.shared import SHARED, at_hand

pytest_plugins = ["tests.browser", "tests.installation", "tests.mail_server", "tests.signing_in"]


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The five real texts that the product was made for; they lie beside the repository, not in it."""
    return at_hand(SHARED / "seeds")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Public lists (municipalities, KLE, accounts) that lie beside the repository, not in it."""
    return at_hand(SHARED / "data")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The database of this test process, with the words of the defaults in it: every test would write the same ones."""
    from tests.world import ensure_words

    with django_db_blocker.unblock():
        ensure_words()


THOROUGH = (
    "bad_input/", "demo/", "provision/", "activity/test_activity.py", "desk/test_deputies.py", "desk/test_posting.py",
    "direction/test_all_orders.py", "direction/test_every_order.py",
    "direction/imports/test_size.py", "direction/test_bearing_reach.py", "direction/test_documents_pages.py",
    "direction/test_graph.py", "initiatives/test_dead_links.py", "initiatives/test_reports_at_once.py",
    "organisation/test_import_", "test_access.py", "test_bad_input.py", "test_benchmarks.py", "test_cli_", "test_https.py",
    "test_words.py",
)  # fmt: skip
"""Where tests take their time: every address with every kind of junk, whole processes, the whole demo, any graph or file."""


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """What is not to be run need not be read either."""
    is_wanted = "not thorough" not in config.getoption("markexpr")
    return None if is_wanted or not _is_thorough(collection_path) else True


def _is_thorough(path: Path) -> bool:
    place = (
        path.relative_to(Path(__file__).parent).as_posix()
        if path.is_relative_to(Path(__file__).parent)
        else ""
    )
    return f"{place}/".startswith(THOROUGH)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the browser tests by what they ask for, and the long ones by where they stand: nobody has to remember to."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
        if _is_thorough(item.path):
            item.add_marker("thorough")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Hand the counts and the reasons for what was skipped to the suite, which names them loudly."""
    report = os.environ.get("PEJLING_TEST_REPORT")
    if not report:
        return
    stats = terminalreporter.stats
    counts = {name: len(stats.get(name, [])) for name in ("passed", "failed", "error")}
    skipped = [[each.nodeid, _reason(each)] for each in stats.get("skipped", [])]
    Path(report).write_text(json.dumps(counts | {"skipped": skipped}))


def _reason(report: pytest.TestReport) -> str:
    text = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return text.removeprefix("Skipped: ")
