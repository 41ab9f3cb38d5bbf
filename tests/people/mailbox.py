"""What has been sent, and the links in it."""

import re

from django.core import mail
from django_tasks_db.models import DBTaskResult


def deliver() -> None:
    """Do what was left to the worker, first things first."""
    while waiting := DBTaskResult.objects.ready().order_by("enqueued_at").first():
        arguments = waiting.args_kwargs
        waiting.delete()
        waiting.task.call(*arguments["args"], **arguments["kwargs"])


def links(number: int = -1) -> list[str]:
    """The paths of the links in one of the mails sent, the last unless told."""
    deliver()
    return re.findall(r"http://localhost:8000(/\S+)", str(mail.outbox[number].body))


def subjects() -> list[tuple[str, str]]:
    """To whom, and about what."""
    deliver()
    return [(sent.to[0], str(sent.subject)) for sent in mail.outbox]
