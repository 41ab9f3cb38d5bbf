"""What is kept of the whole chain: once for all who see the same of it, until something about it changes."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pejling.chain.figures.breaks import Fault, broken_threads
from pejling.chain.figures.whole import whole_chain
from pejling.chain.sight import sight_of
from pejling.core.history import save, save_edit
from pejling.direction.actions.ties import end_tie
from pejling.direction.models import ChainColumn, Document, TieQuestion, Visibility
from tests import world
from tests.chain.anchoring import make_direction

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    """A vision, a strategy and a school's plan; the strategy is tied to the vision, and two colleagues see both."""
    w = make_direction()
    w.tie = world.tie(w.middle, w.high)
    world.let_documents_settle()
    top = w.strategy.unit
    w.one, w.other = (world.give_post(world.make_person(name), top) for name in ("Ane", "Bo"))
    return w


def times_read(*viewers: "Viewer") -> int:
    """How many times the chain is read while each of the viewers asks for its picture."""
    with CaptureQueriesContext(connection) as queries:
        for viewer in viewers:
            whole_chain(viewer)
    return sum("direction_tiequestion doubt" in each["sql"] for each in queries)


def test_chain_is_read_once_for_all_who_see_the_same(w: SimpleNamespace) -> None:
    assert times_read(w.one, w.one, w.other) == 1


def test_draft_of_ones_own_is_no_part_of_the_chain(w: SimpleNamespace) -> None:
    draft = world.make_document(
        "Min kladde", phase="draft", visibility=Visibility.DRAFT, unit=w.strategy.unit
    )
    Document.objects.filter(pk=draft.pk).update(responsible=w.other)
    assert times_read(w.one, w.other) == 1


@pytest.mark.parametrize("visibility", [Visibility.DRAFT, Visibility.INTERNAL])
def test_nobody_is_shown_what_was_kept_for_who_may_see_more(w: SimpleNamespace, visibility: str) -> None:
    w.strategy.visibility, w.strategy.responsible = visibility, w.one
    save(w.strategy, by=None)
    fewer = AnonymousUser() if visibility == Visibility.INTERNAL else w.other
    assert whole_chain(w.one).bands == {(ChainColumn.STRATEGY, ChainColumn.VISION): 1}
    assert whole_chain(fewer).bands == {}
    assert w.middle.pk in broken_threads(w.one).faults[Fault.UNSUPPORTED]
    assert w.middle.pk not in broken_threads(fewer).faults[Fault.UNSUPPORTED]


def test_who_loses_sight_loses_it_at_once(w: SimpleNamespace) -> None:
    assert whole_chain(w.other).bands
    Document.objects.filter(pk=w.strategy.pk).update(visibility=Visibility.DRAFT)
    assert sight_of(w.other).version == sight_of(w.one).version
    assert whole_chain(w.other).bands == {}


def _ends(w: SimpleNamespace) -> None:
    end_tie(w.tie, by=w.secretary)


def _doubts(w: SimpleNamespace) -> None:
    TieQuestion.objects.create(contribution=w.tie, why="Hvordan?", by=w.one)


def _goes_on_typing(w: SimpleNamespace) -> None:
    w.middle.refresh_from_db()
    w.middle.responsible = w.one
    save_edit(w.middle, opened=w.middle.version, by=w.one, grow_since=timezone.now() - timedelta(days=1))


@pytest.mark.parametrize("act", [_ends, _doubts, _goes_on_typing])
def test_what_is_done_is_read_at_once(w: SimpleNamespace, act: Callable[[SimpleNamespace], None]) -> None:
    _goes_on_typing(w)
    times_read(w.one)
    before = sight_of(w.one).version
    act(w)
    assert sight_of(w.one).version != before
    assert times_read(w.one) == 1
