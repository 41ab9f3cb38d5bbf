"""What Min side shows of one's own documents: those that live, and that there are more."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser

from pejling.core.dates import today
from pejling.direction.figures.mine import SHOWN, SHOWN_OF_COLUMN, my_documents, public_direction
from pejling.direction.models import Document, Phase
from tests import world
from tests.access import make_world


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    w = make_world()
    w.answering = world.give_post(world.make_person("Mette Lund"), w.unit)
    return w


def answered_for(w: SimpleNamespace, count: int) -> list[Document]:
    """Policies that Mette answers for."""
    day = today() - timedelta(days=400)
    return [
        world.make_adopted(f"Politik {number}", forum=w.forum, on=day, unit=w.top, responsible=w.answering)
        for number in range(count)
    ]


def test_document_that_was_succeeded_is_nobodys_own_any_more(w: SimpleNamespace) -> None:
    old, standing = answered_for(w, 2)
    Document.objects.filter(pk=old.pk).update(phase=Phase.SUCCEEDED)
    shown = my_documents(w.answering)
    assert shown is not None
    assert [document for document, _state in shown["documents"]] == [standing]


@pytest.mark.parametrize(("count", "has_more"), [(SHOWN, False), (SHOWN + 1, True)])
def test_more_is_said_only_where_there_is_more(w: SimpleNamespace, count: int, has_more: bool) -> None:
    answered_for(w, count)
    shown = my_documents(w.answering)
    assert shown is not None
    assert (len(shown["documents"]), shown["has_more"]) == (SHOWN, has_more)


def test_public_reads_how_many_aims_each_document_has_and_no_ended_one_among_them(w: SimpleNamespace) -> None:
    world.make_element(w.public, "Alle børn kan svømme", ended_on=today())
    shown = public_direction(AnonymousUser())
    assert shown is not None
    assert shown["aims"] == {w.public.pk: 1}


@pytest.mark.parametrize(("count", "has_more"), [(SHOWN_OF_COLUMN, False), (SHOWN_OF_COLUMN + 1, True)])
def test_public_is_told_of_more_in_a_column_only_where_there_is_more(
    w: SimpleNamespace, count: int, has_more: bool
) -> None:
    for number in range(count - 1):  # one stands there already
        world.make_adopted(f"Politik {number}", forum=w.forum, unit=w.top, visibility="public")
    shown = public_direction(AnonymousUser())
    assert shown is not None
    assert [(len(found), more) for _column, found, more in shown["columns"]] == [(SHOWN_OF_COLUMN, has_more)]
