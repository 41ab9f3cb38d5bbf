"""What the house does every night. Each bears being run twice."""

from django_tasks import task

from pejling.core import actions


@task()
def clear_away() -> None:
    """Delete what has expired."""
    actions.clear_away()
