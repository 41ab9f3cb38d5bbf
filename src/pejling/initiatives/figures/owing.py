"""Who owes a status: the owners, by the rule, of what is due."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from pejling.core.dates import first_day_within, start_of
from pejling.core.prepared import Given, Prepared
from pejling.initiatives.figures.ownership import Leaders, Owner, owners_of
from pejling.initiatives.figures.silence import NOTICE, Rhythms, StatusSummary, rows_known, summaries_from
from pejling.initiatives.models import USUAL_INTERVAL, Initiative
from pejling.organisation.authority import authority_of
from pejling.organisation.models import Post

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pejling.people.models import Person


@dataclass(frozen=True, slots=True)
class Owed:
    """A status that somebody owes, and the day on which its period begins."""

    heard: StatusSummary
    owner: Owner
    period_from: date


def owed_by(people: "Collection[Person]", on: date) -> list[Owed]:
    """What the people owe on a day, in a fixed number of queries.

    Only what can be owed is read: of a director's thousands of initiatives those that their own leads have left lying.
    """
    rhythms = Rhythms.read()
    shortest = min([*rhythms.chosen.values(), int(USUAL_INTERVAL)])
    ids = {person.pk for person in people}
    waiting = _WAITING.rows(
        on=on,
        ids=ids,
        below=Leaders.read().units_that_fall_to(ids) if units_led_by(people) else (),
        quiet=_quiet_since(on + NOTICE, shortest),
        still=_quiet_since(on, 2 * shortest),
    )
    heard = summaries_from(waiting, on)
    asked = {each.pk: each.silence.asked_for for each in heard}
    due = [each for each in heard if asked[each.pk] is not None]
    owners = owners_of(due)
    return [
        Owed(each, owners[each.pk], period)
        for each in due
        if (period := asked[each.pk]) is not None and owners[each.pk].person in ids
    ]


def _waiting(given: type[Given]) -> "QuerySet[Initiative, Any]":
    """What they lead themselves; and below them what nobody leads, what lies still, and what the departed left.

    Of these, that of which nothing has been said for so many months; closer is not read from the rows than a day.
    """
    on: Any = given("on")
    at_work = Post.objects.current(on).filter(person__is_active=True).order_by().values("person")
    never, at = Q(latest_report__isnull=True), "latest_report__at__lt"
    left = Q(lead__isnull=True) | ~Q(lead__in=at_work) | never | Q(**{at: given("still")})
    concerning = Q(lead__in=given("ids")) | (Q(unit__in=given("below")) & left)
    quiet = never | Q(**{at: given("quiet")})
    return rows_known(Initiative.objects.expecting_reports(on).filter(quiet, concerning))


_WAITING = Prepared(_waiting)


def _quiet_since(on: date, months: int) -> datetime:
    """Before this moment something was last said, where nothing has been said for so many months."""
    return start_of(first_day_within(on + timedelta(days=1), months))


def units_led_by(people: "Collection[Person]") -> frozenset[int]:
    """The units that the people lead, themselves or for somebody, with all below."""
    return frozenset[int]().union(*(authority_of(person).led_units for person in people))
