"""What counts as an answer to a bearing, and who reads the answers."""

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from pejling.core.dates import today
from pejling.desk.duties import duties_of
from pejling.desk.figures.since import news_for
from pejling.direction.actions.bearings import BearingText, answer_irrelevant, set_bearing
from pejling.direction.figures.bearings import reach, reaches
from pejling.direction.models import Document, Visibility
from tests import world


def test_drafts_are_no_answer_to_a_bearing_and_answers_are_for_staff(
    w: SimpleNamespace, client: Client
) -> None:
    text = BearingText(title="Alle hilser", why="Tonen", starts_on=today())
    bearing = set_bearing(text, unit=w.top, units=[w.unit], by=w.secretary)
    world.tie(world.make_element(w.draft, "Vi hilser"), bearing.elements.get())
    assert reach(bearing).tied == 0
    world.tie(world.make_element(w.document, "Vi hilser"), bearing.elements.get())
    assert reach(bearing).tied == 1
    Document.objects.filter(pk=bearing.pk).update(visibility=Visibility.PUBLIC)
    assert "Arbejder med den" not in client.get(reverse("bearing", args=[bearing.pk])).content.decode()
    client.force_login(w.colleague)
    assert "Arbejder med den" in client.get(reverse("bearing", args=[bearing.pk])).content.decode()


@pytest.fixture
def director(w: SimpleNamespace) -> SimpleNamespace:
    """The director of it all has set a bearing to the owner's school."""
    w.director = world.give_post(world.make_person("Dorte Direktør"), w.top, "Kommunaldirektør")
    text = BearingText(title="Alle hilser", why="Tonen", starts_on=today())
    w.bearing = set_bearing(text, unit=w.top, units=[w.unit], by=w.director)
    return w


def asked(w: SimpleNamespace) -> list[str]:
    """What waits for the school's leader about bearings."""
    found = duties_of([w.owner], today()).get(w.owner.pk, [])
    return [duty.title for source, duty in found if source.key == "direction.bearings"]


def test_new_bearing_is_a_duty_and_a_piece_of_news_at_once(director: SimpleNamespace) -> None:
    assert asked(director) == ["Pejling: »Alle hilser«"]
    news = news_for(director.owner, None, timezone.now())
    assert [(line.activity.verb, line.title) for line in news if line.title == "Alle hilser"] == [
        ("direction.bearing_set", "Alle hilser")
    ]
    elsewhere = duties_of([director.colleague], today()).get(director.colleague.pk, [])
    assert [duty for source, duty in elsewhere if source.key == "direction.bearings"] == []


def test_others_answers_are_news_to_the_one_who_set_it_and_to_no_other_unit(
    director: SimpleNamespace,
) -> None:
    text = BearingText(title="Alle smiler", why="Tonen", starts_on=today())
    bearing = set_bearing(
        text, unit=director.top, units=[director.unit, director.other_unit], by=director.director
    )
    answer_irrelevant(bearing, director.other_unit, why="Vi har masker på", by=director.secretary)

    def verbs(person: object) -> set[str]:
        lines = news_for(person, None, timezone.now())  # type: ignore[arg-type]
        return {line.activity.verb for line in lines if line.title == "Alle smiler"}

    assert verbs(director.director) == {"direction.bearing_irrelevant"}
    assert verbs(director.owner) == {"direction.bearing_set"}


def test_min_side_leads_straight_to_both_answers(director: SimpleNamespace, client: Client) -> None:
    client.force_login(director.owner)
    shown = client.get("/").content.decode()
    for name in ("bearing_contribution", "bearing_answer"):
        assert f'href="{reverse(name, args=[director.bearing.pk, director.unit.pk])}?next=/"' in shown


def test_unit_contributes_from_min_side_in_one_form(director: SimpleNamespace, client: Client) -> None:
    point = world.make_element(director.document, "Vi hilser i døren")
    client.force_login(director.owner)
    address = reverse("bearing_contribution", args=[director.bearing.pk, director.unit.pk])
    assert "Vi hilser i døren" in client.get(address).content.decode()
    answer = client.post(f"{address}?next=/", {"lower": point.pk, "how": "Ved at hilse"}, follow=True)
    assert answer.redirect_chain == [("/", 303)]
    assert "Arbejder med den" in answer.content.decode()
    assert (reach(director.bearing).tied, asked(director)) == (1, [])


def test_point_of_another_unit_is_no_answer_of_this_one(director: SimpleNamespace, client: Client) -> None:
    theirs = world.make_document(kind="strategy_plan", unit=director.other_unit)
    point = world.make_element(theirs, "Bakken hilser")
    client.force_login(director.secretary)
    address = reverse("bearing_contribution", args=[director.bearing.pk, director.unit.pk])
    assert "Bakken hilser" not in client.get(address).content.decode()
    assert client.post(address, {"lower": point.pk, "how": "Ved at hilse"}).status_code == 422


def test_answered_bearing_says_so_on_every_page_that_shows_it(
    director: SimpleNamespace, client: Client
) -> None:
    text = BearingText(title="Alle smiler", why="Tonen", starts_on=today())
    bearing = set_bearing(text, unit=director.top, units=[director.top], by=director.director)
    answer_irrelevant(bearing, director.unit, why="Vi har masker på", by=director.owner)
    client.force_login(director.owner)
    pages = (
        reverse("bearings"),
        reverse("bearing", args=[bearing.pk]),
        reverse("unit", args=[director.unit.pk]),
    )
    for address in pages:
        assert "Vi har masker på" in client.get(address).content.decode(), address


def test_who_set_it_sees_on_min_side_how_many_have_answered(
    director: SimpleNamespace, client: Client
) -> None:
    client.force_login(director.director)
    assert "0 af 1 enheder har svaret" in client.get("/").content.decode()
    answer_irrelevant(director.bearing, director.unit, why="Nej", by=director.owner)
    assert "1 af 1 enheder har svaret" in client.get("/").content.decode()


def test_reach_of_three_bearings_costs_what_that_of_one_does(director: SimpleNamespace) -> None:
    text = BearingText(title="Alle smiler", why="Tonen", starts_on=today())
    more = [
        set_bearing(text, unit=director.top, units=[director.top], by=director.director) for _ in range(2)
    ]
    few = [director.bearing]
    many = list(
        Document.objects.filter(pk__in=[each.pk for each in (*few, *more)]).prefetch_related("addressings")
    )

    def cost(bearings: list[Document]) -> int:
        with CaptureQueriesContext(connection) as queries:
            reaches(bearings)
        return len(queries)

    assert cost(many[:1]) == cost(many)
