"""What headings and lead-ins have said about what stands under them, while a document is walked through."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from pejling.reading import rules_of_reading as rules
from pejling.reading import wording
from pejling.reading.outline import Part, Role

GATHERED_BY_LISTS = frozenset({"goal", "initiative", "success_criterion", "requirement"})
"""Kinds whose subheadings only sort the lists under them: "Indsatser" - "Børn" - a list."""
_LOOK_AHEAD = 60


@dataclass
class Announcement:
    """What a heading has said about what stands under it."""

    level: int
    kinds: tuple[str, ...]
    is_foundation: bool = False
    is_used: bool = False


class Announcements:
    """What holds for the next heading, paragraph or list."""

    def __init__(self, parts: Sequence[Part], title: Part | None) -> None:
        self._parts = parts
        kinds = wording.announced_by_heading(title.text) if title else ()
        self._open = [Announcement(0, kinds)] if kinds else []
        self.for_items = self._open[0] if self._open else None
        self.is_direct = bool(self._open)
        """Nothing but paragraphs stands between the heading and here."""
        self.lead = ""
        self.counted = ""
        """The number at which the last list stopped."""
        self._list: tuple[str | None, rules.Firing] = (None, rules.PROMISES)
        self.foretold: dict[str, str] = {}
        """Headings that a list has named beforehand, with the kind that it gave them."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that the heading gives to what stands right under it."""
        return self.for_items.kinds if self.for_items else ()

    def close(self, level: int) -> Announcement | None:
        """A heading ends what others of its level have said; what one above it has said, still holds."""
        while self._open and self._open[-1].level >= level:
            self._open.pop()
        return self._open[-1] if self._open else None

    def announce(self, part: Part, kinds: tuple[str, ...], is_foundation: bool) -> None:
        """Hear what a heading says."""
        self.counted = ""
        self._open.append(Announcement(part.level, kinds, is_foundation))
        self.for_items = self._open[-1] if kinds else None

    def pass_on(self, part: Part, above: Announcement | None) -> None:
        """A heading that says nothing itself may sort what the one above it has announced."""
        self.counted = ""
        gathers = above and above.kinds[:1] and above.kinds[0] in GATHERED_BY_LISTS
        self.for_items = above if gathers and not wording.is_neutral(part.text) else None

    def kind_of_subheading(
        self, at: int, part: Part, above: Announcement | None
    ) -> tuple[str, rules.Firing] | None:
        """The kind of point that a heading is by what the one above it, or a list before it, has said."""
        if part.text.endswith("?") or wording.is_neutral(part.text):
            return None
        if told := self.foretold.get(folded(part.text)):
            return told, rules.SUBHEADING
        if not above or above.is_used or (above.level and above.level + 1 < part.level):
            return None
        if above.is_foundation:
            return ("foundation", rules.FOUNDATION_HEADING) if self._unfolds(at) else None
        kind = min(above.kinds, key=lambda each: rules.RANKS[each])
        if kind == "vision_statement" or (kind in GATHERED_BY_LISTS and self.holds_list(at)):
            return None
        if part.is_guessed:
            return kind, rules.FLAT_SUBHEADING
        return kind, rules.SUBHEADING if len(above.kinds) < 2 or kind == "focus_area" else rules.TWO_KINDS

    def for_list(self, first: Part, scope_kind: str) -> tuple[str | None, rules.Firing]:
        """What kind of point a list holds, by the sentence over it, else by the heading."""
        if not (
            first.number.isdigit() and self.counted.isdigit() and int(first.number) == int(self.counted) + 1
        ):
            # A list that counts on where another stopped is the same list.
            self._list = self._announced(scope_kind)
        return self._list

    def _announced(self, scope_kind: str) -> tuple[str | None, rules.Firing]:
        lead, announced = self.lead, self.for_items
        if lead and rules.MEANS.search(lead) and scope_kind == "foundation":
            return "value", rules.MEANING
        if lead and (led := wording.announced_by_lead_in(lead)):
            return led.kind, led.firing
        if not announced or (lead and (announced.is_used or wording.is_neutral(lead))):
            return None, rules.PROMISES
        announced.is_used = True
        kind = max(announced.kinds, key=lambda each: rules.RANKS[each])
        if len(announced.kinds) > 1:
            return kind, rules.TWO_KINDS
        return kind, rules.UNDER_HEADING if self.is_direct and not lead else rules.FURTHER_DOWN

    def holds_list(self, at: int) -> bool:
        """Whether a list or a table stands right under a heading."""
        return any(part.role in {Role.ITEM, Role.ROW} for part in self._under(at))

    def _unfolds(self, at: int) -> bool:
        return any(part.role is Role.PARAGRAPH and rules.MEANS.search(part.text) for part in self._under(at))

    def _under(self, at: int) -> list[Part]:
        following = self._parts[at + 1 : at + _LOOK_AHEAD]
        return list(takewhile(lambda part: part.role is not Role.HEADING, following))


def folded(text: str) -> str:
    """A heading as it is compared with an item that names it."""
    return text.strip(" .:").casefold()
