"""What a reader of a Word file sees and the import does not read is told, never left out in silence."""

import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pejling.core.packages import part
from pejling.reading.word_tags import tag

_CHANGES = {tag(name) for name in ("ins", "del", "moveFrom", "moveTo")}


def notices(archive: zipfile.ZipFile, body: Element, parts: dict[str, list[str]]) -> Iterator[str]:
    """A sentence for each sort of thing."""
    if count := sum(_comments_in(archive, name) for name in parts.get("comments", [])):
        yield ngettext(
            "%(count)s kommentar i margenen er ikke taget med.",
            "%(count)s kommentarer i margenen er ikke taget med.",
            count,
        ) % {"count": count}
    tags = {element.tag for element in body.iter()}
    if tags & _CHANGES:
        yield _(
            "Filen har ændringer, som ingen har godkendt eller afvist. Den er læst, som om de er godkendt."
        )
    if tag("vanish") in tags:
        yield _("Skjult tekst er ikke taget med.")
    if tag("altChunk") in tags:
        yield _("En anden fil er sat ind i dokumentet, og den er ikke læst.")
    if any(parts.get(name) for name in ("diagramData", "chart")):
        yield _("Tekst i diagrammer er ikke læst.")


def _comments_in(archive: zipfile.ZipFile, name: str) -> int:
    comments = part(archive, name)
    return 0 if comments is None else len(comments.findall(tag("comment")))
