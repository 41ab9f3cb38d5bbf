"""From the drawer into the chain: read a file, undo what its medium did, and propose sections and points.

Nothing here knows the database: a file goes in, a proposal comes out, and a person decides what is saved.
"""

from django.utils.translation import gettext as _

from pejling.direction.imports.drafts import Draftbook
from pejling.direction.imports.mending import mend
from pejling.direction.imports.naming import named
from pejling.direction.imports.outline import outline
from pejling.direction.imports.proposal import Proposal, ProposedElement, ProposedSection
from pejling.direction.imports.proposing import Walk
from pejling.direction.imports.reading import read_source
from pejling.direction.imports.rules_of_reading import LISTS_AIMS, UNSURE_BELOW
from pejling.direction.imports.source import Line, Source, UnreadableSource

__all__ = [
    "UNSURE_BELOW",
    "Line",
    "Proposal",
    "ProposedElement",
    "ProposedSection",
    "Source",
    "UnreadableSource",
    "propose",
    "read_source",
]


def propose(source: Source, *, kind: str = "") -> Proposal:
    """Propose a title, sections and points; what no rule takes for a point is the text of a section.

    `kind` is the code of the kind of document, where somebody has said what it is.
    """
    mended = mend(source)
    name = named(source, mended, outline(mended.blocks))
    book = Draftbook(opening=_("Indledning"))
    Walk(name.parts, book, name.heading, lists_aims=kind in LISTS_AIMS).through()
    sections, elements = book.finished()
    return Proposal(name.title, sections, elements, _warnings(mended.furniture, elements))


def _warnings(furniture: tuple[str, ...], elements: tuple[ProposedElement, ...]) -> tuple[str, ...]:
    found = [
        _("Tekst, der går igen på siderne, er taget ud: %(text)s") % {"text": text} for text in furniture
    ]
    if not elements:
        found.append(
            _("Der er ikke fundet nogen punkter. Hele teksten står i afsnit, så du selv kan udpege dem.")
        )
    return tuple(found)
