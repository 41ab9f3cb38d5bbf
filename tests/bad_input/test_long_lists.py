"""Lists as long as somebody will one day have them, through the pages."""

from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from pejling.direction.models import DocumentKind, ElementKind, Intake
from pejling.reading.review import points

LINES = 10_000


def test_list_of_ten_thousand_lines_is_judged_and_brought_in(w: SimpleNamespace) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(w.owner)
    kind = DocumentKind.objects.get(code="strategy_plan")
    listed = "\n".join(f"- Flere børn læser mindst {number} bøger" for number in range(LINES))
    file = SimpleUploadedFile("plan.txt", f"Plan for læsning\n\nMål\n{listed}\n".encode())
    taken = client.post(reverse("import_document"), {"file": file, "unit": w.unit.pk, "kind": kind.pk})
    assert taken.status_code == 303
    intake = Intake.objects.get()
    assert client.get(taken["Location"]).status_code == 200
    choices = {f"point-{point.number}": point.chosen for point in points(intake.proposal, intake.choices)}
    brought = client.post(taken["Location"], {"title": "Plan for læsning", **choices})
    assert brought.status_code == 303
    intake.refresh_from_db()
    assert intake.document is not None
    assert intake.document.elements.count() == LINES
    assert client.get(reverse("document", args=[intake.document.pk])).status_code == 200


def test_ten_thousand_lines_pasted_into_one_line_are_told_to_be_too_many(w: SimpleNamespace) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(w.owner)
    body = {"title": "Et punkt\n" * LINES, "kind": ElementKind.objects.get(code="goal").pk}
    answer = client.post(reverse("section_elements", args=[w.section.pk]), body)
    assert answer.status_code == 422
    assert w.document.elements.count() == 1


def test_list_of_ten_thousand_lines_in_a_text_is_saved(w: SimpleNamespace) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(w.owner)
    body = "<ul>" + "<li>Et punkt på listen</li>" * LINES + "</ul>"
    address = reverse("section_text", args=[w.section.pk])
    assert client.post(address, {"title": "Liste", "body": body, "version": 1}).status_code == 303
    assert client.get(reverse("document", args=[w.document.pk])).status_code == 200


def test_more_fields_than_any_page_has_get_a_page(w: SimpleNamespace) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(w.owner)
    body = {f"felt-{number}": "1" for number in range(100_000)}
    answer = client.post(reverse("document_new"), body)
    assert answer.status_code == 413
    assert "Det fylder for meget" in answer.content.decode()
