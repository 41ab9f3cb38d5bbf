"""The municipality's own Word template, made ready to be written into: its styles, header and footer, and none of its text.

It is read in a process apart (`core.apart`), and what is kept is what was written there.
"""

from io import BytesIO

import docx
from django.utils.translation import gettext_lazy as _
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart

from pejling.core.apart import Unreadable
from pejling.core.packages import kind_of, kind_without_macros, opened, part

LARGEST = 5_000_000
LARGEST_UNPACKED = 20_000_000
DAMAGED = _("Skabelonen kan ikke læses. Åbn den i Word, gem den som .docx, og prøv igen.")
_ACTIVE = ("activex", "embeddings/", "vbaproject", ".bin")
"""Parts of these names bring programs or other files along."""


def emptied(content: bytes) -> bytes:
    """The template without its text; `Unreadable` in words when it is none that one can write into without harm."""
    _judge(content)
    try:
        word = docx.Document(BytesIO(content))
        _empty(word)
        stream = BytesIO()
        word.save(stream)
    except (ValueError, KeyError, AttributeError, SyntaxError, TypeError) as error:
        raise Unreadable(DAMAGED) from error
    return stream.getvalue()


def _judge(content: bytes) -> None:
    if len(content) > LARGEST:
        raise Unreadable(_("Skabelonen må højst fylde 5 MB. Gør billederne i den mindre."))
    with opened(content, DAMAGED) as archive:
        if sum(member.file_size for member in archive.infolist()) > LARGEST_UNPACKED:
            raise Unreadable(_("Skabelonen må højst fylde 20 MB pakket ud. Gør billederne i den mindre."))
        if kind_of(archive) != "docx":
            raise Unreadable(_("Skabelonen skal være en Word-fil, der ender på .docx."))
        names = archive.namelist()
        if any(word in name.lower() for name in names for word in _ACTIVE) or not kind_without_macros(
            content
        ):
            raise Unreadable(
                _("Skabelonen har makroer eller indlejrede filer. Fjern dem, og gem den som .docx.")
            )
        for name in names:
            if name.endswith((".xml", ".rels")):
                part(archive, name)


def _empty(word: Document) -> None:
    """No text, nothing that is fetched from elsewhere when the file is opened, and a place for the numbers of lists."""
    body = word.element.body
    for child in list(body):
        if child is not body.sectPr:
            body.remove(child)
    for each in word.part.package.iter_parts():
        for key, relation in list(each.rels.items()):
            if not relation.is_external or relation.reltype == RELATIONSHIP_TYPE.HYPERLINK:
                continue
            if not relation.reltype.endswith("/attachedTemplate"):
                raise Unreadable(
                    _("Skabelonen henter et billede eller en fil et andet sted fra. Sæt det ind i stedet.")
                )
            del each.rels[key]
    for attached in word.settings.element.findall(qn("w:attachedTemplate")):
        word.settings.element.remove(attached)
    if all(each.reltype != RELATIONSHIP_TYPE.NUMBERING for each in word.part.rels.values()):
        _add_numbering(word)


def _add_numbering(word: Document) -> None:
    written = f"<w:numbering {nsdecls('w')}/>".encode()
    place = PackURI("/word/numbering.xml")
    numbering = NumberingPart.load(place, CONTENT_TYPE.WML_NUMBERING, written, word.part.package)
    word.part.relate_to(numbering, RELATIONSHIP_TYPE.NUMBERING)
