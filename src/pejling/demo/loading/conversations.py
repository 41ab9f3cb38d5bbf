"""Two years of strategic conversations: some written by hand, the others by rule from each unit's plan."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from pejling.agreements.models import Commitment, Proposal
from pejling.conversations.models import (
    Agreed,
    Bid,
    Conversation,
    Invitation,
    JointAnswer,
    Note,
    PlanMonth,
    PutForward,
    Question,
    Remark,
    SeenValue,
    Side,
    Support,
    Turn,
)
from pejling.core.history import backdate_history, create_all
from pejling.demo.loading.agreements import LATE_SHARE, Agreement, book, ended, given, write
from pejling.demo.loading.cast import Cast
from pejling.demo.loading.draws import draw, pick
from pejling.demo.loading.staff import working_day
from pejling.direction.models import Element, Revision
from pejling.organisation.visibility import Visibility
from pejling.people.models import Person

USUAL_MONTH = 9
TWO_YEARS = timedelta(days=730)
AHEAD = timedelta(days=24)
"""So long before its day a conversation has been begun."""
SENT_BEFORE = timedelta(days=8)
FORGOTTEN = 11
"""One unit in so many has not held this year's."""
LATE_SHARE_ABOVE = 60
IN_GOOD_TIME = timedelta(days=30)
"""Whoever leads many units takes something on for each of them: seldom late, mostly done before the day."""
PLAN_KIND = "strategy_plan"


@dataclass
class Talk:
    """A conversation while it is being put together."""

    unit: str
    row: Conversation
    day: date
    told: dict[str, Any]
    hosts: Person
    above: Person
    invited: list[Person]
    goals: list[Element]

    @property
    def key(self) -> str:
        """The same for the same unit and year."""
        return f"{self.unit} {self.row.year}"

    @property
    def readers(self) -> tuple[Person, ...]:
        """All who have part in it."""
        return tuple(dict.fromkeys([self.hosts, self.above, *self.invited]))


@dataclass
class Talks:
    """All conversations, and what was said in them."""

    cast: Cast
    shared: set[tuple[int, str]] = field(default_factory=set)

    @cached_property
    def book(self) -> dict[str, Any]:
        """What is told of them."""
        return book()

    @cached_property
    def goals(self) -> dict[str, list[Element]]:
        """The aims of each unit's own plan."""
        found: dict[str, list[Element]] = {}
        for document in self.cast.story.documents:
            if document.kind == PLAN_KIND:
                goals = [self.cast.elements[e.key] for e in document.elements() if e.kind == "goal"]
                found.setdefault(document.unit, []).extend(goals)
        return found

    def goals_of(self, unit: str) -> list[Element]:
        """Of the unit's plan, or of the nearest plan above it; of the directors' contract where there is none."""
        for here in self.cast.staff.above(unit):
            if self.goals.get(here):
                return self.goals[here]
        contract = next(each for each in self.cast.story.documents if each.kind == "directors_contract")
        return [self.cast.elements[e.key] for e in contract.elements() if e.kind == "focus_area"]

    def month(self, unit: str) -> int:
        """The unit's month: its own, or that of the nearest one above that has chosen."""
        chosen: dict[str, int] = self.book["maaneder"]
        return next((chosen[here] for here in self.cast.staff.above(unit) if here in chosen), USUAL_MONTH)

    def days(self, unit: str) -> Iterator[tuple[int, date]]:
        """The years and days on which the unit holds its conversation, as far as they are begun."""
        today, told = self.cast.story.today, self.book["enheder"].get(unit)
        if told is not None:
            day = today + timedelta(days=told["om_dage"])
            yield day.year - 1, working_day(day - timedelta(days=364))
            yield day.year, working_day(day)
            return
        for year in range(today.year - 2, today.year + 1):
            day = working_day(date(year, self.month(unit), 8 + draw(f"{unit} {year} day", 19)))
            is_forgotten = year == today.year and draw(f"{unit} held", FORGOTTEN) == 0
            if today - TWO_YEARS < day < today + AHEAD and not is_forgotten:
                yield year, day


def load_conversations(cast: Cast) -> None:
    """The months, the conversations, and what was answered, noted, agreed and put forward in them."""
    talks = Talks(cast)
    all_of_them = [talk for unit in cast.units for talk in _talks_of(unit, talks)]
    _load_months(talks, all_of_them)
    _freeze(all_of_them, cast)
    create_all(Conversation, [talk.row for talk in all_of_them], by=None)
    _load_invitations(all_of_them)
    create_all(JointAnswer, [row for talk in all_of_them for row in _answers(talk, talks)], by=None)
    _load_bids(all_of_them, cast)
    Note.objects.bulk_create([row for talk in all_of_them for row in _notes(talk, talks)], batch_size=500)
    _load_questions(all_of_them, talks)
    _load_agreed(all_of_them, talks)
    _load_values(all_of_them, cast)
    _put_forward(all_of_them, cast)


def _talks_of(unit: str, talks: Talks) -> Iterator[Talk]:
    cast, today = talks.cast, talks.cast.story.today
    above = cast.staff.parents[unit]
    standing = next(each for each in cast.story.units if each.key == unit)
    if above is None or (standing.valid_to and standing.valid_to < today):
        return
    told = talks.book["enheder"].get(unit, {})
    for year, day in talks.days(unit):
        if day < standing.valid_from + AHEAD:
            continue
        on = min(day, today)
        hosts = cast.people[cast.staff.leader(unit, on)]
        leader = cast.people[cast.staff.leader(above, on, besides=cast.staff.leader(unit, on))]
        invited = [cast.people[key] for key in told.get("inviteret", ())]
        key = f"{unit} {year}"
        row = Conversation(
            unit=cast.units[unit], year=year, at=cast.moment(on, f"{key} talk"), place=told.get("sted", "")
        )
        begun = cast.moment(working_day(on - AHEAD), f"{key} begun")
        _stage(row, day, told if day > today - AHEAD else {}, hosts, leader, cast)
        backdate_history(row, at=begun, by=hosts)
        yield Talk(unit, row, day, told, hosts, leader, invited, talks.goals_of(unit))


def _stage(
    row: Conversation, day: date, told: dict[str, Any], hosts: Person, above: Person, cast: Cast
) -> None:
    """How far it has come: held and mostly confirmed when its day has passed, else on its way."""
    today, key = cast.story.today, f"{row.unit_id} {row.year}"
    if day >= today:
        row.at = row.at.replace(year=day.year, month=day.month, day=day.day)  # type: ignore[union-attr]
    if day - SENT_BEFORE <= today:
        row.sent_at = cast.moment(working_day(day - SENT_BEFORE), f"{key} sent")
        row.sent_by = hosts
        if draw(f"{key} read", 7):
            row.read_at = min(row.sent_at + timedelta(days=2), cast.now)
    if day >= today:
        return
    row.held_at = row.at
    row.confirmed_by_host = hosts
    if told.get("venter") != "above" and not (day > today - timedelta(days=40) and draw(key, 16) == 0):
        row.confirmed_above = above


def _load_months(talks: Talks, all_of_them: list[Talk]) -> None:
    months = dict(talks.book["maaneder"])
    for talk in all_of_them:
        if talk.told and talks.month(talk.unit) != talk.day.month:
            months[talk.unit] = talk.day.month
    rows = [PlanMonth(unit=talks.cast.units[unit], month=month) for unit, month in months.items()]
    create_all(PlanMonth, rows, by=None, at=talks.cast.founded)


def _freeze(all_of_them: list[Talk], cast: Cast) -> None:
    """The plan as it was sent, where the unit has one that stood by then."""
    plans = {each.unit: each for each in cast.story.documents if each.kind == PLAN_KIND}
    for talk in all_of_them:
        plan, row = plans.get(talk.unit), talk.row
        if plan is None or row.sent_at is None or plan.created_on >= row.sent_at.date():
            continue
        document = cast.documents[plan.key]
        name = f"Til strategisk samtale {row.year}"
        row.revision = Revision(document=document, name=name, by=talk.hosts, at=row.sent_at)
        cast.log.note("direction.frozen", document, by=talk.hosts, at=row.sent_at, name=name)
    frozen = [talk.row for talk in all_of_them if talk.row.revision]
    Revision.objects.bulk_create([row.revision for row in frozen if row.revision])
    for row in frozen:
        row.revision = row.revision  # now that it has its id


def _load_invitations(all_of_them: list[Talk]) -> None:
    rows = [
        backdate_history(
            Invitation(conversation=talk.row, person=person),
            at=talk.row._history_date,  # type: ignore[attr-defined]
            by=talk.hosts,
        )
        for talk in all_of_them
        for person in talk.invited
    ]
    create_all(Invitation, rows, by=None)


def _answers(talk: Talk, talks: Talks) -> Iterator[JointAnswer]:
    """What was answered together: all four in most, and a few shared across."""
    cast, row = talks.cast, talk.row
    written = row.sent_at or row._history_date  # type: ignore[attr-defined]
    by_hand = _hand_answers(talk, talks)
    goal = pick(talk.goals, f"{talk.key} goal").title
    for question in Question:
        text = by_hand.get(question.value, "")
        number = draw(f"{talk.key} {question}", len(talks.book["svar"][question.value]))
        is_shared = question.value in talk.told.get("delt", ())
        if not by_hand:
            if draw(f"{talk.key} {question} skipped", 9) == 0:
                continue
            text = talks.book["svar"][question.value][number].format(maal=goal)
            # Said in the same words by two, it is shared by the first alone.
            said = (row.year, text.replace(goal, ""))
            is_shared = said not in talks.shared and row.is_held and draw(f"{talk.key} shares", 3) == 0
            if is_shared:
                talks.shared.add(said)
        if not text:
            continue
        at = min(written, cast.now)
        pool = talks.book["kompetencer"].get(question.value, [])
        asks = bool(pool) and draw(f"{talk.key} {question} asks", 2) == 0
        answer = JointAnswer(
            conversation=row, question=question, text=text, is_shared=is_shared, by=talk.hosts, at=at,
            competences=pick(pool, f"{talk.key} {question} competences") if asks else "",
        )  # fmt: skip
        yield backdate_history(answer, at=at, by=talk.hosts)
    cast.log.note("conversations.planned", row, by=talk.hosts, at=row._history_date)  # type: ignore[attr-defined]
    if row.sent_at:
        cast.log.note("conversations.sent", row, by=talk.hosts, at=row.sent_at)
    if row.held_at:
        cast.log.note("conversations.held", row, by=talk.hosts, at=row.held_at)
        at = min(row.held_at + timedelta(hours=3), cast.now)
        cast.log.note("conversations.confirmed", row, by=talk.hosts, at=at)


def _hand_answers(talk: Talk, talks: Talks) -> dict[str, str]:
    """Of the latest conversation, or of the one before where that was told."""
    if not talk.told:
        return {}
    latest = max(year for year, _day in talks.days(talk.unit))
    answers: dict[str, str] = talk.told["svar"]
    return answers if talk.row.year == latest else dict(talk.told.get("sidst", {}))


def _load_bids(all_of_them: list[Talk], cast: Cast) -> None:
    """What the members of a team wrote ahead, each for themselves, and who agrees."""
    bids, supports = [], []
    for talk in all_of_them:
        for told in talk.told.get("bud", ()) if not talk.row.is_held else ():
            bid = Bid(
                conversation=talk.row, question=told["spoergsmaal"], text=told["tekst"],
                competences=told.get("kompetencer", ""), by=cast.people[told["hvem"]],
                at=cast.moment(working_day(cast.story.today - timedelta(days=3)), told["tekst"]),
            )  # fmt: skip
            bids.append(bid)
            supports += [Support(bid=bid, by=cast.people[key]) for key in told.get("enige", ())]
    Bid.objects.bulk_create(bids)
    for support in supports:
        support.bid = support.bid  # now that it has its id
    Support.objects.bulk_create(supports)


def _notes(talk: Talk, talks: Talks) -> Iterator[Note]:
    if not talk.row.held_at:
        return
    at = talk.row.held_at
    question = pick(list(Question), f"{talk.key} noted")
    words = pick(talks.book["noter"], f"{talk.key} note")
    yield Note(conversation=talk.row, turn=Turn.ANSWERS, question=question, text=words, by=talk.hosts, at=at)
    words = pick(talks.book["perspektiver"], f"{talk.key} direction")
    yield Note(conversation=talk.row, turn=Turn.DIRECTION, text=words, by=talk.above, at=at)


def _load_questions(all_of_them: list[Talk], talks: Talks) -> None:
    rows = []
    for talk in all_of_them:
        if talk.row.sent_at and draw(f"{talk.key} asked", 3) == 0:
            words = pick(talks.book["spoergsmaal"], f"{talk.key} question")
            at = min(talk.row.sent_at + timedelta(days=2), talks.cast.now)
            rows.append(Remark(conversation=talk.row, text=words, by=talk.above, at=at))
            talks.cast.log.note("conversations.asked", talk.row, by=talk.above, at=at)
    Remark.objects.bulk_create(rows)


def _load_agreed(all_of_them: list[Talk], talks: Talks) -> None:
    made = [(talk, side, each) for talk in all_of_them for side, each in _agreements(talk, talks)]
    write([each for _talk, _side, each in made], talks.cast)
    rows = [Agreed(conversation=talk.row, commitment=each.row, side=side) for talk, side, each in made]
    Agreed.objects.bulk_create(rows, batch_size=500)


def _agreements(talk: Talk, talks: Talks) -> Iterator[tuple[Side, Agreement]]:
    """Told by hand of the latest that was held, else two that the unit takes on and one for the leader above."""
    if not talk.row.held_at:
        return
    by_hand = talk.told.get("aftaler", ())
    cast = talks.cast
    if by_hand and talk.row.year == max(
        year for year, day in talks.days(talk.unit) if day < cast.story.today
    ):
        for told in by_hand:
            side = Side(told["side"])
            due_on = cast.story.today + timedelta(days=told.get("frist", -5))
            yield side, _agreement(talk, side, told, cast.elements[told["om"]], due_on, given(told), cast)
        return
    for number, side in enumerate([Side.HOST, Side.HOST, Side.ABOVE]):
        key = f"{talk.key} agreed {number}"
        pool = talks.book["vi" if side == Side.HOST else "over"]
        told = pool[(draw(talk.key, len(pool)) + 3 * number) % len(pool)]
        goal = talk.goals[(draw(f"{talk.key} goal", len(talk.goals)) + number) % len(talk.goals)]
        due_on = talk.day + timedelta(days=40 + draw(f"{key} due", 160))
        late = LATE_SHARE if side == Side.HOST else LATE_SHARE_ABOVE
        on = cast.story.today if side == Side.HOST else cast.story.today + IN_GOOD_TIME
        end = ended(told, key, talk.day, due_on, on, late)
        yield side, _agreement(talk, side, told, goal, due_on, end, cast)


def _agreement(
    talk: Talk,
    side: Side,
    told: dict[str, Any],
    about: Element,
    due_on: date,
    end: tuple[str, str],
    cast: Cast,
) -> Agreement:
    """A commitment from the conversation. Whoever leads today does it, for it was handed over with the post."""
    above = cast.staff.parents[talk.unit]
    assert above is not None
    assert talk.row.held_at is not None
    unit = talk.unit if side == Side.HOST else above
    today = cast.story.today
    besides = cast.staff.leader(talk.unit, today) if side == Side.ABOVE else None
    who = cast.people[cast.staff.leader(unit, today, besides=besides)]
    title = told["aftale"].format(maal=about.title)
    at = talk.row.held_at + timedelta(minutes=50)
    row = Commitment(
        unit=cast.units[unit], responsible=who, title=title[:250], element=about, agreed_on=talk.day,
        due_on=max(due_on, talk.day), said_at=f"Strategisk samtale, {talk.row.unit}",
        visibility=Visibility.SHARED, created_at=at,
    )  # fmt: skip
    by = talk.hosts if side == Side.HOST else talk.above
    return Agreement(backdate_history(row, at=at, by=by), f"{talk.key} {title}", by, talk.readers, *end)


def _load_values(all_of_them: list[Talk], cast: Cast) -> None:
    rows = [
        SeenValue(
            conversation=talk.row, value=cast.elements[told["vaerdi"]], words=told["ord"], by=talk.hosts,
            at=talk.row.held_at,
        )
        for talk in all_of_them
        if talk.row.held_at and talk.day > cast.story.today - timedelta(days=300)
        for told in talk.told.get("vaerdier", ())
    ]  # fmt: skip
    SeenValue.objects.bulk_create(rows)


def _put_forward(all_of_them: list[Talk], cast: Cast) -> None:
    """The proposals that came out of a unit's latest conversation."""
    latest = {talk.unit: talk for talk in all_of_them if talk.row.held_at}
    titles = {told["forslag"]: told["fra"] for told in book()["forslag"] if told.get("fra_samtale")}
    for proposal in Proposal.objects.filter(title__in=titles):
        if talk := latest.get(titles[proposal.title]):
            PutForward.objects.create(conversation=talk.row, proposal=proposal)
