"""Two texts held against each other."""

from hypothesis import given
from hypothesis import strategies as st

from pejling.core.difference import LONGEST, difference

WORDS = st.lists(st.sampled_from(["vi", "vil", "mere", "læse", ".", " "]), max_size=30).map("".join)


def test_difference_is_told_word_by_word() -> None:
    assert [(piece.kind, piece.text) for piece in difference("Vi vil læse.", "Vi vil gerne læse mere.")] == [
        ("same", "Vi vil "),
        ("added", "gerne "),
        ("same", "læse"),
        ("added", " mere"),
        ("same", "."),
    ]


@given(WORDS, WORDS)
def test_both_texts_can_be_read_out_of_the_pieces(before: str, after: str) -> None:
    pieces = difference(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == after


def test_texts_of_the_same_few_words_are_not_held_against_each_other_for_ever() -> None:
    before, after = "ja nej måske " * 600, "nej måske ja " * 600
    assert [piece.kind for piece in difference(before, after)] == ["gone", "added", "same"]


def test_change_in_a_hundred_thousand_equal_lines_is_found() -> None:
    line = "Vi vil.\n"
    pieces = difference(line * 100_000, line * 50_000 + "Nyt.\n" + line * 50_000)
    assert [(piece.kind, piece.text[:4]) for piece in pieces] == [
        ("same", "Vi v"),
        ("added", "Nyt."),
        ("same", "Vi v"),
    ]


def test_long_texts_are_compared_line_by_line() -> None:
    line = "Vi vil læse hver dag. " * 20 + "\n"
    before = "".join(f"{number} {line}" for number in range(LONGEST // 40))
    pieces = difference(before, before + "Ny linje")
    assert [piece.kind for piece in pieces] == ["same", "added"]
