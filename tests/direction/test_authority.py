"""On whose authority something is done: who may write an adoption in, and what a deputy's line says."""

from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from pejling.activity.models import Activity
from pejling.core.dates import today
from pejling.core.permissions import Refused
from pejling.direction.actions.adoption import adopt, withdraw_adoption
from pejling.direction.actions.fates import end_element, set_fate
from pejling.direction.actions.succession import begin_succession
from pejling.direction.actions.ties import question_tie, tie
from pejling.direction.models import Document, FateKind, Phase, Visibility
from pejling.organisation.models import Deputyship, Forum
from pejling.people.models import Person
from tests import world


@pytest.fixture
def leaders(w: SimpleNamespace) -> Forum:
    """A meeting of leaders, which adopts what is not political."""
    return world.make_forum("Ledermødet", kind="Ledermøde")


@pytest.fixture
def routine(w: SimpleNamespace, leaders: Forum) -> Document:
    """A policy of the school's own, written and ready."""
    document = world.make_document("Politik for frikvarterer", unit=w.unit, visibility=Visibility.INTERNAL)
    world.make_element(document, "Alle kommer ud")
    return document


def write_in(document: Document, forum: Forum, by: Person) -> None:
    adopt(document, forum=forum, decided_on=today(), in_force_on=today(), by=by)


def test_leader_writes_in_what_the_administration_adopts(
    w: SimpleNamespace, routine: Document, leaders: Forum
) -> None:
    write_in(routine, leaders, w.owner)
    routine.refresh_from_db()
    assert (routine.phase, routine.forum) == (Phase.IN_FORCE, leaders)


def test_only_the_secretariat_writes_in_what_the_council_decides(
    w: SimpleNamespace, routine: Document, client: Client
) -> None:
    with pytest.raises(Refused, match="politisk vedtagelse"):
        write_in(routine, w.forum, w.owner)
    offered = {}
    for person in (w.owner, w.secretary):
        client.force_login(person)
        page = client.get(reverse("adoption", args=[routine.pk]) + "?valg=forum").content.decode()
        offered[person.name] = [name in page for name in ("Ledermødet", "Byrådet")]
    assert offered == {"Gerda Holm": [True, False], "Signe Krogh": [True, True]}


def test_leader_does_not_put_the_councils_policy_out_of_force(
    w: SimpleNamespace, routine: Document, leaders: Forum
) -> None:
    begin_succession(routine, [w.public], by=w.secretary)
    set_fate(w.aim, FateKind.LAPSED, why="Vi har vores egen", by=w.owner)
    with pytest.raises(Refused, match="politisk vedtagelse"):
        write_in(routine, leaders, w.owner)
    assert Document.objects.get(pk=w.public.pk).phase == Phase.IN_FORCE
    write_in(routine, leaders, w.secretary)
    assert Document.objects.get(pk=w.public.pk).phase == Phase.SUCCEEDED


def test_withdrawn_adoption_leaves_the_draft_to_those_who_read_it_before(
    w: SimpleNamespace, routine: Document
) -> None:
    routine.save()
    write_in(routine, w.forum, w.secretary)
    assert Document.objects.get(pk=routine.pk).visibility == Visibility.PUBLIC
    withdraw_adoption(Document.objects.get(pk=routine.pk), why="Forkert dato", by=w.secretary)
    assert Document.objects.get(pk=routine.pk).visibility == Visibility.INTERNAL


def test_what_a_deputy_does_with_elements_and_ties_bears_both_names(w: SimpleNamespace) -> None:
    deputy = world.make_person("Viggo Vikar")
    Deputyship.objects.create(person=w.owner, deputy=deputy)
    plan = world.make_document("Plan for Bakken", kind="strategy_plan", unit=w.other_unit)
    other = world.make_element(plan, "Alle skriver hver dag")
    from_below = world.tie(other, w.element)
    question_tie(from_below, why="Hvordan?", by=deputy)
    made = tie(
        world.make_element(w.document, "Alle låner bøger"), w.aim, how="Bøger giver læsere.", by=deputy
    )
    end_element(w.element, FateKind.LAPSED, why="Nået", by=deputy)
    lines = [line for thing in (from_below, made, w.element) for line in Activity.objects.about(thing)]
    assert {line.verb.partition(".")[2] for line in lines} == {
        "tie_questioned",
        "tied",
        "fate_set",
        "element_ended",
    }
    assert {(line.by, line.on_behalf_of) for line in lines} == {(deputy, w.owner)}
