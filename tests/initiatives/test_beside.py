"""What stands beside an initiative is seen by those who may see where it stands, not by all who may see the initiative."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from pejling.core.dates import today
from pejling.desk.dates import upcoming_dates
from pejling.desk.figures.waiting import waiting_for
from pejling.direction.models import Visibility
from pejling.initiatives.figures.aims import aims_of
from pejling.initiatives.figures.criteria import read_criteria
from pejling.initiatives.forms.listing import ListForm
from pejling.initiatives.models import Initiative, Milestone, Phase
from pejling.people.models import Person
from tests import world


@pytest.fixture
def lead(w: SimpleNamespace) -> Person:
    """Somebody of another school, who is to lead an initiative in the draft."""
    return world.give_post(world.make_person("Lis Lund"), w.other_unit)


@pytest.fixture
def initiative(w: SimpleNamespace, lead: Person) -> Initiative:
    """It stands under an aim of the draft."""
    aim = world.make_element(w.draft, "Målet i kladden")
    element = world.make_element(w.draft, "Indsatsen i kladden", kind="initiative", parent=aim)
    return world.make_initiative(element=element, lead=lead, phase=Phase.PROPOSED)


def test_who_only_leads_it_does_not_read_the_aim_in_the_draft(
    w: SimpleNamespace, initiative: Initiative, lead: Person
) -> None:
    assert aims_of(initiative.element, lead) == []
    assert [line.aim.title for line in aims_of(initiative.element, w.owner)] == ["Målet i kladden"]


def test_criterion_tied_from_a_document_that_one_may_not_see_is_not_told(
    w: SimpleNamespace, initiative: Initiative, lead: Person
) -> None:
    own = world.make_element(w.draft, "Under linjen", kind="success_criterion", parent=initiative.element)
    other = world.make_document(
        "En andens kladde", kind="strategy_plan", unit=w.top, visibility=Visibility.DRAFT
    )
    tied = world.make_element(other, "I en anden kladde", kind="success_criterion")
    world.tie(tied, initiative.element)
    assert [each.element for each in read_criteria(initiative.element, lead)] == [own]
    assert {each.element for each in read_criteria(initiative.element, w.secretary)} == {own, tied}


def test_list_offers_neither_leads_nor_aims_of_initiatives_that_one_may_not_see(
    w: SimpleNamespace, initiative: Initiative, lead: Person
) -> None:
    world.tie(initiative.element, w.aim)

    def offered(viewer: Person) -> tuple[list[str], list[str]]:
        fields = ListForm(viewer=viewer).fields
        return tuple(  # type: ignore[return-value]
            [name for key, name in fields[field].choices if key]  # type: ignore[attr-defined]
            for field in ("leder", "maal")
        )

    assert offered(w.colleague) == ([], [])
    assert offered(w.owner) == (
        ["Lis Lund (Medarbejder, Bakkens Skole)"],
        ["Alle børn bliver dygtige læsere"],
    )


def test_register_offers_no_responsible_of_a_document_that_one_may_not_see(w: SimpleNamespace) -> None:
    w.draft.responsible = world.give_post(world.make_person("Ask Ansvar"), w.unit)
    w.draft.save()

    def answer(person: Person) -> bool:
        client = Client()
        client.force_login(person)
        return "Ask Ansvar" in client.get(reverse("documents")).content.decode()

    assert (answer(w.owner), answer(w.colleague)) == (True, False)


def test_nothing_of_an_initiative_waits_for_a_lead_who_works_here_no_more(w: SimpleNamespace) -> None:
    initiative = world.make_initiative(
        document=w.document, lead=w.outsider, ends_on=today() + timedelta(days=9)
    )
    Milestone.objects.create(initiative=initiative, title="Første delmål", due_on=today() - timedelta(days=3))
    Milestone.objects.create(initiative=initiative, title="Andet", due_on=today() + timedelta(days=3))
    assert waiting_for(w.outsider, today()) == []
    assert upcoming_dates(w.outsider, today(), today() + timedelta(days=60)) == []
    world.give_post(w.outsider, w.other_unit)
    assert [each.duty.title for each in waiting_for(w.outsider, today())] == ["Første delmål"]
    assert len(upcoming_dates(w.outsider, today(), today() + timedelta(days=60))) == 2
