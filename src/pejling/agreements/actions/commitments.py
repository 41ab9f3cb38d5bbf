"""Agreements: written in, changed, handed over, carried into a plan, done, given up and opened again."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pejling.activity.actions import log
from pejling.agreements.models import Closing, Commitment, CommitmentShare, Outcome, Way
from pejling.core.dates import today
from pejling.core.history import create_all, save, save_edit, update_all
from pejling.core.locking import lock, lock_all
from pejling.core.permissions import require
from pejling.initiatives.actions.initiatives import begin_new
from pejling.initiatives.actions.milestones import add_milestone
from pejling.organisation.actions.openness import lock_receiver, refuse_left, require_open
from pejling.organisation.authority import authority_of
from pejling.organisation.models import Unit
from pejling.organisation.visibility import Visibility

if TYPE_CHECKING:
    from pejling.direction.models import Element, Section
    from pejling.initiatives.models import Initiative
    from pejling.organisation.models import Forum
    from pejling.people.models import Person


class Facts(TypedDict, total=False):
    """What is said of a commitment besides who does it and where."""

    title: str
    detail: str
    element: "Element | None"
    about_none_because: str
    agreed_on: date
    said_at: str
    forum: "Forum | None"
    due_on: date
    visibility: str


@transaction.atomic
def agree(*, unit: Unit, responsible: "Person | None", by: "Person", **facts: Unpack[Facts]) -> Commitment:
    """Write down what a unit takes on."""
    require_open(unit)
    require(by, "agreements.begin", unit)
    return take_on(unit=unit, responsible=responsible, by=by, **facts)


@transaction.atomic
def take_on(
    *,
    unit: Unit,
    responsible: "Person | None",
    by: "Person",
    readers: "Collection[Person]" = (),
    **facts: Unpack[Facts],
) -> Commitment:
    """Write down what was agreed where a room has rules of its own for who may: a conversation, a meeting.

    The room has asked them. With `readers`, those who were there, what is for few is for them and not for the whole unit.
    """
    lock_ahead(unit, responsible, facts.get("element"))
    refuse_left(responsible, field="responsible", before=None)
    commitment = Commitment(unit=unit, responsible=responsible, **facts)
    _check(commitment, by)
    save(commitment, by=by)
    _share(commitment, before=(Visibility.SHARED if readers else "", None, None), by=by)
    shares = [CommitmentShare(commitment=commitment, person=person) for person in readers]
    create_all(CommitmentShare, shares, by=by)
    _note("created", commitment, by=by)
    return commitment


def lock_ahead(unit: Unit, responsible: "Person | None", element: "Element | None") -> None:
    """Lock what an agreement is to rest on, so that it does not end meanwhile; before what comes after it is locked."""
    require_open(unit)
    lock_receiver(responsible)
    if element is not None:
        lock(element)


@transaction.atomic
def edit(
    commitment: Commitment,
    *,
    opened: int,
    unit: Unit,
    responsible: "Person | None",
    by: "Person",
    **facts: Unpack[Facts],
) -> Commitment:
    """Change a commitment that was opened on version `opened`; `Stale` when somebody was faster."""
    if unit.pk != commitment.unit_id:
        require_open(unit)
        require(by, "agreements.begin", unit)
    lock_receiver(responsible)
    if (element := facts.get("element")) is not None:
        lock(element)
    row = _locked(commitment, by)
    before, element_before = (row.visibility, row.forum_id, row.unit_id), row.element_id
    refuse_left(responsible, field="responsible", before=row.responsible_id)
    row.unit, row.responsible = unit, responsible
    for name, value in facts.items():
        setattr(row, name, value)
    _check(row, by, element_before)
    save_edit(row, opened=opened, by=by)
    _share(row, before=before, by=by)
    _note("edited", row, by=by)
    return row


@transaction.atomic
def narrow(commitment: Commitment, *, readers: "Collection[Person]", by: "Person") -> None:
    """Let what all inside could read be for few, when that in which it was said is. The room has asked who may."""
    row = lock(commitment)
    if row.visibility != Visibility.INTERNAL:
        return
    _set(row, by, visibility=Visibility.SHARED)
    _share(row, before=(Visibility.SHARED, row.forum_id, row.unit_id), by=by)
    known = set(row.shares.values_list("person", flat=True))
    shares = [CommitmentShare(commitment=row, person=each) for each in readers if each.pk not in known]
    create_all(CommitmentShare, shares, by=by)
    _note("edited", row, by=by)


@transaction.atomic
def finish(
    commitment: Commitment, *, words: str, by: "Person", on: date | None = None, way: Way = Way.PAGE
) -> Closing:
    """Say that it is done, and what shows it."""
    return _close(commitment, Outcome.DONE, words, on or today(), way, by)


@transaction.atomic
def drop(
    commitment: Commitment, *, words: str, by: "Person", on: date | None = None, way: Way = Way.PAGE
) -> Closing:
    """Give it up. It takes a reason."""
    if not words:
        raise ValidationError({"words": _("Skriv, hvorfor aftalen ikke bliver til noget.")})
    return _close(commitment, Outcome.DROPPED, words, on or today(), way, by)


@transaction.atomic
def reopen(closing: Closing, *, by: "Person") -> Commitment:
    """Take back that it ended."""
    row = lock(closing.commitment)
    lock(closing)
    require(by, "agreements.reopen", closing)
    if closing.withdrawn_at is not None or row.closing_id != closing.pk:
        raise ValidationError(_("Aftalen er åben allerede."))
    closing.withdrawn_at = timezone.now()
    closing.save()
    _set(row, by, closing=None)
    _note("reopened", row, by=by)
    return row


@transaction.atomic
def hand_over(commitment: Commitment, to: "Person", by: "Person") -> None:
    """Let another do it; all else stays as it is."""
    lock_receiver(to)
    row = _locked(commitment, by)
    refuse_left(to, field="responsible", before=row.responsible_id)
    _set(row, by, responsible=to)
    _note("handed_over", row, by=by, person=to.name)


@transaction.atomic
def move_commitments(old: Unit, new: Unit, by: "Person | None") -> None:
    """Let another unit have what is open of a unit that ends, and what it had agreed before."""
    rows = lock_all(Commitment.objects.filter(unit=old))
    for row in rows:
        row.unit = new
        row.version += 1
    update_all(Commitment, rows, ["unit", "version"], by=by)
    for row in rows:
        log("agreements.moved", row, by=by, old=old.name, new=new.name)


@transaction.atomic
def put_in_plan(commitment: Commitment, initiative: "Initiative", *, by: "Person") -> Commitment:
    """Make it a milestone of an initiative, due on the same day."""
    lock(initiative)
    row = _locked(commitment, by)
    _refuse_planned(row)
    milestone = add_milestone(initiative, title=row.title, due_on=row.due_on, by=by)
    _set(row, by, milestone=milestone)
    _note("put_in_plan", row, by=by, initiative=str(initiative))
    return row


@transaction.atomic
def make_initiative(commitment: Commitment, section: "Section", *, by: "Person") -> "Initiative":
    """Make it an initiative of its own in a unit's plan."""
    home = commitment.unit_id, commitment.responsible_id
    require_open(commitment.unit)
    lock_receiver(commitment.responsible)
    lock(section.document)
    row = _locked(commitment, by)
    _refuse_planned(row)
    if home != (row.unit_id, row.responsible_id):
        raise ValidationError(_("Aftalen er givet videre imens. Hent siden igen."))
    initiative = begin_new(
        section, title=row.title, unit=row.unit, lead=row.responsible, by=by, ends_on=row.due_on
    )
    _set(row, by, initiative=initiative)
    _note("made_initiative", row, by=by, initiative=str(initiative))
    return initiative


def _refuse_planned(row: Commitment) -> None:
    if row.initiative_id or row.milestone_id:
        raise ValidationError(_("Aftalen står allerede i en plan."))


def _locked(commitment: Commitment, by: "Person") -> Commitment:
    """As it stands now, when it is open and the person may change it."""
    row = lock(commitment)
    if not row.is_open:
        raise ValidationError(_("Aftalen er afsluttet. Åbn den igen, hvis der stadig er noget at gøre."))
    require(by, "agreements.edit", row)
    return row


def _close(commitment: Commitment, outcome: Outcome, words: str, on: date, way: Way, by: "Person") -> Closing:
    row = _locked(commitment, by)
    if on > today():
        raise ValidationError({"on": _("Aftalen kan ikke være gjort i fremtiden.")})
    closing = Closing(commitment=row, outcome=outcome, words=words, on=on, way=way, by=by)
    closing.on_behalf_of = absent(row, by)
    closing.full_clean(exclude=["on_behalf_of"])
    closing.save()
    _set(row, by, closing=closing)
    _note(outcome.value, row, by=by, **({"why": words} if outcome is Outcome.DROPPED else {}))
    return closing


def _check(row: Commitment, by: "Person", before: int | None = None) -> None:
    """It is about something that the one who writes may see, or what it was about `before`, or says why about nothing."""
    if row.element is not None and row.element_id != before and row.element_for(by) is None:
        raise ValidationError({"element": _("Valget findes ikke længere. Vælg igen.")})
    if row.element is None and not row.about_none_because:
        raise ValidationError(
            {
                "element": _(
                    "Vælg det mål eller den indsats, aftalen handler om, eller skriv, hvorfor der ikke er noget."
                )
            }
        )
    if row.element is not None:
        row.about_none_because = ""
    if row.agreed_on > today():
        raise ValidationError({"agreed_on": _("Aftalen kan ikke være indgået i fremtiden.")})
    row.full_clean()


def _share(row: Commitment, *, before: "tuple[str, int | None, int | None]", by: "Person") -> None:
    """What is for few is for the unit, and for the forum in which it was said; who reads it besides is left as it is.

    `before` is how open it was, the forum and the unit. What was for few from the beginning keeps those for whom it was;
    a forum or a unit that has it no more reads it no more.
    """
    if row.visibility != Visibility.SHARED:
        return
    was_for_few, old_forum, old_unit = before[0] == Visibility.SHARED, before[1], before[2]
    known = {(share.unit_id, share.forum_id): share for share in row.shares.filter(person=None)}
    for gone, is_other in (
        ((None, old_forum), old_forum != row.forum_id),
        ((old_unit, None), old_unit != row.unit_id),
    ):
        if is_other and (share := known.get(gone)):
            share._history_user = by  # type: ignore[attr-defined]
            share.delete()
    wanted: set[tuple[int | None, int | None]] = {(None, row.forum_id)} if row.forum_id else set()
    is_for_unit = not was_for_few or (old_unit, None) in known
    wanted |= {(row.unit_id, None)} if is_for_unit else set()
    missing = [
        CommitmentShare(commitment=row, unit_id=unit, forum_id=forum) for unit, forum in wanted - known.keys()
    ]
    create_all(CommitmentShare, missing, by=by)


def _set(row: Commitment, by: "Person", **values: object) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    save(row, by=by)


def absent(row: Commitment, by: "Person") -> "Person | None":
    """For whom somebody acts: the absent one who is to do it, or the absent leader of the unit; None for oneself."""
    authority = authority_of(by)
    if by.pk == row.responsible_id:
        return None
    if authority.leads(row.unit_id) and row.unit_id not in authority.acts_for:
        return None
    return authority.stands_in_for.get(row.responsible_id or 0) or authority.acts_for.get(row.unit_id)


def _note(verb: str, row: Commitment, *, by: "Person", **details: str) -> None:
    log(f"agreements.{verb}", row, by=by, on_behalf_of=absent(row, by), **details)
