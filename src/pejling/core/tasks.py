"""What the house does every night. Each bears being run twice."""

from django_tasks import task

from pejling.core import actions


@task()
def sweep_uploads() -> int:
    """Move uploads away that a killed process left behind."""
    return actions.sweep_uploads()


@task()
def clear_away() -> None:
    """Delete what has expired."""
    actions.clear_away()
