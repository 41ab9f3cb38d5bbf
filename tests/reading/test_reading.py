"""What kind of file it is, and what is said of one that cannot be read."""

import io
import random
import zipfile

import docx
import pytest

from pejling.core.apart import Unreadable
from pejling.reading import propose, read_source, source
from tests.reading.reading import of_kind, saved
from tests.reading.small_pdf import Text, flowing_page, pdf_of

PLAN = "Klimaplan for Fjordlund\n\nMål\n- Færre biler på vejene\n- Grøn strøm på alle skoler\n"


def message(data: bytes, name: str = "plan.docx") -> str:
    with pytest.raises(Unreadable) as caught:
        read_source(data, name)
    return str(caught.value)


def word_with(parts: dict[str, str]) -> bytes:
    document = docx.Document()
    document.add_paragraph("Tekst")
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(saved(document))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for item in old.infolist():
            new.writestr(item.filename, parts.get(item.filename, old.read(item.filename)))
        for name in set(parts) - set(old.namelist()):
            new.writestr(name, parts[name])
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_text_is_read_in_every_usual_encoding(encoding: str) -> None:
    assert of_kind(propose(read_source(PLAN.encode(encoding), "plan.txt")), "goal") == [
        "Færre biler på vejene", "Grøn strøm på alle skoler",
    ]  # fmt: skip


def test_decomposed_letters_and_control_characters_are_made_plain() -> None:
    text = "A\u030arets ma\u030al\x07 er\u200b n\u00e5et\u00a0nu\n"
    assert read_source(text.encode(), "x.txt").lines[0].text == "Årets mål er nået nu"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PLAN.encode(), "txt"),
        (b"# Plan\n\nTekst", "md"),
        (pdf_of([flowing_page(["En hel linje tekst om planen"])]), "pdf"),
        (word_with({}), "docx"),
    ],
)
def test_format_is_told_by_content_whatever_the_name(data: bytes, kind: str) -> None:
    assert {read_source(data, name).format for name in ("a.docx", "a.pdf", "a.txt", "a")} == {kind}


@pytest.mark.parametrize("data", [b"", b" \n\n\t", "\ufeff\n".encode(), saved(docx.Document())])
def test_empty_file_is_said_to_be_empty(data: bytes) -> None:
    assert message(data) == "Filen er tom. Vælg den fil, som teksten står i."


def test_too_large_file_is_not_read() -> None:
    assert message(b"a" * (source.MAX_BYTES + 1)).startswith("Filen er over 50 MB.")


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"{\\rtf1 Hej}",
        b"<!DOCTYPE html><p>Hej</p>",
        b"MZ\x90\x00\x03\x00\x00",
    ],
)
def test_unknown_type_is_said_to_be_unknown(data: bytes) -> None:
    assert message(data).startswith("Filtypen kan ikke læses.")


def test_package_without_a_word_document_is_unknown() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    assert message(out.getvalue()).startswith("Filtypen kan ikke læses.")


def test_old_and_locked_office_files_are_told_apart() -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert message(old).startswith("Det er en ældre Office-fil.")
    assert message(old + "EncryptedPackage".encode("utf-16-le")).startswith(
        "Filen er låst med en adgangskode."
    )


def test_locked_pdf_is_said_to_be_locked() -> None:
    encrypt = (
        b"/Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32
        + b"> >> /ID [<00> <00>]"
    )  # fmt: skip
    data = pdf_of([flowing_page(["Hemmelig tekst"])]).replace(b"/Root 1 0 R", b"/Root 1 0 R " + encrypt)
    assert message(data).startswith("PDF-filen er låst med en adgangskode.")


def test_scanned_pdf_is_said_to_hold_no_text() -> None:
    assert message(pdf_of([[], [Text("2026", 40)]])).startswith("PDF-filen er scannet")


@pytest.mark.parametrize("keep", [30, 400])
def test_damaged_pdf_is_said_to_be_damaged(keep: int) -> None:
    data = pdf_of([flowing_page(["En hel linje tekst om planen"])])[:keep].replace(b"endobj", b"")
    assert message(data).startswith(("PDF-filen er beskadiget", "PDF-filen er scannet"))


@pytest.mark.parametrize("keep", [50, 5000])
def test_damaged_word_file_is_said_to_be_damaged(keep: int) -> None:
    assert "beskadiget" in message(word_with({})[:keep])


def test_word_file_with_broken_xml_is_said_to_be_damaged() -> None:
    assert message(word_with({"word/document.xml": "<w:document"})).startswith("Word-filen er beskadiget")


@pytest.mark.parametrize("seed", range(40))
def test_file_with_broken_bytes_is_read_or_refused_in_words(seed: int) -> None:
    chance = random.Random(seed)
    broken = bytearray(
        word_with({}) if seed % 2 else pdf_of([flowing_page(["En hel linje tekst om planen"])])
    )
    for _each in range(20):
        broken[chance.randrange(len(broken))] = chance.randrange(256)
    try:
        said = propose(read_source(bytes(broken), "plan")).title
    except Unreadable as refused:
        said = str(refused)
    assert isinstance(said, str)


def test_zip_bomb_is_not_unpacked() -> None:
    assert message(word_with({"word/media/a.xml": "0" * 30_000_000})).startswith(
        "Filen fylder urimeligt meget"
    )


def test_zip_with_many_large_parts_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pejling.core.packages.MAX_UNPACKED_BYTES", 1_000)
    assert message(word_with({})).startswith("Filen fylder urimeligt meget")


def test_entity_bomb_is_not_unfolded() -> None:
    entities = '<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    bomb = f"<!DOCTYPE x [{entities}]><x>&i;</x>"
    assert message(word_with({"word/document.xml": bomb})).startswith("Filen fylder urimeligt meget")


def test_too_many_lines_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pejling.reading.plain_text.MAX_LINES", 5)
    assert message(b"Linje\n" * 9).startswith("Filen har for mange linjer.")
