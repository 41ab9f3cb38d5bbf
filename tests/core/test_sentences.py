"""Shortening by rule: whole sentences while there are any, else whole words."""

from hypothesis import given
from hypothesis import strategies as some

from pejling.core.sentences import clipped, first_sentences, sentences


def test_neither_an_abbreviation_nor_a_date_ends_a_sentence() -> None:
    text = "Det er ca. 40 børn, fx. dem fra den 3. Klasse. »Vi vil.« Så er det sagt! Slut"
    assert sentences(text) == [
        "Det er ca. 40 børn, fx. dem fra den 3. Klasse.",
        "»Vi vil.«",
        "Så er det sagt!",
        "Slut",
    ]


def test_first_sentences_are_whole() -> None:
    assert first_sentences("Et. To er lang. Tre.", 2) == "Et. To er lang."
    assert first_sentences("Et. To er lang. Tre.", 3, 10) == "Et."


def test_sentence_that_is_too_long_is_cut_between_words() -> None:
    assert clipped("Alle børn læser sikkert", 18) == "Alle børn læser …"


@given(some.text(alphabet="abæ .,", max_size=200), some.integers(5, 60))
def test_word_is_cut_only_where_it_is_longer_than_twice_the_length(text: str, most: int) -> None:
    kept = clipped(text, most).removesuffix(" …")
    line = " ".join(text.split())
    assert line.startswith(kept)
    is_whole = line[len(kept) : len(kept) + 1] in ("", " ", ",")
    assert is_whole or (" " not in kept and len(kept) == 2 * most)
