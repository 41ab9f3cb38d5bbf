"""Choosing which mails one gets."""

from typing import TYPE_CHECKING

from django.core import signing
from django.db import transaction

from pejling.desk.models import MailChoice, Weekday

if TYPE_CHECKING:
    from pejling.people.models import Person

SALT = "pejling.desk.digest"


@transaction.atomic
def choose_mail(person: "Person", *, wants_digest: bool, weekday: Weekday | None = None) -> MailChoice:
    """The weekly mail on a day of one's choice, or not at all. What one is asked directly comes in any case."""
    choice = MailChoice.objects.select_for_update().filter(person=person).first()
    choice = choice or MailChoice(person=person)
    choice.wants_digest = wants_digest
    choice.weekday = choice.weekday if weekday is None else weekday
    choice.full_clean(exclude=["person"])
    choice.save()
    return choice


def unsubscription_token(person: int) -> str:
    """What the link at the foot of a weekly mail carries: good for ending that mail and for nothing else."""
    return signing.dumps(person, salt=SALT)


def unsubscribing(token: str) -> int | None:
    """Whose weekly mail the link ends; None for one that was not made here."""
    try:
        person = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return int(person)
