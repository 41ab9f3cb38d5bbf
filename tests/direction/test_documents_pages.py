"""The pages of a document: how they answer, how few queries they need, and what bad input meets."""

import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pejling.core.history import create_all
from pejling.direction.actions.documents import edit_facts
from pejling.direction.actions.sections import write_section
from pejling.direction.models import Document, DocumentKind, Element, ElementKind, Section, Visibility
from pejling.people.models import Person
from tests import world
from tests.access import make_world

pytestmark = pytest.mark.django_db

NASTY = [
    "<script>alert(1)</script>",
    "x" * 5_000,
    "\x00\x01\x1f",
    "A\u030arsplan",
    "'; DROP TABLE direction_document; --",
    "{{ 7 * 7 }}{% raw %}",
    "🇩🇰 \u202e",
    " ",
]


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    return make_world()


@pytest.fixture
def owner(w: SimpleNamespace, client: Client) -> Client:
    client.force_login(w.owner)
    return client


def fill(w: SimpleNamespace, count: int) -> None:
    """Give the plan so many lines."""
    goal = ElementKind.objects.get(code="goal")
    rows = [
        Element(
            document=w.document,
            section=w.section,
            kind=goal,
            title=f"Punkt {n}",
            position=n << 20,
            responsible=w.owner,
        )
        for n in range(count)
    ]
    create_all(Element, rows, by=w.owner)


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("name", ["document", "document_write"])
def test_page_needs_as_many_queries_for_two_hundred_lines_as_for_one(
    name: str, w: SimpleNamespace, owner: Client
) -> None:
    address = reverse(name, args=[w.document.pk])
    fill(w, 1)
    few = queries(owner, address)
    fill(w, 200)
    assert queries(owner, address) == few


def test_document_begins_with_few_words_and_leads_to_writing(w: SimpleNamespace, owner: Client) -> None:
    kind = DocumentKind.objects.get(code="strategy_plan")
    typed = {"kind": kind.pk, "title": "Plan 2027", "unit": w.unit.pk}
    wrong = owner.post(reverse("document_new"), {**typed, "beginnings": "policy.succeed"})
    right = owner.post(reverse("document_new"), {**typed, "beginnings": "strategy_plan.succeed"})
    plan = Document.objects.get(title="Plan 2027")
    assert (wrong.status_code, right["Location"]) == (422, reverse("document_write", args=[plan.pk]))
    assert [section.title for section in plan.sections.all()] == ["Det skal lykkes for os"]


def test_document_is_not_begun_for_somebody_elses_unit(w: SimpleNamespace, owner: Client) -> None:
    kind = DocumentKind.objects.get(code="policy")
    typed = {"kind": kind.pk, "title": "Politik", "unit": w.other_unit.pk}
    assert owner.post(reverse("document_new"), typed).status_code == 422


def test_law_asks_for_its_source_and_date(w: SimpleNamespace, owner: Client) -> None:
    typed = {"kind": DocumentKind.objects.get(code="law").pk, "title": "Ældreloven", "unit": w.unit.pk}
    answer = owner.post(reverse("document_new"), typed)
    assert answer.status_code == 422
    assert answer.content.decode().count("Udfyld feltet.") == 4  # in the summary and beside each of the two


def facts(w: SimpleNamespace, **changes: Any) -> dict[str, Any]:
    return {"version": w.document.version, "title": w.document.title, **changes}


def test_facts_are_saved_and_a_stale_form_shows_both(w: SimpleNamespace, owner: Client) -> None:
    address = reverse("document_facts", args=[w.document.pk])
    edit_facts(w.document, opened=w.document.version, by=w.secretary, facts={"title": "Signes titel"})
    answer = owner.post(address, facts(w, title="Gerdas titel"))
    page = answer.content.decode()
    assert (answer.status_code, "Signes titel" in page, "Gerdas titel" in page) == (409, True, True)
    again = owner.post(address, facts(w, title="Gerdas titel", version=w.document.version + 1))
    assert (again.status_code, Document.objects.get(pk=w.document.pk).title) == (303, "Gerdas titel")


def test_period_that_ends_before_it_begins_is_told_and_kept_as_typed(
    w: SimpleNamespace, owner: Client
) -> None:
    typed = facts(w, starts_on="01.01.2027", ends_on="01.01.2026")
    answer = owner.post(reverse("document_facts", args=[w.document.pk]), typed)
    page = answer.content.decode()
    assert (answer.status_code, "slutter, før den begynder" in page, "01.01.2027" in page) == (
        422,
        True,
        True,
    )


def test_document_is_not_a_supplement_to_itself(w: SimpleNamespace, owner: Client) -> None:
    other = world.make_document("Tillæg", kind="strategy_plan", unit=w.unit, supplements=w.document)
    answer = owner.post(reverse("document_facts", args=[w.document.pk]), facts(w, supplements=other.pk))
    assert (answer.status_code, "tillæg til sig selv" in answer.content.decode()) == (422, True)


def test_adopted_document_offers_only_what_is_not_settled(w: SimpleNamespace, client: Client) -> None:
    client.force_login(w.secretary)
    page = client.get(reverse("document_facts", args=[w.public.pk])).content.decode()
    assert ('name="title"' in page, 'name="responsible"' in page, 'name="review_on"' in page) == (
        False,
        True,
        True,
    )
    typed = {"version": w.public.version, "title": "Smuglet ind", "responsible": w.owner.pk}
    assert client.post(reverse("document_facts", args=[w.public.pk]), typed).status_code == 303
    w.public.refresh_from_db()
    assert (w.public.title, w.public.responsible) == ("Politik for børn", w.owner)


def test_sharing_with_chosen_units_opens_the_document_to_them(w: SimpleNamespace, owner: Client) -> None:
    typed = {"version": w.draft.version, "visibility": "shared", "units": [w.other_unit.pk]}
    assert owner.post(reverse("document_sharing", args=[w.draft.pk]), typed).status_code == 303
    assert Document.objects.visible_to(w.colleague).filter(pk=w.draft.pk).exists()


def test_sharing_with_a_chosen_person_opens_the_document_to_that_person_alone(
    w: SimpleNamespace, owner: Client
) -> None:
    typed = {"version": w.draft.version, "visibility": "shared", "people": [w.outsider.pk]}
    address = reverse("document_sharing", args=[w.draft.pk])
    assert owner.post(address, typed).status_code == 303
    readers = [
        person for person in Person.objects.all() if Document.objects.visible_to(person).filter(pk=w.draft.pk)
    ]
    assert set(readers) == {w.owner, w.secretary, w.outsider}
    assert re.search(rf'<option value="{w.outsider.pk}" selected', owner.get(address).content.decode())
    assert "Delt med Ulla Udefra" in owner.get(reverse("document", args=[w.draft.pk])).content.decode()


def test_named_editor_is_not_offered_the_public(w: SimpleNamespace, client: Client) -> None:
    w.document.editors.add(w.colleague)
    client.force_login(w.colleague)
    address = reverse("document_sharing", args=[w.document.pk])
    assert 'value="public"' not in client.get(address).content.decode()
    assert client.post(address, {"version": w.document.version, "visibility": "public"}).status_code == 422


def save_text(client: Client, section: Section, **fields: Any) -> Any:
    typed = {"version": section.version, "title": section.title, **fields}
    return client.post(
        reverse("section_text", args=[section.pk]), typed, headers={"Accept": "application/json"}
    )


def test_autosave_answers_with_the_version_and_the_time(w: SimpleNamespace, owner: Client) -> None:
    answer = save_text(owner, w.section, body="<p>Nyt</p>")
    assert answer.json()["version"] == 2
    assert answer.json()["saved"].startswith("Gemt kl. ")


def test_autosave_on_a_stale_version_shows_both_texts_word_by_word(w: SimpleNamespace, owner: Client) -> None:
    write_section(w.section, title="Det vil vi", body="<p>Vi vil læse mere.</p>", opened=1, by=w.secretary)
    answer = save_text(owner, w.section, body="<p>Vi vil læse bedre.</p>")
    page = answer.content.decode()
    assert (answer.status_code, "<del>mere</del>" in page, "<ins>bedre</ins>" in page) == (409, True, True)
    assert Section.objects.get(pk=w.section.pk).body == "<p>Vi vil læse mere.</p>"


def test_plain_box_adds_below_a_text_that_it_cannot_show(w: SimpleNamespace, owner: Client) -> None:
    write_section(
        w.section, title="Det vil vi", body="<h3>Mål</h3><ul><li><p>Et</p></li></ul>", opened=1, by=w.owner
    )
    page = owner.get(reverse("document_write", args=[w.document.pk])).content.decode()
    assert 'name="way" value="append"' in page
    save_text(owner, Section.objects.get(pk=w.section.pk), plain="Og så to.", way="append")
    assert (
        Section.objects.get(pk=w.section.pk).body == "<h3>Mål</h3><ul><li><p>Et</p></li></ul><p>Og så to.</p>"
    )


def test_heading_alone_leaves_the_text_as_it_is(w: SimpleNamespace, owner: Client) -> None:
    save_text(owner, w.section, title="Ny overskrift")
    section = Section.objects.get(pk=w.section.pk)
    assert (section.title, section.body) == ("Ny overskrift", "<p>Vi vil.</p>")


@pytest.mark.parametrize("text", NASTY)
def test_nasty_text_is_saved_harmless_or_refused_in_words(
    text: str, w: SimpleNamespace, owner: Client
) -> None:
    requests = [
        (reverse("section_text", args=[w.section.pk]), {"version": 1, "title": text, "body": text}),
        (
            reverse("section_elements", args=[w.section.pk]),
            {"kind": w.element.kind_id, "title": text, "after": text},
        ),
        (reverse("element_wording", args=[w.element.pk]), {"version": text, "title": text, "body": text}),
        (
            reverse("element_edit", args=[w.element.pk]),
            {"version": 1, "title": text, "kind": text, "responsible": text},
        ),
        (reverse("element_place", args=[w.element.pk]), {"step": text}),
        (reverse("sections", args=[w.document.pk]), {"title": text, "after": text}),
        (reverse("document_new"), {"title": text, "kind": text, "unit": text, "beginnings": text}),
        (
            reverse("document_facts", args=[w.document.pk]),
            {"version": text, "starts_on": text, "editors": text},
        ),
        (
            reverse("document_sharing", args=[w.document.pk]),
            {"version": 1, "visibility": text, "units": text},
        ),
    ]
    for address, typed in requests:
        assert owner.post(address, typed).status_code in (303, 422), address
    page = owner.get(reverse("document", args=[w.document.pk])).content.decode()
    assert "<script>alert" not in page


def test_line_is_not_added_after_one_of_another_document(w: SimpleNamespace, owner: Client) -> None:
    typed = {"kind": w.element.kind_id, "title": "Mit punkt", "after": w.aim.pk}
    owner.post(reverse("section_elements", args=[w.section.pk]), typed)
    assert Element.objects.get(title="Mit punkt").document == w.document


def test_removed_line_of_one_document_is_not_brought_back_into_another(
    w: SimpleNamespace, owner: Client
) -> None:
    line = world.make_element(w.document, "Væk", section=w.section)
    pk = line.pk
    owner.post(reverse("element_removal", args=[pk]))
    forged = owner.post(reverse("element_restoration", args=[w.draft.pk, pk]), follow=True)
    assert "Punktet kan ikke hentes tilbage." in forged.content.decode()
    assert not Element.objects.filter(title="Væk").exists()


def test_numbers_beyond_the_database_are_not_found(owner: Client) -> None:
    huge = 2**70
    for name in ("document", "document_write", "file"):
        assert owner.get(reverse(name, args=[1]).replace("1", str(huge))).status_code == 404
    odd = {"unit": "x", "kind": "\x00", "tillaeg_til": str(huge)}
    assert owner.get(reverse("document_new"), odd).status_code == 200


def test_ten_thousand_lines_are_read_and_written(w: SimpleNamespace, owner: Client) -> None:
    fill(w, 10_000)
    for name in ("document", "document_write"):
        assert owner.get(reverse(name, args=[w.document.pk])).status_code == 200


def test_supplement_says_what_it_is_laid_to(w: SimpleNamespace, client: Client) -> None:
    client.force_login(w.secretary)
    page = client.get(reverse("document_new"), {"tillaeg_til": w.public.pk}).content.decode()
    assert f"tillæg til »{w.public.title}«" in page


def test_adoption_of_what_is_called_a_draft_warns_before_the_title_is_settled(
    w: SimpleNamespace, client: Client
) -> None:
    client.force_login(w.secretary)
    address = reverse("adoption", args=[w.draft.pk])
    assert "Ret titlen først" not in client.get(address).content.decode()
    Document.objects.filter(pk=w.draft.pk).update(title="Ny læsepolitik (Udkast)")
    assert "Ret titlen først" in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("kind", "who", "label"),
    [("policy", "secretary", "Skriv vedtagelsen ind"), ("strategy_plan", "owner", "Tag i brug")],
)
def test_next_step_of_a_draft_is_the_main_button(
    w: SimpleNamespace, client: Client, kind: str, who: str, label: str
) -> None:
    draft = world.make_document("Udkast", kind=kind, unit=w.unit, visibility=Visibility.DRAFT, forum=w.forum)
    world.make_element(draft, "Alle læser")
    client.force_login(getattr(w, who))
    html = client.get(f"/dokumenter/{draft.pk}/").content.decode()
    main = re.findall(r'class="button button-primary"[^>]*>(?:<svg.*?</svg>)?([^<]*)', html)
    assert [words.strip() for words in main] == [label]
    assert html.count(label) == 1
