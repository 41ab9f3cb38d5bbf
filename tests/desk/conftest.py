"""The small municipality, and a room that asks things of people."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace

import pytest

from pejling.desk.duties import Duty, DutySource
from pejling.people.models import Person
from tests.access import make_world
from tests.rooms import Tell


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    return make_world()


@dataclass
class Room:
    """Stands for any room: it asks what a test tells it to, and answers by link when it is told to."""

    asked: list[Duty] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)

    def ask(self, person: Person, key: str = "prøve:1", **facts: object) -> Duty:
        told = {
            "title": "Giv status på læsebånd",
            "why": "Du leder indsatsen",
            "url": "/",
            "act": "Giv status",
        }
        duty = Duty(key=key, person=person.pk, **{**told, **facts})  # type: ignore[arg-type]
        self.asked.append(duty)
        return duty

    def duties(self, people: Collection[Person], on: date) -> Iterator[Duty]:
        known = {person.pk for person in people}
        yield from (duty for duty in self.asked if duty.person in known)

    def mail_links(self, duties: Collection[Duty]) -> dict[Duty, str]:
        return {duty: self.links[duty.key] for duty in duties if duty.key in self.links}


@pytest.fixture
def room(tell: Tell) -> Room:
    """The only room that asks anything."""
    room = Room()
    source = DutySource(
        "prøve",
        "Statusmeldinger",
        "%(count)s statusmeldinger mangler",
        room.duties,
        mail_links=room.mail_links,
    )
    tell(source, instead_of=DutySource)
    return room
