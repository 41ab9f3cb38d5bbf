"""What is said and agreed in the made-up municipality: a conversation for each unit, and a ledger."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from pejling.agreements.models import Closing, Commitment, Outcome
from pejling.conversations.models import Conversation, JointAnswer, Question
from pejling.core.history import create_all
from pejling.organisation.visibility import Visibility
from tests.benchmarks import words

if TYPE_CHECKING:
    from tests.benchmarks.world import World

AT_ONCE = 2_000
WORDS_OF_ANSWER = 24


def hold_talks(world: "World") -> None:
    """Every unit has held this year's and shares all four answers; then what was agreed, half of it done."""
    talks = [Conversation(unit=unit, year=world.on.year, held_at=timezone.now()) for unit in world.units]
    talks = create_all(Conversation, talks, by=world.secretary)
    answers = [
        JointAnswer(
            conversation=talk,
            question=question,
            text=f"{words.wish(world.draw)}. {words.wish(world.draw)}.",
            is_shared=True,
            by=world.leaders[number],
        )
        for number, talk in enumerate(talks)
        for question in Question
    ]
    create_all(JointAnswer, answers, by=world.secretary)
    _agree(world)


def _agree(world: "World") -> None:
    points = [row for rows in world.elements.values() for row in rows]
    rows = [
        Commitment(
            unit=world.units[number % len(world.units)],
            responsible=world.leaders[number % len(world.leaders)],
            title=f"{words.wish(world.draw)} {number}",
            element=points[number % len(points)],
            forum=world.forums[number % len(world.forums)] if number % 3 else None,
            agreed_on=world.on - timedelta(days=60 + number % 400),
            due_on=world.on - timedelta(days=40 - number % 100),
            visibility=Visibility.INTERNAL,
        )
        for number in range(world.size.commitments)
    ]
    made = create_all(Commitment, rows, by=world.secretary)
    closings = [
        Closing(
            commitment=row,
            outcome=Outcome.DONE if number % 6 else Outcome.DROPPED,
            on=row.agreed_on + timedelta(days=number % 60),
            words=words.wish(world.draw),
            by=row.responsible,
        )
        for number, row in enumerate(made)
        if number % 2
    ]
    for closing in Closing.objects.bulk_create(closings, batch_size=AT_ONCE):
        closing.commitment.closing = closing
    Commitment.objects.bulk_update([each.commitment for each in closings], ["closing"], batch_size=AT_ONCE)
