"""The one write: a line in the log, made by every other action."""

from typing import TYPE_CHECKING

from django.db import models

from pejling.activity.models import Activity
from pejling.activity.verbs import verbs

if TYPE_CHECKING:
    from pejling.people.models import Person


def log(
    verb: str,
    target: models.Model,
    *,
    by: "Person | None",
    on_behalf_of: "Person | None" = None,
    **details: str | int | None,
) -> Activity:
    """Write down that `by` did `verb` to `target`; by None, the system did it of itself."""
    assert verb in verbs, f"{verb} is not registered"
    return Activity.objects.create(
        verb=verb, target=target, by=by, on_behalf_of=on_behalf_of, details=details
    )
