"""Which lines and branches of the program the tests come by, told by the program itself.

    .venv/bin/python -m pytest -p tests.measuring tests/direction && .venv/bin/python -m tests.measuring

A tracer is asked at every line of Django too, and doubles what the suite costs; Python 3.11 has nothing better. Here each of
our modules is read with a mark before every statement, and a mark costs next to nothing. What was marked is handed to
coverage.py, which knows what there is to come by, counts, and says no below `fail_under` in pyproject.toml.
"""

import ast
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType

import pytest
from coverage import Coverage, CoverageData
from coverage.parser import PythonParser

REPOSITORY = Path(__file__).parent.parent
PACKAGE = REPOSITORY / "src" / "pejling"
TOLD = REPOSITORY / ".tools" / "measured"
MARKS = "__come_by__"
Arc = tuple[int, int]
OTHERWISE = 0
"""The way from a branch that does not lead into its body, wherever that is."""

_marks: dict[str, bytearray] = {}


# --- Marks in a module ------------------------------------------------------------------------------------------------


class Marking:
    """Puts a mark before each statement; what each says is the ways, from line to line, that were gone to come to it."""

    def __init__(self, tree: ast.Module) -> None:
        self.says: list[list[Arc]] = []
        for node in [*ast.walk(tree)]:
            if isinstance(node, ast.Match):
                self._pass_by(node.cases)
            for name in ("body", "orelse", "finalbody"):
                block = getattr(node, name, None)
                if isinstance(block, list):
                    setattr(node, name, self._marked(node, block, self._ways_into(node, name)))
        ast.fix_missing_locations(tree)

    def _marked(self, node: ast.AST, block: list[ast.stmt], ways: list[Arc]) -> list[ast.stmt]:
        marked: list[ast.stmt] = [] if block or not ways else [self._mark(ways, node)]
        for statement in block:
            if _must_be_first(statement, block):
                marked.append(statement)
                ways += [(-1, line) for line in _lines(statement)]
                continue
            marked += [self._mark([*ways, *((-1, line) for line in _lines(statement))], statement), statement]
            ways = []
        return marked

    def _mark(self, says: list[Arc], before: ast.AST) -> ast.stmt:
        (mark,) = ast.parse(f"{MARKS}[{len(self.says)}] = 1").body
        self.says.append(says)
        for part in ast.walk(mark):
            ast.copy_location(part, before)
        return mark

    def _ways_into(self, node: ast.AST, name: str) -> list[Arc]:
        """Beside the first line of a block: the branch that leads into it, and those that were passed by."""
        match node:
            case ast.If() | ast.While() | ast.For() | ast.AsyncFor():
                here = (node.test if isinstance(node, ast.If | ast.While) else node.iter).lineno
                return [(here, _lines(node.body[0])[0] if name == "body" else OTHERWISE)]
            case ast.Try(handlers=handlers):
                for number, handler in enumerate(handlers):
                    handler.passed = [each.lineno for each in handlers[:number]]  # type: ignore[attr-defined]
            case ast.ExceptHandler() | ast.match_case():
                line = node.lineno if isinstance(node, ast.ExceptHandler) else node.pattern.lineno
                passed = getattr(node, "passed", [])
                return [(-1, line), (line, _lines(node.body[0])[0]), *_past(passed)]
        return []

    def _pass_by(self, cases: list[ast.match_case]) -> None:
        lines = [case.pattern.lineno for case in cases]
        for number, case in enumerate(cases):
            case.passed = lines[:number]  # type: ignore[attr-defined]
        last = cases[-1]
        if last.guard or not (isinstance(last.pattern, ast.MatchAs) and last.pattern.pattern is None):
            none = ast.match_case(ast.MatchAs(), None, [self._mark(_past(lines), last.pattern)])
            cases.append(ast.copy_location(none, last.pattern))


def _past(lines: list[int]) -> list[Arc]:
    """What was asked without being so."""
    return [way for line in lines for way in ((-1, line), (line, OTHERWISE))]


def _must_be_first(statement: ast.stmt, block: list[ast.stmt]) -> bool:
    """A docstring and `from __future__` do their work only where nothing stands before them."""
    match statement:
        case ast.Expr(ast.Constant(str())):
            return statement is block[0]
        case ast.ImportFrom(module="__future__"):
            return True
    return False


def _lines(statement: ast.stmt) -> list[int]:
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    return [*(each.lineno for each in decorators), statement.lineno]


# --- In a process that runs tests -------------------------------------------------------------------------------------


class Loader(SourceFileLoader):
    """Reads a module with marks in it."""

    def get_code(self, fullname: str) -> CodeType:
        tree = ast.parse(Path(self.path).read_bytes())
        _marks[self.path] = bytearray(len(Marking(tree).says))
        return compile(tree, self.path, "exec", dont_inherit=True)

    def exec_module(self, module: ModuleType) -> None:
        code = self.get_code(module.__name__)
        vars(module)[MARKS] = _marks[self.path]
        exec(code, vars(module))


class Finder(MetaPathFinder):
    """Finds the program's own modules; a migration is Django's."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] != "pejling" or ".migrations" in fullname:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec and isinstance(spec.loader, SourceFileLoader):
            spec.loader = Loader(spec.loader.name, spec.loader.path)
        return spec


def pytest_configure(config: pytest.Config) -> None:
    """The process that hands out the tests forgets what was measured before."""
    if not hasattr(config, "workerinput"):
        TOLD.mkdir(parents=True, exist_ok=True)
        for old in TOLD.glob("*.json"):
            old.unlink()


def pytest_sessionfinish() -> None:
    told = {path: [at for at, come_by in enumerate(marks) if come_by] for path, marks in _marks.items()}
    (TOLD / f"{os.getpid()}.json").write_text(json.dumps(told))


if "pytest" in sys.modules and __name__ != "__main__":
    sys.meta_path.insert(0, Finder())


# --- What it comes to -------------------------------------------------------------------------------------------------


def measured() -> dict[str, set[int]]:
    """The marks that any of the processes came by."""
    found: dict[str, set[int]] = {}
    for told in TOLD.glob("*.json"):
        for path, marks in json.loads(told.read_text()).items():
            found.setdefault(path, set()).update(marks)
    return found


def ways_gone(source: str, marks: set[int]) -> Iterator[Arc]:
    """The same in coverage.py's terms: from which line one went to which."""
    if not marks:
        return
    parser = PythonParser(text=source)
    parser.parse_source()
    possible = parser.arcs()
    says = Marking(ast.parse(source)).says
    into = {parser.first_line(a): parser.first_line(b) for ways in says for a, b in ways if a > 0 and b > 0}
    for mark in marks:
        for start, end in says[mark]:
            here = parser.first_line(start) if start > 0 else start
            if end == OTHERWISE:
                yield from ((a, b) for a, b in possible if a == here and b != into.get(here))
            else:
                yield here, end


def handed_over(found: dict[str, set[int]], kept: Path, config: Path | None = None) -> Coverage:
    """coverage.py, as if it had looked on itself."""
    data = CoverageData(str(kept))
    for path, marks in found.items():
        data.add_arcs({path: set(ways_gone(Path(path).read_text(), marks))})
    data.touch_files(found)
    data.write()
    coverage = Coverage(data_file=str(kept), branch=True, config_file=str(config) if config else False)
    coverage.load()
    return coverage


def main() -> int:
    nothing: dict[str, set[int]] = {
        str(path): set() for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts
    }
    with tempfile.TemporaryDirectory() as folder:
        coverage = handed_over(nothing | measured(), Path(folder) / "coverage", REPOSITORY / "pyproject.toml")
        total = coverage.report(skip_covered=True, skip_empty=True)
    least = coverage.get_option("report:fail_under")
    assert isinstance(least, int | float)
    print(f"{total:.1f} % of the program is come by; {least} % is the least")
    return 2 if total < least else 0


if __name__ == "__main__":
    sys.exit(main())
