"""What waits for people, as every list and every mail finds it, of one kind."""

from collections.abc import Collection
from datetime import date

from pejling.core import request_cache
from pejling.core.dates import today
from pejling.desk import duties
from pejling.desk.duties import Duty, Found
from pejling.people.models import Person


def duties_of(people: Collection[Person], on: date) -> Found:
    """All that waits for the people on a day, by person, most urgent first."""
    with request_cache.kept():
        return duties.duties_of(people, on)


def owed(kind: str, people: Collection[Person], on: date | None = None) -> list[Duty]:
    """The duties of the kind that wait for the people, by person and then the most urgent first."""
    found = duties_of(people, on or today()).values()
    return [duty for waiting in found for source, duty in waiting if source.key == kind]
