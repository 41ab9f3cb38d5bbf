"""Units from a CSV file, in every guise that Danish Excel gives it."""

import unicodedata
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError

from pejling.core.dates import today
from pejling.organisation.imports.applying import apply
from pejling.organisation.imports.plan import Plan
from pejling.organisation.imports.reading import read
from pejling.organisation.models import Unit, UnitKind

FILE = """enhed_id;enhed;enhedstype;hører_under;fra;til
1;Fjordlund Kommune;Kommune;;;
10;Center for Børn og Læring;Center;1;01-01-2022;
100;Søparkens Skole;Skole;10;;
102;Ærøgade Børnehave;Daginstitution;10;01.08.2024;31.07.2030
"""


def problems(plan: Plan) -> list[tuple[int | None, str]]:
    """What is wrong, with the lines."""
    return [(problem.line, problem.words) for problem in plan.problems]


def steps(plan: Plan) -> list[tuple[str, str, int | None]]:
    """What would be done, to what, by which line."""
    return [(step.verb, step.name, step.line) for step in plan.steps]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(FILE.encode("utf-8"), id="utf-8"),
        pytest.param(FILE.encode("utf-8-sig"), id="utf-8 with a mark"),
        pytest.param(FILE.encode("cp1252"), id="windows-1252"),
        pytest.param(FILE.encode("utf-16"), id="utf-16 with a mark"),
        pytest.param(FILE.encode("utf-16-le"), id="utf-16 without a mark"),
        pytest.param(FILE.encode("utf-16-be"), id="utf-16 the other way round"),
        pytest.param(FILE.replace("\n", "\r\n").encode("cp1252"), id="windows lines"),
        pytest.param(FILE.replace(";", ",").encode(), id="commas"),
        pytest.param(FILE.replace(";", "\t").encode(), id="tabs"),
        pytest.param(b"sep=;\n" + FILE.encode(), id="excel's sep line"),
        pytest.param(unicodedata.normalize("NFD", FILE).encode(), id="decomposed letters"),
        pytest.param(FILE.replace("Center", "\x00Cen\x07ter").encode(), id="control characters"),
        pytest.param(FILE.replace("Søparkens Skole", '"Søparkens  Skole"').encode(), id="quoted"),
        pytest.param(
            FILE.replace("enhed_id;enhed;", "Enheds-ID;Enhedens navn;")
            .replace("hører_under", "OVERORDNET")
            .encode(),
            id="other names for the columns",
        ),
    ],
)
def test_units_are_read_however_the_file_is_written(w: SimpleNamespace, data: bytes) -> None:
    plan = read(data)
    assert problems(plan) == []
    shift = 1 if data.startswith(b"sep=") else 0
    assert steps(plan) == [
        ("change", "Center for Børn og Læring", 3 + shift),
        ("create", "Ærøgade Børnehave", 5 + shift),
    ]
    apply(plan, by=w.operator)
    nursery = Unit.objects.get(external_id="102")
    assert (nursery.name, nursery.parent, nursery.kind.name) == (
        "Ærøgade Børnehave",
        w.centre,
        "Daginstitution",
    )
    assert str(nursery.starts_on) == "2024-08-01"
    w.centre.refresh_from_db()
    assert (w.centre.name, w.centre.version, w.centre.history.count()) == ("Center for Børn og Læring", 2, 2)


def test_nothing_is_written_by_reading(w: SimpleNamespace) -> None:
    read(FILE.encode())
    assert Unit.objects.count() == 4
    assert not Unit.objects.filter(name="Center for Børn og Læring").exists()


def test_same_file_again_changes_nothing(w: SimpleNamespace) -> None:
    apply(read(FILE.encode()), by=w.operator)
    plan = read(FILE.encode())
    assert (plan.does_something, plan.unchanged, problems(plan)) == (False, 4, [])


def test_empty_municipality_comes_in_whatever_the_order_of_lines(db: None) -> None:
    UnitKind.objects.all().delete()
    first, *lines = FILE.strip().split("\n")
    plan = read("\n".join([first, *reversed(lines)]).encode())
    assert problems(plan) == []
    apply(plan, by=None)
    school = Unit.objects.get(name="Søparkens Skole")
    assert school.parent is not None
    assert str(school.parent.parent) == "Fjordlund Kommune"
    assert school.sort_key != ""
    assert [kind.name for kind in UnitKind.objects.all()] == ["Daginstitution", "Skole", "Center", "Kommune"]


def test_unit_that_was_typed_by_hand_gets_its_id_from_the_file(w: SimpleNamespace) -> None:
    typed = Unit.objects.create(name="Ærøgade Børnehave", kind=w.school.kind, parent=w.centre)
    apply(read(FILE.encode()), by=w.operator)
    typed.refresh_from_db()
    assert typed.external_id == "102"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (";;;;;x", "Enheden mangler et navn."),
        ("9;;Skole;1;;", "Enheden mangler et navn."),
        ("100;Igen;Skole;1;;", "Enheden står allerede på linje 4."),
        (
            "9;Ny;Skole;77;;",
            "hører_under: der er ingen enhed med id eller navn 77, hverken i filen eller i forvejen.",
        ),
        ("9;Ny;Skole;9;;", "hører_under: enheden Ny kommer til at høre under sig selv."),
        ("9;Ny;Skole;1;i går;", "fra: »i går« er ikke en dato. Skriv fx 01-08-2026."),
        ("9;Ny;Skole;1;01-02-2026;01-01-2026", "Perioden slutter, før den begynder."),
        ("9;" + "x" * 201 + ";Skole;1;;", "enhed er for lang: højst 200 tegn."),
        (
            "9;Ny;Skole;1;;;;mere",
            "Linjen har flere felter end overskriften. Står der et skilletegn i en tekst uden anførselstegn?",
        ),
    ],
)
def test_bad_line_is_named_and_nothing_is_done(w: SimpleNamespace, line: str, expected: str) -> None:
    plan = read((FILE + line + "\n").encode())
    assert problems(plan) == [(6, expected)]
    with pytest.raises(ValidationError, match="Intet er ændret"):
        apply(plan, by=w.operator)
    assert Unit.objects.count() == 4


def test_circle_over_several_lines_is_found_once(w: SimpleNamespace) -> None:
    plan = read("enhed_id;enhed;hører_under\n7;A;8\n8;B;9\n9;C;7\n".encode())
    assert len(plan.problems) == 1
    assert plan.problems[0].words == "hører_under: enheden A kommer til at høre under sig selv."


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "Filen er tom."),
        (b" \n \n", "Filen er tom."),
        (
            b"PK\x03\x04rest",
            "Regnearket er beskadiget. Åbn det i Excel, gem det igen, og prøv igen.",
        ),
        (
            b"%PDF-1.7",
            "Filen er hverken CSV eller en ny Excel-fil. Åbn den i Excel, og gem den som .xlsx uden adgangskode.",
        ),
        (
            b"frugt;farve\ntomat;blaa\n",
            "Overskrifterne er »frugt«, »farve«. Til enheder mangler kolonnen enhed og mindst en af enhed_id, enhedstype og "
            "hører_under. Til personer mangler kolonnen navn, og person_id eller e-mail.",
        ),
        (b"enhed_id;enhed;enhedsnavn\n1;A;B\n", "To kolonner betyder det samme: enhed, enhedsnavn."),
        (b"enhed_id;navn;Navn\n1;A;B\n", "To kolonner betyder det samme: navn, Navn."),
        (b"enhed_id;enhed\n", "Filen har kun overskrifter og ingen linjer."),
    ],
)
def test_file_that_is_no_such_table_is_explained(db: None, data: bytes, expected: str) -> None:
    assert [problem.words for problem in read(data).problems] == [expected]


def test_missing_quotation_mark_is_named_by_the_line_it_begins_on(w: SimpleNamespace) -> None:
    data = FILE + '9;"Ny;Skole;1;;\n' + "10;Andet;Skole;1;;\n" * 60
    assert problems(read(data.encode())) == [
        (6, "Linjen kan ikke læses. Der mangler nok et anførselstegn, eller der er et for meget.")
    ]


def test_line_numbers_count_blank_lines_and_lines_inside_quotes(w: SimpleNamespace) -> None:
    data = 'enhed_id;enhed;hører_under\n\n7;"To\nlinjer";1\n8;Ny;77\n'
    plan = read(data.encode())
    assert steps(plan) == [("create", "To linjer", 3), ("create", "Ny", 5)]
    assert [problem.line for problem in plan.problems] == [5]


def test_units_that_the_file_does_not_name_are_listed_but_stay(w: SimpleNamespace) -> None:
    plan = read(FILE.encode())
    apply(plan, by=w.operator)
    assert plan.missing == ["Bakkens Skole"]
    w.other.refresh_from_db()
    assert w.other.ends_on is None


def test_units_that_the_file_does_not_name_end_when_asked_for(w: SimpleNamespace) -> None:
    plan = read(FILE.encode(), ends_missing=True)
    assert plan.of("end")[0].name == "Bakkens Skole"
    apply(plan, by=w.operator)
    w.other.refresh_from_db()
    assert w.other.ends_on == today()
    assert w.bo.posts.get().ends_on == today()


def test_unit_with_something_left_is_kept_and_says_why(w: SimpleNamespace) -> None:
    Unit.objects.create(name="Uden id", kind=w.school.kind, parent=w.other)
    plan = read(FILE.encode(), ends_missing=True)
    assert plan.kept == ["Bakkens Skole: enheden Uden id hører under den"]
    assert plan.of("end") == []


def test_line_that_ends_a_unit_which_has_something_left_is_refused(w: SimpleNamespace) -> None:
    plan = read(b"enhed_id;enhed;til\n10;Center for B\xf8rn;01-01-2024\n")
    assert problems(plan) == [
        (2, "Enheden kan ikke nedlægges endnu. Den har stadig enheder under sig (2). Flyt det først.")
    ]


def test_ten_thousand_lines_come_in(db: None) -> None:
    lines = [f"{number};Enhed {number};Skole;{number // 10 or ''};;" for number in range(1, 10_001)]
    plan = read("\n".join(["enhed_id;enhed;enhedstype;hører_under;fra;til", *lines]).encode())
    apply(plan, by=None)
    assert Unit.objects.count() == 10_000
