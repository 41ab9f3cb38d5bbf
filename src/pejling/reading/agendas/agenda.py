"""What one file of another system says of meetings, before the files are held together."""

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any


class State(IntEnum):
    """How far a meeting's paper has come; the later one says more."""

    DRAFT = 0
    AGENDA = 1
    MINUTES = 2

    @property
    def word(self) -> str:
        """The state as `--preview json` prints it."""
        return self.name.casefold()


@dataclass(frozen=True)
class Text:
    """A text of an item under its heading; a system that runs all together gives one without a heading."""

    heading: str
    text: str


@dataclass(frozen=True)
class File:
    """An enclosure; `is_open` is None where the file does not say."""

    title: str
    is_open: bool | None
    key: str = ""


@dataclass(frozen=True)
class Item:
    """One item of an agenda, as its file has it."""

    key: str
    number: str
    title: str
    case: str
    is_open: bool | None
    texts: tuple[Text, ...] = ()
    files: tuple[File, ...] = ()


@dataclass(frozen=True)
class Agenda:
    """One agenda, or the minutes of it."""

    system: str
    key: str
    meeting: str
    committee: str
    start: str
    state: State
    items: tuple[Item, ...]
    is_supplement: bool = False
    is_closed: bool = False
    """Whether it says of itself that nothing in it is for others."""
    issued: str = ""
    """When it was made, as the system writes it: the newest is believed."""


@dataclass(frozen=True)
class Manifest:
    """What a list beside the agendas says of one of them."""

    key: str
    state: State | None
    is_closed: bool
    is_published: bool


@dataclass(frozen=True)
class Listed:
    """A meeting as a list of committees names it, without its items."""

    key: str
    committee: str
    start: str
    state: State
    is_supplement: bool


@dataclass
class Found:
    """All that was found in one file."""

    agendas: list[Agenda] = field(default_factory=list)
    manifests: list[Manifest] = field(default_factory=list)
    listed: list[Listed] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether there was nothing of a meeting in it."""
        return not (self.agendas or self.manifests or self.listed)


@dataclass(frozen=True)
class MeetingFile:
    """An enclosure of an item, open or closed once and for all."""

    title: str
    is_open: bool

    def to_json(self) -> dict[str, Any]:
        """The enclosure as `--preview json` prints it."""
        return {"title": self.title, "open": self.is_open}


@dataclass(frozen=True)
class MeetingItem:
    """An item of a meeting, with what all files say of it."""

    number: int
    title: str
    case: str
    is_open: bool
    texts: tuple[Text, ...]
    files: tuple[MeetingFile, ...]

    def to_json(self) -> dict[str, Any]:
        """The item as `--preview json` prints it."""
        return {
            "no": self.number,
            "title": self.title,
            "case": self.case,
            "open": self.is_open,
            "sections": [{"heading": each.heading, "text": each.text} for each in self.texts],
            "files": [each.to_json() for each in self.files],
        }


@dataclass(frozen=True)
class Meeting:
    """A meeting with all its items: agenda, supplements and minutes in one."""

    key: str
    committee: str
    start: str
    state: State
    items: tuple[MeetingItem, ...]

    def to_json(self) -> dict[str, Any]:
        """The meeting as `--preview json` prints it."""
        return {
            "id": self.key,
            "committee": self.committee,
            "start": self.start,
            "state": self.state.word,
            "items": [each.to_json() for each in self.items],
        }


@dataclass(frozen=True)
class Agendas:
    """The meetings of some files, and what is to be told of how they were read."""

    meetings: tuple[Meeting, ...]
    warnings: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """All of it as `--preview json` prints it."""
        return {
            "meetings": [each.to_json() for each in self.meetings],
            "warnings": list(self.warnings),
        }
