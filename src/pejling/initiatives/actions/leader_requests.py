"""A leader asks those who lead the work how it goes, of one initiative or of all that lack a status; and takes it back."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pejling.core.locking import lock_all
from pejling.core.permissions import Refused, require
from pejling.desk.actions.notifying import notify
from pejling.initiatives.actions.noting import absent_leader, note, note_for
from pejling.initiatives.figures.leader_requests import asked_already, request_key
from pejling.initiatives.models import Initiative, LeaderRequest
from pejling.initiatives.models.initiatives import is_lead_at_work

if TYPE_CHECKING:
    from pejling.people.models import Person


@transaction.atomic
def ask_for_status(initiatives: Collection[Initiative], *, by: "Person") -> list[LeaderRequest]:
    """Ask those who lead the initiatives how they go: a line among their duties, and one mail to each of them at once.

    What nobody at work leads, what one leads oneself and what waits for an answer already is passed by; refused when
    nothing is left.
    """
    chosen = Initiative.objects.select_related("element__document", "lead")
    rows = lock_all(chosen.filter(pk__in=[each.pk for each in initiatives]))
    for row in rows:
        require(by, "initiatives.ask", row)
    pks = [row.pk for row in rows]
    at_work = set(Initiative.objects.filter(is_lead_at_work(), pk__in=pks).values_list("pk", flat=True))
    can_answer = at_work - asked_already(pks)
    asked = [
        row for row in rows if row.pk in can_answer and row.expects_reports and row.lead not in (None, by)
    ]
    if not asked:
        raise ValidationError(_("Der er ingen at spørge: de er spurgt, eller ingen andre leder arbejdet."))
    now = timezone.now()
    made = LeaderRequest.objects.bulk_create(
        LeaderRequest(initiative=row, person=row.lead, by=by, on_behalf_of=absent_leader(row, by), at=now)
        for row in asked
    )
    mailed: set[int] = set()
    for request in made:
        note_for(request.on_behalf_of, "status_asked_for", request.initiative, by=by)
        if request.person_id not in mailed:
            mailed.add(request.person_id)
            notify(request.person, request_key(request.initiative_id, request.at))
    return made


@transaction.atomic
def take_back_requests(request: LeaderRequest, *, by: "Person") -> None:
    """Take back what was asked in the same press."""
    if by.pk != request.by_id:
        raise Refused(_("Kun den, der har bedt om status, kan tage det tilbage."))
    same = (
        LeaderRequest.objects.active()
        .filter(by=by, at=request.at)
        .select_related("initiative__element__document")
    )
    rows = list(same)
    same.update(withdrawn_at=timezone.now())
    for each in rows:
        note("status_not_asked_for", each.initiative, by=by)
