"""Days ahead that concern a person: when something is reviewed, ends, is due. Rooms tell theirs, each as a `DateSource`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pejling.core.rooms import Part, parts

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


@dataclass(frozen=True, order=True)
class UpcomingDate:
    """What a day brings: the thing by its title, what happens with it in a few words, and where it is seen."""

    on: date
    title: str
    what: str
    url: str


@dataclass(frozen=True)
class DateSource(Part):
    """One room's days that concern the viewer, from one day up to and with another; days outside are left out."""

    key: str
    days: "Callable[[Viewer, date, date], Iterable[UpcomingDate]]"


def upcoming_dates(viewer: "Viewer", first: date, last: date) -> list[UpcomingDate]:
    """What concerns the viewer in the days from the first up to and with the last, in order."""
    days = (day for source in parts(DateSource) for day in source.days(viewer, first, last))
    return sorted(day for day in days if first <= day.on <= last)
