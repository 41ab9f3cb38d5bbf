"""What programs and people do to a file of units before it comes here: read right, refused, or asked about."""

import codecs
import random
from datetime import date
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from pejling.core.tables import UnreadableSheet
from pejling.organisation.actions.deliveries import (
    OtherPlan,
    apply_delivery,
    choose_encoding,
    deliver,
    plan_of,
)
from pejling.organisation.imports.plan import Plan
from pejling.organisation.imports.preview import preview
from pejling.organisation.imports.reading import read
from pejling.organisation.models import Delivery

HEAD = "enhed_id;enhed;enhedstype;hører_under\n"
FILE = HEAD + "9010;Center for Prøver;Center;1\n90100;Ådalens Prøveskole;Skole;9010\n"


def names(plan: Plan) -> list[str]:
    """The units that would be made."""
    return [unit.name for unit in plan.new_units]


def told(problems: list) -> list[tuple[int | None, str]]:  # type: ignore[type-arg]
    """Lines and words."""
    return [(each.line, each.words) for each in problems]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (FILE.encode("cp1252"), "cp1252"),
        (FILE.encode("cp850"), "cp850"),
        (FILE.encode("mac_roman"), "mac_roman"),
        (FILE.encode("mac_roman").replace(b"\n", b"\r"), "mac_roman"),
        (FILE.encode("utf-16"), "utf-16-le"),
        (FILE.encode("utf-16-be"), "utf-16-be"),
        (FILE.encode().decode("cp1252").encode(), "utf-8-as-cp1252"),
        (FILE.encode().decode("cp850").encode("utf-8-sig"), "utf-8-as-cp850"),
        (FILE.encode().decode("mac_roman").encode(), "utf-8-as-mac_roman"),
    ],
)
def test_danish_letters_are_read_whatever_program_wrote_them(
    w: SimpleNamespace, data: bytes, encoding: str
) -> None:
    plan = read(data)
    assert (plan.encoding, told(plan.problems), names(plan)) == (
        encoding,
        [],
        ["Center for Prøver", "Ådalens Prøveskole"],
    )


def test_letters_that_nothing_tells_are_asked_about_with_their_words(w: SimpleNamespace) -> None:
    data = b"enhed_id;enhed\n9;Malm\x94\n"
    plan = read(data, by=w.secretary)
    assert told(plan.problems) == [(None, "Det kan ikke ses på filen, hvordan dens æ, ø og å er skrevet.")]
    assert {reading.encoding: reading.examples for reading in plan.readings} == {
        "cp1252": ["Malm”"],
        "cp850": ["Malmö"],
        "mac_roman": ["Malmî"],
    }
    assert names(read(data, encoding="cp850")) == ["Malmö"]


def test_who_hands_in_a_file_chooses_how_it_is_read_in_the_browser(
    w: SimpleNamespace, client: Client
) -> None:
    delivery = deliver(b"enhed_id;enhed\n9;Malm\x94\n", file_name="enheder.csv", by=w.secretary)
    client.force_login(w.secretary)
    shown = client.get(reverse("delivery", args=[delivery.pk])).content.decode()
    assert [word in shown for word in ("Malm”", "Malmö", "Malmî", "Indlæs nu")] == [True, True, True, False]
    client.post(reverse("delivery_encoding", args=[delivery.pk]), {"encoding": "cp850"})
    shown = client.get(reverse("delivery", args=[delivery.pk])).content.decode()
    assert ("Malmö" in shown, "id 9" in shown, "Indlæs nu" in shown) == (True, True, True)
    with pytest.raises(ValidationError, match="Vælg en af de måder"):
        choose_encoding(delivery, "morse", by=w.secretary)
    assert names(plan_of(delivery, by=w.secretary)) == ["Malmö"]


def test_file_is_applied_as_its_letters_were_last_said_to_be_written(w: SimpleNamespace) -> None:
    fetched = deliver(b"enhed_id;enhed\n9;Malm\x94\n", file_name="enheder.csv", by=w.secretary)
    choose_encoding(Delivery.objects.get(pk=fetched.pk), "cp850", by=w.secretary)
    with pytest.raises(OtherPlan) as other:
        apply_delivery(fetched, by=w.secretary)
    assert names(other.value.plan) == ["Malmö"]


@pytest.mark.parametrize("wrong", ["cp1252", "mac_roman"])
def test_file_that_was_spoilt_before_it_was_saved_is_asked_about(w: SimpleNamespace, wrong: str) -> None:
    data = FILE.encode("cp850").decode(wrong, errors="replace").replace("\ufffd", "").encode()
    plan = read(data)
    assert plan.readings[0].encoding == f"cp850-as-{wrong}"
    assert "hører_under" in plan.readings[0].examples


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("9;PrÃ¸ven;Skole;1", "enhed: »PrÃ¸ven« har mistet sine danske bogstaver, før filen kom hertil."),
        (
            "9;Pr\ufffdven;Skole;1",
            "enhed: »Pr\ufffdven« har mistet sine danske bogstaver, før filen kom hertil.",
        ),
        ("9;#NAVN?;Skole;1", "enhed: »#NAVN?« er en fejl i regnearket, ikke en værdi."),
        ("#I/T;Ny;Skole;1", "enhed_id: »#I/T« er en fejl i regnearket, ikke en værdi."),
        ("########;Ny;Skole;1", "enhed_id: »########« er en fejl i regnearket, ikke en værdi."),
        *(
            (
                f"{spoilt};Ny;Skole;1",
                f"enhed_id: »{spoilt}« er et langt nummer, som Excel har forkortet. Cifre er gået tabt. Gør den til "
                "tekst, og hent igen.",
            )
            for spoilt in ("1,23457E+11", "1.23457E+11", "1E+11", "4,5e-05")
        ),
        *(
            (
                f"{spoilt};Ny;Skole;1",
                f"enhed_id: »{spoilt}« er et id, som Excel har gjort til en dato. Gør kolonnen til tekst i Excel, og skriv "
                "det igen.",
            )
            for spoilt in ("10-okt", "01-10-2026", "1. maj")
        ),
    ],
)
def test_what_is_lost_is_refused_with_its_line(w: SimpleNamespace, line: str, expected: str) -> None:
    plan = read((FILE + line + "\n").encode())
    assert told(plan.problems) == [(4, expected)]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            "0901;A;Skole;1\n902;B;Skole;1",
            [(5, "enhed_id: »902« er kortere end de andre id'er. Har Excel fjernet nuller foran?")],
        ),
        (
            "9.010;A;Skole;1",
            [
                (
                    4,
                    "enhed_id: »9.010« ligner et tal, som et regneark har sat tegn i. Se efter, om det er id'et.",
                )
            ],
        ),
        (
            "9010.0;A;Skole;1",
            [
                (
                    4,
                    "enhed_id: »9010.0« ligner et tal, som et regneark har sat tegn i. Se efter, om det er id'et.",
                )
            ],
        ),
        ("9;Pr?ven;Skole;1", [(4, "enhed: se efter, om »Pr?ven« er skrevet rigtigt.")]),
        ("9;Pr›ven;Skole;1", [(4, "enhed: se efter, om »Pr›ven« er skrevet rigtigt.")]),
        ("I alt;2;;", [(4, "»I alt 2« ligner en sum og er sprunget over.")]),
        (";Antal enheder: 2;;", [(4, "»Antal enheder: 2« ligner en sum og er sprunget over.")]),
        (HEAD.strip(), [(4, "Overskrifterne står her igen. Linjen er sprunget over.")]),
    ],
)
def test_what_may_be_lost_is_shown_beside_what_would_be_done(
    w: SimpleNamespace, lines: str, expected: list[tuple[int, str]]
) -> None:
    plan = read((FILE + lines + "\n").encode())
    assert (told(plan.problems), told(plan.warnings)) == ([], expected)


def test_id_that_another_has_with_zeros_in_front_is_shown(w: SimpleNamespace) -> None:
    w.school.external_id = "0100"
    w.school.save()
    plan = read(b"enhed_id;enhed\n100;Ny skole\n")
    assert told(plan.warnings) == [
        (2, "enhed_id: »100« findes ikke i forvejen, men det gør »0100«. Mangler der nuller foran?")
    ]


def test_title_above_the_headers_is_left_out_and_told(w: SimpleNamespace) -> None:
    plan = read(("Enheder i Fjordlund;;;\nUdskrevet 1-2-2026\n\n" + FILE).encode())
    assert (names(plan), told(plan.warnings)) == (
        ["Center for Prøver", "Ådalens Prøveskole"],
        [
            (1, "»Enheder i Fjordlund« står over overskrifterne og er sprunget over."),
            (2, "»Udskrevet 1-2-2026« står over overskrifterne og er sprunget over."),
        ],
    )
    assert [step.line for step in plan.steps] == [5, 6]


@pytest.mark.parametrize(
    "data",
    [
        HEAD + '9010;"Center for Prøver;Center;\n90100;Ådalens Prøveskole;Skole;9010\n',
        HEAD + '9010;"Center for Prøver;Center;\n90100;Skole";Skole;9010\n',
        HEAD + '9010;"Center for Prøver;Center;\n90100;Ådalens;Skole;"\n',
        HEAD + '9010;"Prøven" i midten;Center;\n',
    ],
)
def test_open_quote_in_a_short_file_is_named_by_its_line(w: SimpleNamespace, data: str) -> None:
    assert told(read(data.encode()).problems) == [
        (2, "Linjen kan ikke læses. Der mangler nok et anførselstegn, eller der er et for meget.")
    ]


def test_hard_spaces_and_empty_columns_do_no_harm(w: SimpleNamespace) -> None:
    text = "Enheds\u00a0ID;Enhedens\u00a0navn;Type;;;\n9\u00a0010;\u00a0Prøvens\u00a0Skole ;Skole;;;\n"
    plan = read(text.encode("cp1252"))
    assert [(unit.external_id, unit.name) for unit in plan.new_units] == [("9010", "Prøvens Skole")]


def test_column_without_a_header_is_told_when_something_stands_in_it(w: SimpleNamespace) -> None:
    plan = read(b"enhed_id;enhed;\n9;Ny;12\n")
    assert told(plan.warnings) == [(1, "Kolonne 3 har ingen overskrift og er ikke læst.")]


def test_short_year_is_no_year_in_the_far_future(w: SimpleNamespace) -> None:
    plan = read(b"enhed_id;enhed;fra\n9;Ny;310724\n")
    assert told(plan.problems) == [(2, "fra: »310724« er ikke en dato. Skriv fx 01-08-2026.")]


def test_plan_shows_the_ids_of_units(w: SimpleNamespace) -> None:
    assert [(step.name, step.key) for step in read(FILE.encode()).steps] == [
        ("Center for Prøver", "9010"),
        ("Ådalens Prøveskole", "90100"),
    ]


def test_workbook_is_read_with_numbers_as_ids_and_days_as_days(w: SimpleNamespace) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Enheder", None, None])
    sheet.append(["enhed_id", "enhed", "fra"])
    sheet.append([9010, "Center for Prøver", date(2024, 8, 1)])
    sheet.append([12, "Ådalens Prøveskole", None])
    sheet["A4"].number_format = "0000"
    sheet.append([123456789012345678, "Lang", None])
    book.create_sheet("Noter").append(["Husk"])
    stream = BytesIO()
    book.save(stream)
    plan = read(stream.getvalue())
    assert [(u.external_id, u.name, str(u.starts_on)) for u in plan.new_units][:2] == [
        ("9010", "Center for Prøver", "2024-08-01"),
        ("0012", "Ådalens Prøveskole", "None"),
    ]
    assert [line for line, _words in told(plan.problems)] == [5]
    assert (None, "Arket »Noter« er ikke læst. Kun ét ark læses ad gangen.") in told(plan.warnings)


def test_preview_tells_how_a_file_is_read_without_a_database() -> None:
    shown = preview(FILE.encode("cp850") + b"1,23457E+11;Ny;Skole;1\n")
    assert (shown["kind"], shown["encoding"], [row["enhed_id"] for row in shown["units"]]) == (
        "units",
        "cp850",
        ["9010", "90100", "1,23457E+11"],
    )
    assert [problem["line"] for problem in shown["problems"]] == [4]


@pytest.mark.parametrize(
    "junk",
    [
        random.Random(4).randbytes(5_000),
        codecs.BOM_UTF16_LE + bytes(random.Random(4).randbytes(100) + bytes(100)) * 20,
        b"\x7fELF" + bytes(range(32)) * 100,
    ],
    ids=["any bytes", "any bytes behind a mark", "program"],
)
def test_file_that_is_no_text_is_no_sheet(junk: bytes) -> None:
    for encoding in ("", "cp850"):
        with pytest.raises(UnreadableSheet, match="hverken CSV eller en ny Excel-fil"):
            preview(junk, encoding=encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "cp850", "cp1252", "mac_roman", "utf-16-le", "utf-16"])
def test_stray_control_character_is_cleaned_away(encoding: str) -> None:
    shown = preview(FILE.replace("Center for", "Center\x07 for").encode(encoding))
    assert [row["enhed"] for row in shown["units"]] == ["Center for Prøver", "Ådalens Prøveskole"]
