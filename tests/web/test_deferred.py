"""Long lists are fetched when they are opened, by those who may see them, and drawn in full for whoever has no script."""

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import world
from tests.access import make_world


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    w = make_world()
    world.make_initiative(document=w.document, lead=w.owner)
    return w


@pytest.fixture
def owner(w: SimpleNamespace, client: Client) -> Client:
    client.force_login(w.owner)
    return client


def body(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def select(html: str, name: str) -> str:
    """The list of that name."""
    start = html.rindex("<select", 0, html.index(f'name="{name}"'))
    return html[start : html.index("</select>", start)]


def test_list_waits_with_its_choices_until_it_is_opened(w: SimpleNamespace, owner: Client) -> None:
    html = body(owner, "/indsatser/")
    drawn = select(html, "enhed")
    assert drawn.endswith('><option value="" selected>Alle</option>')
    assert 'data-options="/indsatser/?valg=enhed"' in drawn
    offered = body(owner, "/indsatser/?valg=enhed")
    assert offered.startswith('<option value="">Alle</option>')
    assert f'<option value="{w.other_unit.pk}">{w.other_unit.name}</option>' in offered


def test_what_is_chosen_is_drawn_and_nothing_else(w: SimpleNamespace, owner: Client) -> None:
    drawn = select(body(owner, f"/indsatser/?enhed={w.unit.pk}"), "enhed")
    assert drawn.endswith(
        f'<option value="">Alle</option><option value="{w.unit.pk}" selected>{w.unit.name}</option>'
    )
    assert f"?enhed={w.unit.pk}&amp;valg=enhed" in drawn


@pytest.mark.parametrize("chosen", ["x", "-1", "9" * 30, "999999"])
def test_chosen_nonsense_is_drawn_as_nothing(chosen: str, owner: Client, w: SimpleNamespace) -> None:
    drawn = select(body(owner, f"/indsatser/?enhed={chosen}"), "enhed")
    assert drawn.count("<option") == 1


def test_without_script_a_link_shows_every_list_in_full(w: SimpleNamespace, owner: Client) -> None:
    html = body(owner, "/indsatser/")
    assert '<noscript><a href="/indsatser/?valg=alle">Vis alt, der kan vælges</a></noscript>' in html
    in_full = select(body(owner, "/indsatser/?valg=alle"), "enhed")
    assert w.other_unit.name in in_full
    assert "data-options" not in in_full


def test_choices_are_answered_to_those_alone_who_may_see_the_page(w: SimpleNamespace, client: Client) -> None:
    assert client.get("/indsatser/?valg=enhed").status_code == 302
    client.force_login(w.outsider)
    assert client.get("/indsatser/?valg=enhed").status_code == 404


def test_form_that_is_shown_again_keeps_its_lists_in_full(w: SimpleNamespace, client: Client) -> None:
    client.force_login(w.secretary)
    fresh = body(client, "/dokumenter/nyt")
    assert "data-options" in select(fresh, "unit")
    again = client.post("/dokumenter/nyt", {"unit": w.unit.pk})
    assert again.status_code == 422
    assert w.other_unit.name in select(again.content.decode(), "unit")


def test_list_that_is_not_opened_costs_the_same_however_many_there_are(
    w: SimpleNamespace, owner: Client
) -> None:
    def reads() -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            body(owner, "/indsatser/")
        return [each["sql"] for each in captured if 'FROM "organisation_unit"' in each["sql"]]

    body(owner, "/indsatser/")
    before = len(reads())
    world.make_unit("Endnu en skole", parent=w.top)
    assert len(reads()) == before
    assert "Endnu en skole" not in body(owner, "/indsatser/")
