"""The link in a mail by which a commitment is said to be done without signing in."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from pejling.agreements.models import Closing, Commitment
from pejling.core.links import SignedLink
from pejling.core.permissions import may
from pejling.initiatives.models import StatusChoices
from pejling.organisation.authority import authority_of
from pejling.people.models import Person

if TYPE_CHECKING:
    from pejling.desk.duties import Duty

DOING = SignedLink("pejling.agreements.doing")
"""It carries the commitment and the person, and is made on the address that it is sent to. It dies when the commitment ends,
also should that be taken back: it carries how often it had ended before."""


class LinkState(Enum):
    """Why a link cannot be answered any more."""

    UNKNOWN = "unknown"
    TURNED_OFF = "turned off"
    USED = "used"
    NOT_YOURS = "not yours"
    OUTDATED = "outdated"
    OPENED_AGAIN = "opened again"


@dataclass(frozen=True)
class Link:
    """What a link is about, and why it cannot be answered, if so."""

    commitment: Commitment | None = None
    person: Person | None = None
    dead: LinkState | None = None


def links(duties: "Collection[Duty]") -> "Mapping[Duty, str]":
    """The addresses by which each is said to be done; none where the municipality takes no answers through links."""
    if not StatusChoices.current().takes_links:
        return {}
    people = Person.objects.in_bulk({duty.person for duty in duties})
    about = {duty: int(duty.key.split(":")[1]) for duty in duties}
    ended = Counter(
        Closing.objects.filter(commitment__in=about.values()).values_list("commitment", flat=True)
    )
    return {duty: address(pk, people[duty.person], ended=ended[pk]) for duty, pk in about.items()}


def address(commitment: int, person: Person, *, ended: int = 0) -> str:
    """Where the person says that the commitment is done, which has been said `ended` times before and taken back."""
    signed = DOING.sign([commitment, person.pk, ended], made_on=person.mailbox)
    return settings.BASE_URL + reverse("commitment_link", args=[signed])


def read_link(signed: str) -> Link:
    """What a link is about. Nothing is written by reading it, for mail programs look at links ahead of people."""
    opened = DOING.open(signed)
    if opened is None:
        return Link(dead=LinkState.UNKNOWN)
    pk, who, ended = opened.carried
    commitment = Commitment.objects.for_list().filter(pk=pk).first()
    person = Person.objects.filter(pk=who).first()
    if commitment is None or person is None:
        return Link(dead=LinkState.UNKNOWN)
    dead = _why_dead(commitment, person, opened.was_made_on(*person.mailbox))
    if dead is None and commitment.closings.count() != ended:
        dead = LinkState.OPENED_AGAIN
    return Link(commitment, person, dead)


def _why_dead(commitment: Commitment, person: Person, is_same_address: bool) -> LinkState | None:
    if not StatusChoices.current().takes_links:
        return LinkState.TURNED_OFF
    if not is_same_address:
        return LinkState.OUTDATED
    if not commitment.is_open:
        return LinkState.USED
    is_theirs = authority_of(person).is_internal and may(person, "agreements.edit", commitment)
    return None if is_theirs else LinkState.NOT_YOURS
