"""The ring: what fills each quarter, what only half fills it, and that many are computed as one is."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pejling.chain.anchors import Anchor, Explanation, RingQuarter
from pejling.chain.figures.ring import RingState, rings, state_of
from pejling.chain.graph import Strength
from pejling.chain.graph_rows import ANSWER, rows_of_everything
from pejling.core.dates import today
from pejling.direction.models import (
    Document,
    Element,
    Fate,
    FateKind,
    InheritanceAnswer,
    InheritanceReply,
    Phase,
    TieQuestion,
    Visibility,
)
from tests import world
from tests.chain.anchoring import answered, contributed, decided, make_direction, quarter, succeed
from tests.rooms import Tell

FULL, HALF, NONE = Strength.FULL, Strength.HALF, Strength.NONE


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    return make_direction()


@pytest.fixture
def inherited(w: SimpleNamespace) -> SimpleNamespace:
    return succeed(w)


@pytest.mark.parametrize(
    ("strengths", "state"),
    [
        ([FULL], RingState.FULL),
        ([FULL, FULL], RingState.FULL),
        ([FULL, HALF], RingState.HALF),
        ([FULL, NONE], RingState.HALF),
        ([HALF], RingState.HALF),
        ([NONE, NONE], RingState.EMPTY),
        ([None, None], RingState.WAITING),
        ([FULL, None], RingState.HALF),
        ([NONE, None], RingState.EMPTY),
    ],
)
def test_quarter_is_what_its_conditions_come_to(strengths: list[Strength | None], state: RingState) -> None:
    assert state_of(strengths) is state


def test_aim_that_a_council_adopted_is_politically_anchored(w: SimpleNamespace) -> None:
    assert quarter(w.high, RingQuarter.POLITICAL) is RingState.FULL


def test_aim_that_the_board_adopted_is_not_politically_anchored(w: SimpleNamespace) -> None:
    assert quarter(w.middle, RingQuarter.POLITICAL) is RingState.EMPTY


def test_aim_is_politically_anchored_through_what_it_contributes_to(w: SimpleNamespace) -> None:
    world.tie(w.low, w.middle)
    world.tie(w.middle, w.high)
    assert [decided(aim) for aim in (w.low, w.middle, w.high)] == [FULL, FULL, FULL]


def test_aim_follows_its_parent_upwards(w: SimpleNamespace) -> None:
    child = world.make_element(w.plan, "Læsebånd", parent=w.low)
    world.tie(w.low, w.high)
    assert decided(child) == FULL


def test_law_anchors_politically(w: SimpleNamespace) -> None:
    law = world.make_document("Folkeskoleloven", kind="law", unit=w.top)
    requirement = world.make_element(law, "Undervisning for alle", kind="requirement")
    world.tie(w.low, requirement)
    assert (decided(requirement), decided(w.low)) == (FULL, FULL)


def test_withdrawn_adoption_anchors_nothing(w: SimpleNamespace) -> None:
    w.vision.adoptions.update(withdrawn_at=timezone.now())
    assert decided(w.high) == NONE


def test_draft_counts_for_nothing(w: SimpleNamespace) -> None:
    draft = world.make_document("Kladde", unit=w.top, forum=w.council, visibility=Visibility.INTERNAL)
    aim = world.make_element(draft)
    world.tie(w.low, aim)
    world.tie(aim, w.high)
    ring = rings([aim.pk])[aim.pk]
    assert [each.state for each in ring.quarters] == [RingState.EMPTY] * 4
    assert (ring.counts, decided(w.low), contributed(w.high)) == (False, NONE, NONE)


def test_ended_element_counts_for_nothing(w: SimpleNamespace) -> None:
    world.tie(w.low, w.middle)
    Element.objects.filter(pk=w.low.pk).update(ended_on=today())
    assert contributed(w.middle) == NONE


def test_ended_tie_counts_for_nothing(w: SimpleNamespace) -> None:
    world.tie(w.low, w.high, ended_on=today())
    assert (decided(w.low), contributed(w.high)) == (NONE, NONE)


def test_element_of_another_document_fills_half_the_planning_quarter(w: SimpleNamespace) -> None:
    world.tie(w.low, w.middle)
    assert contributed(w.middle) == FULL
    assert quarter(w.middle, RingQuarter.PLANNING) is RingState.HALF


def test_element_of_the_same_document_is_no_support(w: SimpleNamespace) -> None:
    world.make_element(w.strategy, "Under", parent=w.middle)
    assert contributed(w.middle) == NONE


def test_support_of_a_child_supports_its_parent(w: SimpleNamespace) -> None:
    child = world.make_element(w.strategy, "Under", parent=w.middle)
    world.tie(w.low, child)
    assert contributed(w.middle) == FULL


def test_support_of_a_parent_does_not_support_its_child(w: SimpleNamespace) -> None:
    child = world.make_element(w.strategy, "Under", parent=w.middle)
    world.tie(w.low, w.middle)
    assert contributed(child) == NONE


def test_questioned_tie_counts_half_until_it_is_settled(w: SimpleNamespace) -> None:
    question = TieQuestion.objects.create(
        contribution=world.tie(w.low, w.high), why="Hvordan?", by=w.secretary
    )
    assert (decided(w.low), contributed(w.high)) == (HALF, HALF)
    question.settled_at, question.settled_by = timezone.now(), w.secretary
    question.save()
    assert (decided(w.low), contributed(w.high)) == (FULL, FULL)


def test_full_way_beside_a_half_one_is_full(w: SimpleNamespace) -> None:
    TieQuestion.objects.create(contribution=world.tie(w.low, w.high), why="Hvordan?", by=w.secretary)
    world.tie(w.low, w.middle)
    world.tie(w.middle, w.high)
    assert decided(w.low) == FULL


def test_document_whose_period_has_run_out_gives_half(w: SimpleNamespace) -> None:
    world.tie(w.low, w.high)
    Document.objects.filter(pk=w.vision.pk).update(ends_on=today() - timedelta(days=1), responsible=w.leader)
    assert [decided(w.high), decided(w.low), contributed(w.high), answered(w.high)] == [HALF] * 4


def test_inherited_tie_counts_half(inherited: SimpleNamespace) -> None:
    assert (decided(inherited.low), contributed(inherited.heir)) == (HALF, HALF)


def test_inherited_tie_is_gone_when_it_is_answered(inherited: SimpleNamespace) -> None:
    InheritanceAnswer.objects.create(
        contribution=inherited.tie, fate=inherited.fate, reply=InheritanceReply.ENDED, by=inherited.leader
    )
    assert (decided(inherited.low), contributed(inherited.heir)) == (NONE, NONE)


def test_inherited_tie_counts_half_again_when_the_answer_was_taken_back(inherited: SimpleNamespace) -> None:
    answer = InheritanceAnswer.objects.create(
        contribution=inherited.tie, fate=inherited.fate, reply=InheritanceReply.ENDED, by=inherited.leader
    )
    assert len(rows_of_everything(today(), public_only=False)[ANSWER]) == 1
    InheritanceAnswer.objects.filter(pk=answer.pk).update(withdrawn_at=timezone.now())
    assert rows_of_everything(today(), public_only=False)[ANSWER] == []
    assert (decided(inherited.low), contributed(inherited.heir)) == (HALF, HALF)


def test_confirmed_tie_counts_full(inherited: SimpleNamespace) -> None:
    made = world.tie(inherited.low, inherited.heir)
    InheritanceAnswer.objects.create(
        contribution=inherited.tie,
        fate=inherited.fate,
        reply=InheritanceReply.CONFIRMED,
        replacement=made,
        by=inherited.leader,
    )
    assert (decided(inherited.low), contributed(inherited.heir)) == (FULL, FULL)


def test_tie_is_inherited_through_two_successions(inherited: SimpleNamespace) -> None:
    third = world.make_element(
        world.make_adopted("Tredje", kind="strategy", forum=inherited.council, unit=inherited.top, on=today())
    )
    Document.objects.filter(pk=inherited.new.pk).update(
        phase=Phase.SUCCEEDED, in_force_until=today() - timedelta(days=1)
    )
    Fate.objects.create(element=inherited.heir, kind=FateKind.MERGED, to=third, effective_on=today())
    assert (decided(inherited.low), contributed(third)) == (HALF, HALF)


def test_split_aim_is_inherited_by_all_its_heirs(inherited: SimpleNamespace) -> None:
    other = world.make_element(inherited.new, "Alle skriver")
    Fate.objects.create(element=inherited.middle, kind=FateKind.SPLIT, to=other, effective_on=today())
    assert (contributed(inherited.heir), contributed(other)) == (HALF, HALF)


def test_fate_that_has_not_come_true_passes_nothing_on(inherited: SimpleNamespace) -> None:
    Fate.objects.update(effective_on=None)
    assert (decided(inherited.low), contributed(inherited.heir)) == (NONE, NONE)


def test_lapsed_aim_breaks_the_thread(inherited: SimpleNamespace) -> None:
    Fate.objects.update(kind=FateKind.LAPSED, to=None, why="Er nået.")
    assert decided(inherited.low) == NONE


def test_aim_moved_to_what_contributed_to_it_does_not_support_itself(inherited: SimpleNamespace) -> None:
    Fate.objects.update(to=inherited.low, kind=FateKind.MOVED)
    assert contributed(inherited.low) == NONE


def test_responsible_person_in_post_answers(w: SimpleNamespace) -> None:
    Element.objects.filter(pk=w.low.pk).update(responsible=w.leader)
    assert answered(w.low) == FULL
    assert quarter(w.low, RingQuarter.MANAGERIAL) is RingState.HALF


def test_responsible_of_the_document_answers_for_its_elements(w: SimpleNamespace) -> None:
    Document.objects.filter(pk=w.plan.pk).update(responsible=w.leader)
    assert answered(w.low) == FULL


def test_seat_is_as_good_as_a_post(w: SimpleNamespace) -> None:
    member = world.give_seat(world.make_person("Rie Bro"), w.council)
    Element.objects.filter(pk=w.low.pk).update(responsible=member)
    assert answered(w.low) == FULL


@pytest.mark.parametrize("why", ["no post", "post has ended", "has left"])
def test_responsible_who_is_not_in_post_does_not_answer(w: SimpleNamespace, why: str) -> None:
    person = world.make_person("Palle Bro", is_active=why != "has left")
    if why == "post has ended":
        world.give_post(person, w.school, ends_on=today() - timedelta(days=1))
    elif why == "has left":
        world.give_post(person, w.school)
    Element.objects.filter(pk=w.low.pk).update(responsible=person)
    assert answered(w.low) == NONE


def test_steering_is_empty_without_status_and_waits_for_two_parts(w: SimpleNamespace) -> None:
    steering = rings([w.high.pk])[w.high.pk][RingQuarter.STEERING]
    assert (steering.state, steering.waits_for) == (RingState.EMPTY, ["Økonomi", "Effekt"])


def test_ring_is_read_aloud(w: SimpleNamespace) -> None:
    world.tie(w.low, w.high)
    assert (
        rings([w.high.pk])[w.high.pk].words == "Politisk: fuld, ledelse: tom, planlægning: halv, styring: tom"
    )


def test_later_part_answers_a_waiting_condition_under_the_same_key(w: SimpleNamespace, tell: Tell) -> None:
    tell(
        Anchor(
            "effects.measured",
            RingQuarter.STEERING,
            "Målt?",
            lambda aims: dict.fromkeys(aims.ids, FULL),
            lambda reader, held, aims: Explanation(()),
        )
    )
    assert quarter(w.high, RingQuarter.STEERING) is RingState.HALF


def test_public_rings_count_public_rows_only(w: SimpleNamespace) -> None:
    world.tie(w.low, w.high)
    assert contributed(w.high) == FULL
    assert quarter(w.high, RingQuarter.PLANNING, public_only=True) is RingState.EMPTY
    Document.objects.filter(pk=w.plan.pk).update(visibility=Visibility.PUBLIC)
    assert quarter(w.high, RingQuarter.PLANNING, public_only=True) is RingState.HALF


def test_public_rings_do_not_read_through_an_internal_old_aim(inherited: SimpleNamespace) -> None:
    Document.objects.exclude(pk=inherited.strategy.pk).update(visibility=Visibility.PUBLIC)
    assert quarter(inherited.heir, RingQuarter.PLANNING, public_only=True) is RingState.EMPTY
    Document.objects.update(visibility=Visibility.PUBLIC)
    assert quarter(inherited.heir, RingQuarter.PLANNING, public_only=True) is RingState.HALF


def test_rings_of_many_take_as_many_queries_as_of_one(w: SimpleNamespace) -> None:
    aims = [world.make_element(w.plan, f"Mål {number}", responsible=w.leader).pk for number in range(3)]
    for aim in Element.objects.filter(pk__in=aims):
        world.tie(aim, w.high)
    with CaptureQueriesContext(connection) as one:
        rings(aims[:1])
    with CaptureQueriesContext(connection) as three:
        rings(aims)
    assert len(three) == len(one)
