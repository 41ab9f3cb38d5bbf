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
    **details: str | int | list[str] | None,
) -> Activity:
    """Write down that `by` did `verb` to `target`; by None, the system did it of itself.

    The details are names, days and codes, never words of ours: `activity.verbs` says them in the reader's language.
    """
    assert verb in verbs(), f"no room tells of {verb}"
    return Activity.objects.create(
        verb=verb, target=target, by=by, on_behalf_of=on_behalf_of, details=details
    )


def log_of_oneself(verb: str, person: "Person") -> None:
    """Write down what a person did with their own sign-in."""
    log(f"people.{verb}", person, by=person)
