"""What is chosen about status: how often a unit gives it, and whether the municipality takes it through links."""

from typing import TYPE_CHECKING

from django.db import transaction

from pejling.activity.actions import log
from pejling.core import history
from pejling.core.permissions import require
from pejling.initiatives.models import ReportingRhythm, StatusChoices
from pejling.organisation.actions.openness import require_open
from pejling.organisation.authority import authority_of

if TYPE_CHECKING:
    from pejling.organisation.models import Unit
    from pejling.people.models import Person


@transaction.atomic
def set_rhythm(unit: "Unit", interval: int | None, *, by: "Person") -> None:
    """A unit, and those below it that choose nothing themselves, report so often; None follows the unit above."""
    require_open(unit)
    require(by, "initiatives.rhythm", unit)
    if interval is None:
        ReportingRhythm.objects.filter(unit=unit).delete()
    else:
        ReportingRhythm.objects.update_or_create(unit=unit, defaults={"interval": interval})
    absent = authority_of(by).acts_for.get(unit.pk)
    log("initiatives.rhythm_chosen", unit, by=by, on_behalf_of=absent, unit=unit.name, interval=interval or 0)


@transaction.atomic
def choose_links(choices: StatusChoices, *, opened: int, by: "Person") -> None:
    """Take status through mails' links, or only from those who sign in. Raises `Stale` when somebody was faster."""
    require(by, "initiatives.links")
    if StatusChoices.objects.filter(pk=choices.pk).exists():
        if not StatusChoices.objects.filter(pk=choices.pk, version=opened).update(version=opened + 1):
            raise history.Stale(StatusChoices.current())
        choices.version = opened + 1
    else:
        choices.version = 1
    choices.save()
    log("initiatives.links_chosen", choices, by=by)
