"""What the organisation leaves to the worker."""

from django_tasks import task

from pejling.organisation.actions.invitations import invite_all
from pejling.people.models import Person


@task()
def invite_all_uninvited(by: int) -> int:
    """Send an invitation to everybody who is not invited, in the name of the person who asked for it."""
    return invite_all(by=Person.objects.get(pk=by))
