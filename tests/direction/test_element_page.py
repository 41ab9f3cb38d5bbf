"""An element's own page: what one can do from it, and why its words lie fast."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pejling.core.dates import today
from pejling.direction.models import Document, Element, Phase, Visibility
from pejling.people.models import Person
from tests import world
from tests.chain.anchoring import make_direction

SETTLED = "Ordlyden er vedtaget og ligger fast."


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    return make_direction()


@pytest.fixture
def staff(w: SimpleNamespace) -> Person:
    return world.give_post(world.make_person("Ny"), w.top)


def read(client: Client, element: Element, viewer: Person | None = None) -> str:
    client.logout()
    if viewer:
        client.force_login(viewer)
    return client.get(f"/punkter/{element.pk}/").content.decode()


def edit_link(element: Element, words: str) -> tuple[str, str]:
    return f'href="/punkter/{element.pk}/redigering"', f"{words}</a>"


def test_those_who_write_get_a_way_to_edit(w: SimpleNamespace, client: Client, staff: Person) -> None:
    address, words = edit_link(w.low, "Redigér")
    html = read(client, w.low, w.leader)
    assert (address in html, words in html, SETTLED in html) == (True, True, False)
    assert address not in read(client, w.low, staff)


def test_named_editor_gets_the_same(w: SimpleNamespace, client: Client, staff: Person) -> None:
    w.plan.editors.add(staff)
    assert edit_link(w.low, "Redigér")[0] in read(client, w.low, staff)


def test_settled_wording_says_so_and_leaves_kind_and_responsible(w: SimpleNamespace, client: Client) -> None:
    address, words = edit_link(w.high, "Ret type og ansvarlig")
    html = read(client, w.high, w.secretary)
    assert (address in html, words in html, SETTLED in html) == (True, True, True)
    assert f'href="/punkter/{w.high.pk}/rettelse"' in html
    assert f'href="/dokumenter/nyt?tillaeg_til={w.vision.pk}"' in html


def test_others_are_led_to_the_corrections_that_were_made(w: SimpleNamespace, client: Client) -> None:
    html = read(client, w.high)
    assert SETTLED in html
    assert f'href="/dokumenter/{w.vision.pk}/rettelser"' in html
    assert '/rettelse"' not in html
    assert "tillaeg_til" not in html


def test_words_in_hearing_lie_fast(w: SimpleNamespace, client: Client) -> None:
    Document.objects.filter(pk=w.plan.pk).update(phase=Phase.HEARING, visibility=Visibility.INTERNAL)
    html = read(client, w.low, w.leader)
    assert "Ordlyden ligger fast, mens dokumentet er i høring." in html
    assert "Ret type og ansvarlig</a>" in html


def test_what_is_out_of_force_says_so_and_offers_no_tie(w: SimpleNamespace, client: Client) -> None:
    over, tie = "Dokumentet gælder ikke mere, så det tæller ikke med.", f'href="/punkter/{w.low.pk}/bidrag"'
    html = read(client, w.low, w.leader)
    assert (over in html, tie in html) == (False, True)
    yesterday = today() - timedelta(days=1)
    Document.objects.filter(pk=w.plan.pk).update(phase=Phase.RETIRED, in_force_until=yesterday)
    html = read(client, w.low, w.leader)
    assert (over in html, tie in html) == (True, False)


def test_page_leads_to_its_other_days(w: SimpleNamespace, client: Client) -> None:
    assert f'href="/punkter/{w.high.pk}/tidsrejse"' in read(client, w.high)


def test_editor_costs_one_query_more_than_the_leader(
    w: SimpleNamespace, client: Client, staff: Person
) -> None:
    w.plan.editors.add(staff)
    costs = []
    for viewer in (w.leader, staff):
        read(client, w.low, viewer)
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/punkter/{w.low.pk}/")
        costs.append(len(asked))
    assert costs[1] <= costs[0] + 1
