"""Whatever stands in a file, a case is read or refused in words; and nothing of its text is lost."""

import re
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from pejling.core.apart import Unreadable
from pejling.reading.cases import ReadCase, read_case
from pejling.reading.files import read_source
from pejling.reading.source import Line, Source

WORDS = [
    "Baggrund", "SAGSFREMSTILLING", "Indstilling", "Bilag:", "Bilag 1 - Kort (49583/25) (H)", "Økonomi: Ingen.",
    "Beslutning", "Direktionen indstiller, at", "at vejen anlægges,", "1. Vejen anlægges", "- Stien",
    "Økonomiudvalget den 12. marts 2025: Anbefales.", "Sagsnr.: 25/1234", "Sagsansvarlig", "Åben sag",
    "Lukket punkt", "1 - 3777326 Åben Bilag 1 - Program (49583/25)", "Der laves en vej.",
    "fordi den gamle er slidt", "Tidligere beslutninger", "Punkt 5: Ny vej", "Åben/lukket:",
    "Sagsbehandler: Bo Friis", "| |", "()", "[ ]", "2. ", "12. marts 2025", "Det indstilles,", "Ingen", "☒",
    "Udvalget for Klima, Miljø og Teknik", "a)", "Titel:", "31. februar 2025: Byrådet",
]  # fmt: skip
WORD = re.compile(r"\w+")
line = st.one_of(
    st.sampled_from(WORDS),
    st.text(max_size=60),
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=4).map(" ".join),
)


@st.composite
def lines(draw: st.DrawFn) -> tuple[Line, ...]:
    found = []
    for number in range(1, draw(st.integers(1, 25)) + 1):
        cells = tuple(draw(st.lists(line, min_size=2, max_size=4))) if draw(st.integers(0, 5)) == 0 else ()
        text = (" | ".join(cells) if cells else draw(line)).replace("\n", " ").strip() or "x"
        found.append(
            Line(
                number,
                text,
                page=1 + number // 12,
                gap=draw(st.integers(0, 2)),
                heading=draw(st.sampled_from([0, 0, 0, 1, 2, 3])),
                list_level=draw(st.sampled_from([None, None, 0, 1])),
                ordered=draw(st.booleans()),
                cells=cells,
                is_bold=draw(st.booleans()),
                joins=draw(st.sampled_from([None, None, False, True])) if number > 1 else False,
            )
        )
    return tuple(found)


def told_in_one_line(words: str) -> None:
    assert words
    assert "\n" not in words


def judged(case: ReadCase) -> None:
    """What holds of every case."""
    told = case.to_json()
    assert set(told) == {
        "title", "number", "openness", "responsible", "case_officer", "sections", "recommendation", "enclosures",
        "decisions", "facts", "warnings",
    }  # fmt: skip
    assert told["openness"] in {"open", "closed"}
    assert {each["openness"] for each in told["enclosures"]} <= {"open", "closed"}
    assert all(isinstance(each["number"], int) for each in told["enclosures"])
    assert all(each["text"].strip() for each in told["recommendation"]["points"])


@settings(max_examples=150)
@given(lines(), st.sampled_from(["docx", "pdf", "txt"]))
def test_any_lines_are_a_case(found: Sequence[Line], kind: str) -> None:
    judged(read_case(Source(kind, "sag", tuple(found))))


@settings(max_examples=100)
@given(st.lists(line, max_size=40))
def test_any_text_is_a_case_or_empty(texts: list[str]) -> None:
    try:
        source = read_source("\n".join(texts).encode("utf-8", "replace"), "sag.txt")
    except Unreadable:
        return
    judged(read_case(source))


@settings(max_examples=100)
@given(st.binary(max_size=400), st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"{\\rtf", b"\xff\xfe"]))
def test_any_bytes_are_a_case_or_are_refused(data: bytes, start: bytes) -> None:
    try:
        source = read_source(start + data, "sag")
    except Unreadable as refused:
        told_in_one_line(str(refused))
        return
    judged(read_case(source))


@settings(max_examples=100)
@given(st.lists(st.sampled_from([each for each in WORDS if WORD.search(each)]), min_size=1, max_size=25))
def test_words_of_sections_points_and_enclosures_are_kept(texts: list[str]) -> None:
    text = "\n\n".join(["Ny vej gennem skoven", "Åben sag", "Sagsfremstilling", "Her er teksten.", *texts])
    case = read_case(read_source(text.encode(), "sag.txt"))
    told = " ".join(
        [
            case.title, case.number, case.responsible, case.case_officer,
            case.recommendation.lead, *case.recommendation.points,
            *(f"{each.heading} {each.text}" for each in case.sections),
            *(f"{each.number} {each.title} {each.document_id} {each.record}" for each in case.enclosures),
            *(f"{each.forum} {each.text}" for each in case.decisions),
            *(f"{each.label} {each.value}" for each in case.facts),
        ]
    )  # fmt: skip
    kept = set(WORD.findall(told.casefold()))
    for word in ("teksten", "stien", "slidt", "anbefales", "kort", "program", "skoven"):
        if word in text.casefold():
            assert word in kept, (word, case)
