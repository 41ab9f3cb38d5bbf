"""Two people wrote in the same text: what each of them wrote, held against each other word by word."""

from dataclasses import dataclass

from pejling.core.difference import Piece, difference
from pejling.core.richtext import to_plain
from pejling.direction.models import Document, Element, Section


@dataclass(frozen=True)
class Clash:
    """The text that stands, by whom, and the one that came too late. `body` is clean markup; None for a line alone."""

    row: Section | Element
    document: Document
    who: str
    mine_title: str
    mine_body: str | None
    theirs_title: str
    theirs_body: str | None

    @property
    def title_pieces(self) -> list[Piece]:
        """From their heading to mine."""
        return difference(self.theirs_title, self.mine_title)

    @property
    def body_pieces(self) -> list[Piece]:
        """From their text to mine."""
        return difference(to_plain(self.theirs_body or ""), to_plain(self.mine_body or ""))

    @property
    def is_only_a_line(self) -> bool:
        """Whether there is no longer text to choose between."""
        return self.mine_body is None


def section_clash(current: Section, *, title: str, body: str) -> Clash:
    """What I wrote in a section, and what stands there now."""
    return Clash(current, current.document, _writer(current), title, body, current.title, current.body)


def element_clash(current: Element, *, title: str, text: str | None) -> Clash:
    """What I wrote as an element, and what stands there now."""
    theirs = current.text if text is not None else None
    return Clash(current, current.document, _writer(current), title, text, current.title, theirs)


def _writer(row: Section | Element) -> str:
    """Who wrote what stands."""
    latest = row.history.select_related("history_user").order_by("-history_date", "-history_id").first()
    return str(latest.history_user) if latest and latest.history_user else ""
