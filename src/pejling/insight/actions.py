"""What is chosen for the two pages of a thing, and how an earlier choice is taken up again."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pejling.activity.actions import log
from pejling.core.history import Stale, save, save_edit
from pejling.core.locking import lock
from pejling.core.permissions import require
from pejling.insight.models import TwoPagesChoices

if TYPE_CHECKING:
    from pejling.insight.figures.two_pages.whole import ChosenHeading
    from pejling.insight.models import Thing
    from pejling.people.models import Person


@transaction.atomic
def choose_two_pages(
    thing: "Thing", headings: "Sequence[ChosenHeading]", *, opened: int, by: "Person"
) -> TwoPagesChoices:
    """Keep the headings and own texts of both pages. `opened` is 0 where nobody had; `Stale` when overtaken."""
    lock(thing)
    require(by, "insight.two_pages", thing)
    choices = _saved(thing, list(headings), opened, by)
    log("insight.two_pages_chosen", thing, by=by)
    return choices


@transaction.atomic
def restore_two_pages(thing: "Thing", version: int, *, by: "Person") -> TwoPagesChoices:
    """Let the two pages be as they were chosen in an earlier version; in version 0 Pejling chose."""
    lock(thing)
    require(by, "insight.two_pages", thing)
    choices = TwoPagesChoices.of(thing)
    if choices is None:
        raise ValidationError(_("Der er ikke noget valg at hente tilbage."))
    kept = choices.history.filter(version=version).first()
    if kept is None and version:
        raise ValidationError(_("Det valg findes ikke længere."))
    restored = _saved(thing, kept.headings if kept else [], choices.version, by)
    log("insight.two_pages_restored", thing, by=by)
    return restored


def _saved(thing: "Thing", headings: "Sequence[ChosenHeading]", opened: int, by: "Person") -> TwoPagesChoices:
    choices = TwoPagesChoices.of(thing)
    if choices is None:
        choices = TwoPagesChoices.beginning(thing)
        choices.version, choices.headings = 1, list(headings)
        return save(choices, by=by)
    if not opened:
        raise Stale(choices)
    choices.headings = list(headings)
    return save_edit(choices, opened=opened, by=by)
