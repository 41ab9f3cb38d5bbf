"""What is shown of a text that was found."""

from pejling.search.snippets import LONGEST, READ, Run, excerpt, mark


def test_forms_of_the_word_are_marked_and_the_rest_is_kept() -> None:
    assert mark("Planen for alle planer.", {"plan"}) == [
        Run("Planen", is_marked=True),
        Run(" for alle "),
        Run("planer", is_marked=True),
        Run("."),
    ]


def test_text_without_the_word_is_one_run() -> None:
    assert mark("<b>Intet</b>", {"plan"}) == [Run("<b>Intet</b>")]


def test_no_text_is_no_runs() -> None:
    assert mark("", {"plan"}) == excerpt("", {"plan"}) == []


def test_excerpt_shows_the_surroundings_of_the_first_found_word() -> None:
    text = "ord " * 200 + "planen er lagt " + "mere " * 200
    shown = "".join(run.text for run in excerpt(text, {"plan"}))
    assert shown.startswith("… ord ")
    assert "planen er lagt" in shown
    assert shown.endswith(" mere …")
    assert len(shown) <= LONGEST + 4


def test_word_far_into_a_long_text_is_not_looked_for() -> None:
    shown = "".join(run.text for run in excerpt("ord " * READ + "planen", {"plan"}))
    assert shown.startswith("ord ord")


def test_excerpt_of_one_endless_word_is_cut_all_the_same() -> None:
    shown = "".join(run.text for run in excerpt("x" * 5_000, {"plan"}))
    assert len(shown) <= LONGEST + 4
