"""From an aim to what contributes to it: those who write elsewhere choose among their own elements."""

from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pejling.chain.figures.ring import explained
from pejling.chain.figures.tie_search import find_contributors
from pejling.core.dates import today
from pejling.direction.models import Document, Element, Phase
from tests import world
from tests.chain.anchoring import make_direction

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    return make_direction()


def found(w: SimpleNamespace, viewer: "Viewer", words: str = "") -> list[str]:
    return [element.title for element in find_contributors(w.high, words, viewer)]


def remedy(aim: Element, key: str, viewer: "Viewer") -> tuple[str, str]:
    """Where the first remedy of a condition leads, and who else is said to be able."""
    _ring, quarters = explained(Element.objects.for_list().get(pk=aim.pk), viewer)
    (told,) = [
        each.explanation for q in quarters for each in q.conditions if each.condition.anchor.key == key
    ]
    assert told is not None
    return told.remedies[0].url, told.remedies[0].who


def test_leader_chooses_among_the_elements_of_the_plan(w: SimpleNamespace) -> None:
    assert found(w, w.leader) == ["Læsning hver dag"]


def test_secretariat_chooses_among_all_with_plans_first(w: SimpleNamespace) -> None:
    assert found(w, w.secretary) == ["Læsning hver dag", "Flere læser"]


def test_words_narrow_the_choice(w: SimpleNamespace) -> None:
    assert found(w, w.secretary, "flere") == ["Flere læser"]


def test_who_answers_for_an_element_may_choose_it(w: SimpleNamespace) -> None:
    person = world.give_post(world.make_person("Ny"), w.top)
    assert found(w, person) == []
    Element.objects.filter(pk=w.middle.pk).update(responsible=person)
    assert found(w, person) == ["Flere læser"]


@pytest.mark.parametrize("why", ["tied", "ended", "a fact", "out of force"])
def test_what_cannot_contribute_is_not_offered(w: SimpleNamespace, why: str) -> None:
    if why == "tied":
        world.tie(w.low, w.high)
    elif why == "ended":
        Element.objects.filter(pk=w.low.pk).update(ended_on=today())
    elif why == "a fact":
        world.make_element(w.plan, "Få voksne", kind="challenge")
        Element.objects.filter(pk=w.low.pk).delete()
    else:
        Document.objects.filter(pk=w.plan.pk).update(in_force_until=today())
    assert found(w, w.leader) == []


def test_remedy_leads_those_who_write_elsewhere_to_the_choice(w: SimpleNamespace) -> None:
    key = "chain.contributed_to"
    staff = world.give_post(world.make_person("Ny"), w.top)
    who = "Det kan den, der skriver i planen: enhedens leder, planens redaktører og sekretariatet."
    assert remedy(w.high, key, w.leader) == (f"/punkter/{w.high.pk}/bidragydere", who)
    assert [remedy(w.high, key, viewer)[0] for viewer in (staff, AnonymousUser())] == ["", ""]


def test_remedy_names_who_can_choose_the_responsible(w: SimpleNamespace) -> None:
    url, who = remedy(w.low, "chain.answered", w.leader)
    assert url == f"/punkter/{w.low.pk}/redigering"
    staff = world.give_post(world.make_person("Ny"), w.top)
    assert remedy(w.low, "chain.answered", staff) == ("", who)
    assert who == f"Det kan dokumentets redaktører, lederen af {w.school} og sekretariatet."


def test_ring_page_says_who_can_to_those_who_cannot(w: SimpleNamespace, client: Client) -> None:
    client.force_login(world.give_post(world.make_person("Ny"), w.top))
    html = client.get(f"/punkter/{w.high.pk}/forankring").content.decode()
    assert "Det kan den, der skriver i planen" in html
    assert "/bidragydere" not in html
    client.force_login(w.leader)
    html = client.get(f"/punkter/{w.high.pk}/forankring").content.decode()
    assert f'href="/punkter/{w.high.pk}/bidragydere"' in html
    assert "Det kan den, der skriver i planen" not in html


def test_choice_leads_to_where_one_says_how(w: SimpleNamespace, client: Client) -> None:
    client.force_login(w.leader)
    html = client.get(f"/punkter/{w.high.pk}/bidragydere").content.decode()
    assert f'href="/punkter/{w.low.pk}/bidrag?maal={w.high.pk}"' in html
    assert client.get(f"/punkter/{w.low.pk}/bidrag?maal={w.high.pk}").status_code == 200


@pytest.mark.parametrize("why", ["no aim", "ended", "out of force"])
def test_nothing_is_tied_to_what_is_no_standing_aim(w: SimpleNamespace, client: Client, why: str) -> None:
    client.force_login(w.leader)
    element = w.high
    if why == "no aim":
        element = world.make_element(w.vision, "Få voksne", kind="challenge")
    elif why == "ended":
        Element.objects.filter(pk=w.high.pk).update(ended_on=today())
    else:
        Document.objects.filter(pk=w.vision.pk).update(phase=Phase.SUCCEEDED, in_force_until=today())
    assert client.get(f"/punkter/{element.pk}/bidragydere").status_code == 404


def test_choice_costs_the_same_for_three_as_for_one(w: SimpleNamespace, client: Client) -> None:
    client.force_login(w.leader)
    address = f"/punkter/{w.high.pk}/bidragydere"
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    world.make_element(w.plan, "Bøger hjem"), world.make_element(w.plan, "Læsebånd", kind="initiative")
    with CaptureQueriesContext(connection) as three:
        client.get(address)
    assert len(one) == len(three)
