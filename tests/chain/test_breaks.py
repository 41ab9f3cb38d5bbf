"""The page of broken threads: which aim is gone, since when and why, and what those who may can do about it."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pejling.chain.figures.breaks import BrokenLine, Fault, broken_threads
from pejling.core import version_cache
from pejling.core.dates import today
from pejling.direction.models import Contribution, Document, Element, Fate, FateKind, Phase
from pejling.people.models import Person
from tests import world
from tests.chain.anchoring import make_direction

GONE = date(2026, 3, 1)


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    """A plan tied to an aim of a strategy that is retired."""
    w = make_direction()
    w.tie = world.tie(w.low, w.middle, how="Vi læser hver dag.")
    Document.objects.filter(pk=w.strategy.pk).update(phase=Phase.RETIRED, in_force_until=date(2026, 2, 28))
    return w


def lines(viewer: Person) -> list[BrokenLine]:
    graph = broken_threads(viewer)
    return graph.named(graph.faults[Fault.BROKEN], Fault.BROKEN, viewer)


def told(viewer: Person) -> tuple[str, str]:
    (line,) = lines(viewer)
    (each,) = line.ties
    return each.loss.words, each.loss.why


def test_line_names_the_aim_that_is_gone(w: SimpleNamespace) -> None:
    (line,) = lines(w.leader)
    assert (line.element, [(each.tie, each.end) for each in line.ties]) == (w.low, [(w.tie.pk, w.middle)])


@pytest.mark.parametrize(
    ("phase", "words"),
    [
        (Phase.RETIRED, "Dets dokument blev udfaset den 01.03.2026."),
        (Phase.SUCCEEDED, "Dets dokument blev afløst den 01.03.2026."),
    ],
)
def test_line_says_when_the_document_went_out_of_force(w: SimpleNamespace, phase: Phase, words: str) -> None:
    Document.objects.filter(pk=w.strategy.pk).update(phase=phase)
    assert told(w.leader) == (words, "")


def test_line_says_when_and_why_the_aim_lapsed(w: SimpleNamespace) -> None:
    Fate.objects.create(element=w.middle, kind=FateKind.LAPSED, why="Nået.", effective_on=date(2026, 2, 2))
    assert told(w.leader) == ("Det bortfaldt den 02.02.2026.", "Nået.")


def test_line_says_when_the_aim_ended(w: SimpleNamespace) -> None:
    Document.objects.filter(pk=w.strategy.pk).update(phase=Phase.IN_FORCE, in_force_until=None)
    Element.objects.filter(pk=w.middle.pk).update(ended_on=GONE)
    assert told(w.leader) == ("Det ophørte den 01.03.2026.", "")


def test_thread_to_what_comes_into_force_later_is_not_broken(w: SimpleNamespace) -> None:
    Document.objects.filter(pk=w.strategy.pk).update(
        phase=Phase.IN_FORCE, in_force_until=None, in_force_from=today() + timedelta(days=1)
    )
    assert lines(w.leader) == []


def test_those_who_may_are_offered_what_to_do(w: SimpleNamespace, client: Client) -> None:
    def offered(viewer: Person) -> list[bool]:
        client.force_login(viewer)
        html = client.get("/kaeden/brud").content.decode()
        return [f"/bidrag/{w.tie.pk}/{what}" in html for what in ("nyt-maal", "ophoer")]

    staff = world.give_post(world.make_person("Ny"), w.top)
    assert (offered(w.leader), offered(staff)) == ([True, True], [False, False])


def test_tie_is_pointed_at_another_aim_and_the_old_one_ends(w: SimpleNamespace, client: Client) -> None:
    client.force_login(w.leader)
    address = f"/bidrag/{w.tie.pk}/nyt-maal"
    html = client.get(f"{address}?maal={w.high.pk}").content.decode()
    assert "Vi læser hver dag.</textarea>" in html
    answer = client.post(address, {"upper": w.high.pk, "how": "Vi læser hver dag."})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/punkter/{w.low.pk}/")
    w.tie.refresh_from_db()
    assert w.tie.ended_on == today()
    assert [tie.upper for tie in Contribution.objects.active()] == [w.high]
    assert lines(w.leader) == []


def test_tie_that_cannot_be_pointed_there_stands_as_it_was(w: SimpleNamespace, client: Client) -> None:
    client.force_login(w.leader)
    answer = client.post(f"/bidrag/{w.tie.pk}/nyt-maal", {"upper": w.low.pk, "how": "Rundt."})
    w.tie.refresh_from_db()
    assert (answer.status_code, w.tie.ended_on) == (422, None)


def test_other_faults_offer_their_own_way_out(w: SimpleNamespace, client: Client) -> None:
    client.force_login(w.leader)
    w.tie.delete()
    world.let_documents_settle()
    assert f'href="/punkter/{w.low.pk}/bidrag"' in client.get("/kaeden/brud?slags=loese").content.decode()
    unsupported = client.get("/kaeden/brud?slags=uden").content.decode()
    assert f'href="/punkter/{w.high.pk}/bidragydere"' in unsupported


def test_page_costs_the_same_for_three_as_for_one(w: SimpleNamespace, client: Client) -> None:
    client.force_login(world.give_post(world.make_person("Ny"), w.top))
    client.get("/kaeden/brud")
    version_cache.forget()
    with CaptureQueriesContext(connection) as one:
        client.get("/kaeden/brud")
    for number in range(2):
        plan = world.make_document(f"Plan {number}", kind="strategy_plan", unit=world.make_unit(parent=w.top))
        world.tie(world.make_element(plan, f"Mål {number}"), w.middle)
    version_cache.forget()
    with CaptureQueriesContext(connection) as three:
        html = client.get("/kaeden/brud").content.decode()
    assert html.count("Dets dokument blev udfaset") == 3
    assert len(one) == len(three)
