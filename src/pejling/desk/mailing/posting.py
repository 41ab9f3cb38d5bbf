"""Handing a mail over to the mail server, once and no more.

The row that remembers the mail is committed right before the mail is handed over, and marked right after. A worker that is
killed in between leaves a row of which nobody knows whether its mail went: it is not sent again, and what it told of counts
as untold, so that the next mail tells it.
"""

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import IntegrityError, transaction
from django.utils import timezone

from pejling.desk.models import Delivery, Mail, MailedDuty, Step
from pejling.people.models import Person

log = logging.getLogger(__name__)
IN_FLIGHT = timedelta(hours=1)
"""No mail takes longer to be handed over: one that was begun before that was lost with its worker."""


class Unreachable(Exception):
    """The mail server does not answer: what is left is sent later."""


@dataclass(frozen=True)
class Post:
    """A mail that is written, and what it tells of: keys by step, and the rows of what was raised to the receiver."""

    person: Person
    occasion: str
    mail: EmailMultiAlternatives
    told: Sequence[tuple[str, Step]]
    raised: Sequence[int] = field(default=())


@contextmanager
def mail_server() -> Iterator[BaseEmailBackend]:
    """One line to the mail server for all that is sent within. Raises `Unreachable`."""
    connection = get_connection()
    try:
        connection.open()
    except OSError as problem:
        raise Unreachable from problem
    try:
        yield connection
    finally:
        connection.close()


def hand_over(post: Post, connection: BaseEmailBackend, on: date) -> bool:
    """Send the mail unless it was sent before; whether it went. Raises `Unreachable`."""
    row = _remember(post, on)
    if row is None:
        return False
    try:
        connection.send_messages([post.mail])
    except (SMTPResponseException, SMTPRecipientsRefused, ValueError) as problem:
        log.warning("mail %s to person %s was refused: %s", post.occasion, post.person.pk, problem)
        _end(row, Delivery.REFUSED)
        return False
    except (SMTPException, OSError) as problem:
        _end(row, Delivery.UNCERTAIN)
        raise Unreachable from problem
    Mail.objects.filter(pk=row.pk).update(delivery=Delivery.SENT, sent_at=timezone.now())
    return True


def _remember(post: Post, on: date) -> Mail | None:
    """The row of the mail, committed; None when there is one already, also when another worker was faster just now."""
    if Mail.objects.filter(person=post.person, occasion=post.occasion).exists():
        return None
    try:
        with transaction.atomic():
            row = Mail.objects.create(person=post.person, occasion=post.occasion)
            told = [
                MailedDuty(person=post.person, key=key, step=step, mail=row, on=on) for key, step in post.told
            ]
            MailedDuty.objects.bulk_create(told, batch_size=500, ignore_conflicts=True)
            MailedDuty.objects.filter(pk__in=post.raised).update(mail=row)
    except IntegrityError:
        return None
    return row


def _end(row: Mail, delivery: Delivery) -> None:
    """It did not go, as far as one knows: what it told of is told in the next mail."""
    _end_all(Mail.objects.filter(pk=row.pk), delivery)


@transaction.atomic
def _end_all(mails: "Iterable[Mail]", delivery: Delivery) -> None:
    rows = [mail.pk for mail in mails]
    MailedDuty.objects.filter(mail__in=rows, step=Step.RAISED).update(mail=None)
    MailedDuty.objects.filter(mail__in=rows).delete()
    Mail.objects.filter(pk__in=rows, delivery=Delivery.HANDED).update(delivery=delivery)


def give_up_lost(now: datetime) -> None:
    """Mails whose worker was killed while it handed them over: perhaps they went, perhaps not."""
    _end_all(Mail.objects.filter(delivery=Delivery.HANDED, handed_at__lt=now - IN_FLIGHT), Delivery.UNCERTAIN)
