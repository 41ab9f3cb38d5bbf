"""What waits for whom. Rooms tell their duties; desk puts them in one list and words its mails from them.

    DutySource("initiatives.status", _("Statusmeldinger"), owed_reports)

A source answers for many people at once, in a fixed number of queries, so that the digest of a whole municipality costs what
the page of one person does.
Duties are computed and never stored; their key is stable, so that a mail that has told of one can be remembered. The
standing of everybody asked about is at hand when a source is asked, and so is who leads what: `authority_of(person)` and
`posts_of_leaders()` cost it no query.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING

from pejling.core import request_cache
from pejling.core.rooms import Part, parts
from pejling.organisation.authorities import know_authorities

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from pejling.people.models import Person


class Urgency(IntEnum):
    """How much a duty asks to be seen first."""

    LATE = 0
    SOON = 1
    WAITING = 2


@dataclass(frozen=True)
class Duty:
    """One thing that waits for one person.

    `key` names the occasion for good: the same thing asked about in the next period is another duty. `why` says why it is
    this person's. `url` leads to where it is done, in one press. `is_asked` marks what somebody asked of them directly.
    `count` says of how many things a line tells that stands for several; `place` names the unit that it is about, by which a
    long list is put in order. `is_personal` marks what comes with an office that no deputy takes over. What is not `is_open`
    is about something that not all who work here may see: it is never raised to a leader above, who may be none of them.
    """

    key: str
    person: int
    title: str
    why: str
    url: str
    act: str
    due_on: date | None = None
    urgency: Urgency = Urgency.WAITING
    is_asked: bool = False
    count: int = 1
    place: str = ""
    is_personal: bool = False
    is_open: bool = True


Duties = Callable[["Collection[Person]", date], Iterable[Duty]]


@dataclass(frozen=True)
class DutySource(Part):
    """A kind of duties. `many` words a group of them ("%(count)s statusmeldinger mangler"); `url` leads to all of the kind.

    `duties` answers for the given people: whatever they owe today, in any order. `mail_links` gives, for many at once,
    the addresses by which a mail lets them be done without signing in; it is asked only when a mail is written, and a duty
    that it leaves out is linked by its own `url`. `hands_on` says that the source itself gives to the leader above what has
    been silent for too long, so that mails need not.
    """

    key: str
    label: "str | _StrPromise"
    many: "str | _StrPromise"
    duties: Duties
    url: str = ""
    mail_links: "Callable[[Collection[Duty]], Mapping[Duty, str]] | None" = None
    hands_on: bool = False


Found = Mapping[int, list[tuple[DutySource, Duty]]]
"""What waits, by person."""


@request_cache.kept()
def duties_of(people: "Collection[Person]", on: date) -> Found:
    """Everything that waits for the people on a day, by person, most urgent first."""
    know_authorities(people)
    waiting: dict[int, list[tuple[DutySource, Duty]]] = defaultdict(list)
    for source in parts(DutySource):
        for duty in source.duties(people, on):
            waiting[duty.person].append((source, duty))
    for each in waiting.values():
        each.sort(key=lambda pair: by_urgency(pair[1]))
    return waiting


def by_urgency(duty: Duty) -> tuple[int, date, bool, str]:
    """The order of every list: the late first, then by deadline, what was asked directly before what the system found."""
    return duty.urgency, duty.due_on or date.max, not duty.is_asked, duty.key
