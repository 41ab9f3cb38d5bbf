"""The recipe for a room: what docs/contributors/adding.md says is written into a copy of the package, and runs there."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.provision import REPOSITORY

PAGE = (
    (REPOSITORY / "docs/contributors/adding.md").read_text().split("## A room, from first file to last\n")[1]
)
FILES = dict(re.findall(r"^### `([^`]+)`\n\n```\w+\n(.*?\n)```$", PAGE, re.MULTILINE | re.DOTALL))
LINES = re.findall(r"^\| `([\w./]+)` \| `([^`]+)` \| `([^`]+)` \|$", PAGE, re.MULTILINE)
ROOM = "src/pejling/notes"
IS_THE_ROOMS_OWN = "tests/notes"
ACCESS_TEST = (
    "tests/test_access.py::test_address_answers_each_kind_of_person_as_classified_and_says_what_may_be_kept"
)


def count(folder: str) -> tuple[int, int]:
    """How many files of a folder the page shows, and how many lines these have."""
    texts = [text for path, text in FILES.items() if path.startswith(f"{folder}/")]
    return len(texts), sum(len(text.splitlines()) for text in texts)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of package and tests in which the recipe has been followed."""
    for folder in ("src", "tests"):
        ignored = shutil.ignore_patterns("__pycache__", "vendor")
        shutil.copytree(REPOSITORY / folder, tmp_path / folder, ignore=ignored)
    shutil.copy(REPOSITORY / "pyproject.toml", tmp_path)
    for path, after, line in LINES:
        file = tmp_path / path
        before, found, rest = file.read_text().partition(f"\n{after}\n")
        assert found, f"{path} has no line {after}"
        file.write_text(f"{before}{found}{line}\n{rest}")
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    for folder in (ROOM, f"{ROOM}/migrations", IS_THE_ROOMS_OWN):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / "__init__.py").touch()
    (tmp_path / "data").mkdir()
    return tmp_path


def run(copy: Path, *words: str) -> str:
    """A command over the copy, to its end; what it says."""
    kept = {name: told for name, told in os.environ.items() if not name.startswith(("PEJLING_", "DJANGO_"))}
    paths = os.pathsep.join([str(copy / "src"), str(copy)])
    told = {"PYTHONPATH": paths, "PEJLING_DATA": str(copy / "data"), "PEJLING_SECRET_KEY": "only-for-tests"}
    program = Path(sys.executable).with_name(words[0])
    done = subprocess.run(
        [str(program), *words[1:]],
        cwd=copy, env=kept | told, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_room_of_the_recipe_runs(copy: Path) -> None:
    run(copy, "pejling", "manage", "makemigrations", "notes")
    said = run(copy, "pejling", "manage", "makemigrations", "--check", "--dry-run")
    assert "No changes detected" in said
    run(copy, "lint-imports", "--no-cache")
    own, addresses = FILES[f"{IS_THE_ROOMS_OWN}/test_notes.py"], FILES[f"{ROOM}/urls.py"]
    names = re.findall(r'name="(\w+)"', addresses)
    assert len(names) == addresses.count("    path(")
    tried = [f"{ACCESS_TEST}[{name}]" for name in names]
    passed = own.count("\ndef test_") + len(names)
    assert f"{passed} passed" in run(copy, "pytest", "-q", "-p", "no:cacheprovider", IS_THE_ROOMS_OWN, *tried)


def test_pages_say_what_the_room_of_the_recipe_costs() -> None:
    files, lines = count(ROOM)
    tests, test_lines = count(IS_THE_ROOMS_OWN)
    told = f"The room is {files} files with {lines} lines, its tests {tests} files with {test_lines} lines"
    assert told in PAGE
    assert f"{files} files, {lines} lines." in (REPOSITORY / "docs/contributors/house.md").read_text()
