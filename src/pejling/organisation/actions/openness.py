"""Whether units, forums and people take anything new, asked behind a lock, so that none of them ends in between."""

from collections.abc import Collection, Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pejling.core.locking import lock
from pejling.organisation.models import Forum, Unit
from pejling.people.models import Person


def require_open(*units: Unit) -> None:
    """Lock units that are to have something new, and refuse those that are closed.

    Of a unit that has had its last day, or has it today, all has been given to another: what came now would be forgotten.
    """
    if units:
        lock(*units)
    refuse_closed(*units)


def refuse_closed(*units: Unit) -> None:
    """Refuse units that are closed as they were fetched, locking none: before long work, which asks again behind a lock."""
    for unit in units:
        if unit.is_closed:
            raise ValidationError(_("Enheden %(unit)s er nedlagt.") % {"unit": unit})


def require_here(*people: Person) -> None:
    """Lock people who are to hold something, and refuse those who have left."""
    for person in (lock(*people), *people[1:]):
        if not person.is_active:
            sentence = _("%(person)s er fratrådt. Meld personen tilbage igen først.")
            raise ValidationError(sentence % {"person": person})


def lock_receiver(person: Person | None) -> None:
    """Lock who is to lead something or answer for it, so that they do not leave in between. Locked before the thing is."""
    if person is not None:
        lock(person)


def refuse_left(person: Person | None, *, field: str, before: int | None) -> None:
    """Who has left can stay until another takes over (`before`), and cannot be chosen anew."""
    if person is not None and not person.is_active and person.pk != before:
        raise ValidationError({field: _("%(name)s er fratrådt. Vælg en anden.") % {"name": person}})


def lock_chosen(
    *, units: Collection[Unit] = (), forums: Collection[Forum] = (), people: Collection[Person] = ()
) -> None:
    """Lock all that is chosen for a thing, in the one order and before the thing, so that none of it ends in between."""
    for rows in (units, forums, people):
        if rows:
            lock(*rows)


def refuse_gone(
    chosen: Iterable[Unit | Forum | Person], *, field: str, before: Collection[int | None]
) -> None:
    """What has ended and who has left can stay chosen (`before`), and cannot be chosen anew."""
    for row in chosen:
        if row.pk not in before and _is_gone(row):
            raise ValidationError({field: _gone(row)})


def _is_gone(row: Unit | Forum | Person) -> bool:
    if isinstance(row, Person):
        return not row.is_active
    return row.is_closed if isinstance(row, Unit) else row.has_ended


def _gone(row: Unit | Forum | Person) -> str:
    sentence = {
        Person: _("%(name)s er fratrådt. Vælg en anden."),
        Unit: _("%(name)s er nedlagt. Vælg en anden enhed."),
        Forum: _("%(name)s er nedlagt. Vælg et andet forum."),
    }[type(row)]
    return sentence % {"name": row}


def require_forum(forum: Forum) -> None:
    """Lock a forum that is to have a seat more, and refuse one that has ended."""
    if lock(forum).has_ended:
        raise ValidationError(_("Forummet %(forum)s er nedlagt.") % {"forum": forum})
