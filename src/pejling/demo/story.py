"""What the demo municipality consists of, as plain values: whoever loads it into a database reads these."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property


@dataclass(frozen=True)
class Role:
    """A job title, and the system role it grants (leader, director, secretariat, controller, operator, staff)."""

    name: str
    grants: str


@dataclass(frozen=True)
class UnitKind:
    """A kind of unit, the role that leads it and the level it normally stands on (1 is the top)."""

    name: str
    leader_role: str
    level: int


@dataclass(frozen=True)
class Unit:
    """A part of the organisation, from the whole municipality to a team."""

    key: str
    name: str
    kind: str
    parent: str | None
    place: str
    external_id: str
    valid_from: date
    valid_to: date | None = None
    merged_into: str | None = None


@dataclass(frozen=True)
class Person:
    """A leader, an employee or a council member; login names the kind of demo user, when there is one."""

    key: str
    name: str
    email: str
    external_id: str
    login: str | None = None


@dataclass(frozen=True)
class Post:
    """A person's job in a unit for a period; valid_to in the past means that the person has left it."""

    person: str
    unit: str
    role: str
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True)
class Forum:
    """A body that meets: the council, a committee, the board of directors, a leaders' meeting, a MED committee."""

    key: str
    name: str
    kind: str
    unit: str


@dataclass(frozen=True)
class Seat:
    """A person's place in a forum, with the role held there (formand, næstformand, medlem, ...)."""

    person: str
    forum: str
    role: str
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True)
class Deputyship:
    """Who acts for whom while somebody is away."""

    person: str
    deputy: str
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True)
class Element:
    """One point of a document: an aim, a piece of work, a fact or a piece of evidence, by its kind's code.

    `topic` names what it was written from, where it was written by rule.
    """

    key: str
    kind: str
    title: str
    text: str
    responsible: str | None = None
    children: tuple["Element", ...] = ()
    topic: str = ""

    def walk(self) -> tuple["Element", ...]:
        """The element itself and everything below it, in reading order."""
        return (self, *(below for child in self.children for below in child.walk()))


@dataclass(frozen=True)
class Section:
    """A headed part of a document: paragraphs and lists in simple Markdown, then its elements."""

    title: str
    text: str
    elements: tuple[Element, ...] = ()


@dataclass(frozen=True)
class Document:
    """A steering document. Dates are absolute in the story; see shifting.py for how they are kept fresh.

    `visibility` is draft, shared, internal or public; `shared_with` holds unit and forum keys, and
    `addressed_to` (bearings only) unit keys and names of unit kinds.
    """

    key: str
    kind: str
    title: str
    unit: str
    responsible: str | None
    forum: str | None
    period_from: date | None
    period_to: date | None
    review_on: date | None
    adopted_on: date | None
    in_force_from: date | None
    visibility: str
    created_on: date
    last_changed_on: date
    shared_with: tuple[str, ...] = ()
    addressed_to: tuple[str, ...] = ()
    is_cross_cutting: bool = False
    reason: str = ""
    source: str = ""
    is_by_hand: bool = True
    sections: tuple[Section, ...] = ()

    def elements(self) -> tuple[Element, ...]:
        """Every element of the document, at every depth, in reading order."""
        return tuple(e for s in self.sections for top in s.elements for e in top.walk())


@dataclass(frozen=True)
class Tie:
    """How an element contributes to an aim in another document, in one sentence."""

    lower: str
    upper: str
    how: str


@dataclass(frozen=True)
class Fate:
    """What becomes of an old element: carried_on, merged, split or moved to others, or lapsed with a reason."""

    element: str
    kind: str
    to: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class Succession:
    """A new document that takes the place of old ones; it is done when the new one is adopted."""

    new: str
    olds: tuple[str, ...]
    fates: tuple[Fate, ...]


@dataclass(frozen=True)
class NotRelevant:
    """A unit's answer that a bearing does not concern it, and why."""

    unit: str
    bearing: str
    reason: str
    answered_on: date


@dataclass(frozen=True)
class Story:
    """The whole municipality as it stands on the story's day."""

    name: str
    today: date
    roles: tuple[Role, ...]
    unit_kinds: tuple[UnitKind, ...]
    units: tuple[Unit, ...]
    people: tuple[Person, ...]
    posts: tuple[Post, ...]
    forums: tuple[Forum, ...]
    seats: tuple[Seat, ...]
    deputyships: tuple[Deputyship, ...]
    documents: tuple[Document, ...]
    ties: tuple[Tie, ...]
    successions: tuple[Succession, ...] = field(default=())
    not_relevant: tuple[NotRelevant, ...] = field(default=())

    @cached_property
    def logins(self) -> dict[str, Person]:
        """The demo users by kind: operator, secretariat, controller, chief_executive, centre_head ..."""
        return {person.login: person for person in self.people if person.login}

    @cached_property
    def elements(self) -> dict[str, Element]:
        """Every element of every document by its key (`document/element`)."""
        return {element.key: element for doc in self.documents for element in doc.elements()}
