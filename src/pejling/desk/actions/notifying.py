"""Tell a person at once of what was asked of them directly.

    notify(tie.lower.responsible, f"direction.question:{question.pk}")

A room calls it in the action by which somebody asks; the key is that of the duty which the asking makes. Everything else
waits for the weekly mail.
"""

from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction

from pejling.desk.tasks import tell_at_once

if TYPE_CHECKING:
    from pejling.people.models import Person


def notify(person: "Person", key: str) -> None:
    """Mail the duty with this key to the person and their deputies, once what is being written has been committed."""
    transaction.on_commit(partial(tell_at_once.enqueue, person.pk, key))
