"""Proposals: put forward, changed, taken back, answered, sent on, and the answer read."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pejling.activity.actions import log
from pejling.agreements.models import Answer, Proposal, ProposalAnswer, ProposalShare
from pejling.core.dates import today
from pejling.core.history import create_all, save, save_edit, update_all
from pejling.core.locking import lock, lock_all
from pejling.core.permissions import require
from pejling.organisation.actions.openness import (
    lock_receiver,
    refuse_left,
    require_forum,
    require_open,
)
from pejling.organisation.authority import authority_of
from pejling.organisation.models import Unit
from pejling.organisation.visibility import Visibility

if TYPE_CHECKING:
    from pejling.direction.models import Element
    from pejling.organisation.models import Forum
    from pejling.people.models import Person


class Facts(TypedDict, total=False):
    """What is said in a proposal, and to whom."""

    kind: str
    title: str
    text: str
    element: "Element | None"
    to_unit: Unit | None
    to_forum: "Forum | None"
    said_at: str
    answer_by: date
    visibility: str


@transaction.atomic
def propose(
    *, unit: Unit, by: "Person", readers: "Collection[Person]" = (), **facts: Unpack[Facts]
) -> Proposal:
    """Put something forward on behalf of a unit.

    With `readers`, those who were there when it was said, what is for few is for them and not for the whole unit.
    """
    lock_ahead(unit, **facts)
    require(by, "agreements.begin", unit)
    proposal = Proposal(unit=unit, responsible=by, **facts)
    _check(proposal, by)
    save(proposal, by=by)
    _share(proposal, was_for_few=bool(readers), by=by)
    people = (
        {person.pk: person for person in readers}.values() if proposal.visibility == Visibility.SHARED else ()
    )
    shares = [ProposalShare(proposal=proposal, person=person) for person in people]
    create_all(ProposalShare, shares, by=by)
    log("agreements.proposed", proposal, by=by, receiver=proposal.receiver)
    return proposal


def lock_ahead(unit: Unit, **facts: Unpack[Facts]) -> None:
    """Lock what a proposal is to rest on, so that it does not end or go meanwhile; before what comes after it is locked."""
    require_open(*_units(unit, facts.get("to_unit")))
    _lock_other_ends(facts)


def _lock_other_ends(facts: Facts) -> None:
    _require_forum(facts.get("to_forum"))
    if (element := facts.get("element")) is not None:
        lock(element)


@transaction.atomic
def edit_proposal(proposal: Proposal, *, opened: int, by: "Person", **facts: Unpack[Facts]) -> Proposal:
    """Change it before it is answered. Raises `Stale` when somebody was faster."""
    if facts.get("to_unit"):
        require_open(*_units(facts["to_unit"]))
    _lock_other_ends(facts)
    row = lock(proposal)
    require(by, "agreements.edit_proposal", row)
    was_for_few, element_before = row.visibility == Visibility.SHARED, row.element_id
    for name, value in facts.items():
        setattr(row, name, value)
    _check(row, by, element_before)
    save_edit(row, opened=opened, by=by)
    _share(row, was_for_few=was_for_few, by=by)
    log("agreements.proposal_edited", row, by=by)
    return row


@transaction.atomic
def narrow(proposal: Proposal, *, readers: "Collection[Person]", by: "Person") -> None:
    """Let what all inside could read be for few, when that in which it was said is. The room has asked who may."""
    row = lock(proposal)
    if row.visibility != Visibility.INTERNAL:
        return
    _set(row, by, visibility=Visibility.SHARED)
    _share(row, was_for_few=True, by=by)
    known = set(row.shares.values_list("person", flat=True))
    shares = [ProposalShare(proposal=row, person=each) for each in readers if each.pk not in known]
    create_all(ProposalShare, shares, by=by)
    log("agreements.proposal_edited", row, by=by)


@transaction.atomic
def withdraw(proposal: Proposal, *, by: "Person") -> Proposal:
    """Take it back before it is answered."""
    row = lock(proposal)
    require(by, "agreements.edit_proposal", row)
    _set(row, by, withdrawn_at=timezone.now())
    log("agreements.proposal_withdrawn", row, by=by)
    return row


@transaction.atomic
def restore(proposal: Proposal, *, by: "Person") -> Proposal:
    """Put forward again what was taken back. With a unit that has ended meanwhile nobody would answer it."""
    require_open(*_units(proposal.to_unit))
    row = lock(proposal)
    was_withdrawn, row.withdrawn_at = row.withdrawn_at is not None, None
    require(by, "agreements.edit_proposal", row)
    if not was_withdrawn:
        raise ValidationError(_("Forslaget er ikke trukket tilbage."))
    _set(row, by, withdrawn_at=None)
    log("agreements.proposal_restored", row, by=by)
    return row


@transaction.atomic
def answer(
    proposal: Proposal,
    *,
    answer: Answer,
    words: str,
    by: "Person",
    to_unit: Unit | None = None,
    to_forum: "Forum | None" = None,
    answer_by: date | None = None,
) -> ProposalAnswer:
    """Answer it in words. Sent on, it lies with another and waits anew until `answer_by`."""
    require_open(*_units(to_unit))
    _require_forum(to_forum)
    row = lock(proposal)
    if not row.is_waiting:
        raise ValidationError(_("Der er allerede svaret på forslaget, eller det er trukket tilbage."))
    require(by, "agreements.answer", row)
    is_sent_on = answer == Answer.SENT_ON
    given = ProposalAnswer(
        proposal=row,
        answer=answer,
        words=words,
        from_unit=row.to_unit,
        from_forum=row.to_forum,
        by=by,
        on_behalf_of=authority_of(by).acts_for.get(row.to_unit_id or 0),
        sent_to_unit=to_unit if is_sent_on else None,
        sent_to_forum=to_forum if is_sent_on else None,
    )
    given.full_clean(exclude=["on_behalf_of", "from_unit", "from_forum", "sent_to_unit", "sent_to_forum"])
    if is_sent_on:
        _send_on(row, to_unit, to_forum, answer_by, by)
        given.save()
        log("agreements.sent_on", row, by=by, on_behalf_of=given.on_behalf_of, receiver=row.receiver)
    else:
        given.save()
        _set(row, by, answer=given)
        log("agreements.answered", row, by=by, on_behalf_of=given.on_behalf_of, answer=answer)
    return given


def _send_on(
    row: Proposal, to_unit: Unit | None, to_forum: "Forum | None", answer_by: date | None, by: "Person"
) -> None:
    if (to_unit is None) == (to_forum is None):
        raise ValidationError({"to_unit": _("Vælg én modtager: en enhed eller et forum.")})
    if (to_unit, to_forum) == (row.to_unit, row.to_forum):
        raise ValidationError({"to_unit": _("Der ligger forslaget allerede. Vælg en anden.")})
    if answer_by is None or answer_by < today():
        raise ValidationError({"answer_by": _("Skriv en dag, der ikke er gået.")})
    _set(row, by, to_unit=to_unit, to_forum=to_forum, answer_by=answer_by)
    _share(row, was_for_few=True, by=by)


@transaction.atomic
def withdraw_answer(given: ProposalAnswer, *, by: "Person") -> Proposal:
    """Take back the latest answer; what was sent on comes back to where it lay, if that has not ended."""
    is_sent_on = given.answer == Answer.SENT_ON
    require_open(*_units(given.from_unit if is_sent_on else given.proposal.to_unit))
    row = lock(given.proposal)
    lock(given)
    require(by, "agreements.withdraw_answer", given)
    latest = row.answers.active().order_by("-at", "-pk").first()
    if given.withdrawn_at is not None or latest is None or latest.pk != given.pk:
        raise ValidationError(_("Kun det seneste svar kan tages tilbage."))
    given.withdrawn_at = timezone.now()
    given.save()
    if is_sent_on:
        _set(row, by, to_unit=given.from_unit, to_forum=given.from_forum)
    else:
        _set(row, by, answer=None)
    log("agreements.answer_withdrawn", row, by=by)
    return row


@transaction.atomic
def read_answer(given: ProposalAnswer, *, by: "Person") -> None:
    """Who put it forward has read the answer."""
    row = lock(given.proposal)
    lock(given)
    if row.responsible_id in authority_of(by).people and given.read_at is None:
        given.read_at = timezone.now()
        given.save()


@transaction.atomic
def hand_over_proposal(proposal: Proposal, to: "Person", by: "Person") -> None:
    """Let another answer for what was put forward, and hear the answer."""
    lock_receiver(to)
    row = lock(proposal)
    require(by, "agreements.hand_over_proposal", row)
    refuse_left(to, field="responsible", before=row.responsible_id)
    _set(row, by, responsible=to)
    log("agreements.proposal_handed_over", row, by=by, person=to.name)


@transaction.atomic
def move_proposals(old: Unit, new: Unit, by: "Person | None") -> None:
    """Let another unit have what a unit that ends has put forward, and what waits for its answer."""
    rows = lock_all(Proposal.objects.filter(unit=old) | Proposal.objects.waiting().filter(to_unit=old))
    for row in rows:
        row.unit = new if row.unit_id == old.pk else row.unit
        row.to_unit = new if row.to_unit_id == old.pk and row.is_waiting else row.to_unit
        row.version += 1
    update_all(Proposal, rows, ["unit", "to_unit", "version"], by=by)
    for row in rows:
        log("agreements.proposal_moved", row, by=by, old=old.name, new=new.name)


def _units(*units: Unit | None) -> list[Unit]:
    """Each of them once: a unit may write to itself as well."""
    return list({unit.pk: unit for unit in units if unit is not None}.values())


def _require_forum(forum: "Forum | None") -> None:
    if forum is not None:
        require_forum(forum)


def _check(row: Proposal, by: "Person", before: int | None = None) -> None:
    if row.element is not None and row.element_id != before and not row.element.document.is_seen_by(by):
        raise ValidationError({"element": _("Valget findes ikke længere. Vælg igen.")})
    if (row.to_unit is None) == (row.to_forum is None):
        raise ValidationError({"to_unit": _("Vælg én modtager: en enhed eller et forum.")})
    if row.answer_by < row.put_on:
        raise ValidationError({"answer_by": _("Skriv en dag, der ikke er gået.")})
    row.full_clean()


def _share(row: Proposal, *, was_for_few: bool, by: "Person") -> None:
    """What is for few is for the unit that put it forward and for all with whom it has lain.

    What was for few already keeps those for whom it was.
    """
    if row.visibility != Visibility.SHARED:
        return
    own: set[tuple[int | None, int | None]] = set() if was_for_few else {(row.unit_id, None)}
    wanted = own | {(row.to_unit_id, row.to_forum_id)}
    known = {(share.unit_id, share.forum_id) for share in row.shares.all()}
    missing = [ProposalShare(proposal=row, unit_id=unit, forum_id=forum) for unit, forum in wanted - known]
    create_all(ProposalShare, missing, by=by)


def _set(row: Proposal, by: "Person", **values: object) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    save(row, by=by)
