"""What is cleared away of forms. It bears being run twice."""

from django_tasks import task

from pejling.web import once, unsaved


@task()
def forget_forms() -> None:
    """Delete what was remembered of forms that were sent, and texts that nobody came back for."""
    once.forget_old()
    unsaved.forget_old()
