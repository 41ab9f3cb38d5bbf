"""Bearings: direction set on any day, to those whom it concerns."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from pejling.activity.models import Activity
from pejling.core.dates import today
from pejling.core.history import Stale
from pejling.core.permissions import may
from pejling.direction.actions.bearings import (
    BearingText,
    answer_irrelevant,
    change_bearing,
    set_bearing,
    withdraw_bearing,
    withdraw_irrelevance,
)
from pejling.direction.figures.bearings import answers_of, bearings_concerning, reach
from pejling.direction.figures.mine import my_bearings
from pejling.direction.models import Document, Phase
from pejling.organisation.models import Deputyship, Unit, UnitKind
from tests import world


def text(
    title: str = "Alle får svar inden fem dage", *, starts: date | None = None, ends: date | None = None
) -> BearingText:
    return BearingText(title=title, why="Ventetiden er steget.", starts_on=starts or today(), ends_on=ends)


@pytest.fixture
def director(w: SimpleNamespace) -> SimpleNamespace:
    """The director of it all, and a daycare beside the schools."""
    w.director = world.give_post(world.make_person("Dorte Direktør"), w.top, "Kommunaldirektør")
    w.daycare = world.make_unit("Tusindfryd", kind="Daginstitution", parent=w.top)
    return w


def titles(unit: Unit) -> list[str]:
    return [document.title for document in bearings_concerning([unit])]


def test_bearing_appears_at_once_at_the_units_it_concerns_and_not_at_others(
    director: SimpleNamespace,
) -> None:
    set_bearing(text(), unit=director.top, units=[director.unit], by=director.director)
    assert [titles(unit) for unit in (director.unit, director.other_unit, director.daycare)] == [
        ["Alle får svar inden fem dage"],
        [],
        [],
    ]


def test_bearing_to_a_unit_reaches_those_below_it(director: SimpleNamespace) -> None:
    set_bearing(text(), unit=director.top, units=[director.top], by=director.director)
    assert titles(director.daycare) == ["Alle får svar inden fem dage"]


def test_bearing_to_a_kind_reaches_every_unit_of_it(director: SimpleNamespace) -> None:
    schools = UnitKind.objects.get(name="Skole")
    document = set_bearing(text(), unit=director.top, units=[], kinds=[schools], by=director.director)
    assert [answer.unit.name for answer in reach(document).answers] == ["Bakkens Skole", "Søparkens Skole"]
    assert titles(director.daycare) == []


def test_bearing_must_concern_somebody(director: SimpleNamespace) -> None:
    with pytest.raises(ValidationError, match="mindst én enhed"):
        set_bearing(text(), unit=director.top, units=[], by=director.director)
    assert not Document.objects.filter(kind__code="bearing").exists()


def test_bearing_holds_for_its_period_only(director: SimpleNamespace) -> None:
    yesterday, tomorrow = today() - timedelta(days=1), today() + timedelta(days=1)
    set_bearing(
        text("Slut", starts=yesterday, ends=yesterday),
        unit=director.top,
        units=[director.top],
        by=director.director,
    )
    set_bearing(text("Siden", starts=tomorrow), unit=director.top, units=[director.top], by=director.director)
    assert titles(director.unit) == []


def test_changed_bearing_changes_its_priority_too(director: SimpleNamespace) -> None:
    document = set_bearing(text(), unit=director.top, units=[director.unit], by=director.director)
    change_bearing(
        document, text("Svar på tre dage"), units=[director.daycare], opened=1, by=director.director
    )
    assert [element.title for element in document.elements.all()] == ["Svar på tre dage"]
    assert (titles(director.unit), titles(director.daycare)) == ([], ["Svar på tre dage"])


def test_bearing_changed_by_two_at_once_keeps_the_first(director: SimpleNamespace) -> None:
    document = set_bearing(text(), unit=director.top, units=[director.unit], by=director.director)
    change_bearing(document, text("Den første"), units=[director.unit], opened=1, by=director.director)
    with pytest.raises(Stale):
        change_bearing(document, text("Den anden"), units=[director.unit], opened=1, by=director.secretary)
    assert Document.objects.get(pk=document.pk).title == "Den første"


def test_withdrawn_bearing_lapses(director: SimpleNamespace) -> None:
    document = set_bearing(text(), unit=director.top, units=[director.unit], by=director.director)
    withdraw_bearing(document, why="Ventetiden er væk", by=director.director)
    assert (Document.objects.get(pk=document.pk).phase, titles(director.unit)) == (Phase.RETIRED, [])
    assert document.elements.get().fates.get().why == "Ventetiden er væk"


def test_bearing_withdrawn_before_it_began_never_holds(director: SimpleNamespace) -> None:
    start = today() + timedelta(days=7)
    document = set_bearing(text(starts=start), unit=director.top, units=[director.unit], by=director.director)
    withdraw_bearing(document, why="Det blev ikke nødvendigt", by=director.director)
    assert not Document.objects.get(pk=document.pk).is_in_force(start)


def test_unit_can_answer_that_it_is_not_relevant_and_think_again(director: SimpleNamespace) -> None:
    document = set_bearing(
        text(), unit=director.top, units=[director.unit, director.daycare], by=director.director
    )
    answer_irrelevant(document, director.unit, why="Vi har ingen henvendelser", by=director.owner)
    world.tie(world.make_element(director.document, "Vi svarer hurtigt"), document.elements.get())
    found = reach(document)
    assert (len(found.answers), found.tied, found.declined, found.silent) == (2, 1, 1, 1)
    withdraw_irrelevance(document, director.unit, by=director.owner)
    assert reach(document).declined == 0


def test_directors_and_centre_heads_set_bearings_and_others_do_not(director: SimpleNamespace) -> None:
    people = (director.director, director.secretary, director.owner, director.outsider)
    assert [may(person, "direction.bear") for person in people] == [True, True, False, False]


def test_bearing_is_written_in_one_form(director: SimpleNamespace, client: Client) -> None:
    client.force_login(director.director)
    typed = {"title": "Alle hilser", "why": "Tonen", "units": [director.unit.pk], "starts_on": "01.11.2026"}
    answer = client.post(reverse("bearing_new"), typed | {"unit": director.top.pk})
    assert answer.status_code == 303
    assert titles(director.unit) == ["Alle hilser"]


def test_what_was_typed_is_kept_when_something_is_missing(director: SimpleNamespace, client: Client) -> None:
    client.force_login(director.director)
    typed = {"title": "Alle hilser", "why": "", "starts_on": "32.11.2026", "unit": director.top.pk}
    answer = client.post(reverse("bearing_new"), typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert [
        words in page for words in ("Alle hilser", "32.11.2026", "Skriv datoen som dag, måned og år")
    ] == [True] * 3


def test_leader_cannot_address_units_of_others(director: SimpleNamespace, client: Client) -> None:
    centre = world.make_unit("Center for Skole", kind="Center", parent=director.top)
    world.make_unit("Lilleskolen", parent=centre)
    client.force_login(world.give_post(world.make_person("Carl"), centre, "Centerchef"))
    typed = {
        "title": "Alle hilser",
        "why": "Tonen",
        "units": [director.daycare.pk],
        "starts_on": "01.11.2026",
    }
    assert client.post(reverse("bearing_new"), typed | {"unit": centre.pk}).status_code == 422


def test_bearing_shows_a_leader_their_own_answer_first_and_leaves_the_front_page_when_declined(
    director: SimpleNamespace, client: Client
) -> None:
    document = set_bearing(
        text(), unit=director.top, units=[director.unit, director.daycare], by=director.director
    )
    client.force_login(director.owner)
    seen = client.get(reverse("bearing", args=[document.pk])).content.decode()
    own, everybody = seen.split("Hos jer")[1].split("Enheder, som den gælder")
    assert ("Søparkens Skole" in own, "Tusindfryd" in own, "Tusindfryd" in everybody) == (True, False, True)
    led = client.get(reverse("bearing", args=[document.pk]), {"vis": "mine"}).content.decode()
    table = led.split("Enheder, som den gælder")[1]
    assert ("Søparkens Skole" in table, "Tusindfryd" in table) == (True, False)
    assert (my_bearings(director.owner) or {})["bearings"] == [document]
    answer_irrelevant(document, director.unit, why="Vi har ingen henvendelser", by=director.owner)
    assert (my_bearings(director.owner) or {})["bearings"] == []
    listed = client.get(reverse("bearings")).content.decode()
    assert ("Søparkens Skole: Vi har ingen henvendelser" in listed, "Ikke relevant hos" in listed) == (
        True,
        False,
    )


def test_answer_by_a_deputy_bears_both_names_and_makes_no_bearing_fresher(director: SimpleNamespace) -> None:
    document = set_bearing(text(), unit=director.top, units=[director.unit], by=director.director)
    touched = Document.objects.get(pk=document.pk).touched_at
    Deputyship.objects.create(person=director.owner, deputy=director.outsider, starts_on=today())
    answer_irrelevant(document, director.unit, why="Lukket", by=director.outsider)
    line = Activity.objects.about(document).latest("at", "pk")
    assert (line.by, line.on_behalf_of) == (director.outsider, director.owner)
    assert Document.objects.get(pk=document.pk).touched_at == touched


def test_bearing_is_back_on_the_front_page_when_the_answer_is_taken_back(director: SimpleNamespace) -> None:
    document = set_bearing(text(), unit=director.top, units=[director.unit], by=director.director)
    answer_irrelevant(document, director.unit, why="Vi har ingen henvendelser", by=director.owner)
    assert (my_bearings(director.owner) or {})["bearings"] == []
    withdraw_irrelevance(document, director.unit, by=director.owner)
    assert (my_bearings(director.owner) or {})["bearings"] == [document]


def test_what_is_addressed_to_a_kind_is_out_of_nobodys_reach(director: SimpleNamespace) -> None:
    document = set_bearing(
        text(), unit=director.top, units=[director.daycare], kinds=[director.unit.kind], by=director.director
    )
    beyond = document.addressings.out_of_reach_of(director.owner)
    assert [addressing.unit for addressing in beyond] == [director.daycare]


def test_answer_that_was_taken_back_is_no_answer_any_more(director: SimpleNamespace) -> None:
    document = set_bearing(text(), unit=director.top, units=[director.unit], by=director.director)
    answer_irrelevant(document, director.unit, why="Vi har ingen henvendelser", by=director.owner)
    assert list(answers_of([director.unit])) == [document.pk]
    withdraw_irrelevance(document, director.unit, by=director.owner)
    assert answers_of([director.unit]) == {}
