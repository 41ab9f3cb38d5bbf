"""From phase to phase: only the steps of the table, taken by those who may, and taken back with a reason."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from pejling.activity.models import Activity
from pejling.core.dates import today
from pejling.core.permissions import Refused
from pejling.initiatives.actions.approvers import name_approver
from pejling.initiatives.actions.phases import latest_step, step, take_back
from pejling.initiatives.models import Initiative, Phase, PhaseStep
from pejling.initiatives.phases import MOVES, move_between, moves_from
from pejling.organisation.models import Deputyship
from tests import world
from tests.access import make_world


def at(w: SimpleNamespace, phase: Phase, **fields: Any) -> Initiative:
    """An initiative of the school in a phase, that contributes to an aim."""
    initiative = world.make_initiative(document=w.document, phase=phase, **fields)
    world.tie(initiative.element, w.aim)
    return initiative


def words(initiative: Initiative) -> list[str]:
    """What the log says of it, latest first."""
    return [line.words for line in Activity.objects.about(initiative)]


# --- The table -------------------------------------------------------------------------------------------------------


def test_every_phase_but_the_first_is_reached_and_left_by_some_step() -> None:
    assert {move.before for move in MOVES} == set(Phase)
    assert {move.after for move in MOVES} == set(Phase)


def test_each_step_stands_once_in_the_table() -> None:
    assert len({(move.before, move.after) for move in MOVES}) == len(MOVES)


def test_stopping_and_pausing_take_a_reason() -> None:
    ending = [move for move in MOVES if move.after in (Phase.STOPPED, Phase.PAUSED)]
    assert [move for move in ending if not move.needs_why] == []


def test_nothing_is_under_way_that_was_not_approved() -> None:
    unapproved, waiting = {Phase.IDEA, Phase.PROPOSED}, [Phase.IDEA]
    reached = {Phase.IDEA}
    for phase in waiting:
        for move in moves_from(phase):
            if not move.is_approval and move.after not in reached:
                reached.add(move.after)
                waiting.append(move.after)
    assert reached == unapproved | {Phase.STOPPED}


def test_step_that_leads_on_comes_first() -> None:
    assert [move.after for move in moves_from(Phase.UNDER_WAY)] == [Phase.DONE, Phase.PAUSED, Phase.STOPPED]


# --- Steps -----------------------------------------------------------------------------------------------------------


def test_step_says_who_when_and_why(w: SimpleNamespace) -> None:
    initiative = at(w, Phase.UNDER_WAY)
    taken = step(initiative, Phase.PAUSED, why="Læreren er på barsel.", by=w.owner)
    assert (taken.before, taken.after, taken.why) == (Phase.UNDER_WAY, Phase.PAUSED, "Læreren er på barsel.")
    assert (taken.by, taken.on_behalf_of, taken.on) == (w.owner, None, today())
    initiative.refresh_from_db()
    assert initiative.phase == Phase.PAUSED
    assert words(initiative) == ["satte indsatsens fase til »På pause«"]
    assert initiative.history.first().history_user == w.owner


@pytest.mark.parametrize("phase", [Phase.STOPPED, Phase.PAUSED])
def test_stop_and_pause_ask_why(w: SimpleNamespace, phase: Phase) -> None:
    initiative = at(w, Phase.UNDER_WAY)
    with pytest.raises(ValidationError) as refusal:
        step(initiative, phase, why="  ", by=w.owner)
    assert refusal.value.message_dict == {"why": ["Skriv, hvorfor."]}


def test_step_that_is_not_in_the_table_is_refused_in_words(w: SimpleNamespace) -> None:
    with pytest.raises(ValidationError) as refusal:
        step(at(w, Phase.IDEA), Phase.DONE, by=w.owner)
    assert refusal.value.messages == [
        "En indsats kan ikke gå fra »Idé« til »Gennemført«. Måske var en anden hurtigere."
    ]


def test_step_taken_twice_is_taken_once(w: SimpleNamespace) -> None:
    initiative = at(w, Phase.IDEA)
    fetched_before = Initiative.objects.get(pk=initiative.pk)
    step(initiative, Phase.PROPOSED, by=w.owner)
    with pytest.raises(ValidationError):
        step(fetched_before, Phase.PROPOSED, by=w.owner)
    assert initiative.steps.count() == 2


def test_step_lies_not_in_the_future(w: SimpleNamespace) -> None:
    with pytest.raises(ValidationError) as refusal:
        step(at(w, Phase.PROPOSED), Phase.APPROVED, on=today() + timedelta(days=1), by=w.owner)
    assert refusal.value.message_dict == {"on": ["Datoen kan ikke ligge i fremtiden."]}


def test_line_that_has_ended_takes_no_step(w: SimpleNamespace) -> None:
    initiative = at(w, Phase.UNDER_WAY)
    initiative.element.ended_on = today()
    initiative.element.save()
    with pytest.raises(ValidationError):
        step(initiative, Phase.DONE, by=w.owner)


def test_who_only_reads_takes_no_step(w: SimpleNamespace) -> None:
    initiative = at(w, Phase.IDEA)
    with pytest.raises(Refused):
        step(initiative, Phase.PROPOSED, by=w.colleague)


def test_lead_takes_steps_without_being_an_editor_and_the_deputy_under_both_names(w: SimpleNamespace) -> None:
    lead = world.give_post(world.make_person("Lise Lærer"), w.unit)
    deputy = world.give_post(world.make_person("Dorte Dansk"), w.other_unit)
    initiative = at(w, Phase.IDEA, lead=lead)
    with pytest.raises(Refused):
        step(initiative, Phase.PROPOSED, by=deputy)
    Deputyship.objects.create(person=lead, deputy=deputy, ends_on=today() + timedelta(days=7))
    assert step(initiative, Phase.PROPOSED, by=deputy).on_behalf_of == lead
    assert Activity.objects.about(initiative)[0].on_behalf_of == lead


# --- Approval --------------------------------------------------------------------------------------------------------


def test_leader_of_the_unit_approves_while_the_plan_names_nobody(w: SimpleNamespace) -> None:
    initiative = at(w, Phase.PROPOSED)
    taken = step(initiative, Phase.APPROVED, by=w.owner)
    assert (taken.forum, initiative.phase) == (None, Phase.APPROVED)


def test_leader_whom_the_plan_names_approves_and_nobody_else(w: SimpleNamespace) -> None:
    name_approver(w.document, person=w.colleague, by=w.owner)
    initiative = at(w, Phase.PROPOSED)
    with pytest.raises(Refused):
        step(initiative, Phase.APPROVED, by=w.owner)
    step(initiative, Phase.APPROVED, by=w.colleague)
    assert initiative.phase == Phase.APPROVED


def test_approval_of_a_forum_says_which_and_when(w: SimpleNamespace) -> None:
    board = world.make_forum("Direktionen", kind="Direktion")
    member = world.give_seat(world.give_post(world.make_person("Dan Direktør"), w.top), board)
    name_approver(w.document, forum=board, by=w.owner)
    initiative = at(w, Phase.PROPOSED)
    decided = today() - timedelta(days=3)
    with pytest.raises(ValidationError) as refusal:
        step(initiative, Phase.APPROVED, by=member)
    assert refusal.value.message_dict == {
        "on": ["Skriv dagen for mødet."],
        "item": ["Skriv, hvilket punkt på dagsordenen det var."],
    }
    taken = step(initiative, Phase.APPROVED, on=decided, item="7", by=member)
    assert (taken.forum, taken.on, taken.item) == (board, decided, "7")
    assert words(initiative) == [
        f"skrev ind, at Direktionen godkendte indsatsen den {decided.strftime('%d.%m.%Y')}, punkt 7"
    ]


def test_another_forum_than_the_plan_names_does_not_approve(w: SimpleNamespace) -> None:
    with pytest.raises(ValidationError) as refusal:
        step(at(w, Phase.PROPOSED), Phase.APPROVED, forum=w.forum, by=w.owner)
    assert refusal.value.message_dict == {"forum": ["Planen nævner et andet forum som godkender."]}


def test_approver_may_send_back_what_was_proposed_and_no_more(w: SimpleNamespace) -> None:
    name_approver(w.document, person=w.colleague, by=w.owner)
    initiative = at(w, Phase.PROPOSED)
    step(initiative, Phase.IDEA, why="Sig, hvad det koster.", by=w.colleague)
    with pytest.raises(Refused):
        step(initiative, Phase.PROPOSED, by=w.colleague)


def test_what_contributes_to_nothing_is_not_approved_until_it_says_why(w: SimpleNamespace) -> None:
    initiative = world.make_initiative(document=w.document, phase=Phase.PROPOSED)
    with pytest.raises(ValidationError) as refusal:
        step(initiative, Phase.APPROVED, by=w.owner)
    assert refusal.value.messages == [
        "Knyt først indsatsen til et mål, eller skriv, hvorfor den ikke bidrager til noget."
    ]
    initiative.contributes_to_none_because = "Taget skal holdes tæt."
    initiative.save()
    step(initiative, Phase.APPROVED, by=w.owner)


def test_line_under_an_aim_contributes_by_its_place(w: SimpleNamespace) -> None:
    element = world.make_element(w.document, "Læsebånd", kind="initiative", parent=w.element)
    step(world.make_initiative(element=element, phase=Phase.PROPOSED), Phase.APPROVED, by=w.owner)


def test_approver_of_a_plan_is_one_and_can_be_taken_away(w: SimpleNamespace) -> None:
    with pytest.raises(ValidationError):
        name_approver(w.document, forum=w.forum, person=w.owner, by=w.owner)
    name_approver(w.document, forum=w.forum, by=w.owner)
    name_approver(w.document, person=w.colleague, by=w.owner)
    assert (w.document.approver.forum, w.document.approver.person) == (None, w.colleague)
    assert name_approver(w.document, by=w.owner) is None
    told = [line.words for line in Activity.objects.about(w.document)]
    assert told[0] == "valgte, hvem der godkender planens indsatser: enhedens leder"
    with pytest.raises(Refused):
        name_approver(w.document, forum=w.forum, by=w.colleague)


# --- Mistakes --------------------------------------------------------------------------------------------------------


def test_mistake_is_taken_back_by_a_step_of_its_own(w: SimpleNamespace) -> None:
    initiative = at(w, Phase.UNDER_WAY)
    mistaken = step(initiative, Phase.DONE, by=w.owner)
    back = take_back(initiative, why="Det var den forkerte indsats.", by=w.owner)
    assert (back.before, back.after, back.undoes) == (Phase.DONE, Phase.UNDER_WAY, mistaken)
    assert initiative.phase == Phase.UNDER_WAY
    assert words(initiative)[0] == "tog faseskiftet til »Gennemført« tilbage: Det var den forkerte indsats."
    assert initiative.steps.count() == 3


def test_who_took_the_step_takes_it_back_at_once_without_a_reason(w: SimpleNamespace) -> None:
    initiative = at(w, Phase.UNDER_WAY)
    step(initiative, Phase.DONE, by=w.owner)
    assert take_back(initiative, by=w.owner).why == "Fortrudt med det samme."


def test_others_and_later_ones_say_why(w: SimpleNamespace) -> None:
    initiative = at(w, Phase.UNDER_WAY)
    taken = step(initiative, Phase.DONE, by=w.owner)
    with pytest.raises(ValidationError):
        take_back(initiative, by=w.secretary)
    PhaseStep.objects.filter(pk=taken.pk).update(at=timezone.now() - timedelta(minutes=11))
    with pytest.raises(ValidationError):
        take_back(initiative, by=w.owner)


def test_approval_is_taken_back_by_whom_the_plan_names_alone(w: SimpleNamespace) -> None:
    name_approver(w.document, person=w.colleague, by=w.owner)
    initiative = at(w, Phase.PROPOSED)
    step(initiative, Phase.APPROVED, by=w.colleague)
    with pytest.raises(Refused):
        take_back(initiative, why="Nej.", by=w.owner)
    take_back(initiative, why="Det var for hurtigt.", by=w.colleague)
    assert initiative.phase == Phase.PROPOSED


def test_beginning_cannot_be_taken_back(w: SimpleNamespace) -> None:
    with pytest.raises(ValidationError):
        take_back(at(w, Phase.UNDER_WAY), why="Nej.", by=w.owner)


# --- Whatever happens ------------------------------------------------------------------------------------------------

DOINGS = st.lists(st.one_of(st.sampled_from(list(Phase)), st.just("back")), max_size=25)


def folded(initiative: Initiative) -> list[tuple[str, str]]:
    """The steps that stand, in order."""
    return list(initiative.steps.active().order_by("at", "pk").values_list("before", "after"))


@settings(max_examples=25)
@given(doings=DOINGS)
def test_phase_is_always_where_the_standing_steps_lead(db: None, doings: list[str]) -> None:
    with transaction.atomic():
        w = make_world()
        initiative = at(w, Phase.IDEA)
        for doing in doings:
            before = initiative.phase
            legal = latest_step(initiative) if doing == "back" else move_between(before, doing)
            try:
                with transaction.atomic():
                    if doing == "back":
                        take_back(initiative, why="Prøve.", by=w.owner)
                    else:
                        step(initiative, doing, why="Prøve.", by=w.owner)
                assert legal is not None
            except ValidationError:
                assert legal is None
                assert initiative.phase == before
            steps = folded(initiative)
            assert steps[0] == ("", Phase.IDEA)
            assert steps[-1][1] == Initiative.objects.get(pk=initiative.pk).phase
            assert [after for _, after in steps[:-1]] == [before for before, _ in steps[1:]]
        transaction.set_rollback(True)
