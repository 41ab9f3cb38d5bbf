"""What the room leaves to the worker. Each bears being run twice."""

from django_tasks import task

from pejling.initiatives.actions import fates


@task()
def carry_due() -> int:
    """Let initiatives follow their lines into documents that come into force today."""
    return fates.carry_due()
