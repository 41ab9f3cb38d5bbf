"""Agenda, supplements and minutes of one meeting are one, in whatever order they come, and nothing is there twice."""

from collections.abc import Callable
from itertools import permutations

import pytest

from pejling.reading.agendas import State
from tests.reading.agendas.files import (
    SYSTEMS,
    Point,
    acadre,
    acadre_manifest,
    agenda_manager,
    edoc,
    edoc_fujitsu,
    firstagenda,
    only,
    read,
    rows,
    sbsys,
)

AGENDA = [Point(1, "Dagsorden"), Point(2, "Budget", texts=(("Sagsfremstilling", "Budgettet er klar."),))]
DECIDED = [
    Point(1, "Dagsorden", texts=(("Beslutning", "Godkendt."),)),
    Point(
        2,
        "Budget",
        texts=(("Sagsfremstilling", "Budgettet er klar."), ("Beslutning", "Oversendes til byrådet.")),
    ),
]
BOTH = {
    "sbsys": [sbsys(AGENDA), sbsys(DECIDED, agenda="90299", kind="referat")],
    "acadre": [acadre(AGENDA), acadre(DECIDED, agenda="90299"), acadre_manifest(agenda="90299", kind="2")],
    "edoc_fujitsu": [edoc_fujitsu(AGENDA), edoc_fujitsu(DECIDED, agenda="90299", kind="Minutes")],
    "agenda_manager": [agenda_manager(AGENDA), agenda_manager(DECIDED, agenda="90299", kind="2")],
    "firstagenda": [firstagenda(AGENDA), firstagenda(DECIDED, Navn="Referat")],
}


@pytest.mark.parametrize("system", BOTH)
def test_minutes_add_the_decisions_in_any_order(system: str) -> None:
    for files in permutations(BOTH[system]):
        meeting = only(*files)
        assert meeting.state is State.MINUTES
        assert [[(each.heading, each.text) for each in item.texts] for item in meeting.items] == [
            [("Beslutning", "Godkendt.")],
            [("Sagsfremstilling", "Budgettet er klar."), ("Beslutning", "Oversendes til byrådet.")],
        ]


def test_minutes_of_edoc_go_on_in_the_same_text() -> None:
    agenda = edoc([Point(1, "Budget", texts=(("", "Budgettet er klar."),))])
    minutes = edoc(
        [Point(1, "Budget", key="99", texts=(("", "Budgettet er klar.\nBeslutning: Godkendt."),))],
        state="Referat endeligt godkendt",
    )
    alone = edoc(
        [Point(1, "Budget", texts=(("", "Beslutning: Godkendt."),))], state="Referat endeligt godkendt"
    )
    for files in ([agenda, minutes], [minutes, agenda], [agenda, alone], [alone, agenda]):
        meeting = only(*files)
        (item,) = meeting.items
        assert meeting.state is State.MINUTES
        assert [each.text for each in item.texts] == ["Budgettet er klar.\nBeslutning: Godkendt."]


@pytest.mark.parametrize("system", SYSTEMS)
def test_read_twice_nothing_doubles(system: str) -> None:
    points = [
        Point(1, "Eventuelt", files=(("Kort.pdf", True),)),
        Point(2, "Budget", texts=(("Baggrund", "Nyt."),), files=(("A.pdf", True), ("B.pdf", False))),
    ]
    data = SYSTEMS[system](points)
    assert read(data, data) == read(data)


@pytest.mark.parametrize("write", [sbsys, acadre, edoc_fujitsu, agenda_manager])
def test_supplement_is_the_agenda_of_the_higher_id(write: Callable[..., bytes]) -> None:
    main = write([Point(1, "Dagsorden"), Point(2, "Budget")], agenda="9")
    counted_anew = write([Point(1, "Lån", key="6001"), Point(2, "Vej", key="6002")], agenda="10")
    counted_on = write([Point(3, "Lån", key="6001"), Point(4, "Vej", key="6002")], agenda="10")
    for more in (counted_anew, counted_on):
        for files in ([main, more], [more, main], [main, more, main, more]):
            assert [each.title for each in only(*files).items] == ["Dagsorden", "Budget", "Lån", "Vej"]


def test_supplement_of_firstagenda_has_another_meeting_and_the_same_time() -> None:
    main = firstagenda([Point(1, "Dagsorden"), Point(2, "Budget")])
    more = firstagenda(
        [Point(1, "Lån", key="6001")],
        agenda="00090211-0000-4000-8000-000000090211",
        SourceId="4712",
        IsSupplementaryAgenda=True,
    )
    for files in ([main, more], [more, main]):
        meeting = only(*files)
        assert (meeting.key, [each.title for each in meeting.items]) == (
            "4711",
            ["Dagsorden", "Budget", "Lån"],
        )


def test_closed_in_one_file_is_closed_whatever_another_says() -> None:
    is_open = sbsys([Point(1, "Ejendom", files=(("Kort.pdf", True),))])
    closed = sbsys([Point(1, "Ejendom", open=False, files=(("Kort.pdf", False),))], kind="referat")
    for files in ([is_open, closed], [closed, is_open]):
        (item,) = only(*files).items
        assert (item.is_open, [each.is_open for each in item.files]) == (False, [False])


def test_other_meetings_are_meetings_of_their_own_in_the_order_of_time() -> None:
    first = sbsys([Point(1, "Budget")])
    later = first.replace(b"14. september", b"5. oktober").replace(b'"4711"', b'"4720"')
    of_others = first.replace("Økonomiudvalget".encode(), "Byrådet".encode())
    found = read(later, first, of_others)
    assert [(each.committee, each.start) for each in found.meetings] == [
        ("Byrådet", "2026-09-14T16:00:00"),
        ("Økonomiudvalget", "2026-09-14T16:00:00"),
        ("Økonomiudvalget", "2026-10-05T16:00:00"),
    ]


def test_same_meeting_from_two_systems_is_one() -> None:
    points = [Point(1, "Dagsorden"), Point(2, "Budget", case="00.30.10-S00-3-26")]
    assert rows(only(sbsys(points), acadre(points), firstagenda(points))) == [
        (1, "Dagsorden", "", True),
        (2, "Budget", "00.30.10-S00-3-26", True),
    ]


def test_a_file_without_an_hour_means_the_day() -> None:
    agenda = edoc([Point(1, "Budget", texts=(("", "Budgettet er klar."),))])
    minutes = edoc([Point(1, "Budget")], state="Referat endeligt godkendt").replace(b" 16:00:00", b"")
    for files in ([agenda, minutes], [minutes, agenda]):
        assert only(*files).state is State.MINUTES
    evening = agenda.replace(b"16:00:00", b"19:00:00")
    assert len(read(agenda, evening).meetings) == 2


def test_two_items_of_the_same_name_in_one_agenda_are_two() -> None:
    points = [Point(1, "Orientering"), Point(2, "Orientering")]
    assert rows(only(sbsys(points))) == [(1, "Orientering", "", True), (2, "Orientering", "", True)]


def test_minutes_that_give_an_item_an_id_of_their_own_are_read_twice_as_one() -> None:
    minutes = acadre([Point(1, "Budget", texts=(("Beslutning", "Godkendt."),), key="7001")])
    agenda = acadre([Point(1, "Budget", key="5001")])
    assert rows(only(agenda, minutes, minutes)) == [(1, "Budget", "", True)]


def test_item_is_not_taken_by_its_name_where_another_in_the_file_has_its_id() -> None:
    agenda = acadre([Point(1, "Godkendelse", key="5001")])
    minutes = acadre(
        [
            Point(2, "Godkendelse", key="7001"),
            Point(1, "Godkendelse", key="5001", texts=(("Beslutning", "Ja."),)),
        ]
    )
    first, second = only(agenda, minutes).items
    assert ([text.text for text in first.texts], second.texts) == (["Ja."], ())
