"""The page where one searches everything."""

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import world


def body(client: Client, **query: str) -> str:
    """What the page says."""
    response = client.get("/soeg", query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def secretary(w: SimpleNamespace, client: Client) -> Client:
    client.force_login(w.secretary)
    return client


def test_empty_page_teaches_what_can_be_found(secretary: Client) -> None:
    assert "Skriv et ord eller to" in body(secretary)


def test_page_says_when_nothing_was_found_and_when_words_are_missing(secretary: Client) -> None:
    assert "Intet fundet" in body(secretary, q="zebra")
    assert "Skriv et ord mere" in body(secretary, q="og")


def test_page_says_what_a_misspelt_word_was_taken_for(secretary: Client) -> None:
    shown = body(secretary, q="Sørparken")
    assert "»Sørparken« står ingen steder. Her er det, der staves næsten sådan." in shown


def test_found_words_are_marked_and_markup_is_shown_as_text(w: SimpleNamespace, secretary: Client) -> None:
    world.make_element(w.document, "Kunst <script>alert(1)</script> i byen")
    page = body(secretary, q="kunst")
    assert "<mark>Kunst</mark> &lt;script&gt;alert(1)&lt;/script&gt; i byen" in page
    assert "<script>alert" not in page


def test_question_is_escaped_where_it_is_repeated(secretary: Client) -> None:
    assert '"><b>' not in body(secretary, q='"><b>plan')


def test_one_kind_is_shown_a_page_at_a_time(w: SimpleNamespace, secretary: Client) -> None:
    for number in range(23):
        world.make_element(w.document, f"Mere kunst {number}")
    assert body(secretary, q="kunst").count('class="found"') == 5
    assert body(secretary, q="kunst", type="element").count('class="found"') == 20
    assert body(secretary, q="kunst", type="element", page="2").count('class="found"') == 3


@pytest.mark.parametrize("page", ["0", "-1", "x", "٣", "9" * 5_000, "500"])
def test_page_number_may_be_anything(secretary: Client, page: str) -> None:
    assert "Resultat" in body(secretary, q="plan", type="element", page=page).title()


def test_unknown_kind_counts_as_all(secretary: Client) -> None:
    assert 'id="found-document"' in body(secretary, q="plan", type="zebra")


def test_htmx_is_given_the_results_alone(secretary: Client) -> None:
    response = secretary.get(
        "/soeg", {"q": "plan"}, headers={"HX-Request": "true", "HX-Target": "div#results"}
    )
    assert response.content.decode().lstrip().startswith('<p class="count-line"')


def test_page_costs_as_many_queries_with_many_hits_as_with_one(w: SimpleNamespace, secretary: Client) -> None:
    def queries() -> int:
        body(secretary, q="kunst")
        with CaptureQueriesContext(connection) as captured:
            body(secretary, q="kunst")
        return len(captured)

    def one_of_each(number: int) -> None:
        document = world.make_document(f"Kunst {number}", unit=w.unit)
        world.make_element(document, "Kunst", section=world.make_section(document, "Kunst"))
        world.give_post(world.make_person("Kaj Kunst"), world.make_unit("Kunstskolen", parent=w.unit))
        world.make_forum("Kunstrådet")

    one_of_each(1)
    with_one = queries()
    one_of_each(2)
    one_of_each(3)
    assert queries() == with_one
