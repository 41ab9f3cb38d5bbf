"""Deputies: who stands in for whom, and until when."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from pejling.activity.actions import log
from pejling.core import formats, history
from pejling.organisation.actions.openness import require_here
from pejling.organisation.actions.periods import finish, refuse_overlap, resume
from pejling.organisation.models import Deputyship

if TYPE_CHECKING:
    from pejling.people.models import Person


@transaction.atomic
def deputise(
    person: "Person",
    *,
    deputy: "Person",
    starts_on: date | None = None,
    ends_on: date | None = None,
    by: "Person | None",
) -> Deputyship:
    """Let somebody stand in for a person; what the deputy does then bears both names."""
    require_here(person, deputy)
    deputyship = Deputyship(person=person, deputy=deputy, starts_on=starts_on, ends_on=ends_on)
    deputyship.full_clean()
    same = Deputyship.objects.filter(person=person, deputy=deputy)
    refuse_overlap(
        deputyship, same, _("%(deputy)s er allerede stedfortræder i den periode.") % {"deputy": deputy}
    )
    history.save(deputyship, by=by)
    log("organisation.deputised", person, by=by, deputy=deputy.name)
    return deputyship


@transaction.atomic
def end_deputyship(deputyship: Deputyship, *, on: date, by: "Person") -> None:
    """Write the last day of a deputyship."""
    finish(deputyship, on=on, by=by)
    log(
        "organisation.deputyship_ended",
        deputyship.person,
        by=by,
        deputy=deputyship.deputy.name,
        day=formats.day(on),
    )


@transaction.atomic
def resume_deputyship(deputyship: Deputyship, *, by: "Person") -> None:
    """Take the ending of a deputyship back."""
    require_here(deputyship.person, deputyship.deputy)
    resume(deputyship, by=by)
    log("organisation.deputyship_resumed", deputyship.person, by=by, deputy=deputyship.deputy.name)
