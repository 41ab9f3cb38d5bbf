"""The weekly mail to everybody: how long it takes, what it asks of the database, and that it reaches each once."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from django.test import override_settings

from pejling.core.calendar import is_working_day, next_working_day
from pejling.desk.mailing.digests import send_digests
from pejling.desk.mailing.due import receivers
from pejling.desk.models import Weekday
from pejling.desk.tasks import AT_A_TIME
from pejling.people.models import Person
from tests.benchmarks.timing import seconds
from tests.benchmarks.world import World


@dataclass
class Tally:
    """The mails that went, by receiver, and the queries of each hundred people before their first mail and after it."""

    mails: Counter[str] = field(default_factory=Counter)
    writing: list[int] = field(default_factory=list)
    handing: list[int] = field(default_factory=list)
    is_writing: bool = True

    def begin(self) -> None:
        """The next hundred people."""
        self.writing.append(0)
        self.handing.append(0)
        self.is_writing = True

    def ask(self, execute: Callable[..., Any], *question: Any) -> Any:
        """Count a query."""
        (self.writing if self.is_writing else self.handing)[-1] += 1
        return execute(*question)


class Counting(BaseEmailBackend):
    """A mail server that takes everything at once. It is called up when the mails of a hundred people are written."""

    tally: ClassVar[Tally]

    def open(self) -> bool:
        """From now on mails are handed over, one by one."""
        self.tally.is_writing = False
        return True

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Take each in the form in which a mail server gets it."""
        for mail in email_messages:
            mail.message().as_bytes()
            self.tally.mails.update(mail.to)
        return len(email_messages)


def mail_day(world: World) -> date:
    """The day of the mails: today or the next working day."""
    return world.on if is_working_day(world.on) else next_working_day(world.on)


@override_settings(EMAIL_BACKEND=f"{__name__}.Counting")
def weekly_mails(world: World) -> dict[str, Any]:
    """Everybody's weekly mail, and then the first hundred people's once more, as after a worker that was killed.

    `again` is how many mails came twice; `writing` and `handing` are queries: the most for writing the mails of a hundred
    people, however many mails that makes, and those for handing over one.
    """
    Counting.tally = tally = Tally()
    on = mail_day(world)
    people = list(receivers({Weekday.MONDAY}))
    hundreds = [people[first : first + AT_A_TIME] for first in range(0, len(people), AT_A_TIME)]

    def write_to(*hundreds: list[Person]) -> None:
        for some in hundreds:
            tally.begin()
            send_digests(some, on)

    with connection.execute_wrapper(tally.ask):
        took = seconds(lambda: write_to(*hundreds))
        mails = tally.mails.total()
        handing = sum(tally.handing) / mails
        write_to(hundreds[0])
    return {
        "seconds": took,
        "people": len(people),
        "mails": mails,
        "again": tally.mails.total() - len(tally.mails),
        "writing": max(tally.writing),
        "handing": handing,
    }
