"""What direction asks of people, computed for many at once."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from pejling.core.dates import today
from pejling.direction import duties
from pejling.direction.actions.ties import answer_question, question_tie
from pejling.direction.models import Document, Fate, FateKind, Share, Visibility
from pejling.organisation.models import Deputyship
from pejling.organisation.visibility import BulkVisibility
from pejling.people.models import Person
from tests import world
from tests.access import make_world
from tests.owed import owed


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    return make_world()


TIES, TIDYING = "direction.ties", "direction.tidying"


def lapse(w: SimpleNamespace) -> None:
    """The upper aim goes, and nothing takes its place."""
    w.aim.ended_on = today() - timedelta(days=1)
    w.aim.save()
    Fate.objects.create(
        element=w.aim, kind=FateKind.LAPSED, why="Nået", effective_on=today() - timedelta(days=1)
    )


def test_lapsed_aim_is_the_duty_of_who_leads_the_unit(w: SimpleNamespace) -> None:
    lapse(w)
    (duty,) = owed(TIES, [w.owner, w.colleague, w.secretary])
    assert (duty.person, duty.key, duty.place) == (
        w.owner.pk,
        f"direction.lapsed:{w.tie.pk}",
        "Søparkens Skole",
    )


def test_question_to_a_tie_is_asked_directly_until_it_is_answered(w: SimpleNamespace) -> None:
    question = question_tie(w.tie, why="Hvordan?", by=w.secretary)
    (duty,) = owed(TIES, [w.owner, w.colleague])
    assert (duty.person, duty.is_asked, duty.url) == (
        w.owner.pk,
        True,
        reverse("tie_question", args=[w.tie.pk]),
    )
    answer_question(question, answer="Sådan.", by=w.owner)
    assert owed(TIES, [w.owner]) == []


@pytest.mark.django_db(transaction=True)
def test_asking_mails_those_who_are_to_answer_at_once() -> None:
    w = make_world()
    question = question_tie(w.tie, why="Hvordan?", by=w.secretary)
    tasks = [(task.task_path, task.args_kwargs["args"]) for task in DBTaskResult.objects.all()]
    key = duties.question_key(question.pk)
    assert tasks == [("pejling.desk.tasks.tell_at_once", [w.owner.pk, key])]


def test_tidying_is_a_line_for_each_fault_with_how_many(w: SimpleNamespace) -> None:
    world.make_document("Endnu en plan", kind="strategy_plan", unit=w.unit)
    found = owed(TIDYING, [w.owner])
    ownerless = next(duty for duty in found if duty.key == f"direction.tidying:ownerless:{w.owner.pk}")
    assert (ownerless.title, ownerless.count) == ("Ingen ansvarlig: 2 dokumenter", 2)


def test_tidying_is_for_own_documents_and_for_the_secretariat_in_all(w: SimpleNamespace) -> None:
    chief = world.make_leader("Henriette Brink", w.top)
    editor = world.give_post(world.make_person("Rie Redaktør"), w.other_unit)
    w.document.editors.add(editor)
    people = [w.owner, w.colleague, w.secretary, chief, editor, w.outsider]
    counts = {duty.person: duty.count for duty in owed(TIDYING, people) if ":ownerless:" in duty.key}
    # The chief answers for the policy of the whole municipality, not for what the school's leader has to tidy.
    assert counts == {w.owner.pk: 1, w.secretary.pk: 2, chief.pk: 1, editor.pk: 1}


def test_line_leads_to_just_those_documents(w: SimpleNamespace, client: Client) -> None:
    chief = world.make_leader("Henriette Brink", w.top)
    for person in (w.owner, w.secretary, chief):
        client.force_login(person)
        for duty in owed(TIDYING, [person]):
            shown = client.get(duty.url).content.decode()
            found = Document.objects.filter(title__in=[t for t in titles() if t in shown]).count()
            assert (duty.key, found) == (duty.key, duty.count)


def titles() -> list[str]:
    return list(Document.objects.values_list("title", flat=True))


@pytest.mark.parametrize("kind", [TIES, TIDYING])
def test_source_costs_the_same_for_many_people_and_many_things(w: SimpleNamespace, kind: str) -> None:
    lapse(w)
    with CaptureQueriesContext(connection) as few:
        few_found = owed(kind, [w.owner, w.outsider])
    for number in range(3):
        unit = world.make_unit(f"Skole {number}", parent=w.top)
        leader = world.make_leader(f"Leder {number}", unit)
        plan = world.make_document(f"Plan {number}", kind="strategy_plan", unit=unit, responsible=leader)
        world.tie(world.make_element(plan, f"Mål {number}"), w.aim)
    people = list(Person.objects.all())
    with CaptureQueriesContext(connection) as many:
        many_found = owed(kind, people)
    assert len(few) == len(many)
    assert len({duty.person for duty in many_found}) > len({duty.person for duty in few_found})


def test_sight_of_many_is_what_each_may_see(w: SimpleNamespace) -> None:
    deputy = world.give_post(world.make_person("Rune Hald"), w.other_unit)
    Deputyship.objects.create(person=w.owner, deputy=deputy, ends_on=today() + timedelta(days=7))
    member = world.give_seat(world.make_person("Kirsten Overby"), w.forum)
    departed = world.make_person("Fie Fratrådt", is_active=False)
    to_unit = world.make_document("Delt med enheden", unit=w.top, visibility=Visibility.SHARED)
    to_forum = world.make_document("Delt med byrådet", unit=w.top, visibility=Visibility.SHARED)
    Share.objects.create(document=to_unit, unit=w.unit)
    Share.objects.create(document=to_forum, forum=w.forum)
    w.draft.editors.add(w.colleague)
    w.draft.responsible = w.outsider
    w.draft.save()
    people = list(Person.objects.all())
    assert {departed, member, deputy} <= set(people)
    documents = list(Document.objects.all())
    sight = BulkVisibility.of(Document, documents)
    computed = {(person, each) for person in people for each in documents if sight.sees(person, each)}
    asked_for = {(person, each) for person in people for each in Document.objects.visible_to(person)}
    assert computed == asked_for
