"""The lines of rich text."""

import pytest

from pejling.core.rich_lines import lines, marked, without

TEXT = (
    "<p>Vi vil <strong>noget</strong> &amp; mere.</p><ul><li>Et</li><li><p>To</p><ul><li>Under</li></ul></li></ul>"
    "<table><tr><th>Mål</th><th>Tid</th></tr><tr><td>Ren luft</td><td>2030</td></tr></table><p>Før<br>efter</p>"
)
WORDS = ["Vi vil noget & mere.", "Et", "To", "Under", "Mål · Tid", "Ren luft · 2030", "Før", "efter"]


def test_each_paragraph_item_and_row_is_a_line() -> None:
    assert lines(TEXT) == WORDS


@pytest.mark.parametrize("number", range(len(WORDS)))
def test_line_taken_out_leaves_all_others_as_they_were(number: int) -> None:
    assert lines(without(TEXT, {number})) == WORDS[:number] + WORDS[number + 1 :]


def test_nothing_is_left_of_what_only_held_the_lines() -> None:
    assert without(TEXT, set(range(len(WORDS)))) == ""
    assert without("<ul><li>Et<ul><li>Under</li></ul></li></ul>", {0}) == "<ul><li>Under</li></ul>"
    assert without("<p>Før<br>efter</p>", {0}) == "<p>efter</p>"


def test_mark_stands_after_the_words_of_its_line() -> None:
    assert marked("<ul><li>Et</li><li><p>To <em>her</em></p></li></ul>", {0: "!", 1: "?"}) == (
        "<ul><li>Et!</li><li><p>To <em>her?</em></p></li></ul>"
    )
