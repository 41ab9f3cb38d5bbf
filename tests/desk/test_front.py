"""The front page: what is mine to do, and in public what the municipality wants."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pejling.core import version_cache
from pejling.core.dates import today
from pejling.desk.figures.waiting import waiting_for
from pejling.direction.actions.bearings import BearingText, set_bearing
from pejling.direction.models import Document, Phase, Visibility
from pejling.initiatives.models import Phase as WorkPhase
from tests import world
from tests.access import make_world


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    return make_world()


def front(client: Client, person: object = None) -> str:
    if person:
        client.force_login(person)  # type: ignore[arg-type]
    return client.get(reverse("front")).content.decode()


def test_leader_sees_the_units_plan_and_what_needs_tidying(w: SimpleNamespace, client: Client) -> None:
    page = front(client, w.owner)
    assert [
        words in page for words in ("Hej Gerda", "Strategiplan for Søparkens Skole", "Ingen ansvarlig:")
    ] == [True] * 3


def test_what_waits_is_counted_by_what_there_is_to_do_and_leads_back(
    w: SimpleNamespace, client: Client
) -> None:
    world.make_document("Strategiplan for fritiden", kind="strategy_plan", unit=w.unit)
    proposed = world.make_initiative(document=w.document, phase=WorkPhase.PROPOSED)
    lines = waiting_for(w.owner, today())
    counted = sum(each.duty.count for each in lines)
    page = front(client, w.owner)
    assert counted > len(lines)
    assert f'id="waiting">Det venter på dig <span class="count">{counted}</span>' in page
    assert page.count(f'href="{reverse("initiative", args=[proposed.pk])}?next=/"') == 2


def test_leader_sees_the_bearings_that_concern_the_unit_and_no_others(
    w: SimpleNamespace, client: Client
) -> None:
    for title, unit in (("Gælder her", w.unit), ("Gælder der", w.other_unit)):
        text = BearingText(title=title, why="Derfor", starts_on=today())
        set_bearing(text, unit=w.top, units=[unit], by=w.secretary)
    page = front(client, w.owner)
    assert ("Gælder her" in page, "Gælder der" in page) == (True, False)


def test_public_sees_public_documents_alone(w: SimpleNamespace, client: Client) -> None:
    page = front(client)
    titles = ("Politik for børn", "Strategiplan for", "Ny læsepolitik")
    assert [title in page for title in titles] == [True, False, False]


def test_public_is_told_that_a_period_is_over_and_never_sees_a_draft(
    w: SimpleNamespace, client: Client
) -> None:
    words = "Perioden sluttede den"
    assert words not in front(client)
    Document.objects.filter(pk=w.public.pk).update(ends_on=today() - timedelta(days=1))
    assert front(client).count(words) == 2  # of the promises, and in the list of documents
    Document.objects.filter(pk=w.public.pk).update(
        visibility=Visibility.PUBLIC, phase=Phase.DRAFT, in_force_from=None
    )
    assert w.public.title not in front(client)


def test_secretariat_sees_what_the_municipality_is_working_on(w: SimpleNamespace, client: Client) -> None:
    page = front(client, w.secretary)
    assert ("Dokumenter i arbejde" in page, "Ny læsepolitik" in page) == (True, True)


def test_outsider_is_told_why_and_sees_what_everybody_sees(w: SimpleNamespace, client: Client) -> None:
    page = front(client, w.outsider)
    assert [words in page for words in ("Du har ingen post", "Politik for børn", "Strategiplan for")] == [
        True,
        True,
        False,
    ]


def test_empty_municipality_tells_the_public_so(db: None, client: Client) -> None:
    assert "Kommunen har ikke offentliggjort noget endnu" in front(client)


@pytest.mark.parametrize("who", ["owner", "secretary", None])
def test_front_page_costs_the_same_queries_for_many_documents(
    w: SimpleNamespace, client: Client, who: str | None
) -> None:
    if who:
        client.force_login(getattr(w, who))
    client.get(reverse("front"))
    version_cache.forget()
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("front"))
    for number in range(4):
        world.make_document(
            f"Plan {number}",
            kind="strategy_plan",
            unit=w.unit,
            visibility=Visibility.PUBLIC,
            responsible=w.owner,
        )
    assert Document.objects.count() == 7
    version_cache.forget()
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("front"))
    assert len(many) == len(few)


def test_council_member_sees_what_their_forums_have_adopted_first(w: SimpleNamespace, client: Client) -> None:
    member = world.give_seat(world.make_person("Kirsten Overby"), w.forum)
    elsewhere = world.make_forum("Et andet udvalg", kind="Udvalg")
    world.make_adopted("Deres politik", unit=w.top, forum=elsewhere)
    page = front(client, member)
    assert [words in page for words in ("Vedtaget i dine udvalg", "Politik for børn", "Deres politik")] == [
        True,
        True,
        False,
    ]
    assert "Mine dokumenter" not in page
