"""Small changes to what decides and counts - `rules`, `models`, `figures` - and whether a test notices.

    .venv/bin/python -m tests.mutations --number 200 --seed 1 tests/direction tests/initiatives

Run by hand; docs/contributors/testing.md tells how its answer is read. First the tests run once, with the files in question
told to say which lines each test comes by. Then the process, with every test read and the database ready, forks for
each change: the child puts the changed function in the place of the right one, runs the tests that come by the line, the
quickest first, and ends at the first that fails. What no test fails for has survived. Nothing is written to the files;
what runs while a file is read (constants, constraints, fields) is left out.
"""

import argparse
import ast
import builtins
import gc
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import CodeType, FunctionType

import pytest
from _pytest.runner import runtestprotocol
from django.conf import settings
from django.db import connections

from tests import beginnings
from tests.mutants import Mutant, drawn

SOURCE = Path("src").resolve()
DECIDING = {"rules", "rules_of_reading", "models", "figures"}
QUICK = "not browser and not fetches and not thorough"
AT_MOST = 300
"""So many tests are run for one change."""

Line = tuple[str, int]


def deciding_files() -> list[Path]:
    """The files in which it is decided what people may, what there is, and what is counted."""
    return [path for path in SOURCE.rglob("*.py") if {path.stem, path.parent.name} & DECIDING]


class Survey:
    """A pytest plugin that runs the tests once and then tries every mutant on them."""

    def __init__(self, mutants: list[Mutant]) -> None:
        self.mutants = mutants
        self.lines: dict[str, set[Line]] = {}
        self.seconds: dict[str, float] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        for path in deciding_files():
            import_module(".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__"))
        beginnings.make_always_anew()
        items = [item for item in session.items if not _commits(item)]
        with tempfile.TemporaryDirectory() as folder:
            self.kept = Path(folder) / "database"
            self._make_database(items)
            self._reach(items)
            named = {item.nodeid: item for item in items}
            for mutant in self.mutants:
                tests = [named[name] for name in self._coming_by(mutant)]
                print(f"{self._try(mutant, tests):9} {len(tests):4} {mutant}", flush=True)
        return True

    def _make_database(self, items: list[pytest.Item]) -> None:
        """By a first test that asks for it; a next one from elsewhere keeps what belongs to the whole session."""
        first = next(item for item in items if "db" in getattr(item, "fixturenames", ()))
        runtestprotocol(first, log=False, nextitem=_elsewhere(first, items))
        connections.close_all()
        self.database = Path(settings.DATABASES["default"]["NAME"])
        shutil.copy(self.database, self.kept)

    def _reach(self, items: list[pytest.Item]) -> None:
        """For each test that passes: how long it takes and which lines it comes by."""
        reached: set[Line] = set()
        builtins.__reached__ = reached  # type: ignore[attr-defined]
        standing = _put_in_place(*_telling_code())
        for item, following in zip(items, [*items[1:], _elsewhere(items[-1], items)], strict=True):
            reached.clear()
            started = time.monotonic()
            if all(report.passed for report in runtestprotocol(item, log=False, nextitem=following)):
                self.seconds[item.nodeid] = time.monotonic() - started
                self.lines[item.nodeid] = set(reached)
        for function, code in standing:
            function.__code__ = code

    def _coming_by(self, mutant: Mutant) -> list[str]:
        lines = {(str(mutant.path), line) for line in mutant.lines}
        found = [name for name, reached in self.lines.items() if reached & lines]
        return sorted(found, key=self.seconds.__getitem__)[:AT_MOST]

    def _try(self, mutant: Mutant, tests: list[pytest.Item]) -> str:
        if not tests:
            return "unreached"
        connections.close_all()
        child = os.fork()
        if not child:
            _run(mutant, tests, wait=60 + 20 * sum(self.seconds[test.nodeid] for test in tests))
        _, status = os.waitpid(child, 0)
        shutil.copy(self.kept, self.database)
        for leftover in ("-wal", "-shm"):
            Path(f"{self.database}{leftover}").unlink(missing_ok=True)
        return {0: "survived", 1: "killed", 2: "broken"}.get(os.waitstatus_to_exitcode(status), "endless")


def _run(mutant: Mutant, tests: list[pytest.Item], wait: float) -> None:
    """In the child: answer with 1 when a test fails, with 0 when none does, by a signal when it takes too long."""
    signal.alarm(int(wait))
    try:
        assert _put_in_place(mutant.compiled()), "nothing runs what was changed"
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, 1)
        os.dup2(nothing, 2)
        for test, following in zip(tests, [*tests[1:], tests[0]], strict=True):
            if any(report.failed for report in runtestprotocol(test, log=False, nextitem=following)):
                os._exit(1)
    except BaseException:
        os._exit(2)
    os._exit(0)


def _commits(item: pytest.Item) -> bool:
    """Whether the test takes no part in a transaction that is taken back."""
    asked = item.get_closest_marker("django_db")
    return bool(asked and asked.kwargs.get("transaction")) or "transactional_db" in getattr(
        item, "fixturenames", ()
    )


def _elsewhere(item: pytest.Item, items: list[pytest.Item]) -> pytest.Item:
    return next(other for other in items if other.path != item.path)


def _put_in_place(*modules: CodeType) -> list[tuple[FunctionType, CodeType]]:
    """Changed code, wherever its function was taken: into a class, behind a decorator. The answer undoes it."""
    changed = {_key(code): code for module in modules for code in _codes(module)}
    replaced = []
    for function in [each for each in gc.get_objects() if type(each) is FunctionType]:
        code = changed.get(_key(function.__code__))
        if code and code != function.__code__:
            replaced.append((function, function.__code__))
            function.__code__ = code
    return replaced


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def _key(code: CodeType) -> tuple[str, str, int]:
    return code.co_filename, code.co_qualname, code.co_firstlineno


def _telling_code() -> list[CodeType]:
    trees = [(path, Telling(path).visit(ast.parse(path.read_text()))) for path in deciding_files()]
    return [compile(ast.fix_missing_locations(tree), str(path), "exec") for path, tree in trees]


class Telling(ast.NodeTransformer):
    """Before each statement of a function: say that one comes by."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def generic_visit(self, node: ast.AST) -> ast.AST:
        super().generic_visit(node)
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if isinstance(block, list) and not isinstance(node, ast.Module | ast.ClassDef):
                setattr(
                    node, name, [part for statement in block for part in (self._told(statement), statement)]
                )
        return node

    def _told(self, statement: ast.stmt) -> ast.stmt:
        first, last = statement.lineno, statement.end_lineno or statement.lineno
        if body := getattr(statement, "body", None):
            last = max(first, body[0].lineno - 1)
        lines = [(str(self.path), line) for line in range(first, last + 1)]
        told = ast.parse(f"__reached__.update({lines!r})").body[0]
        for part in ast.walk(told):
            ast.copy_location(part, statement)
        return told


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--number", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("tests", nargs="*", default=["tests"])
    chosen = parser.parse_args()
    survey = Survey(drawn(deciding_files(), chosen.number, chosen.seed))
    quietly = ("-q", "-p", "no:cacheprovider", "--capture=no", "-m", QUICK)
    return int(pytest.main([*quietly, *chosen.tests], plugins=[survey]))


if __name__ == "__main__":
    sys.exit(main())
