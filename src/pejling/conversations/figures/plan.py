"""The plan that a conversation is about."""

from pejling.conversations.models import Conversation
from pejling.direction.models import Document, Life


def plan_of(conversation: Conversation) -> Document | None:
    """The unit's living plan."""
    plans = Document.objects.filter(unit=conversation.unit_id, kind__life=Life.LIVING, in_force_until=None)
    return plans.filter(kind__code="strategy_plan").order_by("-touched_at", "-pk").first()
