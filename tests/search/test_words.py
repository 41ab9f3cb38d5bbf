"""How words are read before they are indexed or asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pejling.search.words import LONGEST, Term, stem, terms, words


def test_words_are_folded_and_silent_ones_left_out() -> None:
    assert words("Børn og unge på Ærø – i MED-udvalget") == ["boern", "unge", "aeroe", "med", "udvalget"]


@pytest.mark.parametrize("form", ["plan", "planen", "planer", "planerne", "planernes"])
def test_forms_of_a_word_have_one_stem(form: str) -> None:
    assert stem(form) == "plan"


def test_letters_spelled_out_have_the_stem_of_the_danish_ones() -> None:
    assert terms("Læsning på Ågården") == terms("laesning paa Aagaarden")


def test_decomposed_letters_and_soft_hyphens_do_not_matter() -> None:
    assert words("A\u030aben strategi\u00adplan") == ["aaben", "strategiplan"]


def test_letters_of_other_alphabets_become_plain_ones() -> None:
    assert words("Київ") == [f"{ord('к'):x}{ord('и'):x}{ord('і'):x}{ord('в'):x}"[:LONGEST]]


def test_question_is_its_first_eight_different_words() -> None:
    asked = terms("et to to tre fire fem seks syv otte ni ti")
    assert [term.word for term in asked] == ["to", "tre", "fire", "fem", "seks", "syv", "otte", "ni"]
    assert asked[0] == Term("to", "to")


@given(st.text())
def test_every_word_and_stem_is_of_plain_letters(text: str) -> None:
    found = words(text)
    assert all(word.isascii() and word.isalnum() and len(word) <= LONGEST for word in found)
    assert all(stem(word).isalnum() for word in found)
