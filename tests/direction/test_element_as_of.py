"""Tidsrejse for one element: as it stood when a day ended, as far as one may see it now and could have seen it then."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pejling.core.history import save
from pejling.direction.actions.fates import end_element
from pejling.direction.figures.element_as_of import WholeElementThen, changes_around, element_as_of
from pejling.direction.models import Contribution, Element, FateKind, Visibility
from pejling.people.models import Person
from tests import world
from tests.access import make_world

JANUARY, MARCH, MAY, JUNE = date(2026, 1, 5), date(2026, 3, 1), date(2026, 5, 4), date(2026, 6, 1)


@contextmanager
def on(day: date) -> Iterator[None]:
    with time_machine.travel(datetime(day.year, day.month, day.day, 9, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    """The small municipality as it was founded in January."""
    with on(JANUARY):
        w = make_world()
        w.child = world.make_element(w.document, "Læsebånd", kind="initiative", parent=w.element)
    return w


def then(element: Element, day: date, viewer: Person) -> WholeElementThen:
    found = element_as_of(element, day, viewer)
    assert found is not None
    return found


def change_in_may(w: SimpleNamespace) -> None:
    with on(MAY):
        w.element.title, w.element.text = "Alle læser hver eneste dag", "<p>Også om fredagen.</p>"
        w.element.responsible = w.colleague
        save(w.element, by=w.owner)
        w.document.title = "Plan med nyt navn"
        save(w.document, by=w.owner)
        w.aim.title = "Alle børn bliver stærke læsere"
        save(w.aim, by=w.secretary)


def test_words_kind_and_responsible_are_those_of_the_day(w: SimpleNamespace) -> None:
    change_in_may(w)
    before, after = then(w.element, MARCH, w.owner), then(w.element, JUNE, w.owner)
    assert (before.title, before.text, before.kind) == ("Alle læser hver dag", "", "Målsætning")
    assert (after.title, after.text) == ("Alle læser hver eneste dag", "<p>Også om fredagen.</p>")
    assert (before.responsible, after.responsible) == ("", "Bo Friis")
    assert (before.document == after.document, after.document) == (False, "Plan med nyt navn")


def test_element_did_not_exist_before_it_was_written(w: SimpleNamespace) -> None:
    assert element_as_of(w.element, date(2025, 12, 31), w.owner) is None


def test_ties_are_those_of_the_day_with_the_sentences_and_titles_of_then(w: SimpleNamespace) -> None:
    how = w.tie.how
    change_in_may(w)
    with on(JUNE):
        w.tie.ended_on = JUNE
        w.tie.save()
    assert [(up.title, up.how) for up in then(w.element, MARCH, w.owner).ups] == [
        ("Alle børn bliver dygtige læsere", how)
    ]
    assert [up.title for up in then(w.element, MAY, w.owner).ups] == ["Alle børn bliver stærke læsere"]
    assert then(w.element, JUNE, w.owner).ups == ()
    assert [down.title for down in then(w.aim, MARCH, w.owner).downs] == ["Alle læser hver dag"]


def test_parent_and_children_are_those_of_the_day(w: SimpleNamespace) -> None:
    with on(MAY):
        w.child.parent = None
        save(w.child, by=w.owner)
    assert [each.title for each in then(w.element, MARCH, w.owner).children] == ["Læsebånd"]
    assert then(w.element, JUNE, w.owner).children == ()
    parent = then(w.child, MARCH, w.owner).parent
    assert parent is not None
    assert (parent.title, then(w.child, JUNE, w.owner).parent) == ("Alle læser hver dag", None)


def test_fate_is_told_from_the_day_it_came_true(w: SimpleNamespace) -> None:
    with on(MAY):
        end_element(w.child, FateKind.LAPSED, why="Nået", by=w.owner)
    assert then(w.child, MARCH, w.owner).fates == ()
    after = then(w.child, JUNE, w.owner)
    assert [(fate.kind, fate.to, fate.why) for fate in after.fates] == [(FateKind.LAPSED, None, "Nået")]
    assert after.ended_on == MAY


def test_draft_of_then_stays_with_its_editors(w: SimpleNamespace) -> None:
    with on(JANUARY):
        line = world.make_element(w.draft, "Flere bøger")
    with on(MAY):
        w.draft.visibility = Visibility.INTERNAL
        save(w.draft, by=w.owner)
    assert element_as_of(line, MARCH, w.colleague) is None
    assert then(line, MARCH, w.owner).title == "Flere bøger"
    assert then(line, JUNE, w.colleague).title == "Flere bøger"


def test_tie_to_what_the_reader_could_not_have_seen_is_left_out(w: SimpleNamespace) -> None:
    with on(MARCH):
        w.public.visibility = Visibility.DRAFT
        save(w.public, by=w.secretary)
    with on(MAY):
        w.public.visibility = Visibility.PUBLIC
        save(w.public, by=w.secretary)
    assert (len(then(w.element, JUNE, w.owner).ups), then(w.element, MARCH, w.owner).ups) == (1, ())


def test_public_sees_no_names_and_no_internal_ties(w: SimpleNamespace) -> None:
    w.aim.responsible = w.secretary
    with on(MARCH):
        save(w.aim, by=w.secretary)
    public = element_as_of(w.aim, JUNE, AnonymousUser())
    assert public is not None
    assert (public.responsible, public.downs) == ("", ())
    assert then(w.aim, JUNE, w.owner).responsible == w.secretary.name


def test_days_before_and_after_lead_from_change_to_change(w: SimpleNamespace) -> None:
    change_in_may(w)
    around = changes_around(w.element, MARCH, w.owner)
    assert (around.before, around.after) == (JANUARY, MAY)
    ends = changes_around(w.element, JANUARY, w.owner), changes_around(w.element, JUNE, w.owner)
    assert [(each.before, each.after) for each in ends] == [(None, MAY), (MAY, None)]


def test_days_of_hidden_ties_are_not_given_away(w: SimpleNamespace) -> None:
    with on(MAY):
        line = world.make_element(w.draft, "Flere bøger")
        world.tie(line, w.aim)
    assert changes_around(w.aim, MARCH, w.colleague).after is None
    assert changes_around(w.aim, MARCH, w.owner).after == MAY


def test_page_shows_the_day_and_leads_to_the_document_of_the_same_day(
    w: SimpleNamespace, client: Client
) -> None:
    change_in_may(w)
    client.force_login(w.owner)
    html = client.get(f"/punkter/{w.element.pk}/tidsrejse?den=2026-03-01").content.decode()
    assert "Alle læser hver dag</h1>" in html
    assert f'href="/dokumenter/{w.document.pk}/tidsrejse?den=2026-03-01#punkt-{w.element.pk}"' in html
    assert f'href="/punkter/{w.aim.pk}/tidsrejse?den=2026-03-01"' in html
    assert f'rel="next" href="/punkter/{w.element.pk}/tidsrejse?den=2026-05-04"' in html


@pytest.mark.parametrize("day", ["", "i går", "2026-02-31", "0000-01-01"])
def test_day_that_is_none_is_answered_in_words(w: SimpleNamespace, client: Client, day: str) -> None:
    client.force_login(w.owner)
    answer = client.get(f"/punkter/{w.element.pk}/tidsrejse", {"den": day})
    assert (answer.status_code, "Sådan så det ud" in answer.content.decode()) == (422, False)


def test_page_costs_the_same_for_three_ties_as_for_one(w: SimpleNamespace, client: Client) -> None:
    client.force_login(w.owner)
    address = f"/punkter/{w.aim.pk}/tidsrejse?den=2026-06-01"
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for number in range(2):
        with on(MAY):
            world.tie(world.make_element(w.document, f"Mål {number}"), w.aim)
    with CaptureQueriesContext(connection) as three:
        client.get(address)
    assert Contribution.objects.filter(upper=w.aim).count() == 3
    assert len(one) == len(three) <= 14  # one more where a document was shared
