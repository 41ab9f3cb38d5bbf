"""Pointing a tie at another aim: ties are never rewritten, so the old one ends and another is made."""

from typing import TYPE_CHECKING

from django.db import transaction

from pejling.direction.actions.ties import end_tie, tie

if TYPE_CHECKING:
    from pejling.direction.models import Contribution, Element
    from pejling.people.models import Person


@transaction.atomic
def redirect_tie(old: "Contribution", upper: "Element", *, how: str, by: "Person") -> "Contribution":
    """Let the lower element contribute to another aim instead; both or neither."""
    made = tie(old.lower, upper, how=how, by=by)
    end_tie(old, by=by)
    return made
