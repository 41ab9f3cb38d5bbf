"""A year and a half of meetings in six forums: what was on the agenda, how it was decided, and what was agreed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from pejling.agreements.models import Commitment
from pejling.core.history import backdate_history, create_all
from pejling.core.positions import POSITION_GAP
from pejling.demo.loading.agreements import Agreement, write
from pejling.demo.loading.cast import Cast
from pejling.demo.loading.draws import draw
from pejling.demo.people import toml
from pejling.files.owners import Openness
from pejling.meetings.figures.year import Rhythm, days_of_year, send_by
from pejling.meetings.models import (
    Assent,
    Attendance,
    Ballot,
    Decision,
    Disqualification,
    Dissent,
    ForumPractice,
    ForumSource,
    Item,
    ItemCommitment,
    ItemKind,
    Matter,
    Meeting,
    MeetingShare,
    Outcome,
    Presence,
    Referral,
    ReferralKind,
    Where,
)
from pejling.meetings.models.practice import USUAL
from pejling.organisation.models import ForumKind, ForumNature
from pejling.organisation.visibility import Visibility
from pejling.people.models import Person

BACK = timedelta(days=548)
AHEAD = timedelta(days=70)
QUIET = 7
"""July."""


@dataclass
class Held:
    """A meeting while it is being put together: `number` counts from the next one."""

    number: int
    row: Meeting
    told: dict[str, Any]
    practice: ForumPractice
    seats: list[tuple[Person, str]]

    @property
    def is_past(self) -> bool:
        """Whether it has been held."""
        return self.row.closed_at is not None


def load_meetings(cast: Cast) -> None:
    """How forums hold meetings, the meetings, their items, and what came of them."""
    book: dict[str, Any] = toml("forloeb/moeder.toml")
    practices = _load_practices(cast)
    sources = [
        ForumSource(forum=cast.forums[key], where=Where.FETCHED, system=system)
        for key, system in book["hentes"].items()
    ]
    create_all(ForumSource, sources, by=cast.secretary, at=cast.founded)
    held = [each for told in book["fora"] for each in _meetings(told, practices, cast)]
    create_all(Meeting, [each.row for each in held], by=None)
    _load_people(held, cast)
    items = [(each, row, said) for each in held for row, said in _items(each, cast)]
    create_all(Item, [row for _each, row, _said in items], by=None)
    _decide(items)
    _load_said(items, cast)
    _load_agreed(items, cast)


def _load_practices(cast: Cast) -> dict[int, ForumPractice]:
    rows = [ForumPractice(kind=kind, **USUAL[kind.nature]) for kind in ForumKind.objects.all()]
    create_all(ForumPractice, rows, by=cast.secretary, at=cast.founded)
    return {row.kind_id: row for row in rows}


def _days(told: dict[str, Any], first: date, last: date) -> list[date]:
    months = [month for month in range(1, 13) if month != QUIET and month % told.get("hver", 1) == 0]
    found = [
        day
        for year in range(first.year, last.year + 1)
        for day in days_of_year(Rhythm(year, months, told["ugedag"], told["nummer"], time(told["klokken"])))
    ]
    return [day for day in found if first <= day <= last]


def _meetings(told: dict[str, Any], practices: dict[int, ForumPractice], cast: Cast) -> Iterator[Held]:
    forum, today = cast.forums[told["noegle"]], cast.story.today
    practice = practices[forum.kind_id]
    first = max(today - BACK, forum.starts_on or today - BACK)
    days = _days(told, first, today + AHEAD)
    past = sum(day < today for day in days)
    seats = [(seat.person, seat.role.name) for seat in forum.seats.select_related("person", "role")]
    seats.sort(key=lambda seat: (seat[1] != "Formand", seat[1] != "Næstformand", seat[0].sort_key))
    for place, day in enumerate(days):
        number = place - past
        at = timezone.make_aware(datetime.combine(day, time(told["klokken"])))
        themes = {int(month): kind for month, kind in told.get("tema", {}).items()}
        row = Meeting(
            forum=forum, unit=forum.unit, kind=themes.get(day.month, "ordinary"), at=at, minutes=told["minutter"],
            place=told["sted"], responsible=cast.secretary if forum.is_political else seats[0][0],
        )  # fmt: skip
        _stage(row, number, practice, cast)
        begun = cast.moment(min(send_by(day, 12), today), f"{told['noegle']} {day}")
        backdate_history(row, at=begun, by=row.responsible)
        yield Held(number, row, told, practice, seats)


def _stage(row: Meeting, number: int, practice: ForumPractice, cast: Cast) -> None:
    """Held and approved, the last one only closed; the next one is called when its notice says so."""
    sent = send_by(row.on, practice.notice_days + 1)
    if sent > cast.story.today and number != 0:
        return
    row.called_at = cast.moment(min(sent, cast.story.today), f"{row.forum_id} {row.on} called")
    row.visibility = practice.visibility
    if number < 0:
        row.begun_at = row.at + timedelta(minutes=2)
        row.closed_at = row.ends_at
    if number < -1:
        row.approved_at = min(row.ends_at + timedelta(days=5, hours=2), cast.now)


def _load_people(held: list[Held], cast: Cast) -> None:
    """Who was called and who came, what the two agreed to, and for whom it is."""
    called = [each for each in held if each.row.called_at]
    rows = [
        backdate_history(
            Attendance(meeting=each.row, person=person, role=role, presence=_presence(each, person)),
            at=each.row.called_at or cast.now,
            by=each.row.responsible,
        )
        for each in called
        for person, role in each.seats
    ]
    create_all(Attendance, rows, by=None)
    create_all(
        MeetingShare, [MeetingShare(meeting=each.row, forum=each.row.forum) for each in called], by=None
    )
    assents = []
    for each in called:
        sides = [
            (person, role == "Næstformand")
            for person, role in each.seats
            if role in ("Formand", "Næstformand")
        ]
        if each.practice.by_both:
            assents += [_assent(each.row, Matter.AGENDA, each.row.called_at, *side) for side in sides]
            if each.row.approved_at:
                assents += [_assent(each.row, Matter.MINUTES, each.row.approved_at, *side) for side in sides]
        cast.log.note("meetings.called", each.row, by=each.row.responsible, at=each.row.called_at or cast.now)
        if each.row.closed_at:
            cast.log.note(
                "meetings.begun", each.row, by=each.row.responsible, at=each.row.begun_at or cast.now
            )
            cast.log.note("meetings.closed", each.row, by=each.row.responsible, at=each.row.closed_at)
    Assent.objects.bulk_create(assents)


def _assent(row: Meeting, matter: Matter, at: datetime | None, by: Person, is_vice: bool) -> Assent:
    return Assent(meeting=row, matter=matter, is_vice=is_vice, by=by, at=at or row.at)


def _presence(held: Held, person: Person) -> str:
    if not held.is_past:
        return ""
    is_away = draw(f"{held.row.forum_id} {held.row.on} {person.email}", 14) == 0
    return Presence.REGRETS if is_away and held.seats[0][0] != person else Presence.CAME


def _items(held: Held, cast: Cast) -> Iterator[tuple[Item, dict[str, Any]]]:
    """What such meetings open with, what was told of this one, what comes each time, and what they end with."""
    told = [said for said in held.told["punkter"] if said["nr"] == held.number]
    own = [*told, *([held.told["fast"]] if held.row.called_at else [])]
    opening = [{"overskrift": title, "fast": True} for title in held.practice.opening]
    ending = [{"overskrift": title, "fast": True} for title in held.practice.ending]
    for place, said in enumerate([*opening, *own, *ending], start=1):
        yield _item(held, place, said, cast), said


def _item(held: Held, place: int, said: dict[str, Any], cast: Cast) -> Item:
    is_standing = said.get("fast") is True
    closed = said.get("lukket", "")
    kind = "decision" if held.row.forum.is_political else "discussion"
    row = Item(
        forum=held.row.forum, meeting=held.row, position=place * POSITION_GAP, title=said["overskrift"],
        kind=ItemKind(said.get("slags", kind)), text=said.get("tekst", ""),
        recommendation=said.get("stilling", ""), minutes=said.get("minutter", 5),
        owner=cast.people[said["hvem"]] if "hvem" in said else None,
        element=cast.elements[said["om"]] if "om" in said else None,
        openness=Openness.CLOSED if closed else Openness.OPEN, openness_because=closed,
        openness_by=held.row.responsible if closed else None, is_standing=is_standing,
        fills_itself=is_standing and said["overskrift"] == held.practice.follow_up,
    )  # fmt: skip
    return backdate_history(row, at=held.row._history_date, by=held.row.responsible)  # type: ignore[attr-defined]


Items = list[tuple[Held, Item, dict[str, Any]]]


def _decide(items: Items) -> None:
    """An outcome for every item of what has been held."""
    rows = []
    for held, item, said in items:
        if held.is_past:
            usual = Outcome.ADOPTED if said["overskrift"].startswith("Godkendelse") else Outcome.NOTED
            outcome = Outcome(said.get("udfald", usual))
            at = held.row.at + timedelta(minutes=item.position // POSITION_GAP * 12)
            rows.append(
                Decision(
                    item=item, outcome=outcome, words=said.get("ord", ""), by=held.row.responsible, at=at
                )
            )
    Decision.objects.bulk_create(rows, batch_size=500)
    for row in rows:
        row.item.decision = row
    Item.objects.bulk_update([row.item for row in rows], ["decision"], batch_size=500)


def _load_said(items: Items, cast: Cast) -> None:
    """Votes, who was disqualified, what was said word for word, and what was taken further."""
    ballots: list[Ballot] = []
    referrals: list[Referral] = []
    out, words = [], []
    for held, item, said in items:
        if not held.is_past:
            continue
        if "stemmer" in said:
            ballots += _ballots(held, item, said, cast)
        if told := said.get("inhabil"):
            person = cast.people[told["hvem"]]
            out.append(
                Disqualification(item=item, person=person, because=told["fordi"], decided_by=told["af"])
            )
        if told := said.get("udtalelse"):
            words.append(Dissent(item=item, person=cast.people[told["hvem"]], words=told["ord"]))
        referrals += _referrals(held, item, said, cast)
    create_all(Ballot, ballots, by=None)
    create_all(Disqualification, out, by=None)
    create_all(Dissent, words, by=None)
    create_all(Referral, referrals, by=None)


def _ballots(held: Held, item: Item, said: dict[str, Any], cast: Cast) -> Iterator[Ballot]:
    """As told; where only those against are, all others who came voted for."""
    told = {side: [cast.people[key] for key in said["stemmer"].get(word, ())] for word, side in SIDES.items()}
    named = {person.pk for people in told.values() for person in people}
    if not told["for"]:
        told["for"] = [
            person
            for person, _role in held.seats
            if person.pk not in named and _presence(held, person) == Presence.CAME
        ]
    for side, people in told.items():
        yield from (Ballot(item=item, person=person, side=side) for person in people)


SIDES = {"for": "for", "imod": "against", "undlader": "abstains"}


def _referrals(held: Held, item: Item, said: dict[str, Any], cast: Cast) -> Iterator[Referral]:
    at = held.row.ends_at
    if told := said.get("indbragt"):
        council = next(each for each in cast.forums.values() if each.kind.nature == ForumNature.COUNCIL)
        waits = Item(
            forum=council, title=item.title, kind=item.kind, text=item.text, recommendation=item.recommendation,
            minutes=item.minutes, owner=item.owner, element=item.element, carried_from=item,
        )  # fmt: skip
        create_all(Item, [backdate_history(waits, at=at, by=held.row.responsible)], by=None)
        yield Referral(
            item=item, kind=ReferralKind.MEMBER, person=cast.people[told["hvem"]], words=told["ord"], to_forum=council,
            is_stayed=True, answered_by=waits, at=at,
        )  # fmt: skip
    if told := said.get("uenighed"):
        vice = next((person for person, role in held.seats if role == "Næstformand"), held.seats[0][0])
        yield Referral(item=item, kind=ReferralKind.DISAGREEMENT, person=vice, words=told, at=at)


def _load_agreed(items: Items, cast: Cast) -> None:
    made = [
        (item, _agreement(held, item, said["aftale"], cast))
        for held, item, said in items
        if "aftale" in said and held.is_past
    ]
    write([each for _item, each in made], cast)
    ItemCommitment.objects.bulk_create(
        [ItemCommitment(item=item, commitment=each.row) for item, each in made]
    )


def _agreement(held: Held, item: Item, told: dict[str, Any], cast: Cast) -> Agreement:
    """Due so many days from today; what is told to be done was done."""
    unit, today = told["enhed"], cast.story.today
    at = min(held.row.ends_at, cast.now)
    row = Commitment(
        unit=cast.units[unit], responsible=cast.people[cast.staff.leader(unit, today)], title=told["hvad"],
        element=item.element, about_none_because="" if item.element else "aftalt på mødet", agreed_on=held.row.on,
        due_on=max(today + timedelta(days=told["frist"]), held.row.on), said_at=str(held.row), forum=held.row.forum,
        visibility=Visibility.INTERNAL, created_at=at,
    )  # fmt: skip
    by = held.row.responsible
    assert by is not None
    outcome = "done" if "gjort" in told else ""
    return Agreement(
        backdate_history(row, at=at, by=by),
        f"{held.row} {told['hvad']}",
        by,
        (),
        outcome,
        told.get("gjort", ""),
    )
