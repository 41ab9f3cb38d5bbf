"""People and their posts from a CSV file."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError

from pejling.core.dates import today
from pejling.core.permissions import Refused
from pejling.organisation.actions.people import edit_person, leave
from pejling.organisation.actions.posts import give_post
from pejling.organisation.actions.units import end_unit
from pejling.organisation.authority import authority_of
from pejling.organisation.imports.applying import apply
from pejling.organisation.imports.plan import Plan
from pejling.organisation.imports.reading import read
from pejling.organisation.models import Post, Role
from pejling.people.models import Person

HEAD = "person_id;navn;e-mail;telefon;enhed_id;rolle;fra;til\n"


def file(*lines: str) -> bytes:
    """A file of people with these lines."""
    return (HEAD + "\n".join(lines)).encode("cp1252")


def problems(plan: Plan) -> list[tuple[int | None, str]]:
    """What is wrong, with the lines."""
    return [(problem.line, problem.words) for problem in plan.problems]


def steps(plan: Plan) -> list[str]:
    """What would be done, in short."""
    return [f"{step.verb} {step.noun} {step.name}" for step in plan.steps]


def test_new_person_gets_a_post_and_no_password(w: SimpleNamespace) -> None:
    plan = read(file("iv;Ida Vang;IDA@fjordlund.example;12 34 56 78;100;Institutionsleder;01-08-2024;"))
    assert steps(plan) == [
        "create person Ida Vang",
        "create post Ida Vang, Institutionsleder, Søparkens Skole",
    ]
    apply(plan, by=w.operator)
    ida = Person.objects.get(email="ida@fjordlund.example")
    assert (ida.name, ida.phone, ida.external_id, ida.has_usable_password()) == (
        "Ida Vang",
        "12 34 56 78",
        "iv",
        False,
    )
    assert ida.posts.get().starts_on == date(2024, 8, 1)
    assert authority_of(ida).leads(w.school.pk)
    assert ida.history.get().history_user == w.operator


def test_same_file_again_changes_nothing(w: SimpleNamespace) -> None:
    data = file(
        "iv;Ida Vang;ida@fjordlund.example;;100;Institutionsleder;;", "iv;Ida Vang;;;101;Medarbejder;;"
    )
    apply(read(data), by=w.operator)
    plan = read(data)
    assert (steps(plan), problems(plan)) == ([], [])


def test_person_is_known_again_by_id_and_by_email(w: SimpleNamespace) -> None:
    Person.objects.create(name="Kaj Krog", email="kaj@fjordlund.example")
    plan = read(
        file("gh;Gerda Holm Lund;ny@fjordlund.example;;;;;", "kk;Kaj Krog;KAJ@fjordlund.example;;;;;")
    )
    assert steps(plan) == ["change person Gerda Holm Lund", "change person Kaj Krog"]
    apply(plan, by=w.operator)
    w.gerda.refresh_from_db()
    assert (w.gerda.name, w.gerda.email, w.gerda.version) == ("Gerda Holm Lund", "ny@fjordlund.example", 2)
    assert Person.objects.get(external_id="kk").email == "kaj@fjordlund.example"


def test_empty_cell_erases_nothing(w: SimpleNamespace) -> None:
    plan = read(file("gh;Gerda Holm;;;;;;"))
    assert steps(plan) == []


def test_unknown_role_gives_no_more_than_staff_have(w: SimpleNamespace) -> None:
    apply(read(file("iv;Ida Vang;;;100;Pædagog;;")), by=w.operator)
    assert Role.objects.get(name="Pædagog").capacity == "staff"
    assert authority_of(Person.objects.get(external_id="iv")).led_units == frozenset()


def test_period_of_a_post_is_changed_by_the_file(w: SimpleNamespace) -> None:
    plan = read(file("gh;Gerda Holm;;;100;Institutionsleder;;31-12-2030"))
    assert [(change.label, change.before, change.after) for change in plan.steps[0].changes] == [
        ("til", "–", "31.12.2030")
    ]
    apply(plan, by=w.operator)
    assert w.gerda.posts.get().ends_on == date(2030, 12, 31)


def test_until_further_notice_is_no_last_day(w: SimpleNamespace) -> None:
    assert steps(read(file("gh;Gerda Holm;;;100;Institutionsleder;;31-12-9999"))) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("iv;;ida@fjordlund.example;;;;;", "Personen mangler et navn."),
        (
            ";Ida Vang;;;;;;",
            "Personen har hverken person_id eller e-mail, så vi kan ikke kende vedkommende igen næste gang.",
        ),
        ("iv;Ida Vang;ida;;;;;", "»ida« er ikke en e-mailadresse."),
        (
            "iv;Ida Vang;bo@fjordlund.example;;;;;",
            "E-mailen bo@fjordlund.example bruges allerede af Bo Friis.",
        ),
        (
            "iv;Ida Vang;;;77;Medarbejder;;",
            "Der er ingen enhed med id eller navn 77. Indlæs enhederne først.",
        ),
        (
            "iv;Ida Vang;;;;Medarbejder;;",
            "Personen har en rolle, men ingen enhed. Skriv enhed_id eller enhed.",
        ),
        ("iv;Ida Vang;;;100;;;", "Personen har en enhed, men ingen rolle."),
        ("iv;Ida Vang;;" + "1" * 41 + ";;;;", "telefon er for lang: højst 40 tegn."),
        (
            "aa;Anna Aa;;;100;Medarbejder;;",
            "Personen har allerede den rolle i enheden i den periode på linje 2.",
        ),
        ("aa;Bente Aa;;;;;;", "Personen har et andet navn eller en anden e-mail på linje 2."),
    ],
)
def test_bad_line_is_named_and_nothing_is_done(w: SimpleNamespace, line: str, expected: str) -> None:
    Person.objects.filter(pk=w.bo.pk).update(email="bo@fjordlund.example")
    plan = read(file("aa;Anna Aa;;;100;Medarbejder;;", line))
    assert problems(plan) == [(3, expected)]


def test_two_people_in_the_file_cannot_share_an_email(w: SimpleNamespace) -> None:
    plan = read(file("a;Anna;x@fjordlund.example;;;;;", "b;Bent;X@fjordlund.example;;;;;"))
    assert problems(plan) == [(3, "E-mailen x@fjordlund.example bruges allerede af Anna.")]


@pytest.mark.parametrize("begins", [0, 1], ids=["today", "tomorrow"])
@pytest.mark.parametrize(
    "line",
    [
        "ob;Otto Bang;min@fjordlund.example;;;;;",
        "ob;Otto Bang;;99 99 99 99;;;;",
        "ob;Otto Bange;;;;;;",
    ],
    ids=["address", "telephone", "name"],
)
def test_secretariat_changes_no_operator_by_import_as_on_no_page(
    w: SimpleNamespace, line: str, begins: int
) -> None:
    Person.objects.filter(pk=w.operator.pk).update(external_id="ob")
    w.operator.posts.update(starts_on=today() + timedelta(days=begins))
    assert problems(read(file(line), by=w.secretary)) == [
        (2, "Kun en it-administrator kan ændre en it-administrators oplysninger.")
    ]
    assert problems(read(file(line), by=None)) == []
    w.operator.refresh_from_db()
    with pytest.raises(Refused, match="Kun en it-administrator"):
        edit_person(
            w.operator,
            name="X",
            email=None,
            phone="",
            external_id="ob",
            opened=w.operator.version,
            by=w.secretary,
        )


def test_secretariat_makes_no_operator_by_import_as_on_no_page(w: SimpleNamespace) -> None:
    assert problems(read(file("gh;Gerda Holm;;;1;It-administrator;;"), by=w.secretary)) == [
        (2, "Kun en it-administrator kan gøre nogen til it-administrator.")
    ]
    role = Role.objects.get(capacity="operator")
    with pytest.raises(Refused, match="Kun en it-administrator"):
        give_post(person=w.gerda, unit=w.top, role=role, by=w.secretary)


def test_secretariat_ends_no_unit_with_an_operator_in_it_by_import_or_page(w: SimpleNamespace) -> None:
    give_post(person=w.operator, unit=w.school, role=Role.objects.get(capacity="operator"), by=None)
    day = f"{today():%d-%m-%Y}"
    data = f"enhed_id;enhed;til\n100;Søparkens Skole;{day}\n".encode()
    assert problems(read(data, by=w.secretary)) == [
        (None, "Enheden Søparkens Skole har en it-administrator. Kun en it-administrator kan nedlægge den.")
    ]
    with pytest.raises(Refused, match="Kun en it-administrator"):
        end_unit(w.school, on=today(), by=w.secretary)
    assert problems(read(data, by=w.operator)) == []


def test_last_operator_stays_whatever_a_file_of_units_ends(w: SimpleNamespace) -> None:
    w.operator.posts.update(unit=w.school)
    plan = read(f"enhed_id;enhed;til\n100;Søparkens Skole;{today():%d-%m-%Y}\n".encode())
    with pytest.raises(ValidationError, match="mindst én it-administrator"):
        apply(plan, by=w.operator)


def test_new_role_that_came_by_import_is_remembered(w: SimpleNamespace) -> None:
    apply(read(file("iv;Ida Vang;;;100;Pædagog;;")), by=w.operator)
    assert Role.objects.get(name="Pædagog").history.get().history_user == w.operator


def test_first_and_last_name_are_read_as_one_name(w: SimpleNamespace) -> None:
    data = "medarbejdernummer;fornavn;mellemnavn;efternavn\n77;Ane;;Prøvesen\n78;Bo;Krogh;Friis\n".encode()
    assert [person.name for person in read(data).new_people] == ["Ane Prøvesen", "Bo Krogh Friis"]


@pytest.mark.parametrize(
    ("headers", "missing"),
    [
        ("medarbejdernummer;fornavn;e-mail", "Til personer mangler kolonnen efternavn."),
        ("medarbejdernummer;e-mail", "Til personer mangler kolonnen navn, eller fornavn og efternavn."),
        ("navn;enhed_id;stilling", "Til personer mangler kolonnen person_id eller e-mail."),
    ],
)
def test_message_tells_the_headers_seen_and_the_one_that_is_missing(
    w: SimpleNamespace, headers: str, missing: str
) -> None:
    seen = ", ".join(f"»{header}«" for header in headers.split(";"))
    assert problems(read(f"{headers}\n1;2;3\n".encode())) == [(1, f"Overskrifterne er {seen}. {missing}")]


def test_missing_people_and_posts_are_listed_but_stay(w: SimpleNamespace) -> None:
    plan = read(file("gh;Gerda Holm;;;101;Institutionsleder;;"))
    assert plan.missing == ["Bo Friis", "Gerda Holm, Institutionsleder, Søparkens Skole"]
    apply(plan, by=w.operator)
    assert authority_of(Person.objects.get(pk=w.gerda.pk)).led_units == {w.school.pk, w.other.pk}
    assert Person.objects.get(pk=w.bo.pk).is_active


def test_missing_people_and_posts_end_when_asked_for(w: SimpleNamespace) -> None:
    plan = read(file("gh;Gerda Holm;;;101;Institutionsleder;;"), ends_missing=True)
    apply(plan, by=w.operator)
    assert not Person.objects.get(pk=w.bo.pk).is_active
    assert Post.objects.get(person=w.gerda, unit=w.school).ends_on == today()
    assert Person.objects.get(pk=w.secretary.pk).is_active


def test_operator_is_not_ended_by_a_file(w: SimpleNamespace) -> None:
    Person.objects.filter(pk=w.operator.pk).update(external_id="ob")
    plan = read(file("gh;Gerda Holm;;;100;Institutionsleder;;"), ends_missing=True)
    assert plan.kept == ["Otto Bang: er it-administrator eller dig selv"]


@pytest.mark.parametrize("period", [";{today:%d.%m.%Y}", "01.01.2099;"])
def test_post_of_the_last_operator_is_neither_ended_nor_put_off_by_a_file(
    w: SimpleNamespace, period: str
) -> None:
    Person.objects.filter(pk=w.operator.pk).update(external_id="ob")
    plan = read(file("ob;Otto Bang;;;1;It-administrator;" + period.format(today=today())))
    with pytest.raises(ValidationError, match="mindst én it-administrator"):
        apply(plan, by=w.operator)
    assert Post.objects.get(person=w.operator).is_current()


def test_who_had_left_comes_back_by_the_file_and_the_plan_says_so(w: SimpleNamespace) -> None:
    leave(w.bo, on=today(), by=w.secretary)
    plan = read(file("bf;Bo Friis;;;;;;"))
    assert [(change.before, change.after) for change in plan.steps[0].changes] == [("fratrådt", "aktiv")]


def test_five_thousand_people_come_in(w: SimpleNamespace) -> None:
    lines = [f"p{n};Person Nummer {n};p{n}@fjordlund.example;;100;Medarbejder;;" for n in range(5_000)]
    apply(read(file(*lines)), by=w.operator)
    assert Post.objects.filter(unit=w.school).count() == 5_001
