"""What units have shared of their answers, side by side, and what goes through them: the strategy letter turned round."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet

from pejling.agreements.figures.ledger import Sums, sums_of
from pejling.agreements.models import Answer, Commitment, Proposal
from pejling.conversations.models import Conversation, JointAnswer, Question, Theme
from pejling.organisation.authority import authority_of, below, unit_parents
from pejling.organisation.models import Unit
from pejling.search.likeness import Group, alike

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

MOST_SUGGESTED = 8


@dataclass(frozen=True)
class SharedAnswers:
    """What was shared to one question in a year."""

    question: Question
    answers: list[JointAnswer]


@dataclass(frozen=True)
class NamedTheme:
    """A theme with those of its answers that are shared still."""

    theme: Theme
    answers: list[JointAnswer]


@dataclass(frozen=True)
class SuggestedTheme:
    """Answers that are alike, and the words that they have in common: a suggestion that a person takes or leaves."""

    words: tuple[str, ...]
    answers: list[JointAnswer]

    @property
    def units(self) -> list[Unit]:
        """Whose answers they are, each once."""
        return list({each.conversation.unit_id: each.conversation.unit for each in self.answers}.values())


@dataclass(frozen=True)
class Outcomes:
    """What came of the year's conversations: how many were held, the wishes and how they were answered, what was agreed."""

    held: int
    wishes: dict[str, int]
    waiting: int
    waiting_late: int
    agreed: Sums


def shared_with(viewer: "Viewer", year: int, *, within: Unit | None = None) -> "QuerySet[JointAnswer]":
    """What units have shared of a year, of those that the viewer leads; the secretariat reads what all have shared."""
    authority = authority_of(viewer)
    rows = JointAnswer.objects.filter(conversation__year=year, is_shared=True).exclude(text="")
    if not authority.is_secretariat:
        rows = rows.filter(conversation__unit__in=authority.led_units)
    if within is not None:
        rows = rows.filter(conversation__unit__in=below({within.pk}, unit_parents()))
    return rows.select_related("conversation__unit").order_by("conversation__unit__sort_key", "pk")


def by_question(found: Collection[JointAnswer]) -> list[SharedAnswers]:
    """What was shared, question by question."""
    return [
        SharedAnswers(question, [row for row in found if row.question == question]) for question in Question
    ]


def named_themes(year: int, viewer: "Viewer", found: Collection[JointAnswer]) -> list[NamedTheme]:
    """The themes of the year that the viewer may read, each with the answers that are shared still; in two queries."""
    themes = list(Theme.objects.visible_to(viewer).filter(year=year).select_related("unit", "by"))
    shared = {row.pk: row for row in found}
    chosen: dict[int, list[JointAnswer]] = {theme.pk: [] for theme in themes}
    through = Theme.answers.through.objects.filter(theme__in=chosen).order_by("pk")
    for theme, answer in through.values_list("theme_id", "jointanswer_id"):
        if answer in shared:
            chosen[theme].append(shared[answer])
    return [NamedTheme(theme, chosen[theme.pk]) for theme in themes]


def suggested_themes(found: Collection[JointAnswer], named: Collection[NamedTheme]) -> list[SuggestedTheme]:
    """Which of the answers are alike, of those that stand in no theme yet; only across units."""
    taken = {answer.pk for each in named for answer in each.answers}
    rows = {row.pk: row for row in found if row.pk not in taken}
    groups = (_suggested(group, rows) for group in alike({pk: row.text for pk, row in rows.items()}))
    across = [each for each in groups if len(each.units) > 1]
    return sorted(across, key=lambda each: -len(each.units))[:MOST_SUGGESTED]


def _suggested(group: Group, rows: dict[int, JointAnswer]) -> SuggestedTheme:
    return SuggestedTheme(group.words, [rows[pk] for pk in group.keys])


def outcomes(year: int, viewer: "Viewer") -> Outcomes:
    """Of the conversations that the viewer may know of: the proposals and agreements that they may see themselves."""
    known = Conversation.objects.known_to(viewer).filter(year=year)
    wishes = Proposal.objects.visible_to(viewer).filter(
        from_conversation__conversation__in=known, withdrawn_at=None
    )
    counted = wishes.order_by().aggregate(
        **{answer.value: Count("pk", filter=Q(answer__answer=answer)) for answer in Answer}
    )
    agreed = Commitment.objects.visible_to(viewer).filter(from_conversation__conversation__in=known)
    return Outcomes(
        held=known.filter(held_at__isnull=False).distinct().count(),
        wishes={str(Answer(key).label): count for key, count in counted.items() if count},
        waiting=wishes.waiting().count(),
        waiting_late=wishes.overdue().count(),
        agreed=sums_of(agreed),
    )


def wishes_of(year: int, viewer: "Viewer") -> "QuerySet[Proposal]":
    """The year's wishes with how each was answered, those without an answer first."""
    known = Conversation.objects.known_to(viewer).filter(year=year)
    rows = Proposal.objects.visible_to(viewer).filter(
        from_conversation__conversation__in=known, withdrawn_at=None
    )
    return rows.for_list().order_by("answer__at", "answer_by", "pk")
