"""The title of a case: what stands in its head and is no fact, no mark and no letterhead."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pejling.reading.cases import names
from pejling.reading.cases.case import Openness
from pejling.reading.cases.forums import decision_head, is_forum
from pejling.reading.cases.openness import part_title
from pejling.reading.danish_dates import DATE
from pejling.reading.mending import Block

_NO_TITLE = re.compile(
    r"(?:dagsorden(?:s?punkt)?|referat|beslutningsprotokol|beslutningsreferat|sagsfremstilling|beslutningssag"
    r"|orienteringssag|drøftelsessag|temasag|notat|sag|punkt"
    r"|direktionssag|direktionspunkt|udvalgssag|byrådssag|mødesag|indstilling|sagsskabelon|skabelon|forside"
    r"|fortroligt|til(?:lægs)?dagsorden|bilag)"
    r"(?:\s*(?:til|for|fra|i|på)\s.*|\s*(?:nr\.?\s*)?\d+[.:]?|\s*[-–]\s*(?:sag|punkt).*)?"
    r"|[A-ZÆØÅ][\wæøåÆØÅ -]{2,30} kommune|kommunen?|region [\wæøå]+"
    rf"|(?:ordinært |ekstraordinært )?møde .*|(?:\w+dag,? )?(?:den |d\. ?)?{DATE}.*|(?:møde)?dato\b.*|side \d+.*"
    rf"|kl\. ?\d.*|uge \d+"
    r"|[\wæøå-]+(?:sekretariatet|forvaltningen|centeret|afdelingen|staben|området)|til \w+ via .*"
    r"|fra \w+ og \w+|\W*|\d+[.)]?",
    re.IGNORECASE,
)
_ITEM_NUMBER = re.compile(
    r"(?:(?:punkt|pkt\.?|sag|dagsordenspunkt|dagsordenpunkt)\.?\s*(?:nr\.?\s*)?\d{1,4}\s*[.:–-]?\s+|\d{1,4}[.)]\s+"
    r"|\d{1,4}\s*[:–-]\s+|\d{1,4}\s+(?=[(\[](?:åben|lukket))|§\s*\d+\s+)(?=\S)",
    re.IGNORECASE,
)
_NAMED_ITEM = re.compile(
    r"(?:punkt|pkt\.?|dagsordens?punkt|sag nr\.?)\s*(?:nr\.?\s*)?\d{1,4}\b", re.IGNORECASE
)
_LABEL = re.compile(r"(?:sag|punkt|emne|titel|sagstitel|vedr\.?|vedrørende)\s*:\s*(?=\S)", re.IGNORECASE)
_LONGEST = 300


@dataclass(frozen=True)
class Title:
    """The title, the mark that stood with it, and the places of the blocks that were title or letterhead."""

    text: str
    mark: Openness | None = None
    used: frozenset[int] = frozenset()


def title_of(blocks: Sequence[Block], edges: frozenset[int]) -> Title:
    """Choose among what is left of the head; a line in the page's margin is chosen only when there is no other."""
    places = [place for place, block in enumerate(blocks) if not block.cells and may_be_title(block.text)]
    letterhead = {place for place in range(len(blocks)) if not blocks[place].cells and place not in places}
    if not places:
        return Title("", used=frozenset(letterhead))
    best = min(places, key=lambda place: _rank(blocks[place], place, edges))
    text, mark = part_title(blocks[best].text.strip(" *_"))
    for rule in (_ITEM_NUMBER, _LABEL):
        text = text[match.end() :] if (match := rule.match(text)) else text
    again, second = part_title(text)
    used = letterhead | {place for place in places if blocks[place].line in edges} | {best}
    return Title(again, mark or second, frozenset(used))


def may_be_title(text: str) -> bool:
    """Whether a line can be a title: no letterhead, no body, no date, no page number."""
    if len(text) > _LONGEST or not any(map(str.isalpha, text)):
        return False
    bare = names.without_number(text)
    return not (_NO_TITLE.fullmatch(bare) or is_forum(bare) or decision_head(bare))


def _rank(block: Block, place: int, edges: frozenset[int]) -> tuple[bool, bool, bool, int, bool, int]:
    """Before all others a title by its style; then one with an item's number, the largest, the bold ones, the first."""
    return (
        not block.is_title,
        block.line in edges,
        not _NAMED_ITEM.match(block.text),
        block.heading or 9,
        not block.is_bold,
        place,
    )
