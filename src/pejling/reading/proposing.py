"""Carry out the rules of reading on an outline: which parts are points, and which are the text around them."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from pejling.reading import rules_of_reading as rules
from pejling.reading import wording
from pejling.reading.announcements import Announcement, Announcements, folded
from pejling.reading.drafts import Draft, Draftbook
from pejling.reading.outline import Part, Role
from pejling.reading.tables import propose_rows
from pejling.reading.titles import is_quotation, sentences_in, title_and_text

_LONGEST_POINT = 600
_LONGEST_LINE = 160
_LONGEST_PROMISE = 320


class Walk:
    """A walk through the parts of a document from its first to its last."""

    def __init__(
        self,
        parts: Sequence[Part],
        book: Draftbook,
        title: Part | None = None,
        *,
        lists_aims: bool = False,
    ) -> None:
        self.lists_aims, self.heading = lists_aims, ""
        self.parts, self.book = parts, book
        self.said = Announcements(parts, title)
        self.needs_title: Draft | None = None
        self.spoken: Part | None = None
        """A heading or lead-in inside a point that only names the list under it; the list's first point bears it."""
        self.headings = frozenset(folded(part.text) for part in parts if part.role is Role.HEADING)

    def through(self) -> None:
        """Walk from the first part to the last, run by run."""
        steps: dict[Role, Callable[[int, Sequence[Part]], None]] = {
            Role.HEADING: self._headings,
            Role.PARAGRAPH: self._paragraphs,
            Role.ITEM: self._items,
            Role.ROW: self._rows,
        }
        at = 0
        while at < len(self.parts):
            role = self.parts[at].role
            end = at + 1
            while end < len(self.parts) and self.parts[end].role is role:
                end += 1
            steps[role](at, self.parts[at:end])
            at = end
        self._write_spoken()

    # Headings

    def _headings(self, at: int, run: Sequence[Part]) -> None:
        for offset, part in enumerate(run):
            self._write_spoken()
            self._heading(at + offset, part)
        self.said.lead, self.said.is_direct = "", True

    def _heading(self, at: int, part: Part) -> None:
        self.heading = part.text
        if self._is_motto(part, self.parts[at - 1] if at else None):
            self.book.scopes[-1].take(part.text)
            return
        self.book.close_scopes(part.level)
        self.needs_title = None
        above = self.said.close(part.level)
        if not self._labelled_heading(part, above) and not self._announcing_heading(at, part):
            self._other_heading(at, part, above)

    def _is_motto(self, part: Part, before: Part | None) -> bool:
        """A quotation right under the heading of a point is the point's motto."""
        scopes = self.book.scopes
        follows = before and before.role is Role.HEADING and scopes and scopes[-1].draft.line == before.line
        return bool(follows) and is_quotation(part.text)

    def _labelled_heading(self, part: Part, above: Announcement | None) -> bool:
        if part.label:
            label = wording.label_of(part.label)
            kind, firing = (label.kind, rules.LABELLED) if label else ("focus_area", rules.NUMBERED_THEME)
            self._open(part, kind, part.text, firing, part.label)
            return True
        if above and above.is_foundation and (match := rules.FOUNDATION_LABEL.fullmatch(part.text)):
            self._open(part, "foundation", match["rest"], rules.LABELLED, match["label"])
            return True
        if match := rules.THEME_LABEL.fullmatch(part.text):
            prefix = part.text[: match.start("rest")]
            self._open(part, "focus_area", match["rest"], rules.NUMBERED_THEME, prefix=prefix)
            return True
        label = wording.label_of(part.text)
        if not label or wording.announces_foundation(part.text):
            return False
        draft = self._open(part, label.kind, label.rest, rules.LABELLED, label.said, label.prefix)
        self.needs_title = None if label.rest else draft
        return True

    def _open(
        self, part: Part, kind: str, written: str, firing: rules.Firing, label: str = "", prefix: str = ""
    ) -> Draft:
        """Make a heading a point that what stands under it belongs to."""
        label = " ".join(each for each in (part.number, label) if each)
        draft = self.book.add(kind, written, part.line, firing, label, prefix)
        self.book.open(draft, part.level)
        self.said.for_items = None
        return draft

    def _announcing_heading(self, at: int, part: Part) -> bool:
        kinds = wording.announced_by_heading(part.text)
        is_foundation = wording.announces_foundation(part.text)
        if not kinds and not is_foundation:
            return False
        self.said.announce(part, kinds, is_foundation)
        if kinds and self._is_inside_a_point(kinds[0]) and self.said.holds_list(at):
            self.spoken = part
        else:
            self.book.begin_section(part.numbered_text, part.level, part.line)
        return True

    def _is_inside_a_point(self, kind: str) -> bool:
        scopes = self.book.scopes
        return bool(scopes) and not scopes[-1].is_closed and scopes[-1].may_hold(kind)

    def _other_heading(self, at: int, part: Part, above: Announcement | None) -> None:
        if found := self.said.kind_of_subheading(at, part, above):
            self._open(part, found[0], part.text, found[1])
            return
        self.said.pass_on(part, above)
        self.book.begin_section(part.numbered_text, part.level, part.line)

    def _write_spoken(self) -> None:
        """Write a heading or lead-in that no point came to bear."""
        if self.spoken:
            self.book.write(replace(self.spoken, role=Role.PARAGRAPH))
        self.spoken = None

    def _take_spoken(self) -> str:
        spoken, self.spoken = self.spoken, None
        return spoken.numbered_text if spoken else ""

    # Paragraphs

    def _paragraphs(self, at: int, run: Sequence[Part]) -> None:
        self._write_spoken()
        if self._are_short_lines(run) and self.said.for_items:
            for part in run:
                self.book.add(self.said.kinds[0], part.text, part.line, rules.SHORT_LINES)
            self.said.for_items.is_used = True
            return
        for part in run[:-1]:
            self._paragraph(part)
        last, following = run[-1], self.parts[at + len(run) : at + len(run) + 1]
        kinds = wording.announced_by_heading(last.text) if last.text.endswith(":") and following else ()
        if kinds and following[0].role is not Role.HEADING and self._is_inside_a_point(kinds[0]):
            self.spoken = last
        else:
            self._paragraph(last)
        self.said.lead = last.text if last.text.endswith(":") else ""

    def _are_short_lines(self, run: Sequence[Part]) -> bool:
        if not self.said.is_direct or len(self.said.kinds) != 1 or len(run) < 2:
            return False
        return self.said.kinds[0] != "vision_statement" and all(_is_short_line(part) for part in run)

    def _paragraph(self, part: Part) -> None:
        if self._is_title_awaited(part) or self._is_attribute_of_last(part):
            return
        label = wording.label_of(part.text)
        if label and label.rest and len(part.text) <= _LONGEST_POINT and not _leads_in(part):
            self.book.add_labelled(label, part.line, rules.LABELLED)
        elif firing := self._firing_of_sentence(part):
            kind = "vision_statement" if firing is rules.TELLS_VISION else "goal"
            self.book.add(kind, part.text, part.line, firing)
        else:
            self.book.write(part)

    def _firing_of_sentence(self, part: Part) -> rules.Firing | None:
        """The rule by which a paragraph is itself a point: the vision, an aim or a promise."""
        announced, said = self.said.for_items, self.said
        if _leads_in(part) or part.text.endswith("?"):
            return None
        if announced and said.kinds == ("vision_statement",) and said.is_direct and not announced.is_used:
            announced.is_used = len(part.text) <= _LONGEST_POINT
            return rules.TELLS_VISION if announced.is_used else None
        if len(part.text) > _LONGEST_PROMISE or sentences_in(part.text) > 2:
            return None
        if rules.AIM.match(part.text):
            return rules.SAYS_AIM
        if rules.PROMISE.match(part.text):
            return rules.UNDER_HEADING if "goal" in said.kinds else rules.PROMISES
        return None

    def _is_title_awaited(self, part: Part) -> bool:
        """ "Målsætning 1" alone on its line takes the next line as its words, unless something stands under it already."""
        draft, self.needs_title = self.needs_title, None
        if not draft or draft.texts or _leads_in(part) or len(part.text) > _LONGEST_POINT:
            return False
        draft.title, text = title_and_text(draft.kind, part.text, prefix=f"{draft.title.rstrip(' .:')}: ")
        draft.texts = [text] if text else []
        return True

    def _is_attribute_of_last(self, part: Part) -> bool:
        if not self.book.last or not wording.is_attribute(part.text):
            return False
        self.book.last.describe(part.text)
        return True

    # Lists

    def _items(self, at: int, run: Sequence[Part]) -> None:
        scopes = self.book.scopes
        kind, firing = self.said.for_list(run[0], scopes[-1].draft.kind if scopes else "")
        if sum(part.text.endswith("?") for part in run) * 2 >= len(run):
            # Questions are asked, not aimed at.
            kind = None
        elif kind is None and self.lists_aims and not self._speaks_against_aims(run):
            kind, firing = "goal", rules.LISTED_IN_A_DIRECTION
        start = 0
        while start < len(run):
            end = start + 1
            while end < len(run) and run[end].level > run[start].level:
                end += 1
            self._item(run[start], run[start + 1 : end], kind, firing)
            start = end
        self._write_spoken()
        self.said.lead, self.said.is_direct, self.said.counted = "", False, run[-1].number

    def _speaks_against_aims(self, run: Sequence[Part]) -> bool:
        """Whether what stands over a list, or what is in it, says that it is no list of aims."""
        over = (self.heading, self.said.lead)
        if any(wording.is_neutral(words) or rules.NO_AIMS_UNDER.search(words) for words in over):
            return True
        return sum(bool(rules.NO_AIM.fullmatch(part.text)) for part in run) * 2 >= len(run)

    def _item(self, part: Part, nested: Sequence[Part], kind: str | None, firing: rules.Firing) -> None:
        label = wording.label_of(part.text)
        promises = not kind and rules.PROMISE.match(part.text) and not _leads_in(part)
        if self._is_attribute_of_last(part):
            self._write_all(nested)
        elif label and label.rest:
            self._write_spoken()
            self._nested(self.book.add_labelled(label, part.line, rules.LABELLED), nested)
        elif kind and self._is_point(part, kind):
            self._nested(self.book.add(kind, part.text, part.line, firing, self._take_spoken()), nested)
        elif promises and self._is_point(part):
            self._nested(self.book.add("goal", part.text, part.line, rules.PROMISES), nested)
        else:
            self._write_all([part, *nested])

    def _is_point(self, part: Part, kind: str = "") -> bool:
        """A question is none, and an item that is a heading further down tells the kind of that heading."""
        name = folded(part.text)
        if name in self.headings:
            self.said.foretold[name] = kind
            return False
        return not part.text.endswith("?")

    def _nested(self, draft: Draft, nested: Sequence[Part]) -> None:
        """What stands below an item: points when they say so themselves, else the item's text."""
        led: tuple[str, int] | None = None
        for part in nested:
            label = wording.label_of(part.text)
            kinds = () if label else wording.announced_by_heading(part.text)
            if kinds:
                led = kinds[0], part.level
                draft.texts.append(part.text)
            elif label and label.rest and rules.RANKS[label.kind] > rules.RANKS[draft.kind]:
                written = part.text if label.number else label.rest
                self.book.add_below(draft, label.kind, written, part.line, rules.LABELLED, label.said)
            elif led and part.level > led[1] and rules.RANKS[led[0]] > rules.RANKS[draft.kind]:
                self.book.add_below(draft, led[0], part.text, part.line, rules.LED_IN)
            else:
                draft.describe(part.text if wording.is_attribute(part.text) else f"– {part.text}")

    def _write_all(self, parts: Sequence[Part]) -> None:
        self._write_spoken()
        for part in parts:
            self.book.write(part)

    # Tables

    def _rows(self, at: int, run: Sequence[Part]) -> None:
        self._write_spoken()
        if not propose_rows(run, self.book):
            self._write_all(run)
        self.said.lead, self.said.is_direct = "", False


def _leads_in(part: Part) -> bool:
    return part.text.endswith(":")


def _is_short_line(part: Part) -> bool:
    return (
        len(part.text) <= _LONGEST_LINE
        and sentences_in(part.text) == 1
        and not part.text.endswith((":", "?"))
        and not wording.label_of(part.text)
        and not wording.is_attribute(part.text)
    )
