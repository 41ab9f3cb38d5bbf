"""From the drawer into the chain: read a file, undo what its medium did, and propose sections and points.

Nothing here knows the database: a file goes in, a proposal comes out, and a person decides what is saved.
"""

from django.utils.translation import gettext as _

from pejling.core.apart import apart
from pejling.reading.drafts import Draftbook
from pejling.reading.files import read_source
from pejling.reading.furniture import once_each
from pejling.reading.labels import with_titles
from pejling.reading.mending import Mended, mend
from pejling.reading.naming import named
from pejling.reading.outline import outline
from pejling.reading.proposal import Proposal, ProposedElement, ProposedSection
from pejling.reading.proposing import Walk
from pejling.reading.rules_of_reading import LISTS_AIMS, UNSURE_BELOW
from pejling.reading.source import Line, Source

__all__ = [
    "UNSURE_BELOW",
    "Line",
    "Proposal",
    "ProposedElement",
    "ProposedSection",
    "Source",
    "propose",
    "read_apart",
    "read_source",
]


def read_apart(data: bytes, filename: str, *, kind: str = "") -> tuple[Source, Proposal]:
    """A file's lines and what they are proposed to be, read in a process of its own."""
    return apart(_read_and_propose, data, filename, kind)


def _read_and_propose(data: bytes, filename: str, kind: str) -> tuple[Source, Proposal]:
    source = read_source(data, filename)
    return source, propose(source, kind=kind)


def propose(source: Source, *, kind: str = "") -> Proposal:
    """Propose a title, sections and points; what no rule takes for a point is the text of a section.

    `kind` is the code of the kind of document, where somebody has said what it is.
    """
    mended = mend(source)
    name = named(source, mended, with_titles(outline(mended.blocks)))
    book = Draftbook(opening=_("Indledning"))
    Walk(name.parts, book, name.heading, lists_aims=kind in LISTS_AIMS).through()
    sections, elements = book.finished()
    return Proposal(name.title, sections, elements, _warnings(source, mended, elements))


def _warnings(source: Source, mended: Mended, elements: tuple[ProposedElement, ...]) -> tuple[str, ...]:
    found = list(source.notices)
    if texts := once_each(mended.furniture):
        found.append(_("Tekst, der går igen på siderne, er taget ud: %(text)s") % {"text": "; ".join(texts)})
    if mended.has_contents:
        found.append(_("Indholdsfortegnelsen er taget ud."))
    if not elements:
        found.append(
            _("Der er ikke fundet nogen punkter. Hele teksten står i afsnit, så du selv kan udpege dem.")
        )
    return tuple(found)
