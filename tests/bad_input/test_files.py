"""Files that are not what they should be, through the real pages: words in Danish, and nothing is kept."""

import io
import re
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import docx
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from pejling.direction.models import DocumentKind, Intake
from pejling.files.models import FileVersion
from pejling.organisation.models import Delivery
from pejling.people.models import Person
from tests.reading.small_pdf import Text, flowing_page, pdf_of
from tests.reading.small_word import paragraph, renamed

MEGABYTE = 1 << 20


def word(parts: dict[str, str | bytes]) -> bytes:
    """A Word file in which some parts are others than Word would write."""
    whole, out = io.BytesIO(), io.BytesIO()
    docx.Document().save(whole)
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {*old.namelist(), *parts}:
            new.writestr(name, parts.get(name) or old.read(name))
    return out.getvalue()


def entity_bomb() -> bytes:
    """Ten entities of ten of the one before."""
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return word({"word/document.xml": f'<!DOCTYPE x [<!ENTITY e0 "ha">{entities}]><x>&e9;</x>'})


def locked_pdf() -> bytes:
    """A PDF that only opens with a password."""
    encrypt = b"/Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <%s> /U <%s> >> /ID [<00> <00>]"
    page = pdf_of([flowing_page(["Hemmelig tekst"])])
    return page.replace(b"/Root 1 0 R", b"/Root 1 0 R " + encrypt % (b"41" * 32, b"42" * 32))


UNREADABLE = {
    "zipbombe.docx": (word({"word/media/a.xml": "0" * 30_000_000}), "urimeligt meget"),
    "entiteter.docx": (entity_bomb(), "urimeligt meget"),
    "låst.pdf": (locked_pdf(), "låst med en adgangskode"),
    "scannet.pdf": (pdf_of([[], [Text("2026", 40)]]), "scannet"),
}
"""What the import cannot read; as a file beside a document it may still be kept."""
HARMFUL = {
    "stor.txt": (b"x" * (51 * MEGABYTE), "mere end 50 MB"),
    "program.docx": (b"MZ\x90\x00" + bytes(600), "passer ikke til endelsen .docx"),
    "makro.docx": (word({"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}), "passer ikke til endelsen .docx"),
    "side.txt": (b"<!DOCTYPE html><script>alert(1)</script>", "passer ikke til endelsen .txt"),
    "tegning.svg": (b"<svg onload='alert(1)'/>", "Filtypen .svg kan ikke"),
    "tegning.txt": (b"<svg onload='alert(1)'/>", "passer ikke til endelsen .txt"),
    "tom.docx": (b"", "Filen er tom"),
    "skjult.docx.exe": (b"MZ\x90\x00", "Filtypen .exe kan ikke"),
    "nul.txt": (b"Plan\x00plan", "passer ikke til endelsen .txt"),
}
"""What neither page keeps."""


def stored() -> set[Path]:
    """All files that lie in the uploads folder."""
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


def as_owner(w: SimpleNamespace) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(w.owner)
    return client


def upload_intake(w: SimpleNamespace, name: str, content: bytes) -> Any:
    """Hand the file in on the import page."""
    kind = DocumentKind.objects.get(code="strategy_plan")
    body = {"file": SimpleUploadedFile(name, content), "unit": w.unit.pk, "kind": kind.pk}
    return as_owner(w).post(reverse("import_document"), body)


def put_up(w: SimpleNamespace, name: str, content: bytes) -> Any:
    """Put the file up beside a document."""
    address = reverse("files", args=["dokumenter", w.document.pk])
    return as_owner(w).post(address, {"file": SimpleUploadedFile(name, content)})


def beside_the_field(answer: Any) -> str:
    """What the page tells at the field for the file itself."""
    told = re.search(r'id="id_file_error">(.*?)</p>', answer.content.decode(), re.DOTALL)
    return told.group(1) if told else ""


@pytest.mark.parametrize("name", [*UNREADABLE, *HARMFUL])
def test_file_that_cannot_be_read_in_is_told_of_and_not_kept(name: str, w: SimpleNamespace) -> None:
    content, words = (UNREADABLE | HARMFUL)[name]
    before = stored()
    answer = upload_intake(w, name, content)
    assert answer.status_code == 422
    assert words in beside_the_field(answer)
    assert (Intake.objects.count(), stored()) == (0, before)


@pytest.mark.parametrize("name", HARMFUL)
def test_file_that_could_do_harm_is_told_of_and_not_put_up(name: str, w: SimpleNamespace) -> None:
    content, words = HARMFUL[name]
    before = stored()
    answer = put_up(w, name, content)
    assert answer.status_code == 422
    assert words in beside_the_field(answer)
    assert (FileVersion.objects.count(), stored()) == (0, before)


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/passwd.txt",
        "..\\..\\win.txt",
        "nul\x00\r\nX-Evil: 1.txt",
        '"><script>alert(1)</script>.txt',
        "æ" * 300 + ".txt",
    ],
    ids=["up", "up in Windows", "line ends", "script", "300 letters"],
)
def test_strange_name_becomes_a_plain_one_or_is_refused_in_words(name: str, w: SimpleNamespace) -> None:
    answer = put_up(w, name, b"En plan")
    assert answer.status_code in (303, 422)
    for file in FileVersion.objects.all():
        assert not set('/\\<>"\x00\r\n') & set(file.name)
        assert len(file.name) <= 200
        assert Path(file.stored.path).is_relative_to(settings.MEDIA_ROOT)
        fetched: Any = as_owner(w).get(reverse("file", args=[file.attachment_id]))
        assert b"".join(fetched.streaming_content) == b"En plan"
        assert "X-Evil" not in fetched
    assert answer.status_code == 303 or re.search("Dette filnavn|Filtypen", answer.content.decode())


def test_what_is_far_too_large_gets_a_page_and_never_reaches_the_disk(
    w: SimpleNamespace, settings: Any
) -> None:
    settings.UPLOAD_LIMIT = settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100_000
    before = stored()
    answer = put_up(w, "plan.txt", b"x" * 300_000)
    assert answer.status_code == 413
    assert "Det fylder for meget" in answer.content.decode()
    assert (FileVersion.objects.count(), stored()) == (0, before)


def test_far_too_long_text_gets_a_page(w: SimpleNamespace) -> None:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(w.owner)
    client.get(reverse("document_write", args=[w.document.pk]))
    address = reverse("section_text", args=[w.section.pk])
    form = "application/x-www-form-urlencoded"
    answer = client.post(address, "version=1&body=" + "x" * (11 * MEGABYTE), content_type=form)
    assert answer.status_code == 413
    assert "står stadig på den forrige side" in answer.content.decode()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"x" * (21 * MEGABYTE), "højst fylde 20 MB"),
        (b"\x00\x01\x02\x03" * 100, ""),
        (b'navn;e-mail\n"Gerda;g@fjordlund.example\n' * 3, ""),
        (b"navn;e-mail\n" + b";" * 5_000 + b"\n", ""),
        ("navn;e-mail\nÅse\u202e;aa\x07se@fjordlund.example\n".encode(), ""),
    ],
    ids=["large", "bytes", "open quotation", "many cells", "control signs"],
)
def test_broken_table_is_told_of_and_nothing_is_changed(
    content: bytes, words: str, w: SimpleNamespace
) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(w.secretary)
    people = Person.objects.count()
    answer = client.post(
        reverse("delivery_new"), {"file": SimpleUploadedFile("personer.csv", content)}, follow=True
    )
    assert answer.status_code in (200, 422)
    assert words in answer.content.decode()
    assert Person.objects.count() == people
    assert not words or not Delivery.objects.exists()


def test_word_file_whose_parts_have_other_names_is_taken_in_and_put_up(w: SimpleNamespace) -> None:
    content = renamed(paragraph("Plan for havnebadet") + paragraph("Vandet er rent."))
    assert (
        upload_intake(w, "plan.docx", content).status_code,
        put_up(w, "plan.docx", content).status_code,
    ) == (
        303,
        303,
    )


def test_logo_that_is_no_picture_is_told_of_and_not_kept(w: SimpleNamespace) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(w.secretary)
    before = stored()
    for name, content in (
        ("logo.png", b"<svg onload='alert(1)'/>"),
        ("logo.svg", b"<svg/>"),
        ("logo.png", b""),
    ):
        body = {"name": "Fjordlund", "band": "#123456", "accent": "#123456", "version": 0}
        answer = client.post(reverse("identity"), {**body, "logo": SimpleUploadedFile(name, content)})
        assert answer.status_code == 422
    assert stored() == before
