"""What is read from the agendas of each system."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pejling.core.apart import Unreadable
from pejling.reading.agendas import State, read_agendas
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

Writer = Callable[..., bytes]
SAYS_OF_ENCLOSURES = {"sbsys", "acadre", "agenda_manager"}
"""The systems whose files say of each enclosure whether it is open."""


def with_case(system: str) -> bool:
    return system in {"acadre", "edoc_fujitsu", "firstagenda"}


@pytest.mark.parametrize("system", SYSTEMS)
def test_meeting_and_its_items_in_order(system: str) -> None:
    points = [
        Point(10, "Eventuelt"),
        Point(2, "Budget 2027 – 1. behandling", case="00.30.10-S00-3-26"),
        Point(9, "Køb af ejendom", open=False, case="82.02.00-G10-7-26"),
        Point(1, "Godkendelse af dagsorden"),
    ]
    meeting = only(SYSTEMS[system](points))
    assert (meeting.committee, meeting.start, meeting.state) == (
        "Økonomiudvalget",
        "2026-09-14T16:00:00",
        State.AGENDA,
    )
    assert meeting.key == ("4711" if system != "edoc" else "Økonomiudvalget 2026-09-14T16:00:00")
    budget, house = ("00.30.10-S00-3-26", "82.02.00-G10-7-26") if with_case(system) else ("", "")
    assert rows(meeting) == [
        (1, "Godkendelse af dagsorden", "", True),
        (2, "Budget 2027 – 1. behandling", budget, True),
        (3, "Køb af ejendom", house, False),
        (4, "Eventuelt", "", True),
    ]


@pytest.mark.parametrize("system", SYSTEMS)
def test_what_the_file_does_not_say_is_closed(system: str) -> None:
    points = [
        Point(1, "Budget", files=(("Forslag.pdf", None),)),
        Point(2, "Ejendom", open=None, files=(("Købsaftale.pdf", True),)),
    ]
    budget, house = only(SYSTEMS[system](points)).items
    # FirstAgenda's public page is told of open enclosures only.
    assert (budget.is_open, budget.files[0].is_open) == (True, system == "firstagenda")
    assert (house.is_open, house.files[0].is_open) == (False, False)


@pytest.mark.parametrize("system", sorted(SAYS_OF_ENCLOSURES))
def test_enclosures_are_open_and_closed_one_by_one(system: str) -> None:
    points = [
        Point(1, "Budget", files=(("Forslag.pdf", True), ("Notat.docx", False))),
        Point(2, "Ejendom", open=False, files=(("Kort.pdf", True),)),
    ]
    budget, house = only(SYSTEMS[system](points)).items
    assert [(each.title, each.is_open) for each in budget.files] == [
        ("Forslag.pdf", True),
        ("Notat.docx", False),
    ]
    assert [each.is_open for each in house.files] == [False]


@pytest.mark.parametrize("system", sorted(set(SYSTEMS) - {"edoc"}))
def test_texts_are_plain_and_under_their_headings(system: str) -> None:
    texts = (
        ("Baggrund", "<p>Forslaget bygger på &lt;rammen&gt; &amp; byrådets vision.</p><p>Det er nyt.</p>"),
        ("Indstilling", "<ol><li>at forslaget sendes</li><li>at fristen <b>fastsættes</b></li></ol>"),
    )
    (item,) = only(SYSTEMS[system]([Point(1, "Budget", texts=texts)])).items
    assert [(each.heading, each.text) for each in item.texts] == [
        ("Baggrund", "Forslaget bygger på <rammen> & byrådets vision.\nDet er nyt."),
        ("Indstilling", "1. at forslaget sendes\n2. at fristen fastsættes"),
    ]


def test_edoc_has_one_text_of_each_item() -> None:
    (item,) = only(
        edoc([Point(1, "Budget", texts=(("", "Baggrund\nDet er nyt.\n\nIndstilling\nAt det godkendes."),))])
    ).items
    assert [(each.heading, each.text) for each in item.texts] == [
        ("", "Baggrund\nDet er nyt.\nIndstilling\nAt det godkendes.")
    ]


def test_enclosures_of_edoc_in_a_list_or_beside_each_other() -> None:
    listed = edoc([Point(1, "Budget", files=(("A.pdf", None), ("B.pdf", None)))])
    beside = (
        listed.replace(b"<Attachments>", b"")
        .replace(b"</Attachments>", b"")
        .replace(b"Attachment", b"Attachments")
    )
    for data in (listed, beside):
        (item,) = only(data).items
        assert [(each.title, each.is_open) for each in item.files] == [("A.pdf", False), ("B.pdf", False)]


def test_edoc_of_a_closed_agenda_is_closed_and_follows_the_open_one() -> None:
    both = edoc([Point(1, "Budget")]).replace(
        b"</MeetingAgendaTypes>",
        b"<MeetingAgendaType><AgendaType>Lukket dagsorden</AgendaType><MeetingAgendaItems><MeetingAgendaItem>"
        b"<AgendaItemNumber>1</AgendaItemNumber><Document documentid='77'><Title>Ejendom</Title>"
        b"<PublishingType>SKAL PUBLICERES</PublishingType></Document></MeetingAgendaItem></MeetingAgendaItems>"
        b"</MeetingAgendaType></MeetingAgendaTypes>",
    )
    assert rows(only(both)) == [(1, "Budget", "", True), (2, "Ejendom", "", False)]


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ("Referat endeligt godkendt", State.MINUTES),
        ("Dagsorden endeligt godkendt", State.AGENDA),
        ("Kladde", State.DRAFT),
    ],
)
def test_state_of_edoc(told: str, state: State) -> None:
    assert only(edoc([Point(1, "Budget")], state=told)).state is state


@pytest.mark.parametrize(("told", "state"), [("0", State.DRAFT), ("1", State.AGENDA), ("2", State.MINUTES)])
def test_state_of_acadre_and_agenda_manager(told: str, state: State) -> None:
    points = [Point(1, "Budget")]
    assert only(acadre_manifest(kind=told), acadre(points)).state is state
    assert only(agenda_manager(points, kind=told)).state is state


def test_agenda_that_is_closed_as_a_whole_closes_its_items() -> None:
    points = [Point(1, "Ejendom", files=(("Kort.pdf", True),))]
    for files in ([sbsys(points, access="false")], [acadre_manifest(access="2"), acadre(points)]):
        (item,) = only(*files).items
        assert (item.is_open, item.files[0].is_open) == (False, False)


def test_agenda_that_is_not_to_be_published_is_closed_and_told() -> None:
    found = read(acadre_manifest(publish="false"), acadre([Point(1, "Budget")]))
    assert [each.is_open for each in found.meetings[0].items] == [False]
    assert "skal ikke publiceres" in found.warnings[0]


def test_closed_item_of_firstagenda_keeps_its_title_without_the_word() -> None:
    (item,) = only(firstagenda([Point(1, "Lukket: Køb af ejendom", open=False)])).items
    assert (item.title, item.is_open, item.texts) == ("Køb af ejendom", False, ())


def test_decisions_of_agenda_managers_history() -> None:
    history = (
        "<ItemHistory><ItemField "
        "ID='9'><Caption>Beslutning</Caption><HasContent>True</HasContent><Content>Anbefales.</Content>"
        "<MeetingDetails><CommitteeName>Teknisk Udvalg</CommitteeName><MeetingDueDate>03-06-2026 "
        "16:00:00</MeetingDueDate></MeetingDetails>"
        "</ItemField></ItemHistory></Item>"
    )
    data = agenda_manager([Point(1, "Havn")]).replace(b"</Item>", history.encode())
    (item,) = only(data).items
    assert [(each.heading, each.text) for each in item.texts] == [
        ("Beslutningshistorik", "Beslutning, Teknisk Udvalg, 2026-06-03: Anbefales.")
    ]


def test_xml_in_another_letter_than_it_says() -> None:
    data = sbsys([Point(1, "Ældreplan")]).decode().encode("cp1252")
    assert rows(only(data)) == [(1, "Ældreplan", "", True)]
    told = sbsys([Point(1, "Ældreplan")]).decode().replace("UTF-8", "windows-1252").encode("cp1252")
    assert rows(only(told)) == [(1, "Ældreplan", "", True)]
    wide = sbsys([Point(1, "Ældreplan")]).decode().replace("UTF-8", "UTF-16").encode("utf-16")
    assert rows(only(wide)) == [(1, "Ældreplan", "", True)]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"   ",
        b"<html><body>Dagsorden</body></html>",
        b"{}",
        b"[1, 2]",
        b"<Dagsorden",
        b"{",
        b"Dagsorden",
        b"%PDF-1.4",
        b"<a/>",
        b"\x00\x01",
    ],
)
def test_what_is_no_agenda_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        read(data)
    assert "\n" not in str(refused.value)


def test_manifest_alone_is_refused_and_a_bad_file_beside_a_good_one_is_told() -> None:
    with pytest.raises(Unreadable, match="hvilke dagsordener"):
        read(acadre_manifest())
    found = read(b"{", sbsys([Point(1, "Budget")]))
    assert len(found.meetings) == 1
    assert found.warnings == (
        "fil0: JSON-filen er beskadiget og kan ikke læses. Hent den igen fra det system, den kommer fra.",
    )


@pytest.mark.parametrize(
    "names",
    [
        ["sbsys_dagsorden.xml"],
        ["acadre_manifest.xml", "acadre_90210.xml"],
        ["firstagenda_udvalgsliste.json", "firstagenda_dagsorden.json"],
    ],
)
def test_the_shapes_that_lie_beside_the_repository(names: list[str], shared_data: Path) -> None:
    folder = shared_data / "meetings/esdh"
    (meeting,) = read_agendas([(name, (folder / name).read_bytes()) for name in names]).meetings
    expected = json.loads((folder / "expected_by_format.json").read_text())[" + ".join(names)]
    told = [item.to_json() for item in meeting.items]
    held = {
        each["Navn"]
        for item in json.loads((folder / "firstagenda_dagsorden.json").read_text())["Dagsordenpunkter"]
        for each in item["Bilag"]
    }
    for item, right in zip(told, expected, strict=True):
        # What FirstAgenda does not publish stands in no file of it.
        files = [each for each in right["files"] if "firstagenda" not in names[0] or each["title"] in held]
        assert {name: item[name] for name in ("no", "title", "case", "open")} == {
            name: right[name] for name in ("no", "title", "case", "open")
        }
        assert item["files"] == files
    assert (meeting.key, meeting.committee, meeting.start) == (
        "4711",
        "Økonomiudvalget",
        "2026-09-14T16:00:00",
    )


def test_items_of_fujitsu_in_reverse() -> None:
    assert [
        each.title for each in only(edoc_fujitsu([Point(3, "c"), Point(2, "b"), Point(1, "a")])).items
    ] == ["a", "b", "c"]
