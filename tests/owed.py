"""What waits for people, as every list and every mail finds it, of one kind."""

from collections.abc import Collection
from datetime import date

from pejling.core.dates import today
from pejling.desk.duties import Duty, duties_of
from pejling.people.models import Person


def owed(kind: str, people: Collection[Person], on: date | None = None) -> list[Duty]:
    """The duties of the kind that wait for the people, by person and then the most urgent first."""
    found = duties_of(people, on or today()).values()
    return [duty for duties in found for source, duty in duties if source.key == kind]
