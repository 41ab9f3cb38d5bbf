"""An enclosure in the many forms in which municipalities write it."""

import pytest

from pejling.reading.cases import Enclosure
from pejling.reading.cases.enclosures import enclosures_of
from pejling.reading.mending import Block, mend
from pejling.reading.source import Line, Source
from tests.reading.cases.forms import Word, enclosures, read_text


def of(*lines: str) -> tuple[Enclosure, ...]:
    source = Source("docx", "x", tuple(Line(at, text, joins=False) for at, text in enumerate(lines, start=1)))
    return enclosures_of(mend(source).blocks, "open")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "1 - 3777326 Åben Bilag 1 - Program d. 14. marts (49583/25) (H)",
            (1, "Bilag 1 - Program d. 14. marts", "3777326", "49583/25", "open"),
        ),
        (
            "2 - 3777327 Lukket Bilag 2 - Udkast - program (49584/25) (H)",
            (2, "Bilag 2 - Udkast - program", "3777327", "49584/25", "closed"),
        ),
        ("Bilag 1 - Titel (dok.nr. 123/25) - åben", (1, "Bilag 1 - Titel", "123/25", "", "open")),
        ("Bilag 3: Regnskab 2024 (Lukket)", (3, "Bilag 3: Regnskab 2024", "", "", "closed")),
        ("Bilag 4. Kort over området [åbent]", (4, "Bilag 4. Kort over området", "", "", "open")),
        ("Lukket bilag: Forhandlingsnotat", (1, "Forhandlingsnotat", "", "", "closed")),
        ("LUKKET - Bilag 2 - Kontrakt", (2, "Bilag 2 - Kontrakt", "", "", "closed")),
        ("Bilag 2 (lukket) - Kontrakt", (2, "Bilag 2 - Kontrakt", "", "", "closed")),
        ("Bilag 2 - Kontrakt - Lukket bilag", (2, "Bilag 2 - Kontrakt", "", "", "closed")),
        ("Bilag 5 - Notat, Dokument-id: 8123456, Åbent", (5, "Bilag 5 - Notat", "8123456", "", "open")),
        ("Bilag 6 - Notat (D2025-12345)", (6, "Bilag 6 - Notat", "D2025-12345", "", "open")),
        ("Bilag 7 - Notat D2025-12345 (fortroligt)", (7, "Bilag 7 - Notat", "D2025-12345", "", "closed")),
        ("Bilag 8 - Notat (ikke offentligt)", (8, "Bilag 8 - Notat", "", "", "closed")),
        ("Bilag 9 - Notat (J.nr. 49583/25)", (9, "Bilag 9 - Notat", "", "49583/25", "open")),
        (
            "Bilag 1 - Notat (Dok.nr. 330-2025-1234, åben)",
            (1, "Bilag 1 - Notat", "330-2025-1234", "", "open"),
        ),
        ("3. Høringssvar fra Handicaprådet.pdf", (3, "Høringssvar fra Handicaprådet.pdf", "", "", "open")),
        ("• Skema A", (1, "Skema A", "", "", "open")),
        ("Åben skole - evaluering", (1, "Åben skole - evaluering", "", "", "open")),
        ("Program for åbent hus 14. maj 2025", (1, "Program for åbent hus 14. maj 2025", "", "", "open")),
        ("Bilag 2 - Budget 2025-2028 (2024/25)", (2, "Bilag 2 - Budget 2025-2028 (2024/25)", "", "", "open")),
        (
            "Bilag 3 - Takster 2025/2026 (123456/25)",
            (3, "Bilag 3 - Takster 2025/2026", "", "123456/25", "open"),
        ),
        ("14. maj-notat om taxier", (1, "14. maj-notat om taxier", "", "", "open")),
        ("Bilag 1 - Notat | 3777326 | Lukket", (1, "Bilag 1 - Notat", "3777326", "", "closed")),
        ("Bilag 10 - Notat (Åben/lukket: Lukket)", (10, "Bilag 10 - Notat", "", "", "closed")),
        ("Bilag 11 - Notat (offentlig: nej)", (11, "Bilag 11 - Notat", "", "", "closed")),
        ("Bilag 12 - Notat (00.30.10-S00-3-26)", (12, "Bilag 12 - Notat", "", "00.30.10-S00-3-26", "open")),
    ],
)
def test_line(line: str, told: tuple[int, str, str, str, str]) -> None:
    (found,) = of(line)
    assert (found.number, found.title, found.document_id, found.record, found.openness) == told


@pytest.mark.parametrize("words", ["Ingen", "Ingen bilag.", "Der er ingen bilag til sagen.", "-"])
def test_no_enclosures(words: str) -> None:
    assert of(words) == ()


def test_groups_of_open_and_closed_ones() -> None:
    found = of("Åbne bilag:", "Bilag 1 - Kort", "Lukkede bilag:", "Bilag 2 - Bud", "Bilag 3 - Tegning (åben)")
    assert [each.openness for each in found] == ["open", "closed", "open"]


def test_table_without_names_of_columns() -> None:
    rows = [
        ("1", "Notat om vej", "3777326", "Åben", "49583/25"),
        ("2", "Tilbud", "3777327", "Lukket", "49584/25"),
    ]
    found = enclosures_of([Block(" | ".join(row), 1, cells=row) for row in rows], "open")
    assert [(each.number, each.title, each.document_id, each.record, each.openness) for each in found] == [
        (1, "Notat om vej", "3777326", "49583/25", "open"),
        (2, "Tilbud", "3777327", "49584/25", "closed"),
    ]


def test_column_that_asks_whether_it_is_public() -> None:
    case = (
        Word()
        .text("Ny vej", "Åben sag")
        .bold("Sagsfremstilling")
        .text("Der bygges en vej.")
        .bold("Bilagsoversigt")
        .table(
            ("Bilag", "Dokumentnr.", "Offentlig"),
            ("Kort", "11/25", "Ja"),
            ("Bud fra tre firmaer", "12/25", "Nej"),
        )
        .read()
    )
    assert enclosures(case) == [
        (1, "Kort", "11/25", "", "open"),
        (2, "Bud fra tre firmaer", "12/25", "", "closed"),
    ]


def test_enclosures_without_marks_follow_a_closed_case() -> None:
    case = read_text("Køb af hus\nLukket sag\n\nBaggrund\nVi køber.\n\nBilag:\n- Skøde\n- Kort (åben)\n")
    assert [each.openness for each in case.enclosures] == ["closed", "open"]


def test_titles_over_two_lines_are_one() -> None:
    case = read_text(
        "Ny vej\nÅben sag\n\nSagsfremstilling\nDer bygges en vej gennem skoven, og den bliver færdig til næste "
        "år.\n\nBilag\n"
        "Bilag 1 - Redegørelse for de trafikale forhold i området omkring den nye\n"
        "vej og stien langs åen (49583/25)\n"
        "Bilag 2 - Kort (49584/25)\n"
    )
    assert [each.title for each in case.enclosures] == [
        "Bilag 1 - Redegørelse for de trafikale forhold i området omkring den nye vej og stien langs åen",
        "Bilag 2 - Kort",
    ]


def test_a_mark_that_a_line_has_broken_off_is_not_lost() -> None:
    head = "Ny vej\nÅben sag\n\nSagsfremstilling\nDer bygges en vej, og den bliver færdig til næste år.\n\nBilag\n"
    for listed in (
        "Bilag 1 - Ejendomsvurderinger og forhandlingsoplæg (dok.nr. 88125/25) -\nlukket\nBilag 2 - Kort\n",
        "Bilag 1 - Ejendomsvurderinger og forhandlingsoplæg (dok.nr. 88125/25)\nLukket\nBilag 2 - Kort\n",
        "Bilag 1 - Ejendomsvurderinger og forhandlingsoplæg, lukket (dok.nr. 88125/25)\nBilag 2 - Kort\n",
        "Bilag 1 - Ejendomsvurderinger og forhandlingsoplæg (dok.nr. 88125/25), (lukket,\nsendes ikke ud)\nBilag 2 - Kort\n",
    ):
        case = read_text(head + listed)
        assert [each.openness for each in case.enclosures] == ["closed", "open"], listed
