"""The browser that the suite brings really starts, and one that does not is not taken for one."""

from pathlib import Path

import pytest

from tests.provision import Missing, chromium


@pytest.mark.fetches
def test_packed_chromium_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEJLING_CHROMIUM", "packed")
    try:
        found = chromium.provide()
    except Missing as reason:
        pytest.skip(str(reason))
    assert found.program.name == "chromium"
    assert found.program.parent.name == f"chromium-{chromium.VERSION}"


def test_program_that_is_no_browser_is_refused_with_its_own_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "chromium"
    program.write_text("#!/bin/sh\necho libnss3.so is missing >&2\n")
    program.chmod(0o755)
    monkeypatch.setenv("PEJLING_CHROMIUM", str(program))
    with pytest.raises(Missing, match=r"did not start \(libnss3\.so is missing\)$"):
        chromium.provide()


def test_unknown_way_is_refused_with_the_ways_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEJLING_CHROMIUM", "firefox")
    with pytest.raises(Missing, match="PEJLING_CHROMIUM=firefox is none of installed, packed, debian"):
        chromium.provide()
