"""Files: what may be put up, and how they are kept and handed out."""

import io
import zipfile
from types import SimpleNamespace

import pytest
from django.conf import LazySettings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from pejling.core.permissions import Refused
from pejling.direction.actions.files import add_file, remove_file, replace_file, restore_file
from pejling.direction.figures.document import files_of
from pejling.direction.models import DocumentFile
from pejling.direction.uploads import file_name
from tests.access import make_world

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
)


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    return make_world()


def package(*parts: str, mimetype: str = "") -> bytes:
    """An office document with these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for part in parts:
            archive.writestr(part, "<x/>")
    return stream.getvalue()


DOCX = package("[Content_Types].xml", "word/document.xml")
GOOD = {
    "plan.pdf": PDF,
    "plan.PDF": PDF,
    "billede.png": PNG,
    "foto.jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01",
    "plan.docx": DOCX,
    "tal.xlsx": package("[Content_Types].xml", "xl/workbook.xml"),
    "oplæg.pptx": package("[Content_Types].xml", "ppt/presentation.xml"),
    "plan.odt": package("content.xml", mimetype="application/vnd.oasis.opendocument.text"),
    "noter.txt": "Årsplan".encode(),
    "noter.md": b"# Plan",
    "tal.csv": "navn;år\n".encode("cp1252"),
}
BAD = {
    "side.html": b"<html></html>",
    "tegning.svg": b"<svg/>",
    "program.exe": b"MZ\x90\x00",
    "uden endelse": b"x",
    "side.txt": b"  <!DOCTYPE html><script>alert(1)</script>",
    "tegning.md": b"\xef\xbb\xbf<svg onload='x()'>",
    "program.txt": b"MZ\x90\x00\x03",
    "skript.csv": b"#!/bin/sh\n",
    "plan.pdf": b"<html></html>",
    "billede.png": PDF,
    "plan.docx": b"PK\x03\x04 not a package",
    "tal.xlsx": DOCX,
    "makro.docx": package("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
    "plan.odt": package("content.xml", mimetype="text/html"),
    "tom.txt": b"",
}


@pytest.mark.parametrize("name", GOOD)
def test_file_of_a_kind_that_is_kept_is_put_up(name: str, w: SimpleNamespace) -> None:
    file = add_file(w.document, SimpleUploadedFile(name, GOOD[name]), by=w.owner)
    assert (file.name, file.size) == (name, len(GOOD[name]))
    with file.stored.open() as kept:
        assert kept.read() == GOOD[name]


@pytest.mark.parametrize("name", BAD)
def test_file_that_is_not_what_it_says_or_could_do_harm_is_refused(name: str, w: SimpleNamespace) -> None:
    with pytest.raises(ValidationError):
        add_file(w.document, SimpleUploadedFile(name, BAD[name]), by=w.owner)
    assert not DocumentFile.objects.exists()


def test_file_larger_than_the_limit_is_refused(w: SimpleNamespace, settings: LazySettings) -> None:
    settings.UPLOAD_LIMIT = 10
    with pytest.raises(ValidationError, match="fylder mere end"):
        add_file(w.document, SimpleUploadedFile("plan.pdf", PDF), by=w.owner)


def test_stored_name_tells_nothing_of_the_files_own(w: SimpleNamespace) -> None:
    file = add_file(w.document, SimpleUploadedFile("fyringer.pdf", PDF), by=w.owner)
    stored = str(file.stored)
    assert "fyringer" not in stored
    assert len(stored.rpartition("/")[2]) == 32


def test_name_is_cleaned_of_folders_and_signs() -> None:
    assert file_name('C:\\mappe\\pl<a>n: "ny"\x00.pdf') == "pl-a-n- -ny-.pdf"
    assert file_name("../../etc/passwd.txt") == "passwd.txt"
    assert len(file_name("x" * 400 + ".pdf")) == 200


def test_replaced_file_is_kept_behind_the_new_one(w: SimpleNamespace) -> None:
    first = add_file(w.document, SimpleUploadedFile("a.pdf", PDF), by=w.owner)
    second = replace_file(first, SimpleUploadedFile("b.pdf", PDF), by=w.owner)
    third = replace_file(second, SimpleUploadedFile("c.pdf", PDF), by=w.owner)
    (line,) = files_of(w.document)
    assert (line.file, line.earlier) == (third, (second, first))


def test_file_is_replaced_once(w: SimpleNamespace) -> None:
    first = add_file(w.document, SimpleUploadedFile("a.pdf", PDF), by=w.owner)
    replace_file(first, SimpleUploadedFile("b.pdf", PDF), by=w.owner)
    with pytest.raises(ValidationError, match="allerede erstattet"):
        replace_file(first, SimpleUploadedFile("c.pdf", PDF), by=w.owner)


def test_removed_file_is_brought_back(w: SimpleNamespace) -> None:
    file = add_file(w.document, SimpleUploadedFile("a.pdf", PDF), by=w.owner)
    remove_file(file, by=w.owner)
    assert files_of(w.document) == ()
    restore_file(file, by=w.owner)
    assert [line.file for line in files_of(w.document)] == [file]


def test_original_of_an_import_stays(w: SimpleNamespace) -> None:
    file = add_file(w.document, SimpleUploadedFile("a.pdf", PDF), by=w.owner, is_source=True)
    with pytest.raises(ValidationError, match="bliver liggende"):
        remove_file(file, by=w.owner)


def test_stranger_puts_up_nothing(w: SimpleNamespace) -> None:
    with pytest.raises(Refused):
        add_file(w.document, SimpleUploadedFile("a.pdf", PDF), by=w.colleague)


def test_file_is_handed_over_and_never_run_in_place(w: SimpleNamespace, client: Client) -> None:
    file = add_file(w.document, SimpleUploadedFile("årsplan.pdf", PDF), by=w.owner)
    client.force_login(w.colleague)
    answer = client.get(reverse("file", args=[file.pk]))
    assert b"".join(answer.streaming_content) == PDF  # type: ignore[attr-defined]
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_removed_file_is_gone_for_readers_and_not_for_editors(w: SimpleNamespace, client: Client) -> None:
    file = add_file(w.document, SimpleUploadedFile("a.pdf", PDF), by=w.owner)
    remove_file(file, by=w.owner)
    statuses = []
    for person in (w.colleague, w.owner):
        client.force_login(person)
        answer = client.get(reverse("file", args=[file.pk]))
        list(answer)
        statuses.append(answer.status_code)
    assert statuses == [404, 200]


def test_file_is_put_up_through_the_page_and_a_bad_one_gets_words_beside_the_field(
    w: SimpleNamespace, client: Client
) -> None:
    client.force_login(w.owner)
    address = reverse("files", args=[w.document.pk])
    good = client.post(address, {"file": SimpleUploadedFile("plan.pdf", PDF)})
    bad = client.post(address, {"file": SimpleUploadedFile("side.html", b"<html>")})
    assert (good.status_code, bad.status_code) == (303, 422)
    assert "Filtypen .html kan ikke lægges op" in bad.content.decode()
