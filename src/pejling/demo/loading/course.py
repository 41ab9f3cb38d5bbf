"""What an initiative has been through: its phases and their days, how it goes, and when one last heard of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from pejling.demo import story as told
from pejling.demo.breadth import COMMON
from pejling.initiatives.models import ENDED, REPORTED, Phase, StatusReport


class Mood(StrEnum):
    """How it really goes."""

    STEADY = "steady"
    PRESSED = "pressed"
    OFF_TRACK = "off_track"
    WATERMELON = "watermelon"


class Hearing(StrEnum):
    """How long ago one last heard of it."""

    FRESH = "fresh"
    OWED = "owed"
    SILENT = "silent"


@dataclass(frozen=True)
class Stage:
    """A phase that an initiative came to, and the day."""

    phase: Phase
    on: date


@dataclass(frozen=True)
class Course:
    """What an initiative has been through."""

    document: told.Document
    element: told.Element
    stages: tuple[Stage, ...]
    mood: Mood
    hearing: Hearing
    lead: str | None
    has_parent: bool
    is_forgotten: bool
    given: dict[str, Any]

    @property
    def key(self) -> str:
        """The story's key of its line."""
        return self.element.key

    @property
    def trade(self) -> str | None:
        """The unit in whose trade's words it is spoken of; none for what every workplace could do."""
        return None if self.element.topic.startswith(f"{COMMON}/") else self.document.unit

    @property
    def phase(self) -> Phase:
        """Where it stands today."""
        return self.stages[-1].phase

    @property
    def followed_on(self) -> date:
        """When one began to follow it."""
        return self.stages[0].on

    @property
    def reported_from(self) -> date | None:
        """When a status could first be expected."""
        return next((stage.on for stage in self.stages if stage.phase in REPORTED), None)

    @property
    def ended_on(self) -> date | None:
        """When it was done or stopped."""
        return self.stages[-1].on if self.phase in ENDED else None


@dataclass(frozen=True)
class GivenStatus:
    """One report as it was given, and for whom."""

    course: Course
    on: date
    row: StatusReport
