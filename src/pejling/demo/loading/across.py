"""What goes across: the directors' talk with the council, themes that somebody has named, and shared tasks."""

from datetime import timedelta
from typing import Any

from pejling.agreements.models import Commitment, Part, SharedTask, TaskPart
from pejling.conversations.models import (
    Agreed,
    Conversation,
    JointAnswer,
    Kept,
    Question,
    Reflected,
    Reflection,
    Retention,
    Side,
    Theme,
)
from pejling.core.history import backdate_history, create_all
from pejling.demo.loading.agreements import Agreement, book, write
from pejling.demo.loading.cast import Cast
from pejling.demo.loading.staff import working_day
from pejling.organisation.visibility import Visibility

TOP = "kommunen"
CHAIR = "annemette.lyngsoee"
AGO = timedelta(days=40)


def load_across(cast: Cast) -> None:
    """All of it, when the conversations stand."""
    told = book()
    _load_contract(told["kontrakt"], cast)
    _load_reflections(cast)
    _load_themes(told["tema"], cast)
    _load_tasks(told["opgave"], cast)
    row = Retention(kept=Kept.NOTES, years=2, rule="Kasseres, når planen er afløst")
    create_all(Retention, [backdate_history(row, at=cast.now - AGO, by=cast.secretary)], by=None)


def _load_contract(told: dict[str, Any], cast: Cast) -> None:
    day = working_day(cast.story.today - timedelta(days=told["dage"]))
    at = cast.moment(day, "contract talk")
    host, chair = cast.people[cast.staff.leader(TOP, day)], cast.people[CHAIR]
    row = Conversation(
        unit=cast.units[TOP], year=day.year, at=at, place="Borgmesterens kontor", sent_at=at - timedelta(days=9),
        sent_by=host, read_at=at - timedelta(days=4), held_at=at, confirmed_by_host=host, confirmed_above=chair,
    )  # fmt: skip
    begun = at - timedelta(days=20)
    create_all(Conversation, [backdate_history(row, at=begun, by=host)], by=None)
    answers = [
        JointAnswer(conversation=row, question=question, text=told[question.value], by=host, at=begun)
        for question in Question
    ]
    create_all(JointAnswer, [backdate_history(each, at=begun, by=host) for each in answers], by=None)
    made = []
    for side, words, who in ((Side.HOST, told["vi"], host), (Side.ABOVE, told["over"], chair)):
        agreed = Commitment(
            unit=cast.units[TOP], responsible=who, title=words, about_none_because="kontrakten som helhed",
            agreed_on=day, due_on=cast.story.today + timedelta(days=30), visibility=Visibility.SHARED,
            said_at=f"Strategisk samtale, {row.unit}", created_at=at,
        )  # fmt: skip
        made.append((side, Agreement(backdate_history(agreed, at=at, by=host), words, host, (host, chair))))
    write([each for _side, each in made], cast)
    Agreed.objects.bulk_create(
        Agreed(conversation=row, commitment=each.row, side=side) for side, each in made
    )
    cast.log.note("conversations.held", row, by=host, at=at)


def _load_reflections(cast: Cast) -> None:
    """Of the conversation that is being prepared: what one of the team has thought."""
    row = Conversation.objects.filter(held_at=None, bids__isnull=False).order_by("pk").first()
    bid = row.bids.order_by("pk").first() if row else None
    if row is None or bid is None:
        return
    said = {
        Reflected.WORKS: "Makkerparrene virker. Vi mister tid, når to møder ligger samme dag.",
        Reflected.CITIZENS: "Forældre vil have svar samme dag. Det kan vi ikke love alle steder.",
    }
    Reflection.objects.bulk_create(
        Reflection(conversation=row, asked=asked, text=text, by=bid.by, at=bid.at)
        for asked, text in said.items()
    )


def _load_themes(told: list[dict[str, Any]], cast: Cast) -> None:
    at = cast.now - AGO
    director = cast.people[cast.staff.leader(TOP, cast.story.today)]
    shared = JointAnswer.objects.filter(is_shared=True).order_by("pk")
    for year in (cast.story.today.year - 1, cast.story.today.year):
        answers = list(shared.filter(conversation__year=year))
        for each in told:
            chosen = [row for row in answers if any(stem in row.text.lower() for stem in each["stamme"])]
            if len({row.conversation_id for row in chosen}) < 2:
                continue
            theme = Theme(
                unit=cast.units[TOP], year=year, title=each["navn"], words=each["ord"], by=director, at=at
            )
            create_all(Theme, [backdate_history(theme, at=at, by=director)], by=None)
            theme.answers.set(chosen)


def _load_tasks(told: list[dict[str, Any]], cast: Cast) -> None:
    at = cast.now - AGO
    for each in told:
        task = SharedTask(title=each["navn"], detail=each["hvad"])
        create_all(SharedTask, [backdate_history(task, at=at, by=cast.secretary)], by=None)
        parts = [
            TaskPart(task=task, unit=cast.units[unit], part=Part.DOES, for_unit=cast.units.get(other))
            for unit, other in each["goer"]
        ]
        for part, name in ((Part.COULD, "kan"), (Part.NEEDS, "mangler")):
            parts += [
                TaskPart(task=task, unit=cast.units[unit], part=part, words=words)
                for unit, words in each[name]
            ]
        create_all(TaskPart, [backdate_history(row, at=at, by=cast.secretary) for row in parts], by=None)
        if "aftale" in each:
            _load_tried(task, each["aftale"], cast)


def _load_tried(task: SharedTask, told: list[str], cast: Cast) -> None:
    unit, words, came_of_it = told
    day = working_day(cast.story.today - timedelta(days=120))
    who = cast.people[cast.staff.leader(unit, cast.story.today)]
    row = Commitment(
        unit=cast.units[unit], responsible=who, title=words, task=task, about_none_because="fælles opgave",
        agreed_on=day, due_on=cast.story.today - timedelta(days=20) if came_of_it else cast.story.today + AGO,
        visibility=Visibility.INTERNAL, created_at=cast.moment(day, words),
    )  # fmt: skip
    outcome = "done" if came_of_it else ""
    made = Agreement(backdate_history(row, at=row.created_at, by=who), words, who, (), outcome, came_of_it)
    write([made], cast)
