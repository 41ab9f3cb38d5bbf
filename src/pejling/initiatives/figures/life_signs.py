"""What initiatives know of a plan's life themselves: when it was touched, how its work is reported on and talked over."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pejling.core.formats import in_words
from pejling.initiatives.figures.liveness import (
    DISCUSSED,
    LifeSign,
    Liveness,
    Plans,
    Work,
    changed_at,
    talked_in,
)
from pejling.initiatives.models import Circle
from pejling.web.ago import ago


def changes(plans: Plans) -> Mapping[int, LifeSign]:
    """When the text or the phase of the work was last changed."""
    signs = {}
    for document in plans.documents:
        since = ago(changed_at(document), plans.on)
        fact = _("Sidste ændring af teksten eller af en indsats' fase"), since
        signs[document.pk] = LifeSign(_("sidst rørt %(ago)s") % {"ago": since}, (fact,))
    return signs


def statuses(plans: Plans) -> Mapping[int, LifeSign]:
    """How much of the work lacks a fresh status, and when one was last given."""
    signs = {}
    for document in plans.documents:
        work = plans.work_of(document)
        latest = ago(work.reported_at, plans.on) if work.reported_at else _("aldrig")
        signs[document.pk] = LifeSign(_reported(work), ((_("Sidste status"), latest),))
    return signs


def _reported(work: Work) -> str:
    if not work.initiatives:
        return _("ingen indsatser endnu")
    if not work.expecting:
        return _("ingen indsatser skal have status nu")
    if not work.missing:
        return _("alle indsatser har frisk status")
    missing = ngettext("%(count)s indsats mangler status", "%(count)s indsatser mangler status", work.missing)
    return missing % {"count": in_words(work.missing)}


def talks(plans: Plans) -> Mapping[int, LifeSign]:
    """When it was last talked over with the staff or in MED."""
    signs = {}
    for document in plans.documents:
        days = {circle: getattr(document, talked_in(circle)) for circle in DISCUSSED}
        latest = max((day for day in days.values() if day), default=None)
        fact = (
            _("Sidst drøftet med medarbejderne eller i MED"),
            ago(latest, plans.on) if latest else _("aldrig"),
        )
        signs[document.pk] = LifeSign(_talked_over(days, plans.on), (fact,))
    return signs


def _talked_over(days: Mapping[Circle, date | None], on: date) -> str:
    in_med, with_staff = days[Circle.MED], days[Circle.STAFF]
    if in_med and in_med.year == on.year:
        if with_staff and with_staff > in_med:
            words = _("drøftet i MED %(ago)s og med medarbejderne %(later)s")
            return words % {"ago": ago(in_med, on), "later": ago(with_staff, on)}
        return _("drøftet i MED %(ago)s") % {"ago": ago(in_med, on)}
    if with_staff and with_staff.year == on.year:
        words = _("drøftet med medarbejderne %(ago)s, men ikke i MED i år")
        return words % {"ago": ago(with_staff, on)}
    return _("ikke drøftet med medarbejderne eller i MED i år")


def conversations(plans: Plans) -> Mapping[int, LifeSign]:
    """What waits for the room of strategic conversations."""
    fact = _("Sidste strategiske samtale"), _("Samtaler kommer i en senere del af Pejling")
    return {document.pk: LifeSign(facts=(fact,)) for document in plans.documents}


def shares(plans: Plans) -> Mapping[int, LifeSign]:
    """How much of the work lies ahead, and how much of it is the unit's own core task."""
    works: dict[int, Work] = {document.pk: plans.work_of(document) for document in plans.documents}
    return {pk: LifeSign(facts=_shares(work)) for pk, work in works.items() if work.initiatives}


def _shares(work: Work) -> tuple[tuple[str, str], ...]:
    facts: dict[str, Any] = {"part": work.ahead, "own": work.own, "whole": work.initiatives}
    own = (
        _("%(own)s af %(whole)s; resten gælder tværgående temaer")
        if work.own < work.initiatives
        else _("Alle %(whole)s")
    )
    return (
        (_("Indsatser, der slutter efter i dag"), _("%(part)s af %(whole)s") % facts),
        (_("Indsatser om enhedens egen kerneopgave"), own % facts),
    )


LIVENESS = (
    Liveness("initiatives.changes", 10, changes),
    Liveness("initiatives.statuses", 20, statuses),
    Liveness("initiatives.talks", 30, talks),
    Liveness("conversations.held", 40, conversations),
    Liveness("initiatives.shares", 50, shares),
)
