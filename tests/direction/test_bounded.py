"""Lists that grow with the municipality show their first part, and lead to the rest."""

from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from pejling.chain.figures.tie_search import suggest_aims
from pejling.core.dates import today
from pejling.direction.actions.bearings import BearingText, set_bearing
from pejling.direction.figures import mine
from pejling.direction.models import Visibility
from pejling.web.list_page import LINES_PER_PAGE
from tests import world
from tests.access import make_world


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    return make_world()


def test_public_front_page_shows_the_first_of_a_column_and_leads_to_all(
    w: SimpleNamespace, client: Client
) -> None:
    more = "?tilstand=gaeldende"
    assert more not in client.get("/").content.decode()
    for number in range(mine.SHOWN_OF_COLUMN + 1):
        world.make_adopted(
            f"Politik {number:03}", unit=w.unit, forum=w.forum, visibility=Visibility.PUBLIC, on=today()
        )
    page = client.get("/").content.decode()
    assert (page.count(">Politik 0"), page.count(more)) == (mine.SHOWN_OF_COLUMN, 1)


def test_unit_page_shows_the_first_of_its_documents_and_leads_to_all(
    w: SimpleNamespace, client: Client
) -> None:
    unit = world.make_unit("Åens Skole", parent=w.top)
    for number in range(mine.SHOWN_OF_UNIT + 1):
        world.make_document(f"Politik {number:03}", unit=unit)
    client.force_login(w.owner)
    page = client.get(reverse("unit", args=[unit.pk])).content.decode()
    assert (page.count(">Politik 0"), page.count(f"?enhed={unit.pk}")) == (mine.SHOWN_OF_UNIT, 1)
    assert f'<span class="count">{mine.SHOWN_OF_UNIT + 1}</span>' in page


def test_bearings_are_paged(w: SimpleNamespace, client: Client) -> None:
    for number in range(LINES_PER_PAGE + 1):
        text = BearingText(title=f"Pejling {number:03}", why="Derfor", starts_on=today())
        set_bearing(text, unit=w.other_unit, units=[w.other_unit], kinds=[], by=w.secretary)
    client.force_login(w.owner)
    pages = [client.get(reverse("bearings"), {"page": number}).content.decode() for number in (1, 2)]
    assert [page.count(">Pejling 0") for page in pages] == [LINES_PER_PAGE, 1]


def test_aims_that_the_document_contributes_to_are_suggested_before_what_most_others_do(
    w: SimpleNamespace,
) -> None:
    policy = world.make_adopted(
        "Politik", unit=w.unit, forum=w.forum, visibility=Visibility.PUBLIC, on=today()
    )
    near, popular, lonely = (world.make_element(policy, title) for title in ("Nær", "Yndet", "Ensom"))
    beside = world.make_element(w.document, "Ved siden af")
    world.tie(beside, near)
    other = world.make_document("Plan", kind="strategy_plan", unit=w.other_unit)
    for number in range(3):
        world.tie(world.make_element(other, f"Andres {number}"), popular)
    new = world.make_element(w.document, "Nyt")
    suggested = suggest_aims(new, w.owner)
    assert suggested.index(near) < suggested.index(popular)
    assert lonely not in suggested
