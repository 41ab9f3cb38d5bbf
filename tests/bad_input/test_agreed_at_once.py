"""Agreements, proposals and conversations: the second of two at the same moment sees what the first has done.

As in `test_at_once.py`, each meeting is tried in both orders with real transactions on two connections.
"""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace

import pytest

from pejling.agreements.actions import commitments, proposals
from pejling.agreements.models import Answer, Closing, Commitment, Proposal, ProposalAnswer
from pejling.conversations.actions import holding, planning, preparing
from pejling.conversations.figures.conversation import agreed_fingerprint
from pejling.conversations.models import Agreed, Bid, Conversation, Note, PlanMonth, Question, Side, Turn
from pejling.core.dates import today
from pejling.direction.actions import elements
from pejling.initiatives.models import Initiative, Milestone
from pejling.organisation.actions import forums, units
from pejling.organisation.models import Unit
from pejling.people.models import Person
from tests import world
from tests.access import make_world
from tests.agreements.access_agreements import agreed, own_proposal, proposed
from tests.bad_input.test_at_once import Meeting, again, both, leaving, one
from tests.conversations.access_conversations import answered, held, talk
from tests.direction import invariants
from tests.meeting import Act, meet

LATER = today() + timedelta(days=7)


# --- Agreements. ------------------------------------------------------------------------------------------------------


def report_done_twice(w: SimpleNamespace) -> Meeting:
    row = agreed(w)
    here, there = again(row), again(row)
    return (
        lambda: commitments.finish(here, words="Prøvet af.", by=again(w.owner)),
        lambda: commitments.finish(there, words="Gjort.", by=again(w.secretary)),
        lambda through: one(through) and Closing.objects.count() == 1,
    )


def report_done_and_give_up(w: SimpleNamespace) -> Meeting:
    row = agreed(w)
    here, there = again(row), again(row)
    return (
        lambda: commitments.finish(here, words="Prøvet af.", by=again(w.owner)),
        lambda: commitments.drop(there, words="Ikke tid.", by=again(w.secretary)),
        lambda through: one(through) and Closing.objects.count() == 1,
    )


def report_done_and_change(w: SimpleNamespace) -> Meeting:
    row = agreed(w)
    here, there = again(row), again(row)
    return (
        lambda: commitments.finish(here, words="Prøvet af.", by=again(w.owner)),
        lambda: commitments.edit(
            there, opened=1, unit=again(w.unit), responsible=None, title="Andet", by=again(w.secretary)
        ),
        one,
    )


def change_twice(w: SimpleNamespace) -> Meeting:
    row = agreed(w)

    def change(title: str, by: Person) -> Act:
        mine, unit = again(row), again(w.unit)
        return lambda: commitments.edit(
            mine, opened=1, unit=unit, responsible=None, title=title, by=again(by)
        )

    return change("Et", w.owner), change("To", w.secretary), one


def open_again_twice(w: SimpleNamespace) -> Meeting:
    ended = commitments.finish(agreed(w), words="Prøvet af.", by=w.owner)
    here, there = again(ended), again(ended)
    return (
        lambda: commitments.reopen(here, by=again(w.owner)),
        lambda: commitments.reopen(there, by=again(w.secretary)),
        one,
    )


def report_done_and_put_in_a_plan(w: SimpleNamespace) -> Meeting:
    row, work = agreed(w), world.make_initiative("Læsebånd", document=w.document)
    here, there, work = again(row), again(row), again(work)
    return (
        lambda: commitments.finish(here, words="Prøvet af.", by=again(w.owner)),
        lambda: commitments.put_in_plan(there, work, by=again(w.secretary)),
        one,
    )


def put_in_a_plan_twice(w: SimpleNamespace) -> Meeting:
    row, work, section = agreed(w), world.make_initiative("Læsebånd", document=w.document), again(w.section)
    here, there, work = again(row), again(row), again(work)
    return (
        lambda: commitments.put_in_plan(here, work, by=again(w.owner)),
        lambda: commitments.make_initiative(there, section, by=again(w.secretary)),
        lambda through: one(through) and Milestone.objects.count() + Initiative.objects.count() == 2,
    )


def agreeing(w: SimpleNamespace, **facts: object) -> Act:
    known = {"unit": again(w.unit), "responsible": None, "element": again(w.element)} | facts
    return lambda: commitments.agree(title="Læsebånd", due_on=LATER, by=again(w.secretary), **known)


def ending(unit: Unit, receiver: Unit, by: Person) -> Act:
    here, there = again(unit), again(receiver)
    return lambda: units.end_unit(here, on=today(), receiver=there, by=again(by))


def end_a_unit_and_agree(w: SimpleNamespace) -> Meeting:
    return ending(w.unit, w.other_unit, w.secretary), agreeing(w), one


def end_a_unit_and_hand_the_agreement_to_it(w: SimpleNamespace) -> Meeting:
    row, unit = again(agreed(w)), again(w.other_unit)
    return (
        ending(w.other_unit, w.unit, w.secretary),
        lambda: commitments.edit(row, opened=1, unit=unit, responsible=None, by=again(w.secretary)),
        one,
    )


def end_a_unit_and_report_done(w: SimpleNamespace) -> Meeting:
    row = again(agreed(w))
    return (
        ending(w.unit, w.other_unit, w.secretary),
        lambda: commitments.finish(row, words="Gjort.", by=again(w.secretary)),
        lambda through: all(through) and Commitment.objects.get().unit == w.other_unit,
    )


def end_a_unit_and_make_the_agreement_an_initiative(w: SimpleNamespace) -> Meeting:
    """Both lock the unit before the agreement: neither waits for good."""
    row, section = again(agreed(w)), again(w.section)
    return (
        ending(w.unit, w.other_unit, w.secretary),
        lambda: commitments.make_initiative(row, section, by=again(w.secretary)),
        one,
    )


def end_a_unit_and_make_the_agreement_a_milestone(w: SimpleNamespace) -> Meeting:
    """Both lock the initiative before the agreement: neither waits for good."""
    row, work = again(agreed(w)), again(world.make_initiative("Læsebånd", document=w.document))
    return (
        ending(w.unit, w.other_unit, w.secretary),
        lambda: commitments.put_in_plan(row, work, by=again(w.secretary)),
        both,
    )


def leave_and_take_on(w: SimpleNamespace) -> Meeting:
    return leaving(w, w.outsider), agreeing(w, responsible=again(w.outsider)), one


def leave_and_be_handed_an_agreement(w: SimpleNamespace) -> Meeting:
    row, to = again(agreed(w)), again(w.outsider)
    return (
        leaving(w, w.outsider),
        lambda: commitments.hand_over(row, to, again(w.owner)),
        lambda through: one(through) and again(row).responsible == w.owner,
    )


def remove_a_point_and_agree_about_it(w: SimpleNamespace) -> Meeting:
    point = world.make_element(w.document, "Alle leger", section=w.section)
    mine = again(point)
    return (
        lambda: elements.remove_element(mine, by=again(w.owner)),
        agreeing(w, element=again(point)),
        lambda through: one(through) and not Commitment.objects.exists(),
    )


# --- Proposals. -------------------------------------------------------------------------------------------------------


def answering(w: SimpleNamespace, row: Proposal, by: Person, **more: object) -> Act:
    mine = again(row)
    said = {"answer": Answer.TAKEN_ON, "words": "Vi går i gang."} | more
    return lambda: proposals.answer(mine, by=again(by), **said)  # type: ignore[arg-type]


def souschef(w: SimpleNamespace) -> Person:
    """Another who answers for the school."""
    return world.make_leader("Rune Hald", w.unit)


def answer_twice(w: SimpleNamespace) -> Meeting:
    row, other = proposed(w), souschef(w)
    return (
        answering(w, row, w.owner),
        answering(w, row, other, answer=Answer.DECLINED, words="Nej."),
        lambda through: one(through) and ProposalAnswer.objects.count() == 1,
    )


def answer_and_take_back(w: SimpleNamespace) -> Meeting:
    row = proposed(w)
    mine = again(row)
    return (
        answering(w, row, w.owner),
        lambda: proposals.withdraw(mine, by=again(w.colleague)),
        one,
    )


def answer_and_change(w: SimpleNamespace) -> Meeting:
    row = proposed(w)
    mine = again(row)
    return (
        answering(w, row, w.owner),
        lambda: proposals.edit_proposal(mine, opened=1, title="Noget andet", by=again(w.colleague)),
        lambda through: one(through) and again(row).title == row.title,
    )


def send_on_and_answer(w: SimpleNamespace) -> Meeting:
    """Who has sent it on has not got it any more."""
    row, other = proposed(w), souschef(w)
    return (
        answering(w, row, w.owner, answer=Answer.SENT_ON, to_unit=again(w.top), answer_by=LATER),
        answering(w, row, other),
        one,
    )


def take_an_answer_back_twice(w: SimpleNamespace) -> Meeting:
    given = proposals.answer(proposed(w), answer=Answer.TAKEN_ON, words="Ja.", by=w.owner)
    here, there = again(given), again(given)
    return (
        lambda: proposals.withdraw_answer(here, by=again(w.owner)),
        lambda: proposals.withdraw_answer(there, by=again(w.owner)),
        one,
    )


def take_back_what_was_sent_on_and_answer_it(w: SimpleNamespace) -> Meeting:
    third = world.make_unit("Engens Skole", parent=w.top)
    leader = world.make_leader("Rune Hald", third)
    row = proposed(w)
    on = {"answer": Answer.SENT_ON, "words": "Til jer.", "to_unit": third, "answer_by": LATER}
    given = again(proposals.answer(again(row), by=w.owner, **on))  # type: ignore[arg-type]
    return lambda: proposals.withdraw_answer(given, by=again(w.owner)), answering(w, row, leader), one


def proposing(w: SimpleNamespace, **facts: object) -> Act:
    known = {"unit": again(w.unit), "to_unit": again(w.other_unit)} | facts
    return lambda: proposals.propose(
        kind="wish", title="Fælles indgang", answer_by=LATER, by=again(w.owner), **known
    )  # fmt: skip


def end_a_unit_and_send_it_a_wish(w: SimpleNamespace) -> Meeting:
    return ending(w.other_unit, w.top, w.secretary), proposing(w), one


def end_a_unit_and_send_on_to_it(w: SimpleNamespace) -> Meeting:
    row = proposed(w)
    on = {"answer": Answer.SENT_ON, "to_unit": again(w.other_unit), "answer_by": LATER}
    return ending(w.other_unit, w.top, w.secretary), answering(w, row, w.owner, **on), one


def end_a_unit_and_take_back_what_it_sent_on(w: SimpleNamespace) -> Meeting:
    """It would lie with nobody."""
    row = proposed(w)
    on = {"answer": Answer.SENT_ON, "words": "Til jer.", "to_unit": again(w.top), "answer_by": LATER}
    given = again(proposals.answer(again(row), by=w.owner, **on))
    stays = world.give_post(again(w.owner), w.top)
    return (
        ending(w.unit, w.other_unit, w.secretary),
        lambda: proposals.withdraw_answer(given, by=again(stays)),
        one,
    )


def end_a_unit_and_put_forward_again(w: SimpleNamespace) -> Meeting:
    (pk,) = own_proposal(w)
    row = proposals.withdraw(Proposal.objects.get(pk=pk), by=w.owner)
    mine = again(row)
    return (
        ending(w.other_unit, w.top, w.secretary),
        lambda: proposals.restore(mine, by=again(w.owner)),
        one,
    )


def end_a_forum_and_send_it_an_idea(w: SimpleNamespace) -> Meeting:
    forum, yesterday = again(w.forum), today() - timedelta(days=1)
    return (
        lambda: forums.end_forum(forum, on=yesterday, by=again(w.secretary)),
        proposing(w, to_unit=None, to_forum=again(w.forum)),
        one,
    )


def leave_and_be_handed_a_proposal(w: SimpleNamespace) -> Meeting:
    row, to = again(proposed(w)), again(w.outsider)
    return (
        leaving(w, w.outsider),
        lambda: proposals.hand_over_proposal(row, to, again(w.colleague)),
        one,
    )


def remove_a_point_and_wish_for_it(w: SimpleNamespace) -> Meeting:
    point = world.make_element(w.document, "Alle leger", section=w.section)
    mine = again(point)
    return (
        lambda: elements.remove_element(mine, by=again(w.owner)),
        proposing(w, element=again(point)),
        lambda through: one(through) and not Proposal.objects.exists(),
    )


# --- Conversations. ---------------------------------------------------------------------------------------------------


def confirming(row: Conversation, by: Person) -> Act:
    mine, shown = again(row), agreed_fingerprint(row)
    return lambda: holding.confirm(mine, shown=shown, by=again(by))


def noting_agreement(row: Conversation, by: Person) -> Act:
    mine = again(row)
    return lambda: holding.agree(mine, Side.HOST, title="Endnu en", due_on=LATER, by=again(by))


def confirm_from_both_sides(w: SimpleNamespace) -> Meeting:
    row = held(w)
    return (
        confirming(row, w.owner),
        confirming(row, w.chief),
        lambda through: all(through) and again(row).is_confirmed,
    )


def agree_and_confirm(w: SimpleNamespace) -> Meeting:
    """Nobody confirms what they have not read."""
    row = held(w)
    return (
        noting_agreement(row, w.owner),
        confirming(row, w.chief),
        lambda through: one(through) and again(row).confirmed_above is None,
    )


def confirm_as_the_second_and_agree(w: SimpleNamespace) -> Meeting:
    """What both have confirmed grows no more."""
    row = held(w)
    confirming(row, w.owner)()
    return (
        confirming(row, w.chief),
        noting_agreement(row, w.owner),
        lambda through: one(through) and again(row).is_confirmed and not Agreed.objects.exists(),
    )


def change_what_was_agreed_and_confirm(w: SimpleNamespace) -> Meeting:
    row = held(w)
    made = holding.agree(again(row), Side.HOST, title="To hold", due_on=LATER, by=w.owner)
    mine, unit = again(made), again(w.unit)
    return (
        lambda: commitments.edit(
            mine, opened=made.version, unit=unit, responsible=None, title="Ét hold", by=again(w.owner)
        ),
        confirming(row, w.chief),
        both,
    )


def hold_twice(w: SimpleNamespace) -> Meeting:
    row = talk(w)
    here, there = again(row), again(row)
    return (
        lambda: holding.hold(here, by=again(w.owner)),
        lambda: holding.hold(there, by=again(w.chief)),
        one,
    )


def hold_and_write_a_bid(w: SimpleNamespace) -> Meeting:
    row = talk(w)
    here, there = again(row), again(row)
    return (
        lambda: holding.hold(here, by=again(w.chief)),
        lambda: preparing.bid(there, Question.CHANGE, text="Læsning.", by=again(w.owner)),
        lambda through: one(through) and not Bid.objects.exists(),
    )


def open_again_and_confirm(w: SimpleNamespace) -> Meeting:
    row = held(w)
    mine = again(row)
    return (
        lambda: holding.reopen(mine, by=again(w.owner)),
        confirming(row, w.chief),
        lambda through: one(through) and again(row).confirmed_above is None,
    )


def answer_together_twice(w: SimpleNamespace) -> Meeting:
    """Two of the leadership open the empty answer, and both write one."""
    row, other = talk(w), world.give_post(world.make_person("Rune Hald"), w.unit, "Souschef")

    def answering_together(text: str, by: Person) -> Act:
        mine = again(row)
        return lambda: preparing.answer(mine, Question.CHANGE, text=text, opened=1, by=again(by))

    return (
        answering_together("Læsning.", w.owner),
        answering_together("Trivsel.", other),
        lambda through: one(through) and row.answers.get().text == "Læsning.",
    )


def write_and_share_the_answer(w: SimpleNamespace) -> Meeting:
    """Who shares an answer does not put the words back that they had before them."""
    row = answered(w)
    standing, mine = row.answers.get(), again(row)
    return (
        lambda: preparing.answer(
            mine, Question.SUCCEED, text="Nyt.", opened=standing.version, by=again(w.owner)
        ),
        lambda: preparing.share(standing, is_shared=True, by=again(w.owner)),
        lambda through: all(through) and (again(standing).text, again(standing).is_shared) == ("Nyt.", True),
    )


def write_a_note_in_two_windows(w: SimpleNamespace) -> Meeting:
    row = talk(w)

    def noting(text: str) -> Act:
        mine = again(row)
        return lambda: holding.note(mine, Turn.DIRECTION, text=text, by=again(w.owner))

    return noting("Først"), noting("Så"), lambda through: all(through) and Note.objects.get().text == "Så"


def two_write_a_note(w: SimpleNamespace) -> Meeting:
    row = talk(w)

    def noting(by: Person) -> Act:
        mine = again(row)
        return lambda: holding.note(mine, Turn.DIRECTION, text=by.name, by=again(by))

    return (
        noting(w.owner),
        noting(w.chief),
        lambda through: all(through) and {note.text for note in Note.objects.all()} == {"Gerda Holm", "Henriette Brink"},
    )  # fmt: skip


def begin_the_same_conversation_twice(w: SimpleNamespace) -> Meeting:
    def beginning(by: Person) -> Act:
        unit = again(w.unit)
        return lambda: planning.plan(unit, year=today().year, by=again(by))

    return beginning(w.owner), beginning(w.secretary), one


def choose_the_month_twice(w: SimpleNamespace) -> Meeting:
    def choosing(month: int, by: Person) -> Act:
        unit = again(w.unit)
        return lambda: planning.choose_month(unit, month, by=again(by))

    return choosing(4, w.owner), choosing(5, w.secretary), lambda _through: PlanMonth.objects.count() == 1


def replanning(w: SimpleNamespace, people: list[Person]) -> Act:
    row, invited = again(talk(w)), [again(each) for each in people]
    return lambda: planning.replan(
        row, opened=row.version, by=again(w.secretary), at=None, minutes=60, place="Salen", people=invited
    )


def invite_and_let_them_take_something_on(w: SimpleNamespace) -> Meeting:
    """Both lock the person before the conversation: neither waits for good."""
    row, person = again(talk(w)), again(w.colleague)
    return (
        replanning(w, [w.colleague]),
        lambda: holding.agree(
            row, Side.HOST, title="To hold", due_on=LATER, responsible=person, by=again(w.owner)
        ),
        lambda through: all(through),
    )


def leave_and_be_invited(w: SimpleNamespace) -> Meeting:
    return leaving(w, w.outsider), replanning(w, [w.outsider]), one


def be_asked_no_more_and_write_a_bid(w: SimpleNamespace) -> Meeting:
    replanning(w, [w.colleague])()
    row = again(talk(w))
    return (
        replanning(w, []),
        lambda: preparing.bid(row, Question.CHANGE, text="Læsning.", by=again(w.colleague)),
        lambda through: one(through) and not Bid.objects.exists(),
    )


def end_a_unit_and_begin_its_conversation(w: SimpleNamespace) -> Meeting:
    unit = again(w.unit)
    return (
        ending(w.unit, w.other_unit, w.secretary),
        lambda: planning.plan(unit, year=today().year, by=again(w.secretary)),
        one,
    )


def end_a_unit_and_agree_in_its_conversation(w: SimpleNamespace) -> Meeting:
    return ending(w.unit, w.other_unit, w.secretary), noting_agreement(talk(w), w.owner), one


def send_the_plan_twice(w: SimpleNamespace) -> Meeting:
    row = answered(w)
    here, there = again(row), again(row)
    return (
        lambda: preparing.send(here, by=again(w.owner)),
        lambda: preparing.send(there, by=again(w.owner)),
        lambda through: again(row).sent_at is not None and w.document.revisions.count() == sum(through),
    )


def remove_a_value_and_see_it(w: SimpleNamespace) -> Meeting:
    row, value = again(talk(w)), world.make_element(w.document, "Nysgerrighed", section=w.section)
    mine, theirs = again(value), again(value)
    return (
        lambda: elements.remove_element(mine, by=again(w.owner)),
        lambda: holding.see_value(row, theirs, words="I går.", by=again(w.owner)),
        one,
    )


MEETINGS = [
    report_done_twice, report_done_and_give_up, report_done_and_change, change_twice, open_again_twice,
    report_done_and_put_in_a_plan, put_in_a_plan_twice, end_a_unit_and_agree, end_a_unit_and_hand_the_agreement_to_it,
    end_a_unit_and_report_done, end_a_unit_and_make_the_agreement_an_initiative,
    end_a_unit_and_make_the_agreement_a_milestone, leave_and_take_on, leave_and_be_handed_an_agreement,
    remove_a_point_and_agree_about_it,
    answer_twice, answer_and_take_back, answer_and_change, send_on_and_answer, take_an_answer_back_twice,
    take_back_what_was_sent_on_and_answer_it, end_a_unit_and_send_it_a_wish, end_a_unit_and_send_on_to_it,
    end_a_unit_and_take_back_what_it_sent_on, end_a_unit_and_put_forward_again, end_a_forum_and_send_it_an_idea,
    leave_and_be_handed_a_proposal, remove_a_point_and_wish_for_it,
    confirm_from_both_sides, agree_and_confirm, confirm_as_the_second_and_agree, change_what_was_agreed_and_confirm,
    hold_twice, hold_and_write_a_bid, open_again_and_confirm, answer_together_twice, write_and_share_the_answer,
    write_a_note_in_two_windows, two_write_a_note, begin_the_same_conversation_twice, choose_the_month_twice,
    invite_and_let_them_take_something_on, leave_and_be_invited, be_asked_no_more_and_write_a_bid,
    end_a_unit_and_begin_its_conversation, end_a_unit_and_agree_in_its_conversation, send_the_plan_twice,
    remove_a_value_and_see_it,
]  # fmt: skip


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("meeting", MEETINGS, ids=lambda meeting: meeting.__name__)
def test_second_of_two_at_once_sees_what_the_first_has_agreed(
    meeting: Callable[[SimpleNamespace], Meeting],
) -> None:
    first, second, came_out_well = meeting(make_world())
    through = meet(first, second)
    assert (through[0], came_out_well(through), invariants.problems()) == (True, True, [])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("meeting", MEETINGS, ids=lambda meeting: meeting.__name__)
def test_other_way_round_nothing_that_was_agreed_contradicts_itself(
    meeting: Callable[[SimpleNamespace], Meeting],
) -> None:
    second, first, _came_out_well = meeting(make_world())
    through = meet(first, second)
    assert (through[0], invariants.problems()) == (True, [])
