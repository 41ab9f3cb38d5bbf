"""Who may do what with agreements and proposals; docs/rettigheder.md tells it to people."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from pejling.agreements.models import Closing, Commitment, Proposal, ProposalAnswer
from pejling.core.permissions import permission
from pejling.organisation.authority import authority_of
from pejling.organisation.models import Unit

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


@permission(
    "agreements.begin", reason=_("Kun ansatte i enheden, dens ledere og sekretariatet kan skrive det ind.")
)
def may_begin(viewer: "Viewer", unit: Unit | None = None) -> bool:
    """Who works in the unit or leads it, and the secretariat; of no unit in particular whoever may in any."""
    authority = authority_of(viewer)
    if authority.is_secretariat:
        return True
    if unit is None:
        return bool(authority.own_units or authority.led_units)
    return unit.pk in authority.own_units or authority.leads(unit.pk)


@permission(
    "agreements.edit",
    reason=_("Kun den, der skal gøre det, enhedens leder og sekretariatet kan ændre aftalen."),
)
def may_edit(viewer: "Viewer", commitment: Commitment) -> bool:
    """By the one rule of what is protected, while it is open."""
    return commitment.is_open and commitment.is_edited_by(viewer)


@permission(
    "agreements.reopen", reason=_("Kun den, der skal gøre det, enhedens leder og sekretariatet kan det.")
)
def may_reopen(viewer: "Viewer", closing: Closing) -> bool:
    """Those who may end a commitment may take the end back."""
    return closing.commitment.is_edited_by(viewer)


@permission(
    "agreements.edit_proposal",
    reason=_(
        "Kun den, der stillede forslaget, enhedens leder og sekretariatet kan ændre det, og kun før det er besvaret."
    ),
)
def may_edit_proposal(viewer: "Viewer", proposal: Proposal) -> bool:
    """Who put it forward, until it is answered."""
    return proposal.is_waiting and proposal.is_edited_by(viewer) and not proposal.answers.exists()


@permission(
    "agreements.hand_over_proposal",
    reason=_("Kun den, der stillede forslaget, enhedens leder og sekretariatet kan give det videre."),
)
def may_hand_over_proposal(viewer: "Viewer", proposal: Proposal) -> bool:
    """Those who edit it, also when it has been answered: who put it forward may have left."""
    return proposal.is_edited_by(viewer)


@permission("agreements.answer", reason=_("Kun modtageren kan svare på forslaget."))
def may_answer(viewer: "Viewer", proposal: Proposal) -> bool:
    """The leaders of the unit it lies with, those who sit in the forum, and the secretariat for a forum."""
    authority = authority_of(viewer)
    if not proposal.is_waiting or not authority.is_internal:
        return False
    if proposal.to_unit_id is not None:
        return authority.leads(proposal.to_unit_id)
    return authority.is_secretariat or proposal.to_forum_id in authority.forums


@permission("agreements.withdraw_answer", reason=_("Kun den, der svarede, kan tage svaret tilbage."))
def may_withdraw_answer(viewer: "Viewer", answer: ProposalAnswer) -> bool:
    """Who gave the latest answer, and who stands in for them."""
    authority = authority_of(viewer)
    given = {answer.by_id, answer.on_behalf_of_id} - {None}
    return authority.is_internal and bool(given & authority.people)


@permission(
    "agreements.keep_tasks",
    reason=_("Kun ledere og sekretariatet kan skrive fælles opgaver ind og rette dem."),
)
def may_keep_tasks(viewer: "Viewer", _nothing: None = None) -> bool:
    """Who leads a unit, and the secretariat; what a unit does in a task is said by whoever works there."""
    authority = authority_of(viewer)
    return authority.is_secretariat or bool(authority.led_units)
