"""People come, change and leave. They are never deleted: what they did bears their name."""

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from pejling.activity.actions import log
from pejling.core import formats, history
from pejling.core.dates import today
from pejling.core.locking import lock, lock_all
from pejling.organisation.actions.periods import finish_all, keep_an_operator, lock_posts
from pejling.organisation.belongings import charged_to
from pejling.organisation.models import Deputyship
from pejling.organisation.rules import require_keeping
from pejling.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Collection


@transaction.atomic
def create_person(
    *, name: str, email: str | None = None, phone: str = "", external_id: str = "", by: Person | None
) -> Person:
    """Write a person down. With an e-mail the person can be invited to sign in."""
    require_keeping(by)
    person = Person(name=name, email=email or None, phone=phone, external_id=external_id)
    person.set_unusable_password()
    _check(person)
    history.save(person, by=by)
    log("organisation.person_created", person, by=by)
    return person


@transaction.atomic
def edit_person(
    person: Person,
    *,
    name: str,
    email: str | None,
    phone: str,
    external_id: str,
    opened: int,
    by: Person,
) -> None:
    """Correct what is written about a person. Raises `Stale` when somebody was faster."""
    lock(person)
    require_keeping(by, person)
    person.name, person.email, person.phone, person.external_id = name, email or None, phone, external_id
    _check(person)
    history.save_edit(person, opened=opened, by=by)
    log("organisation.person_edited", person, by=by)


@transaction.atomic
def leave(person: Person, *, on: date, by: Person | None) -> None:
    """The person has left: posts, seats and deputyships end with the last day, and signing in ends at once.

    Sessions and links from before are dead for good, also should the person come back.
    """
    lock(person)
    require_keeping(by, person)
    if not person.is_active:
        raise ValidationError(_("%(person)s er allerede fratrådt.") % {"person": person})
    if on > today():
        raise ValidationError(
            {"on": _("Vælg i dag eller en dag, der har været: adgangen lukkes med det samme.")}
        )
    posts = lock_posts(person.posts.select_related("role"))
    keep_an_operator(besides=posts)
    finish_all(posts, on=on, by=by)
    finish_all(lock_all(person.seats.all()), on=on, by=by)
    held = Deputyship.objects.filter(Q(person=person) | Q(deputy=person))
    finish_all(lock_all(held), on=on, by=by)
    history.save_values(person, by=by, is_active=False, sign_outs=person.sign_outs + 1)
    log("organisation.person_left", person, by=by, day=formats.day(on))


@transaction.atomic
def come_back(person: Person, *, by: Person) -> None:
    """Somebody who had left is here again; posts and seats are given anew."""
    lock(person)
    require_keeping(by, person)
    if person.is_active:
        raise ValidationError(_("%(person)s er ikke fratrådt.") % {"person": person})
    history.save_values(person, by=by, is_active=True)
    log("organisation.person_returned", person, by=by)


@transaction.atomic
def hand_over(person: Person, keys: "Collection[str]", *, to: Person, by: Person) -> int:
    """Let another answer for what the person answers for: the rows with these keys. Answers how many; all or none go."""
    if to == person or not to.is_active:
        raise ValidationError({"to": _("Vælg en anden, som er i kommunen.")})
    count = 0
    for found in charged_to(person, by):
        for row in found.rows:
            if f"{found.charge.key}-{row.pk}" in keys:
                found.charge.hand_over(row, to, by)
                count += 1
    return count


def _check(person: Person) -> None:
    """All of the row's own rules, and the one that its constraint cannot put in words."""
    namesakes = Person.objects.filter(external_id=person.external_id).exclude(pk=person.pk)
    if person.external_id and (other := namesakes.first()):
        raise ValidationError({"external_id": _("%(person)s har allerede det id.") % {"person": other}})
    person.full_clean()
