"""What goes wrong on the command line is told in Danish, also where a library or the system says it in English."""

import errno
import os
import re
from argparse import Namespace
from pathlib import Path

import pytest

from pejling.cli import files
from pejling.cli.commands import parser
from pejling.cli.terminal import REASONS, Refusal, reason_of

ENGLISH = re.compile(
    r"\b(argument|arguments|invalid|value|choice|choose|from|required|expected|unrecognized|option|usage)\b"
)
MISUSE = {
    "export document abc --to x.pdf": "NUMMER: »abc« er ikke et tal",
    "export document 0 --to x.pdf": "NUMMER: 0 er mindre end 1",
    "export document 1 --as foo --to x.pdf": "--as: »foo« er ikke en af mulighederne: ",
    "export document 1": "der mangler: --to",
    "export document 1 --to": "--to: der mangler en værdi",
    "export document 1 --to x.pdf y": "det her kendes ikke: y",
    "import organisation x.csv --e": "--e kan være flere muligheder: --end-missing, --encoding",
    "demo --fresh=ja": "--fresh: der skal ingen værdi være, men der står 'ja'",
    "serve --port a": "--port: »a« er ikke et tal",
    "skriv": "KOMMANDO: »skriv« er ikke en af mulighederne: ",
    "": "der mangler: KOMMANDO",
}


@pytest.mark.parametrize("words", MISUSE)
def test_misuse_is_told_in_danish_alone(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parser().parse_args(words.split())
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"pejling: Kommandoen kan ikke læses ({MISUSE[words]}")
    assert ENGLISH.findall(line.replace("import", "").partition(" Se »")[0]) == []


def test_help_has_no_english_in_it() -> None:
    assert ENGLISH.findall(parser().format_help()) == []


@pytest.mark.parametrize(("name", "why"), [("intet.csv", "findes ikke"), ("x" * 300, "navnet er for langt")])
def test_file_that_cannot_be_read_is_told_in_danish(tmp_path: Path, name: str, why: str) -> None:
    with pytest.raises(Refusal, match=f"kan ikke læses: {why}"):
        files.content_of(tmp_path / name, 1_000)


@pytest.mark.parametrize("number", sorted(REASONS))
def test_no_reason_of_the_system_is_told_in_its_own_words(number: int) -> None:
    assert os.strerror(number) not in reason_of(OSError(number, os.strerror(number)))


def test_reason_that_we_have_no_words_for_stands_as_what_the_system_says() -> None:
    assert (
        reason_of(OSError(errno.EXDEV, "Invalid cross-device link"))
        == "systemet siger »Invalid cross-device link«"
    )


def test_only_form_of_a_document_on_paper_may_be_named() -> None:
    told: Namespace = parser().parse_args(["export", "document", "1", "--as", "full", "--to", "x.pdf"])
    assert told.shape == "full"
