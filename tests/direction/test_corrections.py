"""Mending adopted wording: the document's own, a section's, an element's; and two who mend the same text at once."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from pejling.activity.models import Activity
from pejling.core.history import Stale
from pejling.direction.actions.correction import correct
from pejling.direction.models import Document
from tests import world


def mend_title(w: SimpleNamespace, after: str = "Børnepolitik") -> None:
    correct(w.public, "title", after=after, why="Titlen var et udkast", opened=1, by=w.secretary)


def test_correction_keeps_both_texts_and_the_reason(w: SimpleNamespace) -> None:
    correct(w.aim, "title", after="Alle børn bliver gode læsere", why="Slåfejl", opened=1, by=w.secretary)
    row = w.public.corrections.get()
    assert (row.before, row.after, row.why) == (
        "Alle børn bliver dygtige læsere",
        "Alle børn bliver gode læsere",
        "Slåfejl",
    )
    w.aim.refresh_from_db()
    assert (w.aim.title, w.aim.version) == ("Alle børn bliver gode læsere", 2)


def test_adopted_title_is_mended_with_both_texts_a_reason_and_a_line(w: SimpleNamespace) -> None:
    mend_title(w)
    mended = Document.objects.get(pk=w.public.pk)
    row = mended.corrections.get()
    assert (mended.title, mended.version) == ("Børnepolitik", 2)
    assert (row.before, row.after, row.why, row.by) == (
        "Politik for børn",
        "Børnepolitik",
        "Titlen var et udkast",
        w.secretary,
    )
    assert (row.section, row.element) == (None, None)
    assert mended.history.latest().title == "Børnepolitik"
    assert str(Activity.objects.about(mended).get()) == "Signe Krogh rettede ordlyden af »Børnepolitik«"


def test_mended_title_sorts_as_it_reads(w: SimpleNamespace) -> None:
    mend_title(w, "Årets politik")
    titles = Document.objects.filter(pk__in=[w.public.pk, w.draft.pk]).order_by("sort_key")
    assert [document.title for document in titles] == ["Ny læsepolitik", "Årets politik"]


def test_summary_is_settled_wording_too_and_mended_alike(w: SimpleNamespace) -> None:
    correct(w.public, "summary", after="Det vil vi for børn.", why="Manglede", opened=1, by=w.secretary)
    assert Document.objects.get(pk=w.public.pk).summary == "Det vil vi for børn."
    assert w.public.corrections.get().field == "summary"


def test_draft_is_not_corrected_but_edited(w: SimpleNamespace) -> None:
    with pytest.raises(ValidationError, match="frit"):
        correct(world.make_section(w.draft), "title", after="Ny", why="Fordi", opened=1, by=w.secretary)
    with pytest.raises(ValidationError, match="frit"):
        correct(w.draft, "title", after="Ny", why="Fordi", opened=1, by=w.secretary)


def test_title_that_is_too_long_is_told_beside_the_text_and_nothing_is_changed(w: SimpleNamespace) -> None:
    with pytest.raises(ValidationError) as refused:
        mend_title(w, "x" * 251)
    assert list(refused.value.message_dict) == ["after"]
    assert (w.public.title, w.public.corrections.count()) == ("Politik for børn", 0)


def test_second_of_two_who_mend_the_same_text_is_told(w: SimpleNamespace) -> None:
    mend_title(w)
    with pytest.raises(Stale):
        mend_title(w, "Politik for børn og unge")
    assert [row.after for row in w.public.corrections.all()] == ["Børnepolitik"]


def test_second_sees_both_texts_and_can_go_on_from_what_now_stands(
    w: SimpleNamespace, client: Client
) -> None:
    client.force_login(w.secretary)
    address = reverse("element_correction", args=[w.aim.pk])
    typed = {"field": "title", "after": "Alle bliver læsere", "why": "Kortere", "version": 1}
    correct(w.aim, "title", after="Alle børn bliver gode læsere", why="Slåfejl", opened=1, by=w.secretary)
    overtaken = client.post(address, typed)
    page = overtaken.content.decode()
    assert overtaken.status_code == 409
    assert [
        words in page
        for words in (
            "En anden nåede at gemme før dig",
            "Alle bliver læsere</textarea>",
            "Kortere</textarea>",
            "Alle børn bliver gode læsere",
            'name="version" value="2"',
        )
    ] == [True] * 5
    assert client.post(address, {**typed, "version": 2}).status_code == 303
    w.aim.refresh_from_db()
    assert w.aim.title == "Alle bliver læsere"
    assert [row.before for row in w.public.corrections.order_by("pk")] == [
        "Alle børn bliver dygtige læsere",
        "Alle børn bliver gode læsere",
    ]


def test_correction_without_a_version_is_asked_for_again(w: SimpleNamespace, client: Client) -> None:
    client.force_login(w.secretary)
    answer = client.post(
        reverse("document_correction", args=[w.public.pk]),
        {"field": "title", "after": "Børnepolitik", "why": "Kortere"},
    )
    assert (answer.status_code, w.public.corrections.count()) == (422, 0)


def test_secretary_mends_the_title_from_the_page(w: SimpleNamespace, client: Client) -> None:
    client.force_login(w.secretary)
    address = reverse("document_correction", args=[w.public.pk])
    assert "Politik for børn</textarea>" in client.get(address).content.decode()
    client.post(address, {"field": "title", "after": "Børnepolitik", "why": "Kortere", "version": 1})
    page = client.get(reverse("corrections", args=[w.public.pk])).content.decode()
    assert [words in page for words in ("Titlen", "<ins>", "Kortere")] == [True] * 3
    assert "<h1>Børnepolitik</h1>" in client.get(reverse("document", args=[w.public.pk])).content.decode()


def test_corrections_are_read_word_by_word_by_all_who_see_the_document(
    w: SimpleNamespace, client: Client
) -> None:
    correct(w.aim, "title", after="Alle børn bliver gode læsere", why="Slåfejl", opened=1, by=w.secretary)
    page = client.get(reverse("corrections", args=[w.public.pk])).content.decode()
    assert [
        words in page for words in ("<del>dygtige</del>", "<ins>gode</ins>", "Slåfejl", "Ret i ordlyden")
    ] == [True, True, True, False]
    client.force_login(w.secretary)
    assert "Ret i ordlyden" in client.get(reverse("corrections", args=[w.public.pk])).content.decode()
