"""Ties: who may make them, what they may join, and what becomes of them when direction changes."""

from datetime import date
from threading import Barrier, Thread
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from pejling.activity.models import Activity
from pejling.chain.figures.tie_search import suggest_aims
from pejling.core.dates import today
from pejling.core.permissions import Refused
from pejling.direction.actions import ties
from pejling.direction.models import (
    Contribution,
    Element,
    Fate,
    FateKind,
    InheritanceReply,
    Phase,
    Visibility,
)
from pejling.people.models import Person
from pejling.search.models import Synonyms
from tests import world
from tests.access import make_world


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    w = make_world()
    w.tie.delete()
    return w


def messages(refused: pytest.ExceptionInfo[ValidationError]) -> list[str]:
    return refused.value.messages


def test_tie_joins_an_element_to_an_aim_and_says_how(w: SimpleNamespace) -> None:
    made = ties.tie(w.element, w.aim, how="Daglig læsning giver lyst.", by=w.owner)
    assert (made.lower, made.upper, made.how, made.by) == (
        w.element,
        w.aim,
        "Daglig læsning giver lyst.",
        w.owner,
    )
    assert made.history.count() == 1


def test_tie_is_told_in_the_log_about_the_tie_itself(w: SimpleNamespace) -> None:
    made = ties.tie(w.element, w.aim, how="Fordi.", by=w.owner)
    assert [line.words for line in Activity.objects.about(made)] == [
        "knyttede »Alle læser hver dag« til »Alle børn bliver dygtige læsere«"
    ]


def test_tie_needs_a_sentence(w: SimpleNamespace) -> None:
    with pytest.raises(ValidationError) as refused:
        ties.tie(w.element, w.aim, how="  ", by=w.owner)
    assert messages(refused) == ["Skriv i en sætning, hvordan det bidrager."]


def test_tie_is_refused_to_who_does_not_edit_the_lower_element(w: SimpleNamespace) -> None:
    with pytest.raises(Refused):
        ties.tie(w.element, w.aim, how="Fordi.", by=w.colleague)
    assert Contribution.objects.count() == 0


def test_tie_leads_to_an_aim_only(w: SimpleNamespace) -> None:
    challenge = world.make_element(w.public, "Færre læser for sjov", kind="challenge")
    with pytest.raises(ValidationError) as refused:
        ties.tie(w.element, challenge, how="Fordi.", by=w.owner)
    assert messages(refused) == ["Man kan kun bidrage til et mål, ikke til udfordring."]


def test_tie_to_what_one_may_not_see_is_refused_without_naming_it(w: SimpleNamespace) -> None:
    hidden = world.make_element(
        world.make_document("Hemmelig", unit=w.other_unit, visibility=Visibility.DRAFT), "Skjult mål"
    )
    with pytest.raises(ValidationError) as refused:
        ties.tie(w.element, hidden, how="Fordi.", by=w.owner)
    assert messages(refused) == ["Målet findes ikke, eller du har ikke adgang til det."]


def test_tie_to_an_aim_of_a_succeeded_document_is_refused(w: SimpleNamespace) -> None:
    w.public.phase = Phase.SUCCEEDED
    w.public.save()
    with pytest.raises(ValidationError) as refused:
        ties.tie(w.element, w.aim, how="Fordi.", by=w.owner)
    assert messages(refused) == ["»Alle børn bliver dygtige læsere« står ikke ved magt mere."]


@pytest.mark.parametrize("end", ["lower", "upper"])
def test_tie_joins_two_points_that_stand(w: SimpleNamespace, end: str) -> None:
    ended = {"lower": w.element, "upper": w.aim}[end]
    ended.ended_on = today()
    ended.save()
    with pytest.raises(ValidationError) as refused:
        ties.tie(w.element, w.aim, how="Fordi.", by=w.owner)
    assert messages(refused) == [f"»{ended.title}« står ikke ved magt mere."]


def test_tie_from_a_retired_document_is_refused(w: SimpleNamespace) -> None:
    w.document.phase = Phase.RETIRED
    w.document.save()
    with pytest.raises(ValidationError) as refused:
        ties.tie(w.element, w.aim, how="Fordi.", by=w.owner)
    assert messages(refused) == ["»Alle læser hver dag« står ikke ved magt mere."]


def test_same_tie_is_not_made_twice(w: SimpleNamespace) -> None:
    ties.tie(w.element, w.aim, how="Fordi.", by=w.owner)
    with pytest.raises(ValidationError) as refused:
        ties.tie(w.element, w.aim, how="Igen.", by=w.owner)
    assert messages(refused) == ["De to punkter er allerede knyttet sammen."]


def test_element_does_not_contribute_to_itself(w: SimpleNamespace) -> None:
    with pytest.raises(ValidationError) as refused:
        ties.tie(w.aim, w.aim, how="Fordi.", by=w.secretary)
    assert len(messages(refused)) == 1


def test_circle_over_ties_is_refused(w: SimpleNamespace) -> None:
    middle = world.make_element(w.public, "Mellem")
    world.tie(w.element, middle)
    world.tie(middle, w.aim)
    with pytest.raises(ValidationError) as refused:
        ties.tie(w.aim, w.element, how="Fordi.", by=w.secretary)
    assert messages(refused) == [
        "»Alle læser hver dag« bidrager selv til »Alle børn bliver dygtige læsere«, så bidraget ville gå i ring."
    ]


def test_circle_over_the_tree_is_refused(w: SimpleNamespace) -> None:
    child = world.make_element(w.document, "Under", parent=w.element)
    world.tie(w.element, w.aim)
    with pytest.raises(ValidationError):
        ties.tie(w.aim, child, how="Fordi.", by=w.secretary)


def test_circle_over_an_inherited_tie_is_refused(w: SimpleNamespace) -> None:
    heir = world.make_element(
        world.make_adopted("Vision", kind="vision", forum=w.forum, unit=w.top), "Arvtager"
    )
    world.tie(w.element, w.aim)
    Fate.objects.create(element=w.aim, kind=FateKind.MOVED, to=heir, effective_on=date(2026, 1, 1))
    with pytest.raises(ValidationError):
        ties.tie(heir, w.element, how="Fordi.", by=w.secretary)


def test_circle_over_an_ended_tie_is_none(w: SimpleNamespace) -> None:
    world.tie(w.element, w.aim, ended_on=date(2026, 1, 1))
    assert ties.tie(w.aim, w.element, how="Fordi.", by=w.secretary).upper == w.element


def test_ended_tie_can_be_resumed(w: SimpleNamespace) -> None:
    made = ties.tie(w.element, w.aim, how="Fordi.", by=w.owner)
    ties.end_tie(made, by=w.owner)
    assert not Contribution.objects.active().exists()
    ties.resume_tie(made, by=w.owner)
    assert Contribution.objects.active().get() == made


def test_resuming_a_tie_cannot_close_a_circle(w: SimpleNamespace) -> None:
    made = ties.tie(w.element, w.aim, how="Fordi.", by=w.owner)
    ties.end_tie(made, by=w.owner)
    ties.tie(w.aim, w.element, how="Fordi.", by=w.secretary)
    with pytest.raises(ValidationError):
        ties.resume_tie(made, by=w.owner)


def test_question_is_put_by_the_owner_of_the_aim_alone(w: SimpleNamespace) -> None:
    made = world.tie(w.element, w.aim)
    with pytest.raises(Refused):
        ties.question_tie(made, why="Hvordan?", by=w.owner)
    ties.question_tie(made, why="Hvordan?", by=w.secretary)
    assert made.questions.open().get().why == "Hvordan?"


def test_question_is_answered_from_below_and_settled_from_above(w: SimpleNamespace) -> None:
    made = world.tie(w.element, w.aim)
    question = ties.question_tie(made, why="Hvordan?", by=w.secretary)
    ties.answer_question(question, answer="Sådan.", by=w.owner)
    with pytest.raises(Refused):
        ties.settle_question(question, by=w.owner)
    assert made.questions.open().exists()
    ties.settle_question(question, by=w.secretary)
    assert not made.questions.open().exists()


@pytest.fixture
def inherited(w: SimpleNamespace) -> SimpleNamespace:
    """The policy has become a vision; the plan's tie to it is inherited."""
    w.vision = world.make_adopted(
        "Vision 2034", kind="vision", forum=w.forum, unit=w.top, visibility=Visibility.PUBLIC
    )
    w.heir = world.make_element(w.vision, "Læselyst i hele livet", kind="vision_statement")
    w.tie = world.tie(w.element, w.aim)
    w.public.phase, w.public.in_force_until = Phase.SUCCEEDED, date(2026, 10, 31)
    w.public.save()
    w.fate = Fate.objects.create(
        element=w.aim, kind=FateKind.CARRIED_ON, to=w.heir, effective_on=date(2026, 11, 1)
    )
    return w


def test_confirming_an_inherited_tie_makes_a_tie_of_its_own(inherited: SimpleNamespace) -> None:
    answer = ties.confirm_inherited(inherited.tie, inherited.fate, how="Fordi.", by=inherited.owner)
    assert answer.replacement is not None
    assert (answer.replacement.lower, answer.replacement.upper) == (inherited.element, inherited.heir)
    assert Contribution.objects.active().count() == 2


def test_inherited_tie_can_be_pointed_elsewhere(inherited: SimpleNamespace) -> None:
    other = world.make_element(inherited.vision, "Et andet sted")
    answer = ties.redirect_inherited(
        inherited.tie, inherited.fate, upper=other, how="Fordi.", by=inherited.owner
    )
    assert answer.replacement is not None
    assert answer.replacement.upper == other


def test_inherited_tie_can_be_let_go(inherited: SimpleNamespace) -> None:
    answer = ties.end_inherited(inherited.tie, inherited.fate, by=inherited.owner)
    assert (answer.reply, answer.replacement) == (InheritanceReply.ENDED, None)


def test_inherited_tie_is_answered_once(inherited: SimpleNamespace) -> None:
    ties.end_inherited(inherited.tie, inherited.fate, by=inherited.owner)
    with pytest.raises(ValidationError):
        ties.confirm_inherited(inherited.tie, inherited.fate, how="Fordi.", by=inherited.owner)


def test_inherited_tie_is_answered_by_the_owner_of_the_lower_element(inherited: SimpleNamespace) -> None:
    with pytest.raises(Refused):
        ties.end_inherited(inherited.tie, inherited.fate, by=inherited.colleague)


def test_answer_to_an_inherited_tie_can_be_taken_back(inherited: SimpleNamespace) -> None:
    answer = ties.confirm_inherited(inherited.tie, inherited.fate, how="Fordi.", by=inherited.owner)
    ties.reopen_inherited(answer, by=inherited.owner)
    assert Contribution.objects.active().get() == inherited.tie
    (kept,) = inherited.tie.inheritance_answers.all()
    assert (kept.reply, kept.by, kept.withdrawn_by) == (
        InheritanceReply.CONFIRMED, inherited.owner, inherited.owner,
    )  # fmt: skip
    with pytest.raises(ValidationError, match="allerede taget tilbage"):
        ties.reopen_inherited(kept, by=inherited.owner)


def test_inherited_tie_is_answered_anew_when_the_answer_was_taken_back(inherited: SimpleNamespace) -> None:
    ties.reopen_inherited(
        ties.end_inherited(inherited.tie, inherited.fate, by=inherited.owner), by=inherited.owner
    )
    ties.confirm_inherited(inherited.tie, inherited.fate, how="Alligevel.", by=inherited.owner)
    answers = inherited.tie.inheritance_answers
    assert [each.reply for each in answers.order_by("pk")] == ["ended", "confirmed"]
    assert answers.active().get().reply == InheritanceReply.CONFIRMED


def test_two_old_ties_that_meet_in_one_heir_are_both_confirmed(inherited: SimpleNamespace) -> None:
    second = world.make_element(inherited.public, "Et mål til")
    also = world.tie(inherited.element, second)
    fate = Fate.objects.create(
        element=second, kind=FateKind.MERGED, to=inherited.heir, effective_on=date(2026, 11, 1)
    )
    ties.confirm_inherited(inherited.tie, inherited.fate, how="Fordi.", by=inherited.owner)
    ties.confirm_inherited(also, fate, how="Fordi.", by=inherited.owner)
    assert Element.objects.get(pk=inherited.heir.pk).contributors.active().count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_people_who_tie_at_once_do_not_close_a_circle_between_them() -> None:
    w = make_world()
    w.tie.delete()
    made: list[Contribution] = []
    begin = Barrier(2)

    def tie_as(person: Person, lower: Element, upper: Element) -> None:
        begin.wait()
        try:
            made.append(ties.tie(lower, upper, how="Fordi.", by=person))
        except ValidationError:
            pass
        finally:
            connection.close()

    graph = [
        Thread(target=tie_as, args=(w.owner, w.element, w.aim)),
        Thread(target=tie_as, args=(w.secretary, w.aim, w.element)),
    ]
    for thread in graph:
        thread.start()
    for thread in graph:
        thread.join()
    assert len(made) == Contribution.objects.active().count() == 1


def test_aim_of_the_policy_that_says_the_same_is_suggested_before_points_of_sibling_schools(
    w: SimpleNamespace,
) -> None:
    sibling = world.make_document("Søskendeskolens plan", kind="strategy_plan", unit=w.other_unit)
    twin = world.make_element(sibling, "Elever læser hver dag")
    policy = world.make_adopted("Skolepolitik", unit=w.top, forum=w.forum)
    world.make_element(policy, "Rent vand i søer og åer")
    reading = world.make_element(policy, "Flere elever læser med lyst")
    vision = world.make_adopted("Vision", kind="vision", unit=w.top, forum=w.forum)
    seaside = world.make_element(vision, "Plads til alle ved fjorden", kind="vision_statement")
    point = world.make_element(w.document, "Eleverne læser et kvarter hver dag")
    suggested = suggest_aims(point, w.owner)
    assert suggested[0] == reading
    assert suggested.index(reading) < suggested.index(seaside) < suggested.index(twin)


def test_aim_is_suggested_by_words_of_nearly_the_same_meaning(w: SimpleNamespace) -> None:
    Synonyms.objects.create(name="fravær, skolevægring")
    policy = world.make_adopted("Skolepolitik", unit=w.top, forum=w.forum)
    for title in ("Rent vand i søer og åer", "Færre børn har skolevægring"):
        world.make_element(policy, title)
    point = world.make_element(w.document, "Fravær")
    assert [aim.title for aim in suggest_aims(point, w.owner)] == ["Færre børn har skolevægring"]


def test_first_tie_is_offered_what_the_vision_in_force_says(w: SimpleNamespace) -> None:
    draft = world.make_document("Udkast", kind="vision", unit=w.top)
    world.make_element(draft, "Ikke vedtaget", kind="vision_statement")
    vision = world.make_adopted("Vision", kind="vision", unit=w.top, forum=w.forum)
    aim = world.make_element(vision, "Alle kan læse", kind="vision_statement")
    assert suggest_aims(w.element, w.owner) == [w.aim, aim]
