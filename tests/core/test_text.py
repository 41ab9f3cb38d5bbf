"""Text as people type it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pejling.core.text import clean, clean_line, fold, sort_key


def test_decomposed_letters_are_composed() -> None:
    assert clean("A\u030aben") == "Åben"


def test_control_and_invisible_characters_are_gone() -> None:
    assert clean("Læs\x00e\u200bcaf\u202eé\x1b") == "Læsecafé"


def test_lines_and_tabs_stay() -> None:
    assert clean("et\r\nto\rtre\tfire") == "et\nto\ntre\tfire"


def test_text_on_one_line_has_single_spaces() -> None:
    assert clean_line("  Plan \n for\t skolen ") == "Plan for skolen"


@pytest.mark.parametrize(
    ("word", "folded"),
    [("Ærø", "aeroe"), ("Ålborg", "aalborg"), ("Café", "cafe"), ("MED-UDVALG", "med-udvalg")],
)
def test_folded_text_is_spelled_without_danish_letters(word: str, folded: str) -> None:
    assert fold(word) == folded


def test_danish_order_has_ae_oe_aa_last_and_double_a_as_aa() -> None:
    names = ["Ågård", "Aabenraa", "Zebra", "Øster", "Æbleby", "Ane", "bjerg"]
    assert sorted(names, key=sort_key) == ["Ane", "bjerg", "Zebra", "Æbleby", "Øster", "Aabenraa", "Ågård"]


def test_accents_do_not_move_a_name() -> None:
    assert sorted(["Réne", "Rasmus", "Rene"], key=sort_key) == ["Rasmus", "Réne", "Rene"]


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(max_size=300))
def test_sort_key_fits_its_column_and_is_plain(text: str) -> None:
    key = sort_key(text)
    assert len(key) <= 120
    assert set(key) <= set("0123456789abcdef")
