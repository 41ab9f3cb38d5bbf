"""Who may do what with strategic conversations; docs/rettigheder.md tells it to people."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from pejling.conversations.leadership import units_hosted_by, units_right_below
from pejling.conversations.models import Conversation
from pejling.core.permissions import permission
from pejling.organisation.authority import authority_of
from pejling.organisation.models import Unit

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


def hosts(viewer: "Viewer", unit: int) -> bool:
    """Whether the viewer is part of the unit's leadership today."""
    authority = authority_of(viewer)
    return authority.person is not None and unit in units_hosted_by(authority.person)


def is_above(viewer: "Viewer", unit: int) -> bool:
    """Whether the viewer is the leader above the unit today."""
    authority = authority_of(viewer)
    return authority.person is not None and unit in units_right_below(authority.person)


@permission(
    "conversations.plan",
    reason=_("Kun enhedens ledelse, lederen over den og sekretariatet kan planlægge samtalen."),
)
def may_plan(viewer: "Viewer", unit: Unit) -> bool:
    """When it is held, where, and who is invited; the secretariat does not read what is said for that."""
    return authority_of(viewer).is_secretariat or hosts(viewer, unit.pk) or is_above(viewer, unit.pk)


@permission("conversations.prepare", reason=_("Kun de, der er med i samtalen, kan skrive i den."))
def may_prepare(viewer: "Viewer", conversation: Conversation) -> bool:
    """The host's leadership and those invited write bids, before it is held."""
    return conversation.held_at is None and _is_of_the_team(viewer, conversation)


@permission("conversations.reflect", reason=_("Kun de, der er med i samtalen, kan skrive i den."))
def may_reflect(viewer: "Viewer", conversation: Conversation) -> bool:
    """The host's leadership and those invited work through the rounds of reflection at any time of the year."""
    return _is_of_the_team(viewer, conversation)


@permission("conversations.answer", reason=_("Kun enhedens ledelse kan skrive det fælles svar."))
def may_answer(viewer: "Viewer", conversation: Conversation) -> bool:
    """The host's leadership says what the team answers, shares it and sends it ahead."""
    return conversation.held_at is None and hosts(viewer, conversation.unit_id)


@permission("conversations.share", reason=_("Kun enhedens ledelse kan dele sine svar."))
def may_share(viewer: "Viewer", conversation: Conversation) -> bool:
    """The host's leadership, also afterwards."""
    return hosts(viewer, conversation.unit_id)


@permission("conversations.carry", reason=_("Kun enhedens ledelse kan føre svaret ind i planen."))
def may_carry(viewer: "Viewer", conversation: Conversation) -> bool:
    """The host's leadership moves an answer into the unit's plan, also afterwards."""
    return hosts(viewer, conversation.unit_id)


@permission("conversations.read_ahead", reason=_("Kun lederen over enheden melder, at planen er læst."))
def may_read_ahead(viewer: "Viewer", conversation: Conversation) -> bool:
    """The leader above, once it has been sent."""
    return conversation.sent_at is not None and is_above(viewer, conversation.unit_id)


@permission("conversations.ask", reason=_("Kun lederen over enheden kan stille spørgsmål til planen."))
def may_ask(viewer: "Viewer", conversation: Conversation) -> bool:
    """The leader above, once the plan has been sent and until the conversation is held."""
    return (
        conversation.sent_at is not None
        and conversation.held_at is None
        and is_above(viewer, conversation.unit_id)
    )


@permission("conversations.note", reason=_("Kun de, der er med i samtalen, kan skrive i den."))
def may_note(viewer: "Viewer", conversation: Conversation) -> bool:
    """All who have a part, until what was agreed is confirmed by both."""
    if conversation.is_confirmed:
        return False
    return _is_of_the_team(viewer, conversation) or is_above(viewer, conversation.unit_id)


@permission(
    "conversations.hold", reason=_("Kun enhedens ledelse og lederen over den kan sige, at samtalen er holdt.")
)
def may_hold(viewer: "Viewer", conversation: Conversation) -> bool:
    """Either side says that it has taken place, and confirms for its side."""
    return hosts(viewer, conversation.unit_id) or is_above(viewer, conversation.unit_id)


@permission(
    "conversations.name_theme",
    reason=_("Kun lederne af enhederne og sekretariatet kan give temaer på tværs et navn."),
)
def may_name_theme(viewer: "Viewer", unit: Unit) -> bool:
    """Who leads all the units that it goes across, and the secretariat; both read what was shared, and no more."""
    authority = authority_of(viewer)
    return authority.is_secretariat or authority.leads(unit.pk)


@permission("conversations.keep", reason=_("Kun sekretariatet kan bestemme, hvor længe noter gemmes."))
def may_keep(viewer: "Viewer", _nothing: None = None) -> bool:
    """The secretariat says how long it is kept and lets it go, without reading it."""
    return authority_of(viewer).is_secretariat


def _is_of_the_team(viewer: "Viewer", conversation: Conversation) -> bool:
    authority = authority_of(viewer)
    if authority.person is None or not authority.is_internal:
        return False
    is_invited = conversation.invitations.filter(person=authority.person).exists()
    return is_invited or hosts(viewer, conversation.unit_id)
