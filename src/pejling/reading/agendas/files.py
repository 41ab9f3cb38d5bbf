"""Which system a file of an agenda comes from: told by what stands in it, never by its name."""

import codecs

from django.utils.translation import gettext_lazy as _

from pejling.core.apart import Unreadable
from pejling.reading.agendas import acadre, agenda_manager, edoc, firstagenda, sbsys
from pejling.reading.agendas.agenda import Found
from pejling.reading.agendas.tree import Node, parsed
from pejling.reading.source import MAX_BYTES

_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_file(data: bytes) -> Found:
    """The agendas in a file, or `Unreadable`."""
    if not data.strip():
        raise Unreadable(_("Filen er tom. Vælg den fil, som dagsordenen står i."))
    if len(data) > MAX_BYTES:
        raise Unreadable(_("Filen er over 50 MB. Del den op, og prøv igen."))
    found = Found()
    start = _start(data)
    if start == "<":
        _read_xml(parsed(data), found)
    elif start in {"{", "["}:
        firstagenda.read(data, found)
    if found.is_empty:
        raise Unreadable(
            _(
                "Filen er ikke en dagsorden, vi kan læse. Vi læser dagsordener fra SBSYS, Acadre, eDoc, Agenda "
                "Manager og FirstAgenda."
            )
        )
    return found


def _start(data: bytes) -> str:
    """The first sign of the file, however its letters are written."""
    head = data[:200]
    for mark in _MARKS:
        head = head.removeprefix(mark)
    return head.replace(b"\x00", b"").lstrip()[:1].decode("ascii", "replace")


def _read_xml(root: Node, found: Found) -> None:
    names = {each.name for each in root}
    if root.name == "dagsorden" or "dagsorden" in names:
        sbsys.read(root, found)
    elif root.name == "publication":
        agenda_manager.read(root, found)
    elif root.name == "table" or "table" in names:
        acadre.read(root, found)
    elif names & {"committee", "notification"} and root.name != "meeting":
        edoc.read_fujitsu(root, found)
    elif root.name == "meeting" or "meeting" in names:
        edoc.read_meetings(root, found)
