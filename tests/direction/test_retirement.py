"""A document taken out of force without a successor, and the undoing of it when it was a mistake."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from pejling.activity.models import Activity
from pejling.chain.graph import Graph
from pejling.chain.graph_building import graph_near
from pejling.core.dates import today
from pejling.direction.actions.fates import end_element, set_fate
from pejling.direction.actions.retirement import retire, withdraw_retirement
from pejling.direction.actions.succession import begin_succession, release_old
from pejling.direction.models import Document, FateKind, Phase, Retirement
from tests import world

YESTERDAY = today() - timedelta(days=1)


def fresh(document: Document) -> Document:
    return Document.objects.select_related("kind", "forum__kind").get(pk=document.pk)


def retire_public(w: SimpleNamespace, last_day: date = YESTERDAY) -> Retirement:
    """The policy, which the school's plan is tied to, went out of force; its aim lapsed."""
    set_fate(w.aim, FateKind.LAPSED, why="Målet er nået", by=w.secretary)
    return retire(fresh(w.public), forum=w.forum, last_day=last_day, why="Bruges ikke", by=w.secretary)


def graph(w: SimpleNamespace) -> Graph:
    return graph_near({w.element.pk}, today())


def test_retirement_waits_until_every_aim_has_a_fate(w: SimpleNamespace) -> None:
    with pytest.raises(ValidationError, match="mangler en skæbne"):
        retire(w.public, forum=w.forum, last_day=today(), why="Bruges ikke", by=w.secretary)
    retire_public(w, today())
    retired = fresh(w.public)
    assert retired.is_in_force(today())
    assert not retired.is_in_force(today() + timedelta(days=1))
    assert w.aim.fates.get().effective_on == today() + timedelta(days=1)


def test_retirement_that_no_forum_decided_is_written_in(w: SimpleNamespace) -> None:
    set_fate(w.aim, FateKind.LAPSED, why="Målet er nået", by=w.secretary)
    retire(fresh(w.public), forum=None, last_day=today(), why="Bruges ikke", by=w.secretary)
    assert fresh(w.public).retirements.get().forum is None


def test_withdrawn_retirement_puts_the_document_in_force_and_stays_on_record(w: SimpleNamespace) -> None:
    retire_public(w)
    assert not fresh(w.public).is_in_force()
    withdraw_retirement(fresh(w.public), why="Det var den anden politik", by=w.secretary)
    again = fresh(w.public)
    assert (again.phase, again.in_force_until, again.is_in_force()) == (Phase.IN_FORCE, None, True)
    row = again.retirements.get()
    assert (row.withdrawn_why, row.withdrawn_at is None) == ("Det var den anden politik", False)
    assert not again.retirements.active().exists()
    assert [str(line) for line in Activity.objects.about(again)] == [
        "Signe Krogh trak udfasningen tilbage: Det var den anden politik",
        f"Signe Krogh udfasede dokumentet, som gælder til og med den {YESTERDAY:%d.%m.%Y}",
    ]


def test_threads_heal_when_a_retirement_is_withdrawn(w: SimpleNamespace) -> None:
    whole = graph(w)
    assert ([edge.tie for edge in whole.edges if edge.tie], whole.breaks) == ([w.tie.pk], [])
    retire_public(w)
    assert [each.tie for each in graph(w).breaks] == [w.tie.pk]
    withdraw_retirement(fresh(w.public), why="Fejl", by=w.secretary)
    healed = graph(w)
    assert (healed.edges, healed.breaks) == (whole.edges, whole.breaks)


def test_fates_of_a_withdrawn_retirement_are_plans_that_can_be_changed(w: SimpleNamespace) -> None:
    retire_public(w)
    withdraw_retirement(fresh(w.public), why="Fejl", by=w.secretary)
    fate = w.aim.fates.get()
    assert (fate.effective_on, fate.history.count()) == (None, 3)
    set_fate(w.aim, FateKind.LAPSED, why="Af en anden grund", by=w.secretary)
    assert w.aim.fates.get().why == "Af en anden grund"


def test_what_had_ended_in_a_living_document_before_stays_ended(w: SimpleNamespace) -> None:
    early, late = w.element, world.make_element(w.document, "Alle låner bøger")
    end_element(early, FateKind.LAPSED, why="Nået", by=w.owner)
    set_fate(late, FateKind.LAPSED, why="Nået", by=w.owner)
    retire(fresh(w.document), forum=None, last_day=YESTERDAY, why="Ny plan", by=w.owner)
    withdraw_retirement(fresh(w.document), why="Fejl", by=w.owner)
    assert [each.fates.get().effective_on for each in (early, late)] == [today(), None]


def test_document_can_be_retired_again_after_a_withdrawal(w: SimpleNamespace) -> None:
    retire_public(w)
    withdraw_retirement(fresh(w.public), why="Forkert dag", by=w.secretary)
    retire(fresh(w.public), forum=w.forum, last_day=today(), why="Bruges ikke", by=w.secretary)
    assert (fresh(w.public).in_force_until, w.public.retirements.count()) == (today(), 2)


def test_only_what_was_retired_is_taken_back_and_for_a_reason(w: SimpleNamespace) -> None:
    with pytest.raises(ValidationError, match="ingen udfasning"):
        withdraw_retirement(fresh(w.public), why="Fejl", by=w.secretary)
    retire_public(w)
    with pytest.raises(ValidationError, match="hvorfor"):
        withdraw_retirement(fresh(w.public), why=" ", by=w.secretary)
    assert fresh(w.public).phase == Phase.RETIRED


def test_retirement_is_withdrawn_from_the_page_of_the_document(w: SimpleNamespace, client: Client) -> None:
    retire_public(w)
    client.force_login(w.secretary)
    address = reverse("retirement_withdrawal", args=[w.public.pk])
    assert address in client.get(reverse("document", args=[w.public.pk])).content.decode()
    assert client.post(address, {"why": ""}).status_code == 422
    assert client.post(address, {"why": "Fejl"}).status_code == 303
    assert address not in client.get(reverse("document", args=[w.public.pk])).content.decode()


def test_what_is_set_to_be_succeeded_is_not_retired_before_it_is_taken_out(w: SimpleNamespace) -> None:
    new = world.make_document("Ny politik", unit=w.top, forum=w.forum)
    begin_succession(new, [fresh(w.public)], by=w.secretary)
    with pytest.raises(ValidationError, match="sat til at blive afløst"):
        retire_public(w)
    release_old(fresh(w.public), why="Nej", by=w.secretary)
    retire_public(w)
    assert fresh(w.public).phase == Phase.RETIRED


def test_why_it_was_retired_and_what_was_said_on_adoption_stand_on_its_page_for_those_who_work_here(
    w: SimpleNamespace, client: Client
) -> None:
    w.public.adoptions.update(note="Med 12 stemmer mod 7")
    address = reverse("document", args=[w.public.pk])

    def told_to(person: object) -> list[bool]:
        if person is not None:
            client.force_login(person)  # type: ignore[arg-type]
        page = client.get(address).content.decode()
        return [words in page for words in ("Med 12 stemmer mod 7", "Bruges ikke")]

    assert (told_to(None), told_to(w.outsider), told_to(w.owner)) == (
        [False, False],
        [False, False],
        [True, False],
    )
    retire_public(w, today())
    assert (told_to(w.outsider), told_to(w.owner)) == ([False, False], [True, True])
