"""What was agreed and wished for: in conversations, at meetings and from day to day, with how it ended."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from pejling.agreements.models import (
    Answer,
    Closing,
    Commitment,
    CommitmentShare,
    Outcome,
    Proposal,
    ProposalAnswer,
)
from pejling.core.history import backdate_history, create_all
from pejling.demo.loading.cast import Cast
from pejling.demo.loading.draws import draw
from pejling.demo.loading.staff import working_day
from pejling.demo.people import toml
from pejling.organisation.visibility import Visibility
from pejling.people.models import Person

USUAL_ANSWER = timedelta(days=42)
LATE_SHARE = 5
"""One in so many agreements whose day has passed is not done yet; of what was agreed long ago one in many more."""
LONG_AGO = timedelta(days=250)
READ_AFTER = timedelta(days=2)


def book() -> dict[str, Any]:
    """All that is told of conversations, agreements and proposals."""
    found: dict[str, Any] = toml("forloeb/samtaler.toml")
    return found


@dataclass(frozen=True)
class Agreement:
    """What is to be written in: the row, who has part in it, and the words with which it ended."""

    row: Commitment
    key: str
    by: Person
    readers: tuple[Person, ...] = ()
    outcome: str = ""
    words: str = ""


def load_agreements(cast: Cast) -> None:
    """What was agreed at meetings and from day to day, and all proposals."""
    write(
        [_from_meeting(told, cast) for told in book()["aftaler"]],
        cast,
    )
    _load_proposals(cast)


def write(agreements: Iterable[Agreement], cast: Cast) -> None:
    """The rows with their history, who may read them, and how they ended."""
    agreements = list(agreements)
    create_all(Commitment, [each.row for each in agreements], by=None)
    create_all(
        CommitmentShare,
        [_share(each, person) for each in agreements for person in each.readers],
        by=None,
    )
    closings = [_closing(each, cast) for each in agreements if each.outcome]
    Closing.objects.bulk_create(closings, batch_size=500)
    for closing in closings:
        closing.commitment.closing = closing
    Commitment.objects.bulk_update([each.commitment for each in closings], ["closing"], batch_size=500)
    for each in agreements:
        cast.log.note("agreements.created", each.row, by=each.by, at=each.row.created_at)


def _share(agreement: Agreement, person: Person) -> CommitmentShare:
    share = CommitmentShare(commitment=agreement.row, person=person)
    return backdate_history(share, at=agreement.row.created_at, by=agreement.by)


def _closing(agreement: Agreement, cast: Cast) -> Closing:
    row, key = agreement.row, f"{agreement.key} closed"
    early = timedelta(days=draw(key, max(2, (row.due_on - row.agreed_on).days // 2)))
    on = working_day(min(max(row.due_on - early, row.agreed_on + timedelta(days=2)), cast.story.today))
    on = max(on, row.agreed_on)
    by = row.responsible or agreement.by
    at = cast.moment(on, key, after=row.created_at)
    if agreement.outcome == Outcome.DROPPED:
        cast.log.note("agreements.dropped", row, by=by, at=at, why=agreement.words)
    else:
        cast.log.note("agreements.done", row, by=by, at=at)
    return Closing(commitment=row, outcome=agreement.outcome, on=on, words=agreement.words, by=by, at=at)


def ended(
    told: dict[str, Any], key: str, agreed_on: date, due_on: date, on: date, late_share: int = LATE_SHARE
) -> tuple[str, str]:
    """How an agreement ended, and the words: most of what is due was done, some was given up, a little is late."""
    if due_on > on and draw(f"{key} early", 6):
        return "", ""
    late = late_share * (6 if agreed_on < on - LONG_AGO else 1)
    if due_on <= on and draw(f"{key} late", late) == 0:
        return "", ""
    if "droppet" in told and draw(f"{key} dropped", 5) == 0:
        return Outcome.DROPPED, told["droppet"]
    return Outcome.DONE, told["gjort"]


def given(told: dict[str, Any]) -> tuple[str, str]:
    """How an agreement that is told by hand ended."""
    if "droppet" in told:
        return Outcome.DROPPED, told["droppet"]
    return (Outcome.DONE, told["gjort"]) if "gjort" in told else ("", "")


def _from_meeting(told: dict[str, Any], cast: Cast) -> Agreement:
    agreed_on = working_day(cast.story.today - timedelta(days=told["dage"]))
    due_on = cast.story.today + timedelta(days=told.get("frist", -10))
    key, by = f"agreed {told['aftale']}", cast.people[told["hvem"]]
    at = cast.moment(agreed_on, key)
    row = Commitment(
        unit=cast.units[told["enhed"]],
        responsible=by,
        title=told["aftale"],
        element=cast.elements[told["om"]] if "om" in told else None,
        about_none_because=told.get("fordi", ""),
        forum=cast.forums[told["forum"]] if "forum" in told else None,
        agreed_on=agreed_on,
        due_on=max(due_on, agreed_on),
        visibility=Visibility.INTERNAL,
        created_at=at,
    )
    outcome, words = given(told)
    return Agreement(backdate_history(row, at=at, by=by), key, by, (), outcome, words)


def _load_proposals(cast: Cast) -> None:
    told = book()["forslag"]
    rows = create_all(Proposal, [_proposal(each, cast) for each in told], by=None)
    answers = [
        answer
        for row, each in zip(rows, told, strict=True)
        for answer in _answers(row, each.get("svar", ()), cast)
    ]
    ProposalAnswer.objects.bulk_create(answers)
    for answer in answers:
        if answer.answer != Answer.SENT_ON:
            answer.proposal.answer = answer
    Proposal.objects.bulk_update(rows, ["answer", "to_unit", "to_forum", "answer_by"])


def _proposal(told: dict[str, Any], cast: Cast) -> Proposal:
    on = working_day(cast.story.today - timedelta(days=told["dage"]))
    answer_by = cast.story.today + timedelta(days=told["svar_senest"]) if "svar_senest" in told else None
    by = cast.people[told["af"]]
    row = Proposal(
        unit=cast.units[told["fra"]],
        responsible=by,
        kind=told["type"],
        title=told["forslag"],
        text=told["tekst"],
        element=cast.elements[told["om"]],
        to_unit=cast.units[told["til"]] if "til" in told else None,
        to_forum=cast.forums[told["til_forum"]] if "til_forum" in told else None,
        put_on=on,
        answer_by=answer_by or on + USUAL_ANSWER,
        visibility=Visibility.INTERNAL,
    )
    return backdate_history(row, at=cast.moment(on, f"proposed {row.title}"), by=by)


def _answers(row: Proposal, told: Iterable[dict[str, Any]], cast: Cast) -> Iterator[ProposalAnswer]:
    at = row._history_date  # type: ignore[attr-defined]
    cast.log.note("agreements.proposed", row, by=row.responsible, at=at, receiver=row.receiver)
    for number, each in enumerate(told):
        on = working_day(row.put_on + timedelta(days=each["efter"]))
        key = f"{row.title} answer {number}"
        at = cast.moment(min(on, cast.story.today), key, after=at)
        unit, forum = row.to_unit, row.to_forum
        by = _who_answers(row, on, cast)
        sent_to = cast.units[each["videre"]] if "videre" in each else None
        read_at = at + READ_AFTER
        yield ProposalAnswer(
            proposal=row, answer=each["svar"], words=each["ord"], from_unit=unit, from_forum=forum,
            sent_to_unit=sent_to, by=by, at=at, read_at=read_at if read_at < cast.now else None,
        )  # fmt: skip
        if sent_to is None:
            cast.log.note("agreements.answered", row, by=by, at=at, answer=each["svar"])
        else:
            cast.log.note("agreements.sent_on", row, by=by, at=at, receiver=sent_to.name)
            row.to_unit, row.to_forum = sent_to, None
            row.answer_by = on + USUAL_ANSWER


def _who_answers(row: Proposal, on: date, cast: Cast) -> Person:
    """The leader of the unit that it lies with; for a forum the secretariat writes the answer in."""
    key = next((key for key, unit in cast.units.items() if unit == row.to_unit), None)
    return cast.people[cast.staff.leader(key, on)] if key else cast.secretary
