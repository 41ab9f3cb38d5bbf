"""What the index leaves to the worker."""

from django_tasks import task

from pejling.search.actions import catch_up


@task()
def catch_up_later() -> None:
    """Index what a large import left over. Harmless to run twice or never: the next search goes on from there."""
    catch_up()
