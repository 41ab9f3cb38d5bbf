"""Fixtures for every test, and the account of what a run left out."""

import json
import os
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker

from tests import first_rows, tables
from tests.places import BOTH_DATABASES, PROCESSES, THOROUGH, stands_in
from tests.shared import SHARED, at_hand

TESTS = Path(__file__).parent
PLACES = {"thorough": THOROUGH, "both_databases": BOTH_DATABASES, "processes": PROCESSES}

pytest_plugins = [
    "tests.browser",
    "tests.days",
    "tests.installation",
    "tests.mail_server",
    "tests.rooms",
    "tests.signing_in",
]


# A machine that is busy with something else draws examples slowly; that says nothing about the program. What an example
# writes to the database is for its test to take back: fixtures are not made anew for each.
BORNE = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
hypothesis_settings.register_profile("pejling", deadline=None, suppress_health_check=BORNE)
hypothesis_settings.load_profile("pejling")


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The five real texts that the product was made for; they lie beside the repository, not in it."""
    return at_hand(SHARED / "seeds")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Public lists (municipalities, KLE, accounts) that lie beside the repository, not in it."""
    return at_hand(SHARED / "data")


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb: bool, django_db_modify_db_settings: None) -> bool:
    """Whether the database is there already: as a copy of tables that were made before."""
    database = _file_of_tables()
    return django_db_keepdb or (database is not None and tables.copied(database))


def _file_of_tables() -> Path | None:
    """The file that the tables stand in; none where the database is no file, whatever its name."""
    chosen = settings.DATABASES["default"]
    name = chosen["TEST"].get("NAME")
    return Path(name) if name and chosen["ENGINE"].endswith("sqlite3") else None


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The database of this test process, with the words of the defaults in it: every test would write the same ones."""
    from tests.world import ensure_words

    with django_db_blocker.unblock():
        if database := _file_of_tables():
            tables.keep(database)
        ensure_words()
        first_rows.keep_first_rows()


@pytest.fixture(autouse=True)
def current_content_types(request: pytest.FixtureRequest, _django_db_marker: None) -> None:
    """What emptied the database and wrote its first rows anew may have given the kinds of rows other numbers."""
    if {"transactional_db", "page"} & {*request.fixturenames} or _empties(request.node):
        ContentType.objects.clear_cache()


@pytest.fixture(autouse=True)
def all_read_anew(request: pytest.FixtureRequest, _django_db_marker: None) -> None:
    """What was taken back with a test's rows may come again with the same numbers and say something else."""
    from pejling.core import version_cache

    version_cache.forget()


def _asks_the_database(item: pytest.Item) -> bool:
    """pytest-django has put these in an order: those that commit come after those that do not."""
    fixtures = {*getattr(item, "fixturenames", ())}
    return bool({"db", "transactional_db"} & fixtures or item.get_closest_marker("django_db"))


def _empties(item: pytest.Item) -> bool:
    asked = item.get_closest_marker("django_db")
    return bool(asked and asked.kwargs.get("transaction"))


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """What is not to be run need not be read either."""
    is_wanted = "not thorough" not in config.getoption("markexpr")
    return None if is_wanted or not stands_in(_place(collection_path), THOROUGH) else True


def _place(path: Path) -> str:
    """Where a test stands under `tests/`."""
    return path.relative_to(TESTS).as_posix() if path.is_relative_to(TESTS) else ""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests by what they ask for and by where they stand: nobody has to remember to."""
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if "browser" in fixtures:
            item.add_marker("browser")
        for mark, places in PLACES.items():
            if stands_in(_place(item.path), places):
                item.add_marker(mark)
        # What takes no part in the test's own transaction is there for the sake of locks.
        if _empties(item) or "transactional_db" in fixtures:
            if "browser" not in fixtures:
                item.add_marker("both_databases")
            # Where one begins with the session's first rows all must, or the numbers of kinds differ.
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True), append=False)
    # Real servers take long and mostly wait. Begun first, beside what is quick, they leave nobody waiting at the end.
    items.sort(key=lambda item: "processes" not in item.keywords or _asks_the_database(item))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell what tests warn of, and hand it with the counts and the reasons for what was skipped to the suite."""
    stats = terminalreporter.stats
    told = [
        text for test in stats.get("passed", []) for name, text in test.user_properties if name == "warning"
    ]
    report = os.environ.get("PEJLING_TEST_REPORT")
    if not report:
        for text in told:
            terminalreporter.line(f"WARNING: {text}")
        return
    counts = {name: len(stats.get(name, [])) for name in ("passed", "failed", "error")}
    skipped = [[each.nodeid, _reason(each)] for each in stats.get("skipped", [])]
    Path(report).write_text(json.dumps(counts | {"skipped": skipped, "warned": told}))


def _reason(report: pytest.TestReport) -> str:
    text = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return text.removeprefix("Skipped: ")
