"""What meetings leave to the worker. Each bears being run twice."""

from django_tasks import task

from pejling.meetings.actions.minutes import forget_own_notes
from pejling.meetings.mails import send_calls
from pejling.meetings.models import Meeting, State


@task()
def forget_notes() -> None:
    """Delete the private notes of those who no longer have the seat."""
    forget_own_notes()


@task()
def tell_those_called(meeting: int) -> int:
    """Send the mails of a meeting that has been called; a mail that was sent before is recognised as the same."""
    row = Meeting.objects.filter(pk=meeting).standing(State.CALLED).select_related("forum").first()
    return send_calls(row) if row else 0
