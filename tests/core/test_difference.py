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


def test_long_texts_are_compared_line_by_line() -> None:
    line = "Vi vil læse hver dag. " * 20 + "\n"
    before = "".join(f"{number} {line}" for number in range(LONGEST // 40))
    pieces = difference(before, before + "Ny linje")
    assert [piece.kind for piece in pieces] == ["same", "added"]
