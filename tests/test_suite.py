"""The suite's own account: nothing that failed or was left out passes in silence."""

import os
from pathlib import Path

import pytest

from tests.shared import at_hand
from tests.suite import Suite, keep_compiled_code

SHARED = "tests on SQLite: tests/direction/test_seeds.py: ../shared/seeds is not at hand"
BROWSER = "tests on SQLite: tests/e2e/test_front.py: no Chromium: installed: none is installed"


def test_whole_suite_that_passes_is_a_success(capsys: pytest.CaptureFixture[str]) -> None:
    suite = Suite(counts={"passed": 7, "failed": 0, "error": 0})
    assert suite.close(complete=True) == 0
    assert capsys.readouterr().out == "\nsuite: 7 passed, 0 failed, 0 skipped\n"


def test_what_was_left_out_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    suite = Suite(left_out=[BROWSER])
    assert suite.close(complete=False) == 0
    assert capsys.readouterr().out.splitlines()[1] == f"LEFT OUT: {BROWSER}"


@pytest.mark.parametrize(("left_out", "code"), [(BROWSER, 1), (SHARED, 0)])
def test_complete_run_fails_unless_only_the_shared_files_are_missing(left_out: str, code: int) -> None:
    assert Suite(left_out=[left_out]).close(complete=True) == code


def test_shared_folder_that_is_missing_is_left_out_in_the_words_that_the_suite_knows(tmp_path: Path) -> None:
    with pytest.raises(pytest.skip.Exception) as left_out:
        at_hand(tmp_path / "seeds")
    assert str(left_out.value) == "../shared/seeds is not at hand"
    assert Suite(left_out=[f"tests on SQLite: {left_out.value}"]).close(complete=True) == 0


def test_tool_that_fails_fails_the_suite(capsys: pytest.CaptureFixture[str]) -> None:
    suite = Suite()
    suite.run("nothing", "python", "-c", "raise SystemExit(3)")
    assert suite.close(complete=False) == 1
    assert capsys.readouterr().out.splitlines()[-2] == "FAILED: nothing"


def test_compiled_code_is_kept_out_of_the_way_of_whoever_wants_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", "/elsewhere")
    monkeypatch.delenv("PYTHONPYCACHEPREFIX")
    keep_compiled_code()
    assert "PYTHONDONTWRITEBYTECODE" not in os.environ
    assert os.environ["PYTHONPYCACHEPREFIX"].endswith("/.tools/compiled")
