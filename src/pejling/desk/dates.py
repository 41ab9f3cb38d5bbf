"""Days ahead that concern a person: when something is reviewed, ends, is due. Rooms register theirs.

    register_dates(DateSource("direction.documents", dates_of_documents, told_dates))

A room says what is to be read and what the rows tell; those of all rooms are read in one statement.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pejling.core.together import Question, Row, Together

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


@dataclass(frozen=True, order=True)
class Coming:
    """What a day brings: the thing by its title, what happens with it in a few words, and where it is seen."""

    on: date
    title: str
    what: str
    url: str


@dataclass(frozen=True)
class DateSource:
    """One room's days: what is to be read of those that concern the viewer, from one day up to and with another, and
    what the rows tell. Days outside may come too, and are left out."""

    key: str
    question: "Callable[[Viewer, date, date], Question]"
    told: Callable[[list[Row]], Iterable[Coming]]


sources: dict[str, DateSource] = {}


def register_dates(source: DateSource) -> None:
    """Let a room's days stand among a person's next ones; the same key replaces what was registered before."""
    sources[source.key] = source


def coming(viewer: "Viewer", first: date, last: date) -> list[Coming]:
    """What concerns the viewer in the days from the first up to and with the last, in order."""
    return put_coming(viewer, first, last, Together())()


def put_coming(viewer: "Viewer", first: date, last: date, together: Together) -> Callable[[], list[Coming]]:
    """The same, asked together with what else a page asks."""
    asked = [(source.told, together.put(source.question(viewer, first, last))) for source in sources.values()]

    def found() -> list[Coming]:
        days = (day for told, rows in asked for day in told(rows()))
        return sorted(day for day in days if first <= day.on <= last)

    return found
