"""What an import would do, before it does it."""

from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from pejling.core.tables.cells import Problem
from pejling.core.tables.encodings import DecodedText
from pejling.organisation.imports.columns import FileKind

if TYPE_CHECKING:
    from pejling.organisation.models import Post, Role, Unit, UnitKind
    from pejling.people.models import Person


@dataclass(frozen=True)
class Change:
    """One value that becomes another."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Step:
    """One thing that would be made, changed or ended. `line` is None for what does not stand in the file."""

    verb: Literal["create", "change", "end"]
    noun: Literal["unit", "person", "post"]
    name: str
    line: int | None = None
    changes: tuple[Change, ...] = ()
    key: str = ""
    """The unit's or the person's id in the other system: what it is known again by."""


@dataclass
class Plan:
    """All that an import would do. With a problem it does nothing at all."""

    kind: FileKind | None = None
    ends_missing: bool = False
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    """What can be carried out but should be looked at: a line left out, an id that may have lost its zeros."""
    encoding: str = ""
    examples: list[str] = field(default_factory=list)
    """How the file's letters were read, and words that show it."""
    readings: list[DecodedText] = field(default_factory=list)
    """The ways to read the letters that somebody must choose between, when nothing in the file tells."""
    steps: list[Step] = field(default_factory=list)
    unchanged: int = 0
    unused: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    """What is not in the file and cannot be ended yet, each with the reason."""

    new_unit_kinds: list["UnitKind"] = field(default_factory=list)
    new_roles: list["Role"] = field(default_factory=list)
    new_units: list["Unit"] = field(default_factory=list)
    changed_units: list["Unit"] = field(default_factory=list)
    ending_units: list["Unit"] = field(default_factory=list)
    new_people: list["Person"] = field(default_factory=list)
    changed_people: list["Person"] = field(default_factory=list)
    ending_people: list["Person"] = field(default_factory=list)
    new_posts: list["Post"] = field(default_factory=list)
    changed_posts: list["Post"] = field(default_factory=list)
    ending_posts: list[tuple["Post", date]] = field(default_factory=list)
    """Posts that end, each with its last day."""

    @property
    def is_applicable(self) -> bool:
        """Whether nothing is wrong with the file."""
        return not self.problems

    @property
    def does_something(self) -> bool:
        """Whether anything would be different afterwards."""
        return bool(self.steps)

    def of(self, verb: str) -> list[Step]:
        """The steps that create, change or end."""
        return [step for step in self.steps if step.verb == verb]

    @property
    def fingerprint(self) -> str:
        """The same for plans that do the same: a person confirms the plan that was shown, not another."""
        return sha256(repr((self.steps, self.missing, self.kept, self.warnings)).encode()).hexdigest()[:16]

    def problem(self, line: int | None, words: str) -> None:
        """Note what is wrong."""
        self.problems.append(Problem(line, words))

    def warn(self, line: int | None, words: str) -> None:
        """Note what somebody should look at."""
        self.warnings.append(Problem(line, words))
