"""What the head of a case says of it, in the forms that systems and offices write it in."""

import pytest

from tests.reading.cases.forms import Word, pdf, read, read_text

BODY = "\n\nBaggrund\nVejen er slidt.\n\nIndstilling\nDirektionen indstiller, at vejen anlægges.\n"


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Sagsnr.: 25/1234", "25/1234"),
        ("Sagsnr. 25/1234", "25/1234"),
        ("Sagsnummer: 00.01.00-A00-1-25", "00.01.00-A00-1-25"),
        ("Sags nr: 2025-012345", "2025-012345"),
        ("Sags-id: 1234567", "1234567"),
        ("Sag nr. 330-2025-3619", "330-2025-3619"),
        ("Sag 306-2009-600", "306-2009-600"),
        ("J.nr.: 01.02.05-P16-3-24", "01.02.05-P16-3-24"),
        ("Journalnummer: 24/998", "24/998"),
        ("SBSYS-sagsnr.: 27.00.00-G01-5-25", "27.00.00-G01-5-25"),
        ("ESDH-sag: EMN-2025-01234", "EMN-2025-01234"),
        ("Sagsnr. 25 / 1234", "25/1234"),
        ("00.01.00-A00-1-25", "00.01.00-A00-1-25"),
        ("Sagsnr.: 25/1234 - Dok.nr.: 88/25", "25/1234"),
        ("Bilag til sag om skolen", ""),
    ],
)
def test_number(line: str, number: str) -> None:
    assert read_text(f"Ny vej\n{line}\nÅben sag{BODY}").number == number


@pytest.mark.parametrize(
    ("line", "openness"),
    [
        ("Åben Sag", "open"),
        ("Åbent punkt", "open"),
        ("Åben", "open"),
        ("ÅBEN DAGSORDEN", "open"),
        ("Åben/lukket: Åben", "open"),
        ("Åben/Lukket\nÅben", "open"),
        ("Offentlighed: Åben sag", "open"),
        ("Lukket: Nej", "open"),
        ("☒ Åben ☐ Lukket", "open"),
        ("[ ] Åben [x] Lukket", "closed"),
        ("Lukket sag", "closed"),
        ("Lukket punkt", "closed"),
        ("LUKKET PUNKT - § 10 i lov om kommunernes styrelse", "closed"),
        ("Lukket punkt, jf. styrelseslovens § 10", "closed"),
        ("Sagen behandles for lukkede døre", "closed"),
        ("Punktet er lukket", "closed"),
        ("Offentlig: Nej", "closed"),
        ("Dagsordenstype: Lukket", "closed"),
        ("Fortroligt", "closed"),
        ("Lukket, jf. § 10 i styrelsesloven", "closed"),
        ("(Lukket)", "closed"),
        ("Ikke-offentlig sag", "closed"),
        ("Åben/lukket:", "closed"),
        ("", "closed"),
    ],
)
def test_openness(line: str, openness: str) -> None:
    case = read_text(f"Ny vej\n{line}{BODY}")
    assert (case.title, case.openness) == ("Ny vej", openness)


@pytest.mark.parametrize(
    ("lines", "responsible", "officer"),
    [
        (
            "Sagsansvarlig\nKommunaldirektør Ida Holm, sagsbehandler Bo Friis",
            "Kommunaldirektør Ida Holm",
            "sagsbehandler Bo Friis",
        ),
        ("Sagsansvarlig: Direktør Ida Holm; sagsbehandler: Bo Friis", "Direktør Ida Holm", "Bo Friis"),
        (
            "Sagsansvarlig: Direktør Ida Holm\nSagsbehandler: Konsulent Bo Friis",
            "Direktør Ida Holm",
            "Konsulent Bo Friis",
        ),
        ("Ansvarlig direktør: Ida Holm", "Ida Holm", ""),
        ("Sagsbehandler\nBo Friis", "", "Bo Friis"),
        ("Sagsbehandler: Bo Friis   Sagsansvarlig: Ida Holm", "Ida Holm", "Bo Friis"),
        ("Sagsbehandler Bo Friis", "", "Bo Friis"),
        ("Kontaktperson: Bo Friis, bofr@strandby.example", "", "Bo Friis, bofr@strandby.example"),
        ("Udarbejdet af: Bo Friis", "", "Bo Friis"),
    ],
)
def test_people(lines: str, responsible: str, officer: str) -> None:
    case = read_text(f"Ny vej\nÅben sag\n{lines}{BODY}")
    assert (case.title, case.responsible, case.case_officer) == ("Ny vej", responsible, officer)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("Ny vej", "Ny vej"),
        ("5. Ny vej", "Ny vej"),
        ("Punkt 5: Ny vej", "Ny vej"),
        ("Pkt. 5 Ny vej", "Ny vej"),
        ("Sag nr. 5 - Ny vej", "Ny vej"),
        ("Titel: Ny vej", "Ny vej"),
        ("Emne: Ny vej", "Ny vej"),
        ("Lukket punkt: Ny vej", "Ny vej"),
        ("Ny vej (lukket)", "Ny vej"),
        ("Strandby Kommune\nDagsorden til møde i Økonomiudvalget\n12. marts 2025\n\nNy vej", "Ny vej"),
        ("SAGSFREMSTILLING\n\nNy vej\nSagsnr.: 25/1", "Ny vej"),
        ("Dagsordenspunkt\nNy vej", "Ny vej"),
        ("Økonomiudvalget\n\nNy vej", "Ny vej"),
    ],
)
def test_title(lines: str, title: str) -> None:
    assert read_text(f"{lines}{BODY}").title == title


def test_facts_of_a_table_with_two_on_each_row_and_names_over_values() -> None:
    case = (
        Word()
        .table(("Sagsnr.", "25/1", "Sagsbehandler", "Bo Friis"), ("Forum", "Direktionen", "Status", "Åben"))
        .text("Ny vej")
        .table(("Sagsansvarlig", "Mødedato"), ("Direktør Ida Holm", "12. marts 2025"))
        .bold("Sagsfremstilling")
        .text("Vejen er slidt.")
        .read()
    )
    assert (case.title, case.number, case.case_officer) == ("Ny vej", "25/1", "Bo Friis")
    assert (case.responsible, case.openness) == ("Direktør Ida Holm", "open")
    assert [(each.label, each.value) for each in case.facts] == [
        ("Forum", "Direktionen"),
        ("Mødedato", "12. marts 2025"),
    ]


def test_number_in_a_running_head_and_people_at_the_end() -> None:
    pages = [
        ["*Ny vej*", "", "*Baggrund*", "Vejen er slidt."],
        ["Den er fra 1950.", "", "Sagsbehandler: Bo Friis"],
    ]
    case = read(pdf(*pages, head="Sagsnr. 25/1234", foot="Side {} af 2"), "sag.pdf")
    assert (case.title, case.number, case.case_officer) == ("Ny vej", "25/1234", "Bo Friis")
    assert [each.text for each in case.sections] == ["Vejen er slidt. Den er fra 1950."]


def test_what_is_said_both_ways_is_closed_and_told() -> None:
    case = read_text(f"Ny vej\nÅben sag\nLukket punkt{BODY}")
    assert case.openness == "closed"
    assert "Filen siger både, at sagen er åben, og at den er lukket. Den regnes for lukket." in case.warnings


def test_an_enclosure_that_the_text_names_and_the_list_lacks_is_told() -> None:
    case = read_text(
        f"Ny vej\nÅben sag{BODY}\nSagsfremstilling\nSe bilag 1 og bilag 3.\n\nBilag\nBilag 1 - Kort\n"
    )
    assert "Teksten nævner bilag 3, som ikke står på listen over bilag." in case.warnings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_letters_however_they_are_written(encoding: str) -> None:
    case = read(f"Ældreområdets økonomi på årsbasis\nÅben sag{BODY}".encode(encoding))
    assert (case.title, case.openness) == ("Ældreområdets økonomi på årsbasis", "open")


def test_a_title_that_is_the_running_head_as_well_is_the_title() -> None:
    pages = [["*Sagsfremstilling*", "Vejen er slidt."], ["Den er fra 1950."], ["Den er smal."]]
    assert (
        read(pdf(*pages, head="Ny vej i Nordby", foot="Side {} af 3"), "sag.pdf").title == "Ny vej i Nordby"
    )
