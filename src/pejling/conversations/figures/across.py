"""What units have shared of their answers, side by side: the strategy letter turned round."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pejling.conversations.models import JointAnswer, Question
from pejling.organisation.authority import authority_of

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


@dataclass(frozen=True)
class SharedAnswers:
    """What was shared to one question in a year."""

    question: Question
    answers: list[JointAnswer]


def shared_answers(year: int, viewer: "Viewer") -> list[SharedAnswers]:
    """Of the units that the viewer leads; the secretariat reads what all have shared."""
    authority = authority_of(viewer)
    rows = JointAnswer.objects.filter(conversation__year=year, is_shared=True).exclude(text="")
    if not authority.is_secretariat:
        rows = rows.filter(conversation__unit__in=authority.led_units)
    found = list(rows.select_related("conversation__unit").order_by("conversation__unit__sort_key", "pk"))
    return [
        SharedAnswers(question, [row for row in found if row.question == question]) for question in Question
    ]
