"""docs/operators/settings.md against the program: every setting that is read is told, and nothing else."""

import ast
import re
from pathlib import Path

from tests.provision import REPOSITORY

PAGE = REPOSITORY / "docs" / "operators" / "settings.md"
PACKAGE = REPOSITORY / "src" / "pejling"
OURS = re.compile(r"(PEJLING_[A-Z_]+|PORT|DATABASE_URL|EMAIL_URL)")


def read_in(path: Path) -> set[str]:
    """The names that are read from the environment in a file: by environs or from os.environ."""
    return {
        call.args[0].value
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and ast.unparse(call.func.value) in ("env", "os.environ")
        and call.func.attr not in ("pop", "setdefault", "update")
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    }


def test_every_setting_that_is_read_is_told_on_the_page() -> None:
    read = {name for path in PACKAGE.rglob("*.py") for name in read_in(path)}
    told = set(re.findall(r"^\| `([A-Z_]+)` \|", PAGE.read_text(), re.MULTILINE))
    assert "PEJLING_HOSTS" in read
    assert told == read


def test_every_setting_is_named_as_ours() -> None:
    assert [name for name in read_in(PACKAGE / "settings.py") if not OURS.fullmatch(name)] == []


def test_setting_is_found_however_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "some.py"
    file.write_text('A = env.str("A", "")\nB = int(os.environ.get("B") or 1)\nother.get("C")\n')
    assert read_in(file) == {"A", "B"}
