"""What a mail's link is good for today, and if nothing, why."""

from dataclasses import dataclass
from enum import Enum

from pejling.core.dates import today
from pejling.core.links import fingerprint
from pejling.core.permissions import may
from pejling.initiatives.actions.requests import still_stands
from pejling.initiatives.models import StatusChoices, StatusRequest
from pejling.organisation.authority import authority_of


class LinkState(Enum):
    """Why a link cannot be answered any more."""

    UNKNOWN = "unknown"
    TURNED_OFF = "turned off"
    USED = "used"
    EXPIRED = "expired"
    NOT_YOURS = "not yours"
    OUTDATED = "outdated"
    ENDED = "ended"


@dataclass(frozen=True)
class Link:
    """A request that was found by its link, and why it cannot be answered, if so."""

    request: StatusRequest | None
    dead: LinkState | None


def read_link(token: str) -> Link:
    """The link of a mail. Nothing is written by reading it, for mail programs look at links ahead of people."""
    requests = StatusRequest.objects.select_related(
        "person",
        "report",
        "initiative__element__document",
        "initiative__unit",
        "initiative__latest_report",
    )
    request = requests.filter(fingerprint=fingerprint(token)).first()
    return Link(request, LinkState.UNKNOWN if request is None else _why_dead(request))


def _why_dead(request: StatusRequest) -> LinkState | None:
    if not StatusChoices.current().takes_links:
        return LinkState.TURNED_OFF
    if request.answered_at is not None:
        return LinkState.USED
    if not _is_still_theirs(request):
        return LinkState.NOT_YOURS
    if not still_stands(request):
        return LinkState.OUTDATED
    if not request.initiative.expects_reports:
        return LinkState.ENDED
    return LinkState.EXPIRED if request.expires_on < today() else None


def _is_still_theirs(request: StatusRequest) -> bool:
    """Whether the person asked is still here, and still leads the initiative, its unit or one above it."""
    person, initiative = request.person, request.initiative
    authority = authority_of(person)
    leads = initiative.lead_id == person.pk or authority.leads(initiative.unit_id)
    return authority.is_internal and leads and may(person, "initiatives.report", initiative)
