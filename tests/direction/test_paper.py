"""A document on paper holds what its reader may read, and nothing else."""

from io import BytesIO
from types import SimpleNamespace

import docx
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from pejling.direction.exports import document_outline
from pejling.direction.models import Document, Visibility
from pejling.papers import Heading, ListBlock, Outline, Paragraph, Points
from tests import world


def paper(document: Document, viewer: object) -> Outline:
    return document_outline(document, viewer, adoption=None)  # type: ignore[arg-type]


def notes(outline: Outline) -> list[str]:
    return [
        note
        for block in outline.blocks
        if isinstance(block, Points)
        for point in block.points
        for note in point.notes
    ]


def test_paper_has_the_sections_and_the_points_of_the_document(w: SimpleNamespace) -> None:
    outline = paper(w.document, w.owner)

    headings = [block.text for block in outline.blocks if isinstance(block, Heading)]
    points = [point.title for block in outline.blocks if isinstance(block, Points) for point in block.points]
    assert (outline.title, headings, points) == (w.document.title, [w.section.title], [w.element.title])


def test_paper_names_the_aim_that_a_point_contributes_to(w: SimpleNamespace) -> None:
    assert notes(paper(w.document, w.owner)) == [
        "Bidrager til: Alle børn bliver dygtige læsere (Politik for børn)"
    ]


def test_paper_is_silent_about_an_aim_that_its_reader_may_not_see(w: SimpleNamespace) -> None:
    Document.objects.filter(pk=w.document.pk).update(visibility=Visibility.PUBLIC)
    Document.objects.filter(pk=w.public.pk).update(visibility=Visibility.DRAFT)

    assert notes(paper(w.document, AnonymousUser())) == []


def test_line_of_the_text_that_is_a_point_stands_once_with_what_is_told_of_it(w: SimpleNamespace) -> None:
    w.section.body = (
        "<p>Vi vil dette:</p><ul><li><p>Alle læser <strong>hver dag</strong></p></li><li>Og mere</li></ul>"
    )
    w.section.save()

    said = paper(w.document, w.owner)

    (listed,) = [block for block in said.blocks if isinstance(block, ListBlock)]
    line, note = listed.items[0]
    assert isinstance(line, Paragraph)
    assert isinstance(note, Paragraph)
    assert ("".join(run.text for run in line.runs), line.is_kept_with_next) == ("Alle læser hver dag", True)
    assert note.runs[0].text == (
        f"{w.element.kind} · Bidrager til: Alle børn bliver dygtige læsere (Politik for børn)"
    )
    assert [block for block in said.blocks if isinstance(block, Points)] == []


def test_public_paper_does_not_name_who_is_responsible(w: SimpleNamespace) -> None:
    w.document.responsible = w.owner
    world.make_element(w.document, "Alle cykler", section=w.section, responsible=w.owner)

    inside, outside = paper(w.document, w.owner), paper(w.document, AnonymousUser())

    assert ("Ansvarlig", w.owner.name) in inside.facts
    assert f"Ansvarlig: {w.owner.name}" in notes(inside)
    assert w.owner.name not in f"{outside}"


def test_document_is_fetched_as_word_and_pdf_from_its_page(w: SimpleNamespace, client: Client) -> None:
    client.force_login(w.owner)

    page = client.get(reverse("document", args=[w.document.pk])).content.decode()
    word = client.get(reverse("document_word", args=[w.document.pk]))
    pdf = client.get(reverse("document_pdf", args=[w.document.pk]))

    ways = [reverse(name, args=[w.document.pk]) in page for name in ("document_word", "document_pdf")]
    assert ways == [True, True]
    assert docx.Document(BytesIO(word.content)).paragraphs[1].text == w.document.title
    assert pdf.content.startswith(b"%PDF-")
    assert pdf["Content-Disposition"].startswith("attachment;")
