"""From the drawer into the chain: a file is taken in, judged and made into a document; nothing of it is lost."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pejling.activity.models import Activity
from pejling.direction.actions.importing import (
    convert_intake,
    drop_intake,
    keep_choices,
    restore_intake,
    upload_intake,
)
from pejling.direction.models import Document, DocumentKind, Element, Intake
from pejling.files.models import Attachment
from pejling.reading.review import points

PLAN = """Strategiplan for skolen

Udfordringer
- Mange børn er væk fra skole
- Vi mangler vikarer

Det er vores vigtigste opgave at få alle med.

Mål
- Alle børn kommer i skole hver dag
- Alle timer har en lærer
"""


def upload(text: str | bytes = PLAN, name: str = "plan.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


def intake(
    w: SimpleNamespace, text: str | bytes = PLAN, name: str = "plan.txt", kind: str = "strategy_plan"
) -> Intake:
    return upload_intake(
        upload(text, name), unit=w.unit, kind=DocumentKind.objects.get(code=kind), by=w.owner
    )


def words_of(document: Document) -> str:
    parts = [document.title]
    parts += [f"{section.title} {section.body}" for section in document.sections.all()]
    parts += [f"{element.title} {element.text}" for element in document.elements.all()]
    return " ".join(parts)


def test_file_becomes_a_document_with_its_points_and_itself_attached(w: SimpleNamespace) -> None:
    document = convert_intake(intake(w), by=w.owner)
    found = [
        (element.kind.code, element.title) for element in document.elements.select_related("kind").in_order()
    ]
    assert found == [
        ("challenge", "Mange børn er væk fra skole"),
        ("challenge", "Vi mangler vikarer"),
        ("goal", "Alle børn kommer i skole hver dag"),
        ("goal", "Alle timer har en lærer"),
    ]
    attachment = Attachment.objects.beside(document).get()
    file = attachment.newest
    with file.stored.open() as stored:
        assert (file.name, attachment.is_source, stored.read().decode()) == ("plan.txt", True, PLAN)


def test_nothing_is_saved_before_the_proposal_has_been_judged(w: SimpleNamespace) -> None:
    before = Document.objects.count()
    intake(w)
    assert Document.objects.count() == before


def test_dropped_point_stays_in_the_text(w: SimpleNamespace) -> None:
    waiting = intake(w)
    keep_choices(waiting, title="Plan", choices={"0": "text", "2": "focus_area"}, by=w.owner)
    document = convert_intake(waiting, by=w.owner)
    assert [element.kind.code for element in document.elements.select_related("kind").in_order()] == [
        "challenge",
        "focus_area",
        "goal",
    ]
    assert "Mange børn er væk fra skole" in words_of(document)


def test_every_word_of_the_source_is_in_the_document(w: SimpleNamespace) -> None:
    found = words_of(convert_intake(intake(w), by=w.owner))
    assert [word for word in PLAN.replace("- ", "").split() if word not in found] == []


def test_file_is_brought_in_once(w: SimpleNamespace) -> None:
    waiting = intake(w)
    convert_intake(waiting, by=w.owner)
    with pytest.raises(ValidationError, match="allerede"):
        convert_intake(waiting, by=w.owner)


def test_only_those_who_may_create_may_take_in(w: SimpleNamespace) -> None:
    with pytest.raises(PermissionDenied):
        upload_intake(upload(), unit=w.unit, kind=DocumentKind.objects.get(code="policy"), by=w.colleague)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "tom.txt"),
        (b"%PDF-1.7 ikke en pdf", "i-stykker.pdf"),
        (b"PK\x03\x04 ikke et dokument", "i-stykker.docx"),
        (b"MZ\x90\x00\x03", "program.txt"),
    ],
)
def test_file_that_cannot_be_read_changes_nothing(w: SimpleNamespace, content: bytes, name: str) -> None:
    with pytest.raises(ValidationError):
        intake(w, content, name)
    assert not Intake.objects.exists()


def test_child_of_a_dropped_point_hangs_under_the_nearest_kept_one() -> None:
    grandchild = {
        "kind": "goal",
        "title": "c",
        "text": "",
        "section": 1,
        "order": 1,
        "source_line": 3,
        "confidence": 1,
    }
    child = {**grandchild, "title": "b", "children": [grandchild]}
    top = {**grandchild, "title": "a", "children": [child]}
    found = points({"elements": [top]}, {"1": "text"})
    assert [(point.title, point.depth, point.parent, point.is_kept) for point in found] == [
        ("a", 0, None, True),
        ("b", 1, 0, False),
        ("c", 2, 1, True),
    ]


def test_review_keeps_choices_for_later_and_then_makes_the_document(
    w: SimpleNamespace, client: Client
) -> None:
    client.force_login(w.owner)
    typed = {"file": upload(), "kind": DocumentKind.objects.get(code="strategy_plan").pk, "unit": w.unit.pk}
    review = client.post(reverse("import_document"), typed)["Location"]
    assert (
        client.post(review, {"title": "Skolens plan", "point-0": "text", "then": "later"}).status_code == 303
    )
    assert '<option value="text" data-key="x" selected>' in client.get(review).content.decode()
    made = client.post(review, {"title": "Skolens plan", "then": "now"})
    document = Document.objects.get(title="Skolens plan")
    assert (made["Location"], document.elements.count()) == (reverse("document", args=[document.pk]), 3)


def test_review_without_title_keeps_what_was_chosen(w: SimpleNamespace, client: Client) -> None:
    client.force_login(w.owner)
    waiting = intake(w)
    answer = client.post(
        reverse("import_review", args=[waiting.pk]), {"title": " ", "point-0": "text", "then": "now"}
    )
    assert answer.status_code == 422
    waiting.refresh_from_db()
    assert waiting.choices["0"] == "text"


def test_nonsense_choices_are_as_none(w: SimpleNamespace, client: Client) -> None:
    client.force_login(w.owner)
    waiting = intake(w)
    client.post(
        reverse("import_review", args=[waiting.pk]), {"title": "Plan", "point-0": "<script>", "then": "now"}
    )
    waiting.refresh_from_db()
    made = Element.objects.filter(document=waiting.document).in_order()
    assert made.values_list("kind__code", flat=True)[0] == "challenge"


def test_given_up_file_can_be_taken_up_again(w: SimpleNamespace, client: Client) -> None:
    client.force_login(w.owner)
    waiting = intake(w)
    client.post(reverse("import_dropping", args=[waiting.pk]))
    assert not Intake.objects.waiting().exists()
    client.post(reverse("import_taking_up", args=[waiting.pk]))
    assert Intake.objects.waiting().get() == waiting


def test_real_plan_of_a_board_is_brought_in_whole(w: SimpleNamespace, seeds: Path) -> None:
    waiting = intake(
        w, (seeds / "004_87f4519bc845cd95.txt").read_bytes(), "direktionens-plan.txt", "directors_contract"
    )
    document = convert_intake(waiting, by=w.owner)
    kinds = list(document.elements.values_list("kind__code", flat=True))
    counted = {
        kind: kinds.count(kind)
        for kind in ("challenge", "opportunity", "foundation", "value", "focus_area", "initiative")
    }
    assert counted == {
        "challenge": 7,
        "opportunity": 6,
        "foundation": 2,
        "value": 14,
        "focus_area": 2,
        "initiative": 14,
    }
    foundations = document.elements.filter(kind__code="foundation")
    assert [foundation.children.count() for foundation in foundations] == [7, 7]


def test_points_are_saved_in_batches(w: SimpleNamespace) -> None:
    counts = []
    for size in (5, 200):
        text = "Plan\n\nMål\n" + "".join(f"- Vi når mål nummer {number} sammen\n" for number in range(size))
        waiting = intake(w, text, f"plan{size}.txt")
        with CaptureQueriesContext(connection) as queries:
            convert_intake(waiting, by=w.owner)
        counts.append(len(queries))
    assert counts[1] - counts[0] < 10


def test_units_that_one_does_not_lead_are_not_offered(w: SimpleNamespace, client: Client) -> None:
    client.force_login(w.owner)
    page = client.get(reverse("import_document")).content.decode()
    assert (w.unit.name in page, w.other_unit.name in page) == (True, False)


def test_way_of_a_file_is_in_the_log_for_those_who_may_see_it(w: SimpleNamespace, client: Client) -> None:
    waiting = intake(w)
    for title in ("Plan", "Vores plan"):
        keep_choices(waiting, title=title, choices={"0": "text"}, by=w.owner)
    drop_intake(waiting, by=w.owner)
    restore_intake(waiting, by=w.secretary)
    client.force_login(w.owner)
    assert (
        "tog filen plan.txt op igen"
        in client.get(reverse("import_review", args=[waiting.pk])).content.decode()
    )
    client.force_login(w.colleague)
    assert client.get(reverse("import_review", args=[waiting.pk])).status_code == 404
    convert_intake(waiting, by=w.owner)
    lines = [
        (line.verb.removeprefix("direction.intake_"), line.by) for line in Activity.objects.about(waiting)
    ]
    assert lines[::-1] == [
        ("begun", w.owner),
        ("kept", w.owner),
        ("dropped", w.owner),
        ("restored", w.secretary),
        ("brought_in", w.owner),
    ]
