"""What is done about files every night. It bears being run twice."""

from django_tasks import task

from pejling.files import actions


@task()
def sweep_uploads() -> int:
    """Move uploads away that a killed process left behind."""
    return actions.sweep_uploads()
