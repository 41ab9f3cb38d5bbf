"""The mails of sign-in are sent by the worker: a page that sent them itself would tell by its time who has access.

While the mail server is away each is tried again every half hour, through a working day.
"""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django_tasks import task

from pejling.core.links import key
from pejling.people import mails, posting
from pejling.people.models import Invitation, Person

if TYPE_CHECKING:
    from django_tasks.base import Task

LATER = timedelta(minutes=30)
MOST_ATTEMPTS = 16
ASKED = "pejling.people.asked"


@task()
def send_password_link(address: str, attempt: int = 1) -> None:
    """Somebody who typed this address asks for a new password."""
    try:
        posting.post_password_link(address)
    except mails.NotSent:
        try_again_later(send_password_link, address, attempt=attempt)


@task()
def send_invitation(invitation: int, attempt: int = 1) -> None:
    """Send the link of an invitation, unless it was sent, replaced or used meanwhile."""
    unsent = Invitation.objects.open().filter(pk=invitation, sent_at=None).select_related("person").first()
    if unsent is None:
        return
    try:
        posting.post_invitation(unsent)
    except mails.NotSent:
        try_again_later(send_invitation, invitation, attempt=attempt)


def way_in_at_asking(person: Person) -> str:
    """What is kept of a person's way in while a mail waits: enough to see that it has changed."""
    return key(ASKED, *person.way_in)


@task()
def send_address_link(person: int, address: str, asked_with: str, attempt: int = 1) -> None:
    """Send the link to a new address, unless the person has another way in than when they asked for it."""
    asker = Person.objects.get_queryset().active().filter(pk=person).first()
    if asker is None or way_in_at_asking(asker) != asked_with:
        return
    try:
        posting.post_address_link(asker, address)
    except mails.NotSent:
        try_again_later(send_address_link, person, address, asked_with, attempt=attempt)


@task()
def send_notice(kind: str, person: int, to: str, facts: dict[str, str], attempt: int = 1) -> None:
    """Tell a person what has been done with their sign-in. Such a mail carries no link that opens anything."""
    try:
        mails.send(kind, Person.objects.get(pk=person), to=to, **facts)
    except mails.NotSent:
        try_again_later(send_notice, kind, person, to, facts, attempt=attempt)


def try_again_later(mail: "Task[..., None]", *about: Any, attempt: int) -> None:
    """The mail server is away. Raises `NotSent` anew, for the operator to see, when it has been so all day."""
    if attempt >= MOST_ATTEMPTS:
        raise mails.NotSent
    mail.using(run_after=timezone.now() + LATER).enqueue(*about, attempt=attempt + 1)
