"""The plan that a conversation is about."""

from pejling.conversations.leadership import is_top
from pejling.conversations.models import Conversation
from pejling.direction.models import Document, Life


def plan_of(conversation: Conversation) -> Document | None:
    """The unit's living plan; of the top the directors' contract with the council."""
    if is_top(conversation.unit_id):
        contracts = Document.objects.in_force().filter(
            unit=conversation.unit_id, kind__code="directors_contract"
        )
        return contracts.order_by("-in_force_from", "-pk").first()
    plans = Document.objects.filter(unit=conversation.unit_id, kind__life=Life.LIVING, in_force_until=None)
    return plans.filter(kind__code="strategy_plan").order_by("-touched_at", "-pk").first()
