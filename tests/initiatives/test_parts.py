"""Whoever has a part in an initiative sees it, and is told of nothing that they may not see."""

from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoCaptureOnCommitCallbacks

from pejling.core.dates import today
from pejling.core.permissions import may
from pejling.desk.figures.waiting import waiting_for
from pejling.direction.models import Share, Visibility
from pejling.initiatives.actions.approvers import name_approver
from pejling.initiatives.actions.phases import step
from pejling.initiatives.actions.reports import reply, report
from pejling.initiatives.models import Approver, Initiative, Phase, PhaseStep
from pejling.organisation.models import Deputyship
from pejling.people.models import Person
from tests import world
from tests.owed import owed


@pytest.fixture
def few(w: SimpleNamespace) -> SimpleNamespace:
    """A plan of the municipality for few, with an initiative that Bo's school does and Mette, who works there, leads."""
    w.chief = world.make_leader("Henriette Brink", w.top)
    w.mette = world.give_post(world.make_person("Mette Lund"), w.other_unit)
    w.plan = world.make_document(
        "Direktionskontrakt", kind="directors_contract", unit=w.top, visibility=Visibility.SHARED
    )
    w.initiative = world.make_initiative("Fælles ledelse", document=w.plan, unit=w.other_unit, lead=w.mette)
    w.dennis = world.make_leader("Dennis Dahl", w.unit)
    return w


def propose(w: SimpleNamespace) -> PhaseStep:
    """Bo's school has an idea, and puts it forward."""
    Initiative.objects.update(phase=Phase.IDEA)
    return step(Initiative.objects.get(), Phase.PROPOSED, by=w.mette)


def sees(person: Person) -> bool:
    return Initiative.objects.visible_to(person).exists()


def waits_for(*people: Person) -> list[tuple[str, int]]:
    return [(duty.title, duty.person) for duty in owed("initiatives.approvals", people)]


# --- Who sees it -----------------------------------------------------------------------------------------------------


def test_leader_of_the_unit_that_does_the_work_sees_it_also_in_a_plan_for_few(few: SimpleNamespace) -> None:
    assert [sees(person) for person in (few.colleague, few.chief, few.mette)] == [True, True, True]
    assert [sees(person) for person in (few.dennis, few.outsider)] == [False, False]


def test_what_is_off_track_in_a_plan_for_few_leads_the_leader_to_a_page(
    few: SimpleNamespace, client: Client
) -> None:
    report(few.initiative, level="off_track", sentence="Ingen tid.", by=few.mette)
    (duty,) = owed("initiatives.reports", [few.colleague, few.chief])
    client.force_login(few.colleague)
    assert (duty.person, client.get(duty.url).status_code) == (few.colleague.pk, 200)
    assert client.get(reverse("initiative", args=[few.initiative.pk])).status_code == 200


def test_whom_the_plan_names_sees_what_they_are_asked_to_approve(
    few: SimpleNamespace, client: Client
) -> None:
    name_approver(few.plan, person=few.dennis, by=few.chief)
    propose(few)
    (duty,) = owed("initiatives.approvals", [few.dennis])
    client.force_login(few.dennis)
    assert client.get(duty.url).status_code == 200
    assert client.post(reverse("initiative_step", args=[few.initiative.pk, "approved"])).status_code != 404


def test_who_sits_in_the_forum_that_approves_sees_it_and_so_does_their_deputy(few: SimpleNamespace) -> None:
    viggo = world.give_post(world.make_person("Viggo Vikar"), few.unit)
    world.give_seat(few.dennis, few.forum)
    assert [sees(few.dennis), sees(viggo)] == [False, False]
    name_approver(few.plan, forum=few.forum, by=few.chief)
    Deputyship.objects.create(person=few.dennis, deputy=viggo, ends_on=today())
    people = [Person.objects.get(pk=person.pk) for person in (few.dennis, viggo, few.owner)]
    assert [sees(person) for person in people] == [True, True, False]


# --- Who is told -----------------------------------------------------------------------------------------------------


def test_answer_is_not_told_to_who_may_not_see_the_work_any_more(few: SimpleNamespace) -> None:
    given = report(few.initiative, level="pressed", sentence="Ingen tid.", by=few.mette)
    reply(given, text="Ring til mig.", by=few.colleague)
    assert [duty.title for duty in owed("initiatives.answers", [few.mette])] == ["Fælles ledelse"]
    Initiative.objects.update(lead=few.colleague)
    assert owed("initiatives.answers", [few.mette]) == []
    Share.objects.create(document=few.plan, unit=few.other_unit)
    assert [duty.title for duty in owed("initiatives.answers", [few.mette])] == ["Fælles ledelse"]


def test_what_only_few_may_see_is_marked_so_that_nobody_above_is_told(few: SimpleNamespace) -> None:
    propose(few)
    reply(
        report(_approved(few), level="pressed", sentence="Nej.", by=few.mette),
        text="Hvorfor?",
        by=few.colleague,
    )
    kinds = ("initiatives.approvals", "initiatives.answers")
    assert [duty.is_open for kind in kinds for duty in owed(kind, [few.chief, few.mette])] == [False]
    few.plan.visibility = Visibility.INTERNAL
    few.plan.save()
    assert [duty.is_open for kind in kinds for duty in owed(kind, [few.chief, few.mette])] == [True]


def _approved(w: SimpleNamespace) -> Initiative:
    Initiative.objects.update(phase=Phase.APPROVED)
    return Initiative.objects.get()


def test_proposed_again_it_is_asked_again(few: SimpleNamespace) -> None:
    propose(few)
    (first,) = owed("initiatives.approvals", [few.chief])
    step(Initiative.objects.get(), Phase.IDEA, why="Tænk en gang til.", by=few.chief)
    propose(few)
    (second,) = owed("initiatives.approvals", [few.chief])
    assert first.key != second.key


# --- Who approves when the one who is named has left -----------------------------------------------------------------


def test_where_the_approver_has_left_the_leader_of_the_plans_unit_approves(few: SimpleNamespace) -> None:
    name_approver(few.plan, person=few.dennis, by=few.chief)
    propose(few)
    assert waits_for(few.chief, few.dennis) == [("Fælles ledelse", few.dennis.pk)]
    assert not may(few.chief, "initiatives.approve", few.initiative)
    Person.objects.filter(pk=few.dennis.pk).update(is_active=False)
    assert waits_for(few.chief) == [("Fælles ledelse", few.chief.pk)]
    assert may(few.chief, "initiatives.approve", few.initiative)
    assert Approver.objects.of(few.plan) is None


# --- Asked at once ---------------------------------------------------------------------------------------------------


def mails_on_their_way() -> list[tuple[int, str]]:
    """To whom a mail is on its way, and about which duty."""
    return [tuple(row.args_kwargs["args"]) for row in DBTaskResult.objects.order_by("enqueued_at")]


def test_who_is_asked_to_approve_is_mailed_at_once(
    few: SimpleNamespace, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        proposed = propose(few)
    (told,) = mails_on_their_way()
    assert told == (few.chief.pk, f"approval:{few.initiative.pk}:{proposed.pk}")
    assert told[1] in [each.duty.key for each in waiting_for(few.chief, today()) if each.duty.is_asked]


def test_forum_is_not_mailed_at_once_but_has_it_in_the_weekly_mail(
    few: SimpleNamespace, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    world.give_seat(few.dennis, few.forum)
    name_approver(few.plan, forum=few.forum, by=few.chief)
    with django_capture_on_commit_callbacks(execute=True):
        propose(few)
    assert mails_on_their_way() == []
    assert [duty.is_asked for duty in owed("initiatives.approvals", [few.dennis])] == [False]


def test_who_approves_their_own_proposal_is_not_mailed(
    few: SimpleNamespace, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    Initiative.objects.update(phase=Phase.IDEA)
    with django_capture_on_commit_callbacks(execute=True):
        step(Initiative.objects.get(), Phase.PROPOSED, by=few.chief)
    assert mails_on_their_way() == []


def test_answer_to_a_status_is_mailed_at_once_and_a_note_without_words_is_not(
    few: SimpleNamespace, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    given = report(few.initiative, level="pressed", sentence="Ingen tid.", by=few.mette)
    with django_capture_on_commit_callbacks(execute=True):
        reply(given, by=few.chief)
        answer = reply(given, text="Ring til mig.", by=few.colleague)
    assert mails_on_their_way() == [(few.mette.pk, f"answer:{answer.pk}")]
