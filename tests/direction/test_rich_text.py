"""Rich text is cleaned once, when it is written; whoever reads trusts the column."""

from types import SimpleNamespace

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from pejling.core.fields import RichTextField
from pejling.direction.models import Element, Section
from pejling.direction.models.elements import RICH
from tests import world

DEEP = "<ul><li>Læs mere</li>" * 5_000
EVIL = '<p onclick="x()">Hej<script>alert(1)</script></p>'


def browser(w: SimpleNamespace) -> Client:
    client = Client()
    client.force_login(w.owner)
    return client


def test_text_nested_too_deep_is_refused_beside_it_and_nothing_is_saved(w: SimpleNamespace) -> None:
    answer = browser(w).post(
        reverse("section_text", args=[w.section.pk]),
        {"title": "Nyt", "body": DEEP, "version": 1},
        headers={"accept": "application/json"},
    )
    assert answer.status_code == 422
    assert answer.json()["errors"]["body"][0].startswith("Der er for mange lister")
    assert Section.objects.get(pk=w.section.pk).title == "Det vil vi"


def test_words_of_a_text_that_was_refused_stand_in_the_form_again(w: SimpleNamespace) -> None:
    answer = browser(w).post(
        reverse("element_edit", args=[w.element.pk]),
        {"title": "Nyt", "body": DEEP, "kind": w.element.kind_id, "version": 1},
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Der er for mange lister" in page
    assert page.count("Læs mere") >= 5_000
    assert "<ul><li>Læs mere" not in page


def test_correction_nested_too_deep_is_refused_beside_the_wording(w: SimpleNamespace) -> None:
    client = Client()
    client.force_login(w.secretary)
    section = world.make_section(w.public)
    answer = client.post(
        reverse("section_correction", args=[section.pk]),
        {"field": "body", "after": DEEP, "why": "Slåfejl", "version": 1},
    )
    assert answer.status_code == 422
    assert '<p class="wrong" id="id_after_error">' in answer.content.decode()
    assert "Der er for mange lister" in answer.content.decode()


def test_every_way_into_the_columns_cleans(w: SimpleNamespace) -> None:
    section = Section(document=w.document, title="Ny", body=EVIL)
    section.save()
    (element,) = Element.objects.bulk_create(
        [Element(document=w.document, section=section, kind=w.element.kind, title="Ny", text=EVIL)]
    )
    assert (section.body, Element.objects.get(pk=element.pk).text) == ("<p>Hej</p>", "<p>Hej</p>")
    assert section.history.get().body == "<p>Hej</p>"


@pytest.mark.parametrize("model", [Section, Element])
def test_all_columns_of_rich_text_are_fields_that_clean(model: type[Model]) -> None:
    for kept in (model, model.history.model):  # type: ignore[attr-defined]
        fields = {field.name for field in kept._meta.fields if isinstance(field, RichTextField)}
        assert fields == RICH & {field.name for field in kept._meta.fields}
