"""Laws of the graph, on random ties and fates: never a circle, one ring as in the batch, and more ties never weaken."""

from collections.abc import Callable
from contextlib import suppress
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from pejling.chain import graph, graph_building
from pejling.chain.anchors import AimSet
from pejling.chain.figures.ring import rings_of
from pejling.direction.actions import ties
from pejling.direction.actions.fates import set_fate
from pejling.direction.actions.succession import begin_succession, carry_on
from pejling.direction.models import Contribution, Element, Fate, FateKind, TieQuestion, Visibility
from tests import world

SIZE = 8
RANDOM = settings(max_examples=25)
PAIRS = st.lists(st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)), max_size=20)
Pairs = list[tuple[int, int]]


class RolledBack(Exception):
    """Ends an example, and takes what it wrote with it."""


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    """Eight aims in four documents, two of them in a tree, and the draft that could take over from them all."""
    world.ensure_words()
    w = SimpleNamespace()
    top = world.make_unit("Fjordlund Kommune", kind="Kommune")
    w.secretary = world.make_secretary(top)
    council, board = world.make_forum(), world.make_forum("Direktionen", kind="Direktion")
    w.aims, w.documents = [], []
    for forum in (council, board, board, board):
        document = world.make_adopted("Politik", forum=forum, unit=top, responsible=w.secretary)
        parent = world.make_element(document)
        w.aims += [parent, world.make_element(document, parent=parent)]
        w.documents.append(document)
    w.draft = world.make_document("Ny politik", unit=top, forum=board, visibility=Visibility.DRAFT)
    return w


def tie_all(w: SimpleNamespace, pairs: Pairs) -> None:
    """Try each tie; what is refused is left out."""
    for lower, upper in pairs:
        try:
            with transaction.atomic():
                ties.tie(w.aims[lower], w.aims[upper], how="Fordi.", by=w.secretary)
        except ValidationError:
            continue


def settle_all(w: SimpleNamespace, pairs: Pairs) -> None:
    """Try to let each old aim live on in the other; what is refused is left out."""
    for old, heir in pairs:
        with suppress(ValidationError), transaction.atomic():
            set_fate(w.aims[old], FateKind.MERGED, to=[w.aims[heir]], by=w.secretary)


def has_circle(w: SimpleNamespace) -> bool:
    """Looked for plainly: whether someone can be reached from themselves, over the tree, ties and fates."""
    above: dict[int, set[int]] = {pk: set() for pk in Element.objects.values_list("pk", flat=True)}
    ways = [
        *Element.objects.exclude(parent=None).values_list("pk", "parent"),
        *Contribution.objects.active().values_list("lower", "upper"),
        *Fate.objects.exclude(to=None).values_list("element", "to"),
    ]
    for lower, upper in ways:
        assert upper is not None
        above[lower].add(upper)

    def reaches(start: int) -> set[int]:
        found: set[int] = set()
        waiting = [start]
        while waiting:
            new = above[waiting.pop()] - found
            found |= new
            waiting += new
        return found

    return any(pk in reaches(pk) for pk in above)


def rolled_back(example: Callable[[], None]) -> None:
    """Run an example and undo what it wrote, so that the next begins afresh."""
    with suppress(RolledBack), transaction.atomic():
        example()
        raise RolledBack


@RANDOM
@given(pairs=PAIRS)
def test_random_ties_never_close_a_circle(w: SimpleNamespace, pairs: Pairs) -> None:
    def example() -> None:
        tie_all(w, pairs)
        assert not has_circle(w)

    rolled_back(example)


@RANDOM
@given(pairs=PAIRS, fates=PAIRS, more=PAIRS)
def test_random_ties_and_fates_never_close_a_circle(
    w: SimpleNamespace, pairs: Pairs, fates: Pairs, more: Pairs
) -> None:
    def example() -> None:
        tie_all(w, pairs)
        settle_all(w, fates)
        tie_all(w, more)
        assert not has_circle(w)

    rolled_back(example)


@RANDOM
@given(pairs=PAIRS, fates=PAIRS, carried=st.sets(st.integers(0, SIZE - 1)), more=PAIRS)
def test_carrying_on_closes_no_circle(
    w: SimpleNamespace, pairs: Pairs, fates: Pairs, carried: set[int], more: Pairs
) -> None:
    def example() -> None:
        tie_all(w, pairs)
        settle_all(w, fates)
        begin_succession(w.draft, w.documents, by=w.secretary)
        heirs = carry_on([w.aims[place] for place in carried], w.draft, by=w.secretary)
        w.aims = w.aims[: SIZE - len(heirs)] + heirs
        tie_all(w, more)
        assert not has_circle(w)

    aims = w.aims
    rolled_back(example)
    w.aims = aims


def test_circle_check_of_this_test_sees_a_circle(w: SimpleNamespace) -> None:
    world.tie(w.aims[0], w.aims[2])
    assert not has_circle(w)
    world.tie(w.aims[2], w.aims[1])
    assert has_circle(w)


def test_circle_check_of_this_test_sees_a_circle_through_a_fate(w: SimpleNamespace) -> None:
    world.tie(w.aims[0], w.aims[2])
    assert not has_circle(w)
    Fate.objects.create(element=w.aims[2], kind=FateKind.MERGED, to=w.aims[0])
    assert has_circle(w)


@RANDOM
@given(pairs=PAIRS, doubted=st.sets(st.integers(0, 19)))
def test_ring_of_one_aim_is_its_ring_among_all(w: SimpleNamespace, pairs: Pairs, doubted: set[int]) -> None:
    def example() -> None:
        tie_all(w, pairs)
        for place, tie in enumerate(Contribution.objects.order_by("pk")):
            if place in doubted:
                TieQuestion.objects.create(contribution=tie, why="?", by=w.secretary)
        ids = [aim.pk for aim in w.aims]
        everything = AimSet(ids)
        everything.__dict__["graph"] = graph_building.whole_graph(everything.on)
        together = rings_of(everything)
        assert {pk: rings_of(AimSet([pk]))[pk].words for pk in ids} == {
            pk: ring.words for pk, ring in together.items()
        }

    rolled_back(example)


@RANDOM
@given(pairs=PAIRS, more=PAIRS, doubted=st.sets(st.integers(0, 19)))
def test_another_tie_never_weakens_a_ring(
    w: SimpleNamespace, pairs: Pairs, more: Pairs, doubted: set[int]
) -> None:
    def strengths() -> list[tuple[int, ...]]:
        found = rings_of(AimSet([aim.pk for aim in w.aims]))
        return [
            tuple(
                int(c.strength)
                for q in found[aim.pk].quarters
                for c in q.conditions
                if c.strength is not None
            )
            for aim in w.aims
        ]

    def example() -> None:
        tie_all(w, pairs)
        for place, tie in enumerate(Contribution.objects.order_by("pk")):
            if place in doubted:
                TieQuestion.objects.create(contribution=tie, why="?", by=w.secretary)
        before = strengths()
        tie_all(w, more)
        after = strengths()
        assert all(
            new >= old
            for was, now in zip(before, after, strict=True)
            for old, new in zip(was, now, strict=True)
        )

    rolled_back(example)


def test_strength_flows_as_far_as_the_weakest_way_lets_it() -> None:
    full, half = graph.FULL, graph.HALF
    edge = graph.Edge
    along = {1: [edge(1, 2, full)], 2: [edge(2, 3, half)], 3: [edge(3, 4, full)], 5: [edge(5, 4, full)]}
    assert graph.spread({1: full}, along, upwards=True) == {1: full, 2: full, 3: half, 4: half}
    assert graph.spread({1: full, 5: full}, along, upwards=True) == {
        1: full,
        2: full,
        3: half,
        4: full,
        5: full,
    }
    assert graph.spread({1: half}, along, upwards=True) == {1: half, 2: half, 3: half, 4: half}


def test_strength_flows_through_a_circle_and_ends() -> None:
    edge = graph.Edge
    along = {1: [edge(1, 2, graph.FULL)], 2: [edge(2, 1, graph.FULL)]}
    assert graph.spread({1: graph.HALF}, along, upwards=True) == {1: graph.HALF, 2: graph.HALF}


def test_many_aims_are_read_from_the_whole_chain(w: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    world.tie(w.aims[6], w.aims[2])
    ids = [aim.pk for aim in w.aims]
    few = {pk: ring.words for pk, ring in rings_of(AimSet(ids)).items()}
    monkeypatch.setattr(graph_building, "MANY", 1)
    assert {pk: ring.words for pk, ring in rings_of(AimSet(ids)).items()} == few
    assert Element.objects.count() == SIZE
