"""What a case may rest on: proposed from its own words, with the words and the reason, among what its reader may see."""

from datetime import date
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pejling.core.dates import today
from pejling.direction.models import Document, Visibility
from pejling.organisation.models import Forum
from pejling.search.grounds import Ground, Grounds, grounds_of
from tests import world
from tests.rooms import Tell

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

CASE = """Læsebånd på alle skoler. Skolerne vil give alle elever et kvarters læsning hver morgen, så flere børn
bliver gode læsere. Læsningen tager tid fra andre fag, og lærerne skal have hjælp til at vælge bøger."""


def told(found: list[Ground]) -> list[tuple[str, str]]:
    return [(each.grounds.key, each.place.name) for each in found]


@pytest.fixture
def aims(w: SimpleNamespace) -> SimpleNamespace:
    """Aims of the public policy: one about reading, one about something else, one that only says "alle"."""
    w.reading = world.make_element(w.public, "Skolerne giver tid til læsning hver dag")
    w.water = world.make_element(w.public, "Rent vand i søer og åer")
    w.everybody = world.make_element(w.public, "Alle er med")
    return w


def test_case_rests_on_what_shares_its_words_the_likeliest_first(aims: SimpleNamespace) -> None:
    found = grounds_of(CASE, aims.secretary)
    assert told(found) == [
        ("direction.aims", "Skolerne giver tid til læsning hver dag"),
        ("direction.aims", "Alle børn bliver dygtige læsere"),
        ("direction.aims", "Alle læser hver dag"),
    ]


def test_each_ground_tells_the_words_in_common_and_what_holds_it(aims: SimpleNamespace) -> None:
    first = grounds_of(CASE, aims.secretary)[0]
    assert set(first.words) >= {"skoler", "tid", "læsning", "hver"}
    assert first.reason == "Står i »Politik for børn«: vedtaget af Byrådet, gælder fra 24.06.2025"


def test_document_in_force_is_a_ground_with_its_kind(aims: SimpleNamespace) -> None:
    Document.objects.filter(pk=aims.document.pk).update(
        summary="Læsning i skolerne", in_force_from=date(2025, 1, 1)
    )
    (found,) = [
        each for each in grounds_of(CASE, aims.secretary) if each.grounds.key == "direction.documents"
    ]
    assert (found.place.name, found.reason) == (
        "Strategiplan for Søparkens Skole",
        "Strategiplan: gælder fra 01.01.2025",
    )


def test_nothing_rests_on_what_does_not_bind_or_may_not_be_seen(aims: SimpleNamespace) -> None:
    world.make_element(aims.draft, "Læsning for alle børn i skolerne")
    shared = world.make_adopted(
        "Delt politik", forum=aims.forum, unit=aims.top, visibility=Visibility.SHARED, on=today()
    )
    world.make_element(shared, "Læsning for alle børn på skolerne hver morgen")

    def named(viewer: "Viewer") -> set[str]:
        return {each.place.name for each in grounds_of(CASE, viewer)}

    assert "Læsning for alle børn i skolerne" not in named(aims.secretary)
    assert "Læsning for alle børn på skolerne hver morgen" in named(aims.secretary)
    assert "Læsning for alle børn på skolerne hver morgen" not in named(aims.colleague)
    assert named(aims.outsider) == {
        "Skolerne giver tid til læsning hver dag",
        "Alle børn bliver dygtige læsere",
    }


@pytest.mark.parametrize("text", ["", "og det er at", "?!", "zzzyx qqwv"])
def test_text_that_says_nothing_rests_on_nothing(aims: SimpleNamespace, text: str) -> None:
    assert grounds_of(text, aims.secretary) == []


def test_room_tells_more_to_rest_on(aims: SimpleNamespace, tell: Tell) -> None:
    world.make_forum("Udvalget for skoler og læsning", kind="Udvalg")
    forums = Grounds(
        "meetings.forums",
        "forum",
        Forum.objects.visible_to,
        lambda ids: dict.fromkeys(ids, "De har talt om det"),
    )
    tell(forums, instead_of=Grounds)
    (found,) = grounds_of(CASE, aims.secretary)
    assert (found.place.name, found.reason) == ("Udvalget for skoler og læsning", "De har talt om det")


def test_many_aims_cost_no_more_queries_than_one(aims: SimpleNamespace) -> None:
    grounds_of(CASE, aims.secretary)
    with CaptureQueriesContext(connection) as few:
        grounds_of(CASE, aims.secretary)
    for number in range(3):
        world.make_element(aims.public, f"Læsning på skolerne {number}")
    grounds_of(CASE, aims.secretary)
    with CaptureQueriesContext(connection) as many:
        assert len(grounds_of(CASE, aims.secretary)) == 6
    assert len(many) == len(few)
