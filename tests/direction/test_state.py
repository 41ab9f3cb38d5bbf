"""The state of a document as one would say it."""

from datetime import date
from types import SimpleNamespace

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
