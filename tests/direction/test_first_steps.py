"""The way of a new municipality to its first tie, told on the front page of those who walk it."""

from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from pejling.direction.figures.first_steps import first_steps
from pejling.direction.models import DocumentKind, Life
from tests import world

PASSWORD = "havnen er bred i dag"


@pytest.fixture
def new(db: None) -> SimpleNamespace:
    """A municipality as `pejling start` leaves it: one unit and one operator."""
    world.ensure_words()
    top = world.make_unit("Havneby Kommune", kind="Kommune")
    operator = world.give_post(world.make_person("Ole Operatør"), top, "It-administrator")
    return SimpleNamespace(top=top, operator=operator)


def upcoming(person: object) -> str:
    values = first_steps(person)  # type: ignore[arg-type]
    assert values is not None
    return str(values["upcoming"].title)


def test_first_steps_lead_from_nothing_to_the_first_tie(new: SimpleNamespace, client: Client) -> None:
    seen = [upcoming(new.operator)]
    school = world.make_unit("Søparkens Skole", kind="Skole", parent=new.top)
    seen.append(upcoming(new.operator))
    secretary = world.make_secretary(new.top, password=PASSWORD)
    world.make_leader("Gerda Holm", school, password=PASSWORD)
    seen.append(upcoming(secretary))
    council = world.make_forum("Byrådet")
    seen.append(upcoming(secretary))
    vision = world.make_adopted("Vision", kind="vision", unit=new.top, forum=council)
    aim = world.make_element(vision, "Alle kan læse", kind="vision_statement")
    seen.append(upcoming(secretary))
    plan = world.make_document("Plan", kind="strategy_plan", unit=school)
    seen.append(upcoming(secretary))
    assert seen == [
        "Opret enhederne",
        "Giv en leder og en i sekretariatet adgang",
        "Opret byrådet",
        "Skriv visionen ind, eller hent den fra en fil",
        "Skriv den første strategiplan",
        "Knyt et punkt i planen til visionen",
    ]
    client.force_login(secretary)
    assert "Kom godt i gang" in client.get(reverse("front")).content.decode()
    world.tie(world.make_element(plan, "Læsebånd"), aim)
    page = client.get(reverse("front")).content.decode()
    assert "Kom godt i gang" not in page


def test_first_steps_give_a_button_only_to_whoever_can_take_the_step(
    new: SimpleNamespace, client: Client
) -> None:
    client.force_login(new.operator)
    page = client.get(reverse("front")).content.decode()
    assert ("Gå til enhederne" in page, "Det gør" in page) == (True, False)
    school = world.make_unit("Søparkens Skole", kind="Skole", parent=new.top)
    world.make_leader("Gerda Holm", school, password=PASSWORD)
    world.make_secretary(new.top, password=PASSWORD)
    world.make_forum("Byrådet")
    page = client.get(reverse("front")).content.decode()
    assert ("Gå til Retning" in page, "Det gør sekretariatet." in page) == (False, True)


def test_leader_and_secretariat_have_access_only_when_they_have_been_invited(new: SimpleNamespace) -> None:
    school = world.make_unit("Søparkens Skole", kind="Skole", parent=new.top)
    world.make_secretary(new.top)
    world.make_leader("Gerda Holm", school)
    assert upcoming(new.operator) == "Giv en leder og en i sekretariatet adgang"


def test_first_steps_are_not_shown_to_staff(new: SimpleNamespace) -> None:
    assert first_steps(world.give_post(world.make_person("Sofie"), new.top, "Medarbejder")) is None


def test_plan_that_is_adopted_once_is_not_the_first_living_plan(new: SimpleNamespace) -> None:
    school = world.make_unit("Søparkens Skole", kind="Skole", parent=new.top)
    secretary = world.make_secretary(new.top, password=PASSWORD)
    world.make_leader("Gerda Holm", school, password=PASSWORD)
    vision = world.make_adopted("Vision", kind="vision", unit=new.top, forum=world.make_forum("Byrådet"))
    world.make_element(vision, "Alle kan læse", kind="vision_statement")
    plan = world.make_document("Plan", kind="strategy_plan", unit=school)
    DocumentKind.objects.filter(pk=plan.kind_id).update(life=Life.ADOPTED)
    assert upcoming(secretary) == "Skriv den første strategiplan"


def test_leader_may_begin_the_first_plan_too(new: SimpleNamespace) -> None:
    school = world.make_unit("Søparkens Skole", kind="Skole", parent=new.top)
    secretary = world.make_secretary(new.top, password=PASSWORD)
    leader = world.make_leader("Gerda Holm", school, password=PASSWORD)
    vision = world.make_adopted("Vision", kind="vision", unit=new.top, forum=world.make_forum("Byrådet"))
    world.make_element(vision, "Alle kan læse", kind="vision_statement")
    told = [(first_steps(person) or {})["upcoming"] for person in (secretary, leader)]
    assert [(str(step.title), step.is_mine) for step in told] == [("Skriv den første strategiplan", True)] * 2
