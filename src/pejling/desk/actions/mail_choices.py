"""Choosing which mails one gets."""

from django.db import transaction

from pejling.core.links import SignedLink
from pejling.desk.models import MailChoice, Weekday
from pejling.people.models import Person

UNSUBSCRIPTION = SignedLink("pejling.desk.unsubscription")


@transaction.atomic
def choose_mail(person: Person, *, wants_digest: bool, weekday: Weekday | None = None) -> MailChoice:
    """The weekly mail on a day of one's choice, or not at all. What one is asked directly comes in any case."""
    choice = MailChoice.objects.select_for_update().filter(person=person).first()
    choice = choice or MailChoice(person=person)
    choice.wants_digest = wants_digest
    choice.weekday = choice.weekday if weekday is None else weekday
    choice.full_clean(exclude=["person"])
    choice.save()
    return choice


def unsubscription_token(person: Person) -> str:
    """What the link at the foot of a weekly mail carries: good for ending that mail and for nothing else."""
    return UNSUBSCRIPTION.sign(person.pk, made_on=(person.pk, person.email))


def unsubscribing(token: str) -> Person | None:
    """Whose weekly mail the link ends; None for one that was not made here, or was sent to another address."""
    opened = UNSUBSCRIPTION.open(token)
    if opened is None:
        return None
    person = Person.objects.get_queryset().active().filter(pk=opened.carried).first()
    is_theirs = person is not None and opened.was_made_on(person.pk, person.email)
    return person if is_theirs else None
