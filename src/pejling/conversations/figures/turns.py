"""The three turns by the clock: when each ends, and who has the word."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from pejling.conversations.models import Conversation, Turn

SHARES = {Turn.ANSWERS: 1, Turn.DIRECTION: 1, Turn.WISHES: 1}
"""How the time is parted among the turns."""
LONGEST_LATE = timedelta(hours=12)


@dataclass(frozen=True)
class TurnTime:
    """One turn: how many minutes it has, and when it ends, once the conversation has begun."""

    turn: Turn
    minutes: int
    ends_at: datetime | None
    left: int | None
    """Minutes left, never less than none; None when it has not begun, or lies ahead."""


def turn_times(conversation: Conversation, now: datetime | None = None) -> list[TurnTime]:
    """From when it began in fact, else from when it was to begin; before that, how long each is."""
    now = now or timezone.now()
    began = conversation.began_at or conversation.at
    is_on = began is not None and began <= now <= began + LONGEST_LATE and not conversation.is_held
    whole = sum(SHARES.values())
    found, past = [], 0
    for turn in Turn:
        before = began + timedelta(minutes=past) if began else None
        minutes = conversation.minutes * SHARES[turn] // whole
        past += minutes
        ends = began + timedelta(minutes=past) if began and is_on else None
        left = None
        if ends is not None and before is not None and now >= before:
            left = max(0, -(-int((ends - now).total_seconds()) // 60))
        found.append(TurnTime(turn, minutes, ends, left))
    return found
