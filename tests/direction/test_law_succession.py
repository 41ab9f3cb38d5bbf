"""A newer law takes over from an older one, from the day on which its source says that it is in force."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from pejling.activity.models import Activity
from pejling.chain.graph_building import graph_near
from pejling.core.permissions import Refused
from pejling.direction.actions.documents import Origin, create_document, edit_facts
from pejling.direction.actions.fates import set_fate
from pejling.direction.actions.succession import (
    begin_succession,
    carry_on,
    carry_through,
    undo_succession,
)
from pejling.direction.figures.life import life_links
from pejling.direction.figures.state import state_of
from pejling.direction.models import Document, DocumentKind, FateKind, Phase, Succession
from tests import world

STARTS = date(2025, 7, 1)


@pytest.fixture
def laws(w: SimpleNamespace) -> SimpleNamespace:
    """An older law with two requirements, one of which the school's plan is tied to, and the law that replaces it."""
    w.old = world.make_document("Serviceloven", kind="law", unit=w.top, in_force_from=date(2010, 1, 1))
    w.visits = world.make_element(w.old, "Alle får et besøg", kind="requirement")
    w.forms = world.make_element(w.old, "Skemaet skal bruges", kind="requirement")
    w.tie_to_visits = world.tie(w.element, w.visits)
    w.new = create_document(
        DocumentKind.objects.get(code="law"),
        title="Ældreloven",
        unit=w.top,
        origin=Origin("Lov nr. 1651", STARTS),
        by=w.secretary,
    )
    w.succession = begin_succession(w.new, [w.old], by=w.secretary)
    return w


def fresh(document: Document) -> Document:
    return Document.objects.select_related("kind").get(pk=document.pk)


def settle(w: SimpleNamespace) -> None:
    (w.heir,) = carry_on([w.visits], w.new, by=w.secretary)
    set_fate(w.forms, FateKind.LAPSED, why="Kravet er væk", by=w.secretary)


def test_new_law_takes_over_from_the_day_that_its_source_gives(laws: SimpleNamespace) -> None:
    settle(laws)
    carry_through(laws.succession, by=laws.secretary)
    old = fresh(laws.old)
    assert (old.phase, old.in_force_until) == (Phase.SUCCEEDED, STARTS - timedelta(days=1))
    assert (state_of(old).word, state_of(fresh(laws.new)).word) == ("Afløst", "Gældende")
    assert laws.visits.fates.get().effective_on == STARTS
    assert str(Activity.objects.about(laws.new).first()) == (
        "Signe Krogh lod dokumentet afløse de ældre fra den 01.07.2025"
    )


def test_tie_to_the_old_law_is_inherited_by_the_new(laws: SimpleNamespace) -> None:
    settle(laws)
    carry_through(laws.succession, by=laws.secretary)
    graph = graph_near({laws.element.pk}, STARTS)
    assert [edge.upper for edge in graph.edges if edge.tie == laws.tie_to_visits.pk] == [laws.heir.pk]


def test_law_takes_over_when_every_requirement_has_a_fate(laws: SimpleNamespace) -> None:
    with pytest.raises(ValidationError, match="2 punkter i de gamle dokumenter mangler en skæbne"):
        carry_through(laws.succession, by=laws.secretary)
    assert fresh(laws.old).phase == Phase.IN_FORCE


def test_requirement_of_an_old_law_does_not_live_on_in_the_old_law(laws: SimpleNamespace) -> None:
    with pytest.raises(ValidationError, match="et andet dokument"):
        set_fate(laws.visits, FateKind.MERGED, to=[laws.forms], by=laws.secretary)


def test_law_is_taken_over_by_laws_and_policies_by_what_is_adopted(laws: SimpleNamespace) -> None:
    for new, old in ((laws.new, laws.public), (laws.draft, laws.old)):
        with pytest.raises(ValidationError, match="En lov kan kun afløse love"):
            begin_succession(new, [old], by=laws.secretary)


def test_living_plan_takes_over_from_nothing(laws: SimpleNamespace) -> None:
    with pytest.raises(ValidationError, match="en gældende lov"):
        begin_succession(laws.document, [laws.old], by=laws.secretary)


def test_law_takes_over_once(laws: SimpleNamespace) -> None:
    settle(laws)
    carry_through(laws.succession, by=laws.secretary)
    with pytest.raises(ValidationError, match="kan ikke gennemføres"):
        carry_through(laws.succession, by=laws.secretary)
    with pytest.raises(ValidationError, match="gennemført"):
        begin_succession(laws.new, [laws.old], by=laws.secretary)


def test_adopted_successor_takes_over_by_adoption_alone(laws: SimpleNamespace) -> None:
    with pytest.raises(ValidationError, match="kan ikke gennemføres"):
        carry_through(begin_succession(laws.draft, [laws.public], by=laws.secretary), by=laws.secretary)


def test_who_cannot_retire_the_old_law_does_not_let_another_take_over(laws: SimpleNamespace) -> None:
    settle(laws)
    with pytest.raises(Refused):
        carry_through(laws.succession, by=laws.owner)
    assert fresh(laws.old).phase == Phase.IN_FORCE


def test_undone_succession_puts_the_old_law_in_force_and_is_told(laws: SimpleNamespace) -> None:
    settle(laws)
    carry_through(laws.succession, by=laws.secretary)
    with pytest.raises(Refused):
        undo_succession(laws.succession, why="Fejl", by=laws.owner)
    undo_succession(laws.succession, why="Den ændrer kun ét kapitel", by=laws.secretary)
    old = fresh(laws.old)
    assert (old.phase, old.in_force_until) == (Phase.IN_FORCE, None)
    assert laws.visits.fates.get().effective_on is None
    assert str(Activity.objects.about(laws.new).first()) == (
        "Signe Krogh fortrød afløsningen: Den ændrer kun ét kapitel"
    )
    carry_through(Succession.objects.get(), by=laws.secretary)
    assert fresh(laws.old).phase == Phase.SUCCEEDED


def test_day_on_which_a_law_took_over_is_not_moved(laws: SimpleNamespace) -> None:
    settle(laws)
    carry_through(laws.succession, by=laws.secretary)
    new = fresh(laws.new)
    with pytest.raises(ValidationError) as refused:
        edit_facts(new, opened=new.version, by=laws.secretary, facts={"in_force_from": date(2026, 1, 1)})
    assert list(refused.value.message_dict) == ["in_force_from"]
    assert fresh(laws.new).in_force_from == STARTS


def test_laws_tell_what_comes_before_and_after(laws: SimpleNamespace) -> None:
    before = life_links(fresh(laws.new), laws.secretary)
    assert ([old.pk for old in before.olds], before.has_taken_over) == ([laws.old.pk], False)
    settle(laws)
    carry_through(laws.succession, by=laws.secretary)
    assert life_links(fresh(laws.new), laws.secretary).has_taken_over
    assert [heir.pk for heir in life_links(fresh(laws.old), laws.secretary).heirs] == [laws.new.pk]


def test_secretary_lets_a_law_take_over_from_its_page_and_undoes_it(
    laws: SimpleNamespace, client: Client
) -> None:
    client.force_login(laws.secretary)
    page = client.get(reverse("document", args=[laws.new.pk])).content.decode()
    assert ("Skal afløse" in page, reverse("succession", args=[laws.new.pk]) in page) == (True, True)
    completion = reverse("succession_completion", args=[laws.new.pk])
    beside = reverse("succession", args=[laws.new.pk])
    assert completion not in client.get(beside).content.decode()
    settle(laws)
    assert completion in client.get(beside).content.decode()
    client.post(completion)
    assert fresh(laws.old).phase == Phase.SUCCEEDED
    undoing = reverse("succession_undoing", args=[laws.new.pk])
    assert undoing in client.get(beside).content.decode()
    assert client.post(undoing, {"why": ""}).status_code == 422
    assert client.post(undoing, {"why": "Fejl"}).status_code == 303
    assert fresh(laws.old).phase == Phase.IN_FORCE


def test_old_laws_are_what_a_law_is_offered_to_take_over_from(laws: SimpleNamespace, client: Client) -> None:
    client.force_login(laws.secretary)
    page = client.get(reverse("succession_olds", args=[laws.new.pk])).content.decode()
    assert ("Serviceloven" in page, "Politik for børn" in page) == (True, False)
