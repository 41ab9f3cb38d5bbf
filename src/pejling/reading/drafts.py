"""The proposal while it grows: points not yet fixed in their places, and who is whose child."""

from dataclasses import dataclass, field

from pejling.reading import rich_text, titles
from pejling.reading.outline import Part, Role
from pejling.reading.proposal import ProposedElement, ProposedSection
from pejling.reading.rules_of_reading import HOLDERS, RANKS, Firing
from pejling.reading.wording import Label

_LABEL_TAKES = 2
"""A labelled line takes so many paragraphs after it as its own; a heading takes all."""


@dataclass
class Draft:
    """A point on its way to being proposed."""

    kind: str
    title: str
    line: int
    firing: Firing
    section: int
    label: str = ""
    texts: list[str] = field(default_factory=list)
    children: list["Draft"] = field(default_factory=list)
    is_described: bool = False

    def describe(self, line: str) -> None:
        """Add a line that tells who, when or how; such lines stand together."""
        if self.texts and self.is_described:
            self.texts[-1] += f"\n{line}"
        else:
            self.texts.append(line)
        self.is_described = True

    def proposed(self, order: int) -> ProposedElement:
        """The point as it is proposed, with all below it."""
        return ProposedElement(
            kind=self.kind,
            title=self.title,
            text="\n\n".join(self.texts),
            section=self.section,
            order=order,
            source_line=self.line,
            confidence=self.firing.confidence,
            children=tuple(child.proposed(place) for place, child in enumerate(self.children, start=1)),
            label=self.label,
            why=str(self.firing.why),
        )


@dataclass
class Scope:
    """A point that what follows belongs to: until the next heading of its level, or the next label."""

    draft: Draft
    level: int | None
    room: int | None = None
    """How many paragraphs it still takes as its text; None when it takes all."""
    is_closed: bool = False
    """A section has begun inside it: it takes points but no more text."""

    def takes_text(self) -> bool:
        """Whether the next paragraph is the point's own: only until its children begin."""
        return not self.is_closed and not self.draft.children and self.room != 0

    def take(self, text: str) -> None:
        """Add a paragraph to the point."""
        self.draft.texts.append(text)
        self.draft.is_described = False
        if self.room:
            self.room -= 1

    def may_hold(self, kind: str) -> bool:
        """Whether a point of that kind may stand below."""
        own, other = RANKS[self.draft.kind], RANKS[kind]
        if self.draft.kind not in HOLDERS:
            return False
        if kind == "value":
            return self.draft.kind == "foundation"
        return own < other or (own == other and self.level is not None)


@dataclass
class _Section:
    title: str
    level: int
    line: int
    texts: list[str] = field(default_factory=list)
    items: list[Part] = field(default_factory=list)
    rows: list[tuple[str, ...]] = field(default_factory=list)
    has_elements: bool = False

    def flush(self) -> None:
        if self.items:
            self.texts.append(rich_text.nested_list(self.items))
        if self.rows:
            self.texts.append(rich_text.table(self.rows))
        self.items, self.rows = [], []

    def is_empty(self) -> bool:
        return not (self.title or self.texts or self.has_elements)


class Draftbook:
    """The sections and points proposed so far."""

    def __init__(self, opening: str) -> None:
        self._sections = [_Section("", 1, 1)]
        self._opening = opening
        self._roots: list[Draft] = []
        self.scopes: list[Scope] = []
        self.last: Draft | None = None

    def begin_section(self, title: str, level: int, line: int) -> None:
        """Begin a section; open points go on taking children but no text."""
        self._sections[-1].flush()
        self._sections.append(_Section(title, level, line))
        self.last = None
        for scope in self.scopes:
            scope.is_closed = True

    def close_scopes(self, level: int) -> None:
        """A heading ends every labelled point and every heading's point of its level or deeper."""
        while self.scopes and (self.scopes[-1].level is None or self.scopes[-1].level >= level):
            self.scopes.pop()

    def write(self, part: Part) -> None:
        """Put a part that is no point where it belongs: in the point that it explains, else in the section."""
        if self.scopes and self.scopes[-1].takes_text() and part.role is not Role.ROW:
            sign = f"{part.number}. " if part.number.isdigit() else "– "
            self.scopes[-1].take(f"{sign}{part.text}" if part.role is Role.ITEM else part.numbered_text)
            return
        section = self._sections[-1]
        if (section.items and part.role is not Role.ITEM) or (section.rows and part.role is not Role.ROW):
            section.flush()
        if part.role is Role.ITEM:
            section.items.append(part)
        elif part.role is Role.ROW:
            section.rows.append(part.cells)
        else:
            section.texts.append(rich_text.paragraph(part.numbered_text))

    def add(
        self, kind: str, written: str, line: int, firing: Firing, label: str = "", prefix: str = ""
    ) -> Draft:
        """Add a point below the innermost open one that may hold it."""
        return self._add(self.holder_of(kind), kind, written, line, firing, label, prefix)

    def add_below(
        self, parent: Draft | None, kind: str, written: str, line: int, firing: Firing, label: str = ""
    ) -> Draft:
        """Add a point below a given one, where its kind may stand there."""
        may = parent and Scope(parent, level=1).may_hold(kind)
        return self._add(parent if may else self.holder_of(kind), kind, written, line, firing, label)

    def add_labelled(self, label: Label, line: int, firing: Firing) -> Draft:
        """Add a point that names its own kind; what follows belongs to it until another does the same."""
        while self.scopes and self.scopes[-1].level is None and not self.scopes[-1].may_hold(label.kind):
            self.scopes.pop()
        holder = self.holder_of(label.kind)
        if not holder and self.last and Scope(self.last, level=None).may_hold(label.kind):
            # A line that names itself right under a list item belongs to that item.
            holder = self.last
        draft = self._add(holder, label.kind, label.rest, line, firing, label.said, label.prefix)
        self.scopes.append(Scope(draft, None, _LABEL_TAKES))
        return draft

    def _add(
        self,
        holder: Draft | None,
        kind: str,
        written: str,
        line: int,
        firing: Firing,
        label: str,
        prefix: str = "",
    ) -> Draft:
        title, text = titles.title_and_text(kind, written, prefix)
        self._sections[-1].flush()
        section = holder.section if holder else len(self._sections) - 1
        draft = Draft(kind, title, line, firing, section, label, [text] if text else [])
        self._sections[section].has_elements = True
        (holder.children if holder else self._roots).append(draft)
        self.last = draft
        return draft

    def holder_of(self, kind: str) -> Draft | None:
        """The innermost open point that may hold a point of that kind."""
        return next((scope.draft for scope in reversed(self.scopes) if scope.may_hold(kind)), None)

    def open(self, draft: Draft, level: int) -> None:
        """Let what follows belong to a heading's point."""
        self.scopes.append(Scope(draft, level))

    def finished(self) -> tuple[tuple[ProposedSection, ...], tuple[ProposedElement, ...]]:
        """The sections and points in their final order."""
        self._sections[-1].flush()
        kept = [index for index, section in enumerate(self._sections) if not section.is_empty()]
        orders = {index: order for order, index in enumerate(kept, start=1)}
        top = min((self._sections[index].level for index in kept if self._sections[index].title), default=1)
        sections = tuple(self._proposed(index, orders[index], top) for index in kept)
        self._renumber(self._roots, orders)
        places: dict[int, int] = {}
        elements = []
        for root in self._roots:
            places[root.section] = places.get(root.section, 0) + 1
            elements.append(root.proposed(places[root.section]))
        return sections, tuple(elements)

    def _proposed(self, index: int, order: int, top: int) -> ProposedSection:
        section = self._sections[index]
        level = max(1, section.level - top + 1) if section.title else 1
        return ProposedSection(
            section.title or self._opening, "".join(section.texts), level, order, section.line
        )

    def _renumber(self, drafts: list[Draft], orders: dict[int, int]) -> None:
        for draft in drafts:
            draft.section = orders[draft.section]
            self._renumber(draft.children, orders)
