"""What meetings leave to the worker. Each bears being run twice."""

from django_tasks import task

from pejling.meetings.actions.minutes import forget_own_notes


@task()
def forget_notes() -> None:
    """Delete the private notes of those who no longer have the seat."""
    forget_own_notes()
