"""Text as it comes out of keyboards, clipboards and other systems: cleaned and composed, or refused in words, never lost."""

import io
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from pejling.activity.models import Activity
from pejling.core.richtext import from_form, sanitise, to_plain
from pejling.core.text import clean
from pejling.direction.models import Document, Element, ElementKind, Section
from pejling.organisation.models import Forum, Unit, UnitKind
from pejling.people.models import Person
from tests.bad_input import junk

TYPED = "\x00A\u030alborg\x07 \u202ela\u030as\u2066 dette\u2069\u061c\u200b\x1b\ufeff"
KEPT = "Ålborg lås dette"


def browser(person: Person) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(person)
    return client


@pytest.mark.parametrize(
    "sign",
    ["\x00", "\x1b", "\x7f", "\x9f", "\u200b", "\u200f", "\u202a", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069",
     "\u061c", "\u2060", "\ufeff", "\ufffe", "\uffff", "\ud800"],
    ids=lambda sign: f"{ord(sign):04x}",
)  # fmt: skip
def test_sign_that_nobody_sees_or_that_turns_the_text_round_is_gone(sign: str) -> None:
    assert clean(f"for{sign}ud").encode(errors="backslashreplace") == b"forud"


def test_signs_that_join_letters_and_pictures_stay() -> None:
    assert clean("👩\u200d🏫 e\u0301n") == "👩\u200d🏫 én"


def test_every_text_field_keeps_clean_and_composed_text(w: SimpleNamespace) -> None:
    """One form of each room, through the pages."""
    owner, secretary = browser(w.owner), browser(w.secretary)
    plan, kind = Document.objects.get(pk=w.document.pk).kind, UnitKind.objects.get(name="Skole")
    goal = ElementKind.objects.get(code="goal")
    sent = [
        (owner, "document_new", [], {"title": TYPED, "kind": plan.pk, "unit": w.unit.pk}),
        (owner, "section_text", [w.section.pk], {"title": TYPED, "body": f"<p>{TYPED}</p>", "version": 1}),
        (owner, "section_elements", [w.section.pk], {"title": TYPED, "kind": goal.pk}),
        (owner, "element_wording", [w.element.pk], {"title": TYPED, "plain": TYPED, "way": "rewrite", "version": 1}),
        (owner, "revisions", [w.document.pk], {"name": TYPED, "why": TYPED}),
        (secretary, "unit_new", [], {"name": TYPED, "kind": kind.pk}),
        (secretary, "person_new", [], {"name": TYPED, "email": "aase@fjordlund.example", "phone": TYPED}),
        (secretary, "forum_new", [], {"name": TYPED, "kind": w.forum.kind_id}),
        (secretary, "word_new", ["enhedstyper"], {"name": TYPED}),
    ]  # fmt: skip
    answers = {name: each.post(reverse(name, args=args), body).status_code for each, name, args, body in sent}
    assert answers == {name: 303 for _each, name, _args, _body in sent}
    section, element = Section.objects.get(pk=w.section.pk), Element.objects.get(pk=w.element.pk)
    assert (section.title, to_plain(section.body), element.title, to_plain(element.text)) == (KEPT,) * 4
    assert w.document.revisions.get().name == w.document.revisions.get().why == KEPT
    for model, field in (
        (Document, "title"),
        (Unit, "name"),
        (Person, "name"),
        (Forum, "name"),
        (UnitKind, "name"),
    ):
        assert model._default_manager.filter(**{field: KEPT}).exists()
    assert Person.objects.get(name=KEPT).phone == KEPT
    told = [
        value for line in Activity.objects.all() for value in line.details.values() if isinstance(value, str)
    ]
    assert all(clean(value) == value for value in told)


@pytest.mark.parametrize(
    ("name", "args", "body"),
    [
        ("document_new", lambda w: [], {"title": junk.OVERLONG}),
        ("element_edit", lambda w: [w.element.pk], {"title": junk.OVERLONG, "version": "1"}),
        ("unit_new", lambda w: [], {"name": junk.OVERLONG}),
        ("person_new", lambda w: [], {"name": junk.OVERLONG, "email": "x" * 300 + "@fjordlund.example"}),
        ("forum_edit", lambda w: [w.forum.pk], {"name": junk.OVERLONG, "version": "1"}),
        ("word_new", lambda w: ["roller"], {"name": junk.OVERLONG}),
        ("revisions", lambda w: [w.document.pk], {"name": junk.OVERLONG}),
        ("tie_new", lambda w: [w.element.pk], {"upper": "0", "how": junk.OVERLONG}),
        ("identity", lambda w: [], {"name": junk.OVERLONG, "version": "0"}),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_text_of_ten_thousand_letters_is_refused_beside_its_field(
    name: str, args: Any, body: dict[str, str], w: SimpleNamespace
) -> None:
    lines = Activity.objects.count()
    answer = browser(w.secretary).post(reverse(name, args=args(w)), body)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "tegn (" in page or "højst" in page
    assert "Ensure this value" not in page
    assert Activity.objects.count() == lines


@pytest.mark.parametrize("name", ["section_text", "section_elements", "element_wording", "sections"])
def test_editor_hears_in_words_that_a_title_is_too_long(name: str, w: SimpleNamespace) -> None:
    row = {
        "section_text": w.section,
        "section_elements": w.section,
        "element_wording": w.element,
        "sections": w.document,
    }
    goal = ElementKind.objects.get(code="goal")
    answer = browser(w.owner).post(
        reverse(name, args=[row[name].pk]),
        {"title": junk.OVERLONG, "version": 1, "kind": goal.pk, "body": ""},
        headers={"accept": "application/json"},
    )
    assert answer.status_code == 422
    if name != "sections":
        assert answer.json()["errors"].keys() == {"title"}


def test_text_of_a_megabyte_is_told_to_be_too_long_and_nothing_is_saved(w: SimpleNamespace) -> None:
    answer = browser(w.owner).post(
        reverse("section_text", args=[w.section.pk]),
        {"title": "Langt", "body": "<p>Vi vil.</p>" * 80_000, "version": 1},
    )
    assert answer.status_code == 422
    assert "Teksten er for lang til ét afsnit" in answer.content.decode()
    assert Section.objects.get(pk=w.section.pk).title == w.section.title


def test_text_of_half_a_megabyte_is_saved(w: SimpleNamespace) -> None:
    body = "<p>Vi <strong>vil</strong> det.</p>" * 14_000
    answer = browser(w.owner).post(
        reverse("section_text", args=[w.section.pk]), {"title": "Langt", "body": body, "version": 1}
    )
    assert answer.status_code == 303
    assert Section.objects.get(pk=w.section.pk).body == body


@pytest.mark.parametrize("tag", ["ul><li", "blockquote", "table><tr><td", "b"])
def test_markup_a_thousand_levels_deep_is_refused_in_words(tag: str, w: SimpleNamespace) -> None:
    opened = f"<{tag}>" * 1_000
    body = f"{opened}Bund{opened.replace('<', '</')}"
    answer = browser(w.owner).post(
        reverse("section_text", args=[w.section.pk]), {"title": "Dybt", "body": body, "version": 1}
    )
    assert answer.status_code == 422
    assert "inden i hinanden" in answer.content.decode()
    assert Section.objects.get(pk=w.section.pk).body == "<p>Vi vil.</p>"


@pytest.mark.parametrize("tag", ["div", "h1"])
def test_tags_that_are_not_kept_or_cannot_stand_in_each_other_make_no_depth(
    tag: str, w: SimpleNamespace
) -> None:
    opened = f"<{tag}>" * 1_000
    body = f"{opened}Bund{opened.replace('<', '</')}"
    answer = browser(w.owner).post(
        reverse("section_text", args=[w.section.pk]), {"title": "Dybt", "body": body, "version": 1}
    )
    assert answer.status_code == 303
    assert to_plain(Section.objects.get(pk=w.section.pk).body) == "Bund"
    assert browser(w.owner).get(reverse("document", args=[w.document.pk])).status_code == 200


@pytest.mark.parametrize(
    "markup",
    [
        "<p onclick=alert(1)>x</p>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='java\tscript:alert(1)'>x</a>",
        "<a href='JaVaScRiPt&colon;alert(1)'>x</a>",
        "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
        "<img src=x onerror=alert(1)>x",
        "<svg><script>alert(1)</script></svg>x",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>x",
        "<p style='position:fixed'>x</p>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>x",
        "<form action=/konto/log-af method=post><button>x</button></form>",
        "<scr\x00ipt>alert(1)</scr\x00ipt>x",
        "<b\x00 onmouseover=alert(1)>x</b>",
    ],
)
def test_pasted_markup_that_could_do_harm_loses_it(markup: str) -> None:
    kept = from_form(markup).lower()
    assert "x" in to_plain(kept)
    for harm in (
        "<script",
        "onclick",
        "onerror",
        "onmouseover",
        "javascript:",
        "data:",
        "style",
        "<iframe",
        "<form",
        "<svg",
    ):
        assert harm not in kept
    assert sanitise(kept) == kept


def test_script_in_every_title_is_shown_as_text(w: SimpleNamespace) -> None:
    for row, field in (
        (w.document, "title"), (w.element, "title"), (w.section, "title"), (w.unit, "name"), (w.owner, "name"),
        (w.forum, "name"), (w.aim, "title"), (w.tie, "how"), (w.public, "title"),
    ):  # fmt: skip
        setattr(row, field, junk.SCRIPT)
        row.save()
    client = browser(w.secretary)
    pages = [
        "/", reverse("documents"), reverse("document", args=[w.document.pk]),
        reverse("document_write", args=[w.document.pk]),
        reverse("element", args=[w.element.pk]), reverse("ring", args=[w.aim.pk]), reverse("chain"), reverse("units"),
        reverse("chain") + f"?punkt={w.element.pk}", reverse("unit", args=[w.unit.pk]), reverse("people"),
        reverse("person", args=[w.owner.pk]), reverse("forums"), reverse("search") + "?q=alert", reverse("chain_broken"),
        reverse("comparison", args=[w.document.pk]), reverse("as_of", args=[w.document.pk]),
        reverse("document_facts", args=[w.document.pk]),
    ]  # fmt: skip
    shown = {page: client.get(page).content.decode() for page in pages}
    assert [page for page, text in shown.items() if junk.raw_script_in(text)] == []
    assert "&lt;script&gt;alert(" in shown[reverse("document", args=[w.document.pk])]


def test_formula_in_a_title_is_text_in_the_spreadsheet(w: SimpleNamespace) -> None:
    Document.objects.filter(pk=w.document.pk).update(title='=HYPERLINK("http://ond.example";"Klik")')
    answer = browser(w.secretary).get(reverse("documents") + "?format=xlsx")
    assert answer.status_code == 200
    content = b"".join(answer) if answer.streaming else answer.content
    cells = [cell for row in load_workbook(io.BytesIO(content)).worksheets[0] for cell in row]
    assert [cell.data_type for cell in cells if "HYPERLINK" in str(cell.value)] == ["s"]
