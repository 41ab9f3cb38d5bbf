"""Whatever stands in a file, agendas are read or refused in words, and never is anything open that no file says is open."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pejling.core.apart import Unreadable
from pejling.reading.agendas import read_agendas
from tests.reading.agendas.files import SYSTEMS, Point

title = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=20).filter(
    lambda text: bool(text.strip())
)
point = st.builds(
    Point,
    no=st.integers(0, 12),
    title=title,
    open=st.sampled_from([True, False, None]),
    case=st.sampled_from(["", "25/1"]),
    texts=st.lists(
        st.tuples(
            st.sampled_from(["Baggrund", "Beslutning"]),
            st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=30),
        ),
        max_size=2,
    ).map(tuple),
    files=st.lists(
        st.tuples(st.sampled_from(["Kort.pdf", "Notat.pdf"]), st.sampled_from([True, False, None])),
        max_size=2,
    ).map(tuple),
    key=st.sampled_from(["", "7001", "7002"]),
)
system = st.sampled_from(sorted(SYSTEMS))
NAMES = [
    "Dagsordenpunkter",
    "Udvalg",
    "Moede",
    "Moeder",
    "Felter",
    "Html",
    "Bilag",
    "IsOpen",
    "Number",
    "Navn",
    "Dato",
    "Id",
    "SourceId",
    "ItemDecision",
]
junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=5),
    max_leaves=20,
)


@settings(max_examples=150)
@given(st.lists(st.tuples(system, st.lists(point, max_size=4)), min_size=1, max_size=3))
def test_agendas_of_any_points(drawn: list[tuple[str, list[Point]]]) -> None:
    found = read_agendas([(name, SYSTEMS[name](points)) for name, points in drawn])
    said_open = {" ".join(each.title.split()) for _name, points in drawn for each in points if each.open}
    for meeting in found.meetings:
        assert [each.number for each in meeting.items] == list(range(1, len(meeting.items) + 1))
        for item in meeting.items:
            assert not item.is_open or said_open
            assert item.is_open or not any(file.is_open for file in item.files)
    json.dumps(found.to_json(), ensure_ascii=False, allow_nan=False)
    again = [(name, SYSTEMS[name](points)) for name, points in drawn]
    assert read_agendas([*again, *again]).meetings == found.meetings


@settings(max_examples=200)
@given(junk)
def test_any_json(told: Any) -> None:
    data = json.dumps(told).encode()
    try:
        read_agendas([("x.json", data)])
    except Unreadable as refused:
        told = str(refused)
    else:
        told = ""
    assert "\n" not in told


@settings(max_examples=100)
@given(system, st.lists(point, min_size=1, max_size=3), st.data())
def test_any_file_cut_or_spoilt(name: str, points: list[Point], data: st.DataObject) -> None:
    whole = SYSTEMS[name](points)
    at = data.draw(st.integers(0, len(whole) - 1))
    spoilt = data.draw(
        st.sampled_from(
            [
                whole[:at],
                whole[at:],
                whole[:at] + b"\x00<" + whole[at:],
                whole[:at] + b"\xe6" + whole[at + 1 :],
            ]
        )
    )
    try:
        read_agendas([("x.xml", spoilt)])
    except Unreadable as refused:
        told = str(refused)
    else:
        told = ""
    assert "\n" not in told


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;&b;">]><Dagsorden>&c;</Dagsorden>',
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><Dagsorden/>',
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><Dagsorden>&x;</Dagsorden>',
        b"<a>" * 5_000 + b"</a>" * 5_000,
        b"<Dagsorden>" + b"<a/>" * 1_100_000 + b"</Dagsorden>",
    ],
    ids=["entities", "external", "external entity", "deep", "many"],
)
def test_xml_made_to_do_harm(data: bytes) -> None:
    with pytest.raises(Unreadable, match="urimeligt meget"):
        read_agendas([("x.xml", data)])


def test_json_made_to_do_harm() -> None:
    with pytest.raises(Unreadable):
        read_agendas([("x.json", b"[" * 200_000 + b"]" * 200_000)])
