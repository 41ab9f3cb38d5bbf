"""The state of a document as one would say it."""

from datetime import date
from types import SimpleNamespace

from pejling.direction.figures.clash import element_clash
from pejling.direction.figures.document import supplements_of
from pejling.direction.figures.state import sentence
from tests import world


def test_day_from_which_it_holds_is_told_when_it_is_another_than_that_of_the_decision(
    w: SimpleNamespace,
) -> None:
    decided = "Vedtaget af Byrådet den 24.06.2025."
    adoption = w.public.adoptions.get()
    assert sentence(w.public, adoption) == f"{decided} Gælder, til det bliver afløst."
    adoption.in_force_on = date(2025, 8, 1)
    assert sentence(w.public, adoption) == f"{decided} Gælder fra 01.08.2025. Gælder, til det bliver afløst."


def test_what_is_laid_to_a_document_stands_in_the_order_in_which_it_came_to_hold(w: SimpleNamespace) -> None:
    later, first = (
        world.make_adopted(
            title, forum=w.forum, unit=w.top, on=day, visibility="public", supplements=w.public
        )
        for title, day in (("Tillæg om svømning", date(2026, 3, 1)), ("Tillæg om musik", date(2025, 9, 1)))
    )
    assert supplements_of(w.public, w.outsider) == ((first, later), None)
    assert supplements_of(later, w.outsider) == ((), w.public)


def test_two_who_changed_a_point_at_once_see_both_texts_and_none_where_the_title_alone_was_written(
    w: SimpleNamespace,
) -> None:
    w.element.text = "<p>Som det står nu.</p>"
    clashes = [element_clash(w.element, title="Mit", text=text) for text in ("<p>Mit.</p>", None)]
    assert [(clash.mine_title, clash.theirs_title) for clash in clashes] == [("Mit", w.element.title)] * 2
    assert [(clash.mine_body, clash.theirs_body) for clash in clashes] == [
        ("<p>Mit.</p>", "<p>Som det står nu.</p>"),
        (None, None),
    ]
