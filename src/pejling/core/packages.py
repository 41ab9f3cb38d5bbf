"""Office files are packages of parts; which part is which is told by their relations, never by their names.

Word on the web and SharePoint write `word/document2.xml`, and the strict form of the standard has other names for all.
"""

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pejling.core.apart import Unreadable

MAX_UNPACKED_BYTES = 200 * 1024 * 1024
_MAX_MEMBERS = 10_000
_MAX_PART_BYTES = 80 * 1024 * 1024
_MAX_TAGS = 3_000_000
"""A plan of 300 pages has some hundred thousand; each of them is an object in memory."""
_PACKED_TOO_HARD = 400
"""A part that unpacks to more than this many times its size was made to do harm."""
_BROKEN = (
    *(SyntaxError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, LookupError),
    *(ValueError, TypeError, EOFError, NotImplementedError, RuntimeError, OSError),
    DefusedXmlException,
)
"""All that a broken package or broken XML makes the readers say."""
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_CONTENT_TYPE = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"
_KINDS = {"wordprocessingml": "docx", "spreadsheetml": "xlsx", "presentationml": "pptx"}
_OPEN_TEXT = b"application/vnd.oasis.opendocument.text"
_USUAL = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
"""Main parts by name, for a program that has left the relations out."""
_TRANSITIONAL = {
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}": "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/officeDocument/math}": "{http://schemas.openxmlformats.org/officeDocument/2006/math}",
}
"""The vocabularies of the strict form, and what the usual one calls them."""


@contextmanager
def opened(data: bytes, damaged: str | Promise) -> Iterator[zipfile.ZipFile]:
    """A package that is not locked and not too large; whatever breaks while it is read is told in the given words."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _judge(archive)
            yield archive
    except DefusedXmlException as error:
        raise harmful() from error
    except _BROKEN as error:
        raise Unreadable(damaged) from error


def _judge(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if any(member.flag_bits & 0x1 for member in members):
        raise Unreadable(_("Filen er låst med en adgangskode. Gem den uden adgangskode, og prøv igen."))
    unpacked = sum(member.file_size for member in members)
    too_hard = any(
        member.file_size > 1_000_000 and member.file_size > member.compress_size * _PACKED_TOO_HARD
        for member in members
    )
    if len(members) > _MAX_MEMBERS or unpacked > MAX_UNPACKED_BYTES or too_hard:
        raise harmful()


def harmful() -> Unreadable:
    """Say that a file unfolds to more than a document can be."""
    return Unreadable(
        _(
            "Filen fylder urimeligt meget, når den pakkes ud, og bliver ikke læst. "
            "Gem den igen i sit eget program, og prøv igen."
        )
    )


def kind_of(archive: zipfile.ZipFile) -> str:
    """docx, xlsx or pptx, by the content type of the main part; nothing when it is none of them."""
    main, names = main_part(archive), archive.namelist()
    types = part(archive, "[Content_Types].xml")
    for each in types.iter(_CONTENT_TYPE) if types is not None else ():
        if each.get("PartName", "").lstrip("/") == main:
            told = each.get("ContentType", "")
            return next((kind for word, kind in _KINDS.items() if word in told), "")
    return next((kind for kind, name in _USUAL.items() if name == main and name in names), "")


def kind_without_macros(data: bytes) -> str:
    """docx, xlsx, pptx or odt; nothing for what is none of them, is broken or brings programs of its own."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                return ""
            if "mimetype" in names:
                with archive.open("mimetype") as kind:
                    return "odt" if kind.read(100).startswith(_OPEN_TEXT) else ""
            return kind_of(archive)
    except (Unreadable, *_BROKEN):
        return ""


def main_part(archive: zipfile.ZipFile) -> str:
    """The name of the part that all others belong to."""
    named = related(archive, "").get("officeDocument", [])
    return named[0] if named else next((name for name in _USUAL.values() if name in archive.namelist()), "")


def related(archive: zipfile.ZipFile, name: str) -> dict[str, list[str]]:
    """The parts that a part points at, by what they are to it: styles, numbering, footnotes, headers."""
    folder, last = posixpath.split(name)
    relations = part(archive, posixpath.join(folder, "_rels", f"{last}.rels"))
    found: dict[str, list[str]] = {}
    for each in relations.iter(_RELATION) if relations is not None else ():
        if each.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/")
            found.setdefault(each.get("Type", "").rpartition("/")[2], []).append(target)
    return found


def part(archive: zipfile.ZipFile, name: str) -> Element | None:
    """A part as its tree, in the usual form's vocabulary; nothing when the package has no such part."""
    if name not in archive.namelist():
        return None
    if archive.getinfo(name).file_size > _MAX_PART_BYTES:
        raise harmful()
    written = archive.read(name)
    if written.count(b"<") > _MAX_TAGS:
        raise harmful()
    root: Element = fromstring(written, forbid_dtd=True)
    if root.tag.startswith(tuple(_TRANSITIONAL)):
        _rewrite(root)
    return root


def _rewrite(root: Element) -> None:
    for element in root.iter():
        element.tag = _usual(element.tag)
        for name in [each for each in element.attrib if each.startswith("{")]:
            element.attrib[_usual(name)] = element.attrib.pop(name)


def _usual(name: str) -> str:
    vocabulary, _end, local = name.partition("}")
    return _TRANSITIONAL.get(f"{vocabulary}}}", f"{vocabulary}}}") + local if local else name
