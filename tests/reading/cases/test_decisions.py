"""What earlier bodies decided, in many forms."""

import pytest

from tests.reading.cases.forms import Word, decisions, read_text

HEAD = "Ny vej\nÅben sag\n\nSagsfremstilling\nVejen er slidt.\n\nIndstilling\nDirektionen indstiller, at vejen anlægges.\n\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Økonomiudvalget den 12. marts 2025: Anbefales.\n", ("Økonomiudvalget", "2025-03-12", "Anbefales.")),
        (
            "Beslutning i Økonomiudvalget den 12-03-2025:\nAnbefales.\n",
            ("Økonomiudvalget", "2025-03-12", "Anbefales."),
        ),
        (
            "Beslutning fra Økonomiudvalget, 12. marts 2025, pkt. 14:\nAnbefales.\n",
            ("Økonomiudvalget", "2025-03-12", "Anbefales."),
        ),
        (
            "Tidligere beslutninger\nBørne- og Skoleudvalget, den 4. marts 2025:\nTiltrådt.\n",
            ("Børne- og Skoleudvalget", "2025-03-04", "Tiltrådt."),
        ),
        (
            "Udvalget for Klima, Miljø og Teknik den 4. marts 2025: Udsat.\n",
            ("Udvalget for Klima, Miljø og Teknik", "2025-03-04", "Udsat."),
        ),
        (
            "Tidligere behandling:\nHovedMED d. 4. marts 2025: Taget til efterretning.\n",
            ("HovedMED", "2025-03-04", "Taget til efterretning."),
        ),
        ("4. marts 2025 - Direktionen: Godkendt.\n", ("Direktionen", "2025-03-04", "Godkendt.")),
        ("Beslutning Byrådet den 04.03.2025\nGodkendt.\n", ("Byrådet", "2025-03-04", "Godkendt.")),
        (
            "Økonomiudvalgets beslutning den 4. marts 2025:\nAnbefales, idet Liste A stemte imod.\n",
            ("Økonomiudvalget", "2025-03-04", "Anbefales, idet Liste A stemte imod."),
        ),
        (
            "Direktionen (4. marts 2025): Godkendt med bemærkninger.\n",
            ("Direktionen", "2025-03-04", "Godkendt med bemærkninger."),
        ),
        ("Tidligere beslutninger\nØkonomiudvalget: Anbefales.\n", ("Økonomiudvalget", "", "Anbefales.")),
        ("Beslutning\nGodkendt.\n", ("", "", "Godkendt.")),
        ("Beslutning i Økonomiudvalget\nGodkendt.\n", ("Økonomiudvalget", "", "Godkendt.")),
        (
            "Tidligere beslutninger\nByrådet besluttede den 4. marts 2025 at udsætte sagen.\n",
            ("Byrådet", "2025-03-04", "Byrådet besluttede den 4. marts 2025 at udsætte sagen."),
        ),
    ],
)
def test_decision(text: str, told: tuple[str, str, str]) -> None:
    assert decisions(read_text(HEAD + text)) == [told]


def test_table_of_decisions() -> None:
    case = (
        Word()
        .text("Ny vej", "Åben sag")
        .bold("Sagsfremstilling")
        .text("Vejen er slidt.")
        .bold("Tidligere politisk behandling")
        .table(
            ("Dato", "Udvalg", "Beslutning"),
            ("04-03-2025", "Teknisk Udvalg", "Indstilles godkendt."),
            ("12-03-2025", "Økonomiudvalget", "Anbefales."),
        )
        .read()
    )
    assert decisions(case) == [
        ("Teknisk Udvalg", "2025-03-04", "Indstilles godkendt."),
        ("Økonomiudvalget", "2025-03-12", "Anbefales."),
    ]


def test_bold_lines_with_body_and_day_over_the_words() -> None:
    case = (
        Word()
        .text("Ny vej", "Åben sag")
        .bold("Sagsfremstilling")
        .text("Vejen er slidt.")
        .bold("Teknisk Udvalg, 4. marts 2025")
        .text("Indstilles godkendt.", "Bo Holm (A) tog forbehold.")
        .bold("Bilag")
        .text("Bilag 1 - Kort")
        .read()
    )
    assert decisions(case) == [
        ("Teknisk Udvalg", "2025-03-04", "Indstilles godkendt.\nBo Holm (A) tog forbehold.")
    ]
    assert [each.title for each in case.enclosures] == ["Bilag 1 - Kort"]


def test_a_day_and_a_body_in_running_text_are_no_decision() -> None:
    case = read_text(
        "Ny vej\nÅben sag\n\nSagsfremstilling\nByrådet vedtog den 4. marts 2025, at vejen skal anlægges.\n"
        "Opsamling på møde i Byrådet d. 4. marts 2025\nDer var gode indlæg.\n"
    )
    assert case.decisions == ()
