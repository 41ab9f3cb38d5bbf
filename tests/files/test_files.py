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

from pejling.activity.models import Activity
from pejling.core.history import Stale
from pejling.core.permissions import Refused
from pejling.files.actions import add_version, attach, attach_source, describe, remove, restore
from pejling.files.content import file_name
from pejling.files.figures import files_of
from pejling.files.models import Attachment, FileVersion
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


def put(w: SimpleNamespace, name: str = "a.pdf", content: bytes = PDF) -> Attachment:
    return attach(w.document, SimpleUploadedFile(name, content), by=w.owner)


def names(w: SimpleNamespace) -> list[str]:
    return [line.file.name for line in files_of(w.document, w.owner).lines]


@pytest.mark.parametrize("name", GOOD)
def test_file_of_a_kind_that_is_kept_is_put_up(name: str, w: SimpleNamespace) -> None:
    file = put(w, name, GOOD[name]).newest
    assert (file.name, file.size) == (name, len(GOOD[name]))
    with file.stored.open() as kept:
        assert kept.read() == GOOD[name]


@pytest.mark.parametrize("name", BAD)
def test_file_that_is_not_what_it_says_or_could_do_harm_is_refused(name: str, w: SimpleNamespace) -> None:
    with pytest.raises(ValidationError):
        put(w, name, BAD[name])
    assert not FileVersion.objects.exists()


def test_file_larger_than_the_limit_is_refused(w: SimpleNamespace, settings: LazySettings) -> None:
    settings.UPLOAD_LIMIT = 10
    with pytest.raises(ValidationError, match="fylder mere end"):
        put(w)


def test_stored_name_tells_nothing_of_the_files_own(w: SimpleNamespace) -> None:
    stored = str(put(w, "fyringer.pdf").newest.stored)
    assert "fyringer" not in stored
    assert len(stored.rpartition("/")[2]) == 32


def test_name_is_cleaned_of_folders_and_signs() -> None:
    assert file_name('C:\\mappe\\pl<a>n: "ny"\x00.pdf') == "pl-a-n- -ny-.pdf"
    assert file_name("../../etc/passwd.txt") == "passwd.txt"
    assert len(file_name("x" * 400 + ".pdf")) == 200


def test_replaced_file_is_kept_behind_the_new_one_and_can_still_be_fetched(
    w: SimpleNamespace, client: Client
) -> None:
    file = put(w, "a.txt", b"gammel")
    add_version(file, SimpleUploadedFile("b.pdf", PDF), opened=1, by=w.owner)
    add_version(file, SimpleUploadedFile("c.pdf", PDF), opened=2, by=w.owner)
    (line,) = files_of(w.document, w.owner).lines
    assert (line.file.name, [old.name for old in line.earlier]) == ("c.pdf", ["b.pdf", "a.txt"])

    client.force_login(w.colleague)
    fetched = [
        client.get(reverse("file", args=[file.pk])),
        client.get(reverse("file_version", args=[file.pk, 1])),
    ]
    assert [b"".join(answer.streaming_content) for answer in fetched] == [PDF, b"gammel"]  # type: ignore[attr-defined]


def test_version_is_replaced_once(w: SimpleNamespace) -> None:
    file = put(w)
    add_version(file, SimpleUploadedFile("b.pdf", PDF), opened=1, by=w.owner)
    with pytest.raises(ValidationError, match="allerede erstattet"):
        add_version(file, SimpleUploadedFile("c.pdf", PDF), opened=1, by=w.owner)


def test_files_stand_in_the_order_that_they_are_given(w: SimpleNamespace) -> None:
    for name in ("a.pdf", "b.pdf", "c.pdf"):
        last = put(w, name)
    describe(last, place=1, document_id="2026-17", openness="open", opened=1, by=w.owner)
    (first, *_others) = files_of(w.document, w.owner).lines
    assert (names(w), first.attachment.document_id) == (["c.pdf", "a.pdf", "b.pdf"], "2026-17")
    assert Activity.objects.about(w.document)[0].words == "ændrede oplysningerne om filen c.pdf"


def test_file_is_described_through_its_page(w: SimpleNamespace, client: Client) -> None:
    file = put(w)
    client.force_login(w.owner)
    typed = {"place": 1, "document_id": "17", "openness": "closed", "version": 1}
    answer = client.post(reverse("file_facts", args=[file.pk]), typed)
    file.refresh_from_db()
    assert (answer.status_code, file.document_id, file.openness) == (303, "17", "closed")


def test_closed_file_stays_closed_when_nothing_is_said_of_it(w: SimpleNamespace, client: Client) -> None:
    file = put(w)
    describe(file, place=1, document_id="17", openness="closed", opened=1, by=w.owner)
    client.force_login(w.owner)
    client.post(reverse("file_facts", args=[file.pk]), {"place": 1, "document_id": "18", "version": 2})
    file.refresh_from_db()
    assert (file.document_id, file.openness) == ("18", "closed")


def test_file_that_was_removed_meanwhile_is_not_described(w: SimpleNamespace) -> None:
    file = put(w)
    remove(file, by=w.owner)
    with pytest.raises(ValidationError, match="fjernet"):
        describe(file, place=1, document_id="17", openness="open", opened=1, by=w.owner)


def test_both_texts_are_shown_when_two_describe_a_file(w: SimpleNamespace, client: Client) -> None:
    file = put(w)
    client.force_login(w.owner)
    where = reverse("file_facts", args=[file.pk])
    typed = {"place": 1, "openness": "open", "version": 1}
    first = client.post(where, {**typed, "document_id": "2026-17"})
    second = client.post(where, {**typed, "document_id": "2026-18"})
    words = second.content.decode()
    assert (first.status_code, second.status_code) == (303, 409)
    assert ("2026-17" in words, "2026-18" in words) == (True, True)
    assert 'name="version" value="2"' in words
    assert Attachment.objects.get(pk=file.pk).document_id == "2026-17"


def test_place_is_not_taken_back_by_a_form_that_was_opened_before_another_moved(w: SimpleNamespace) -> None:
    first, last = put(w, "a.pdf"), put(w, "b.pdf")
    describe(last, place=1, document_id="", openness="open", opened=1, by=w.owner)
    with pytest.raises(Stale):
        describe(first, place=1, document_id="17", openness="open", opened=1, by=w.owner)
    assert names(w) == ["b.pdf", "a.pdf"]


def test_removed_file_is_brought_back(w: SimpleNamespace) -> None:
    file = put(w)
    remove(file, by=w.owner)
    assert names(w) == []
    restore(file, by=w.owner)
    assert names(w) == ["a.pdf"]


def test_original_of_an_import_stays(w: SimpleNamespace) -> None:
    file = attach_source(
        w.document, FileVersion(name="a.pdf", stored="x", content_type="application/pdf", size=1)
    )
    with pytest.raises(ValidationError, match="bliver liggende"):
        remove(file, by=w.owner)


def test_stranger_puts_up_nothing(w: SimpleNamespace) -> None:
    with pytest.raises(Refused):
        attach(w.document, SimpleUploadedFile("a.pdf", PDF), by=w.colleague)


def test_file_is_handed_over_and_never_run_in_place(w: SimpleNamespace, client: Client) -> None:
    file = put(w, "årsplan.pdf")
    client.force_login(w.colleague)
    answer = client.get(reverse("file", args=[file.pk]))
    assert b"".join(answer.streaming_content) == PDF  # type: ignore[attr-defined]
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_removed_file_is_gone_for_readers_and_not_for_editors(w: SimpleNamespace, client: Client) -> None:
    file = put(w)
    remove(file, by=w.owner)
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
    address = reverse("files", args=["dokumenter", w.document.pk])
    good = client.post(address, {"file": SimpleUploadedFile("plan.pdf", PDF)})
    bad = client.post(address, {"file": SimpleUploadedFile("side.html", b"<html>")})
    assert (good.status_code, bad.status_code) == (303, 422)
    assert "Filtypen .html kan ikke lægges op" in bad.content.decode()


def test_file_is_replaced_and_removed_from_the_page_of_its_thing(w: SimpleNamespace, client: Client) -> None:
    file = put(w, "gammel.pdf")
    client.force_login(w.owner)
    new = SimpleUploadedFile("ny.pdf", PDF)
    replaced = client.post(
        reverse("file_replacement", args=[file.pk]), {"file": new, "opened": 1}, follow=True
    )
    removed = client.post(reverse("file_removal", args=[file.pk]), follow=True)
    assert ["ny.pdf" in page for page in (replaced.content.decode(), removed.content.decode())] == [
        True,
        True,
    ]
    assert reverse("file_restoration", args=[file.pk]) in removed.content.decode()
