"""What the room leaves to the worker. Each bears being run twice."""

from django_tasks import task

from pejling.initiatives import mails
from pejling.initiatives.actions import fates
from pejling.initiatives.models import StatusReport
from pejling.people.mails import NotSent
from pejling.people.tasks import try_again_later


@task()
def carry_due() -> int:
    """Let initiatives follow their lines into documents that come into force today."""
    return fates.carry_due()


@task()
def send_receipt(report: int, attempt: int = 1) -> None:
    """Tell the one in whose name a status was given through a mail's link, with a way to undo it."""
    try:
        mails.send_receipt(StatusReport.objects.select_related("by", "initiative__element").get(pk=report))
    except NotSent:
        try_again_later(send_receipt, report, attempt=attempt)
