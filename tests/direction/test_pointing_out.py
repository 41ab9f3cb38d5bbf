"""Lines of a text made points: before the document is made, and after it is adopted, where no word changes by it."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from lxml import html

from pejling.activity.models import Activity
from pejling.core.dates import today
from pejling.core.history import Stale
from pejling.core.permissions import Refused
from pejling.direction.actions.elements import choose_kind, remove_element
from pejling.direction.actions.importing import convert_intake, keep_choices, upload_intake
from pejling.direction.actions.pointing_out import point_out
from pejling.direction.figures.document import read_document
from pejling.direction.figures.pointing_out import text_of
from pejling.direction.models import Document, DocumentKind, ElementKind, Intake, Section
from pejling.reading.review import points, text_lines
from tests import world
from tests.direction import invariants
from tests.direction.test_importing import upload

VISION = """Vision for Havneby

Vores ønsker

Vi er et fællesskab ved vandet.

- Børn skal kunne gå trygt til skole
- Ældre bor hjemme, så længe de vil
- Havnen er åben for alle

Byen er i balance. Her er plads til alle.

Hvem har været med

- Signe Krogh
- Anders Holm, formand
"""
BODY = "<p>Vi vil:</p><ul><li>Ren luft til alle</li><li>Rent <strong>vand</strong> i havnen</li></ul><p>Sådan er det.</p>"


def taken(w: SimpleNamespace, kind: str = "vision") -> Intake:
    """The vision, read and waiting to be judged."""
    return upload_intake(
        upload(VISION, "vision.txt"), unit=w.unit, kind=DocumentKind.objects.get(code=kind), by=w.owner
    )


def goal() -> ElementKind:
    """What an aim is called."""
    return ElementKind.objects.get(code="goal")


def adopted(w: SimpleNamespace) -> Section:
    """The text of an adopted policy."""
    document = world.make_adopted(unit=w.unit, forum=w.forum)
    return world.make_section(document, body=BODY)


def words(document: Document) -> list[str]:
    """What the points of a document say, in their order."""
    return [element.title for element in document.elements.in_order()]


def test_bullets_of_a_vision_are_aims_unless_something_speaks_against_it(w: SimpleNamespace) -> None:
    assert [(point.proposed, point.title) for point in points(taken(w).proposal, {})] == [
        ("goal", "Børn skal kunne gå trygt til skole"),
        ("goal", "Ældre bor hjemme, så længe de vil"),
        ("goal", "Havnen er åben for alle"),
    ]
    assert points(taken(w, "strategy_plan").proposal, {}) == []


def test_every_line_of_the_text_can_become_a_point_and_leaves_the_text(w: SimpleNamespace) -> None:
    intake = taken(w)
    chosen = {line.key: "goal" for line in text_lines(intake.proposal, {}) if "balance" in line.words}
    keep_choices(intake, title="Vision", choices=chosen | {"1": "text"}, by=w.owner)
    document = convert_intake(intake, by=w.owner)
    assert words(document) == [
        "Byen er i balance. Her er plads til alle.",
        "Børn skal kunne gå trygt til skole",
        "Havnen er åben for alle",
    ]
    text = " ".join(section.body for section in document.sections.all())
    assert ["balance" in text, "Ældre bor hjemme" in text, "Signe Krogh" in text] == [False, True, True]


def test_line_of_text_knows_where_in_the_file_it_stood(w: SimpleNamespace) -> None:
    intake = taken(w)
    lines = text_lines(intake.proposal, {}, intake.lines)
    assert {line.words: line.source_line for line in lines}["Signe Krogh"] == 15


def test_line_inside_a_point_becomes_a_point_under_it(w: SimpleNamespace) -> None:
    text = "Plan\n\nMål\n- Alle lærer at læse\n  - Vi læser hver dag\n  - Vi låner bøger ud\n"
    plan = DocumentKind.objects.get(code="strategy_plan")
    intake = upload_intake(upload(text), unit=w.unit, kind=plan, by=w.owner)
    (key,) = [line.key for line in text_lines(intake.proposal, {}) if line.words == "Vi låner bøger ud"]
    keep_choices(intake, title="Plan", choices={key: "initiative"}, by=w.owner)
    document = convert_intake(intake, by=w.owner)
    below = document.elements.get(kind__code="initiative")
    above = document.elements.get(kind__code="goal")
    assert (below.title, below.parent, "låner" in above.text, "læser" in above.text) == (
        "Vi låner bøger ud",
        above,
        False,
        True,
    )


def test_review_counts_what_stays_text_and_takes_the_choice_for_a_line(
    w: SimpleNamespace, client: Client
) -> None:
    intake = taken(w)
    client.force_login(w.owner)
    address = reverse("import_review", args=[intake.pk])
    assert "4 linjer bliver stående som tekst" in client.get(address).content.decode()
    client.post(address, {"title": "Vision", "then": "later", "text-1-0": "vision_statement"})
    shown = client.get(address).content.decode()
    assert ("3 linjer bliver stående som tekst" in shown, "4 punkter" in shown) == (True, True)


def test_line_of_adopted_wording_is_pointed_out_and_no_word_changes(w: SimpleNamespace) -> None:
    section = adopted(w)
    (made,) = point_out(section, {2: goal()}, opened=section.version, by=w.secretary)
    section.refresh_from_db()
    assert (made.title, section.body, section.version, section.history.count()) == (
        "Rent vand i havnen",
        BODY,
        1,
        1,
    )
    line = Activity.objects.about(section.document).first()
    assert line is not None
    assert (line.verb, line.by, line.details["title"]) == (
        "direction.line_pointed_out",
        w.secretary,
        "Rent vand i havnen",
    )


def test_line_pointed_out_is_shown_where_it_stands_and_once(w: SimpleNamespace, client: Client) -> None:
    section = adopted(w)
    (made,) = point_out(section, {1: goal()}, opened=section.version, by=w.secretary)
    (each,) = [
        each for each in read_document(section.document, w.secretary).sections if each.section == section
    ]
    assert ([line.element for line in each.pointed_out], each.lines) == ([made], ())
    client.force_login(w.secretary)
    shown = client.get(reverse("document", args=[section.document_id])).content.decode()
    assert (shown.count(f'id="punkt-{made.pk}"'), shown.count(">Ren luft til alle"), "\ue000" in shown) == (
        1,
        1,
        False,
    )


def test_line_pointed_out_can_be_called_something_else_and_taken_back(w: SimpleNamespace) -> None:
    section = adopted(w)
    (made,) = point_out(section, {1: goal()}, opened=section.version, by=w.secretary)
    choose_kind(made, ElementKind.objects.get(code="value"), by=w.secretary)
    made.refresh_from_db()
    assert made.kind.code == "value"
    remove_element(made, by=w.secretary)
    section.refresh_from_db()
    assert (words(section.document), section.body) == ([], BODY)


def test_pointing_out_and_taking_back_leave_the_adopted_words_as_they_were(w: SimpleNamespace) -> None:
    section = adopted(w)
    world.make_element(section.document, "Et mål, der blev vedtaget", section=section)
    before = invariants.settled_wording()
    (made,) = point_out(section, {1: goal()}, opened=section.version, by=w.secretary)
    assert invariants.changed_words(before, invariants.settled_wording()) == []
    choose_kind(made, ElementKind.objects.get(code="value"), by=w.secretary)
    remove_element(made, by=w.secretary)
    assert invariants.changed_words(before, invariants.settled_wording()) == []


def test_point_whose_words_stand_nowhere_else_is_not_taken_from_adopted_wording(w: SimpleNamespace) -> None:
    section = adopted(w)
    (made,) = point_out(section, {1: goal()}, opened=section.version, by=w.secretary)
    section.body = "<p>Andet</p>"
    section.save()
    made.refresh_from_db()
    with pytest.raises(Refused, match="Ordlyden ligger fast"):
        remove_element(made, by=w.secretary)


def test_line_of_a_draft_moves_from_the_text_to_the_points(w: SimpleNamespace) -> None:
    document = world.make_document(unit=w.unit)
    section = world.make_section(document, body=BODY)
    point_out(section, {1: goal(), 2: goal()}, opened=section.version, by=w.owner)
    section.refresh_from_db()
    assert (words(document), section.body) == (
        ["Ren luft til alle", "Rent vand i havnen"],
        "<p>Vi vil:</p><p>Sådan er det.</p>",
    )


def test_only_editors_point_out_and_only_in_what_they_read(w: SimpleNamespace) -> None:
    section = adopted(w)
    with pytest.raises(Refused):
        point_out(section, {1: goal()}, opened=section.version, by=w.colleague)
    with pytest.raises(Stale):
        point_out(section, {1: goal()}, opened=section.version + 1, by=w.secretary)
    with pytest.raises(Stale):
        point_out(section, {99: goal()}, opened=section.version, by=w.secretary)
    point_out(section, {1: goal()}, opened=section.version, by=w.secretary)
    with pytest.raises(ValidationError, match="allerede et punkt"):
        point_out(section, {1: goal()}, opened=section.version, by=w.secretary)


def test_page_points_out_calls_otherwise_and_takes_back(w: SimpleNamespace, client: Client) -> None:
    section = adopted(w)
    value = ElementKind.objects.get(code="value")
    client.force_login(w.secretary)
    address = reverse("section_lines", args=[section.pk])
    for choices, expected in (
        ({"line-1": goal().pk, "line-2": goal().pk}, ["goal", "goal"]),
        ({"line-1": value.pk, "line-2": goal().pk}, ["value", "goal"]),
        ({"line-1": "text", "line-2": goal().pk}, ["goal"]),
    ):
        answer = client.post(address, {"version": section.version, **choices})
        assert answer.status_code == 303
        kinds = section.document.elements.in_order().values_list("kind__code", flat=True)
        assert list(kinds) == expected
    answer = client.post(address, {"version": section.version + 1, "line-1": goal().pk})
    assert (answer.status_code, "Teksten er ændret imens" in answer.content.decode()) == (409, True)


def test_save_changes_only_the_lines_that_were_changed_here(w: SimpleNamespace, client: Client) -> None:
    section, address, opened = opened_page(w, client)
    point_out(section, {2: goal()}, opened=section.version, by=w.secretary)
    answer = client.post(address, opened | {"line-1": str(goal().pk)})
    assert (answer.status_code, set(words(section.document))) == (
        303,
        {"Ren luft til alle", "Rent vand i havnen"},
    )


def test_two_who_choose_for_one_line_are_told_and_the_second_keeps_what_they_chose(
    w: SimpleNamespace, client: Client
) -> None:
    section, address, opened = opened_page(w, client)
    value = ElementKind.objects.get(code="value")
    point_out(section, {2: goal()}, opened=section.version, by=w.secretary)
    chosen = opened | {"line-1": str(value.pk), "line-2": str(value.pk)}
    answer = client.post(address, chosen)
    assert (answer.status_code, "En anden har imens valgt" in answer.content.decode()) == (409, True)
    assert words(section.document) == ["Rent vand i havnen"]
    fields = {name: fields_in(answer.content.decode())[name] for name in ("shown-2", "line-1", "line-2")}
    assert fields == {"shown-2": str(goal().pk), "line-1": str(value.pk), "line-2": str(value.pk)}
    assert client.post(address, fields_in(answer.content.decode())).status_code == 303
    kinds = section.document.elements.values_list("title", "kind__code")
    assert set(kinds) == {("Ren luft til alle", "value"), ("Rent vand i havnen", "value")}


def test_page_of_lines_is_left_as_other_pages_are(w: SimpleNamespace, client: Client) -> None:
    _section, address, _opened = opened_page(w, client)
    shown = client.get(address).content.decode()
    assert (">Annullér<" in shown, ">Fortryd<" in shown) == (True, False)


def opened_page(w: SimpleNamespace, client: Client) -> tuple[Section, str, dict[str, str]]:
    """An adopted section, the address of its lines, and the form as it was shown."""
    section = adopted(w)
    client.force_login(w.secretary)
    address = reverse("section_lines", args=[section.pk])
    return section, address, fields_in(client.get(address).content.decode())


def fields_in(page: str) -> dict[str, str]:
    """What the form of the page would send if it were sent as it is."""
    form = html.fromstring(page).get_element_by_id("review")
    names = ("version", "shown-", "line-")
    return {name: str(value) for name, value in form.form_values() if name.startswith(names)}


def test_line_does_not_stand_as_a_point_that_has_ended_or_lies_under_another(w: SimpleNamespace) -> None:
    section = adopted(w)
    air = world.make_element(section.document, "Ren luft til alle", section=section)
    under = world.make_element(section.document, "Rent vand i havnen", section=section, parent=air)
    assert [line.element for line in text_of(section)] == [None, air, None, None]
    air.ended_on = under.ended_on = today()
    air.save()
    assert [line.element for line in text_of(section)] == [None] * 4
