"""A function carried out by another process, within its limits."""

import os
import time
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pejling.core import apart as reading
from pejling.core.apart import Unreadable, apart

TOO_MUCH = "Filen kræver for meget hukommelse eller tid at læse."


@pytest.fixture(autouse=True)
def our_functions_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent.parent.parent))


def process_and_words(number: int) -> tuple[int, int, str]:
    return number, os.getpid(), _("Indledning")


def take_memory(size: int) -> int:
    return len(bytearray(size))


def take_time() -> None:
    time.sleep(60)


def end_at_once() -> None:
    os.abort()


def refuse() -> None:
    raise Unreadable(gettext_lazy("Filen er tom. Vælg den fil, som teksten står i."))


def fail() -> None:
    raise KeyError("en fejl hos os selv")


def secrets() -> list[str]:
    return [name for name in os.environ if name.startswith(("PEJLING", "DATABASE", "DJANGO"))]


def answer_at_length() -> bytes:
    return bytes(reading.LARGEST_ANSWER + 1)


def test_another_process_answers_in_ones_own_language() -> None:
    with translation.override("en"):
        number, process, words = apart(process_and_words, 7)
    assert (number, process != os.getpid(), words) == (7, True, "Introduction")


def test_process_that_asks_for_too_much_memory_is_told_of_and_costs_us_nothing() -> None:
    with pytest.raises(Unreadable, match=TOO_MUCH):
        apart(take_memory, reading.MEMORY)


def test_process_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SECONDS", 2)
    with pytest.raises(Unreadable, match=TOO_MUCH):
        apart(take_time)


@pytest.mark.parametrize("work", [end_at_once, answer_at_length])
def test_process_that_ends_without_an_answer_is_told_of(work: object) -> None:
    with pytest.raises(Unreadable, match=TOO_MUCH):
        apart(work)  # type: ignore[arg-type]


def test_refusal_comes_back_as_it_was_said_and_in_the_language_of_whoever_asks() -> None:
    with pytest.raises(Unreadable) as caught:
        apart(refuse)
    assert str(caught.value) == "Filen er tom. Vælg den fil, som teksten står i."
    with translation.override("en"):
        assert str(caught.value).startswith("The file is empty.")


def test_fault_of_our_own_is_logged_and_told_as_a_file_that_cannot_be_read(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with pytest.raises(Unreadable, match="Filen kan ikke læses"):
        apart(fail)
    assert "KeyError: 'en fejl hos os selv'" in caplog.text


def test_reader_is_given_no_secrets() -> None:
    assert apart(secrets) == []
