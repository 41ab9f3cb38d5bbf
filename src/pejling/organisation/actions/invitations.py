"""People are invited to sign in: one by one, or all who have not been."""

import logging
from typing import TYPE_CHECKING

from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from pejling.activity.actions import log
from pejling.core.permissions import may, require
from pejling.organisation.models import Post
from pejling.people.actions import send_first_invitation, send_invitation
from pejling.people.mails import NotSent
from pejling.people.models import Person, PersonQuerySet, SignIn

if TYPE_CHECKING:
    from django_tasks.base import Task

MOST_FAILURES = 3
"""So many mails in a row that could not be sent mean that the mail server is away, not that an address is wrong."""
logger = logging.getLogger(__name__)


@transaction.atomic
def invite_person(person: Person, *, by: Person) -> None:
    """Let the worker send the person a link by which to choose a password, or a new one."""
    require(by, "organisation.empower", person)
    send_invitation(person, by=by)
    log("organisation.person_invited", person, by=by)


def uninvited(*, by: Person) -> PersonQuerySet:
    """Those whom this person may invite and who are not: the operators among them only for an operator."""
    people = Person.objects.get_queryset().signing_in(SignIn.UNINVITED)
    if may(by, "organisation.empower"):
        return people
    return people.exclude(pk__in=Post.objects.operating().values("person"))


@transaction.atomic
def invite_all_later(task: "Task[[int], int]", *, by: Person) -> bool:
    """Leave the inviting of all to a worker; False when one is at it already. Two clicks at once are one."""
    require(by, "organisation.keep")
    Person.objects.select_for_update(of=("self",)).get(pk=by.pk)
    under_way = DBTaskResult.objects.filter(
        task_path=task.module_path, status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING]
    )
    if under_way.exists():
        return False
    task.enqueue(by.pk)
    return True


def invite_all(*, by: Person) -> int:
    """Invite everybody who is not invited, one mail each, and answer how many mails were sent.

    May be run again after a kill: whoever has got a mail gets no other. A mail that cannot be sent holds up nobody else, and
    its receiver stays among the uninvited; when none can be sent it is given up (`NotSent`).
    """
    require(by, "organisation.keep")
    sent, failures = 0, 0
    for person in uninvited(by=by).order_by("pk"):
        try:
            is_sent = send_first_invitation(person, by=by)
        except NotSent:
            failures += 1
            logger.exception("an invitation could not be sent")
            if failures == MOST_FAILURES:
                raise
        else:
            failures = 0
            if is_sent:
                sent += 1
                log("organisation.person_invited", person, by=by)
    return sent
