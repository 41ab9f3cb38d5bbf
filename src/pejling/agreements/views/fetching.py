"""How the pages of this room find their rows, and the way to them."""

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from pejling.agreements.models import Commitment, Proposal, SharedTask
from pejling.core.keys import read_key
from pejling.direction.models import Element
from pejling.organisation.views.fetching import require_inside

if TYPE_CHECKING:
    from pejling.web.requests import Request


def seen_commitment(request: "Request", pk: int) -> Commitment:
    """The commitment, if the viewer may see it."""
    require_inside(request)
    return get_object_or_404(Commitment.objects.visible_to(request.user).for_list(), pk=pk)


def seen_proposal(request: "Request", pk: int) -> Proposal:
    """The proposal, if the viewer may see it."""
    require_inside(request)
    return get_object_or_404(Proposal.objects.visible_to(request.user).for_list(), pk=pk)


def element_asked_for(request: "Request") -> Element | None:
    """The line that the address names, if the viewer may see it."""
    key = read_key(request.GET.get("maal"))
    return Element.objects.visible_to(request.user).filter(pk=key).first() if key else None


def task_asked_for(request: "Request") -> SharedTask | None:
    """The shared task that the address names."""
    key = read_key(request.GET.get("opgave"))
    return SharedTask.objects.visible_to(request.user).filter(pk=key).first() if key else None


def commitment_page(commitment: Commitment) -> str:
    """Where it is read."""
    return reverse("commitment", args=[commitment.pk])


def proposal_page(proposal: Proposal) -> str:
    """Where it is read."""
    return reverse("proposal", args=[proposal.pk])


def way_to_commitment(commitment: Commitment) -> list[tuple[str, str]]:
    """The links above a page about it."""
    return [(_("Aftaler"), reverse("commitments")), (commitment.title, commitment_page(commitment))]


def way_to_proposal(proposal: Proposal) -> list[tuple[str, str]]:
    """The links above a page about it."""
    return [(_("Forslag"), reverse("proposals")), (proposal.title, proposal_page(proposal))]
