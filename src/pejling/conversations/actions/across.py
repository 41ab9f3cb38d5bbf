"""Themes across units' shared answers: somebody who leads them all names one, changes it and takes it away."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pejling.activity.actions import log
from pejling.conversations.figures.across import shared_with
from pejling.conversations.models import JointAnswer, Theme
from pejling.core.history import delete, save, save_edit
from pejling.core.locking import lock, lock_all
from pejling.core.permissions import require

if TYPE_CHECKING:
    from pejling.organisation.models import Unit
    from pejling.people.models import Person


@transaction.atomic
def name_theme(
    unit: "Unit", *, year: int, title: str, words: str = "", answers: Collection[JointAnswer], by: "Person"
) -> Theme:
    """Give a name to what goes through several shared answers."""
    require(by, "conversations.name_theme", unit)
    theme = Theme(unit=unit, year=year, title=title, words=words, by=by)
    theme.full_clean(exclude=["answers"])
    chosen = _shared(answers, year, unit, by)
    save(theme, by=by)
    theme.answers.set(chosen)
    log("conversations.theme_named", unit, by=by)
    return theme


@transaction.atomic
def change_theme(
    theme: Theme, *, opened: int, title: str, words: str, answers: Collection[JointAnswer], by: "Person"
) -> Theme:
    """Change what it is called and which answers it goes through; `Stale` when somebody was faster."""
    row = lock(theme)
    require(by, "conversations.name_theme", row.unit)
    row.title, row.words = title, words
    row.full_clean(exclude=["answers"])
    chosen = _shared(answers, row.year, row.unit, by)
    save_edit(row, opened=opened, by=by)
    row.answers.set(chosen)
    log("conversations.theme_changed", row.unit, by=by)
    return row


@transaction.atomic
def take_away_theme(theme: Theme, *, by: "Person") -> None:
    """Let a theme go; the answers stay where they are."""
    row = lock(theme)
    require(by, "conversations.name_theme", row.unit)
    log("conversations.theme_taken_away", row.unit, by=by)
    delete(row, by=by)


def _shared(answers: Collection[JointAnswer], year: int, unit: "Unit", by: "Person") -> list[JointAnswer]:
    """Those of the answers that are shared still: a unit may take back what it shared at any moment."""
    asked = JointAnswer.objects.filter(pk__in=[each.pk for each in answers])
    lock_all(asked)
    seen = list(shared_with(by, year, within=unit).filter(pk__in=[each.pk for each in answers]))
    if not seen:
        raise ValidationError({"answers": _("Vælg mindst ét svar.")})
    return seen
