"""The stages of a process as a template says them, before they have days."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

MEETING, HEARING, WORK = "meeting", "hearing", "work"
STANDARD = Path(__file__).parent.parent / "standard"


@dataclass(frozen=True)
class Stage:
    """One stage: a meeting on a day, or a hearing or a piece of work over a span."""

    key: str
    title: str
    kind: str
    forum: str = ""
    waits_for: tuple[str, ...] = ()
    days: int = 0
    """How long a hearing or a piece of work lasts, at least; days in July do not count."""
    ahead: int = 0
    """So many working days before a meeting must stand what it waits for: the time of the agenda."""
    apart: Mapping[str, int] = field(default_factory=dict)
    """So many days at least lie between the stage and another that it waits for, where a law says so."""
    decides: bool = False
    """Whether it is the last decision, whose day is given."""
    normally_by: str = ""
    """The day of a normal year, such as 10-15, by which it is usually done; whoever sets the day may set another."""


@dataclass(frozen=True)
class Template:
    """The stages that lead to a document, in the order in which they are read."""

    title: str
    stages: tuple[Stage, ...]

    @property
    def decision(self) -> Stage:
        return next(stage for stage in self.stages if stage.decides)

    def waiting_for(self, key: str) -> list[Stage]:
        """The stages that cannot begin before this one has ended."""
        return [stage for stage in self.stages if key in stage.waits_for]

    def leading_to(self, key: str) -> set[str]:
        """What a stage waits for, and what that waits for in turn."""
        stages = {stage.key: stage for stage in self.stages}
        found: set[str] = set()
        waiting = list(stages[key].waits_for)
        while waiting:
            if (before := waiting.pop()) not in found:
                found.add(before)
                waiting += stages[before].waits_for
        return found


def template_names() -> list[str]:
    return sorted(path.stem for path in STANDARD.glob("*.toml"))


@cache
def standard_template(name: str) -> Template:
    """One of those that Pejling brings."""
    told = tomllib.loads((STANDARD / f"{name}.toml").read_text(encoding="utf-8"))
    stages = [Stage(**(stage | {"waits_for": tuple(stage.get("waits_for", ()))})) for stage in told["stage"]]
    return Template(told["title"], tuple(stages))
