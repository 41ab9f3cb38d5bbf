"""The steps of an initiative from phase to phase, and taking one back that was taken by mistake."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pejling.core.dates import today
from pejling.core.formats import day
from pejling.core.history import save
from pejling.core.permissions import may
from pejling.initiatives.actions.asking import ask_approval
from pejling.initiatives.actions.locking import lock_with_document
from pejling.initiatives.actions.noting import absent, absent_approver, note_for
from pejling.initiatives.figures.aims import has_aim
from pejling.initiatives.models import ENDED, Approver, Initiative, Phase, PhaseStep
from pejling.initiatives.phases import Move, move_between
from pejling.initiatives.rules import require_step
from pejling.organisation.models import Forum

if TYPE_CHECKING:
    from pejling.people.models import Person

AT_ONCE = timedelta(minutes=10)
"""So long who took a step can take it back without giving a reason: the button was pressed by mistake."""


@transaction.atomic
def step(
    initiative: Initiative,
    phase: str,
    *,
    why: str = "",
    by: "Person",
    forum: Forum | None = None,
    item: str = "",
    on: date | None = None,
) -> PhaseStep:
    """Take an initiative to its next phase. An approval is given by whom the plan names; where that is a forum, it is
    written in with the day and the `item` of its agenda, for no member approves alone."""
    row = lock_with_document(initiative)
    move = move_between(row.phase, phase)
    if move is None:
        sentence = _("En indsats kan ikke gå fra »%(before)s« til »%(after)s«. Måske var en anden hurtigere.")
        raise ValidationError(sentence % {"before": row.get_phase_display(), "after": Phase(phase).label})
    require_step(by, row, move)
    taken_for = _approving_forum(row, forum) if move.is_approval else None
    if taken_for:
        _refuse_unsaid(on, item)
    on = on or today()
    _refuse_step(row, move, why, on)
    taken = PhaseStep(initiative=row, before=row.phase, after=phase, why=why.strip(), on=on)
    taken.forum, taken.item = taken_for, item
    _take(taken, move, by=by)
    _note_step(taken, by=by)
    if phase == Phase.PROPOSED:
        ask_approval(taken, by=by)
    return taken


def _refuse_unsaid(on: date | None, item: str) -> None:
    """What a forum has decided is found again by the day of its meeting and the item."""
    unsaid = {}
    if on is None:
        unsaid["on"] = _("Skriv dagen for mødet.")
    if not item.strip():
        unsaid["item"] = _("Skriv, hvilket punkt på dagsordenen det var.")
    if unsaid:
        raise ValidationError(unsaid)


def _refuse_ended(initiative: Initiative, phase: str) -> None:
    """Where the line is gone nothing goes on; work that was over when its document went does not begin anew either.

    Nobody had to say what should become of it.
    """
    element = initiative.element
    is_gone = element.ended_on is not None or element.fates.effective().exists()
    begins_anew = initiative.phase in ENDED and phase not in ENDED
    if is_gone or (begins_anew and element.document.is_out_of_force):
        raise ValidationError(_("Punktet er ophørt eller ført videre, så indsatsen kan ikke gå videre her."))


def _refuse_step(initiative: Initiative, move: Move, why: str, on: date) -> None:
    _refuse_ended(initiative, move.after)
    if move.needs_why and not why.strip():
        raise ValidationError({"why": _("Skriv, hvorfor.")})
    if on > today():
        raise ValidationError({"on": _("Datoen kan ikke ligge i fremtiden.")})
    if move.is_approval:
        require_aim(initiative)


def require_aim(initiative: Initiative) -> None:
    """What is approved, or more, contributes to an aim or says why to none; ValidationError in words."""
    if not has_aim(initiative):
        raise ValidationError(
            _("Knyt først indsatsen til et mål, eller skriv, hvorfor den ikke bidrager til noget.")
        )


def _approving_forum(initiative: Initiative, forum: Forum | None) -> Forum | None:
    """The forum that the plan names; None where it names a leader."""
    approver = Approver.objects.of(initiative.element.document)
    named = approver.forum if approver else None
    if forum is not None and forum != named:
        raise ValidationError({"forum": _("Planen nævner et andet forum som godkender.")})
    return named


def _take(taken: PhaseStep, move: Move | None, *, by: "Person") -> None:
    initiative = taken.initiative
    taken.by, taken.on_behalf_of = by, _absent(initiative, move, by)
    taken.full_clean(exclude=["by", "on_behalf_of"])
    taken.save()
    initiative.phase = taken.after
    save(initiative, by=by)


def _absent(initiative: Initiative, move: Move | None, by: "Person") -> "Person | None":
    """For whom a deputy takes the step: the approver where it is theirs to take, else who does the work."""
    if move and (move.is_approval or (move.is_answer and not may(by, "initiatives.edit", initiative))):
        return absent_approver(initiative, by)
    return absent(initiative, by)


def _note_step(taken: PhaseStep, *, by: "Person") -> None:
    row, whom = taken.initiative, taken.on_behalf_of
    if taken.after == Phase.APPROVED and taken.forum:
        note_for(
            whom, "approved_in_forum", row, by=by, forum=taken.forum.name, day=day(taken.on), item=taken.item
        )
    else:
        note_for(whom, "stepped", row, by=by, phase=taken.after)


@transaction.atomic
def take_back(initiative: Initiative, *, why: str = "", by: "Person") -> PhaseStep:
    """Take back the latest step, which was a mistake: a new step leads back, and says why. The first one stays."""
    row = lock_with_document(initiative)
    mistaken = latest_step(row)
    if mistaken is None:
        raise ValidationError(_("Der er intet faseskift at fortryde."))
    _refuse_ended(row, mistaken.before)
    move = move_between(mistaken.before, mistaken.after)
    require_step(by, row, move)
    if not why.strip() and not _is_fresh(mistaken, by):
        raise ValidationError({"why": _("Skriv, hvorfor faseskiftet fortrydes.")})
    why = why.strip() or _("Fortrudt med det samme.")
    back = PhaseStep(initiative=row, before=row.phase, after=mistaken.before, why=why, undoes=mistaken)
    _take(back, move, by=by)
    note_for(back.on_behalf_of, "step_taken_back", row, by=by, phase=mistaken.after, why=why)
    return back


def latest_step(initiative: Initiative) -> PhaseStep | None:
    """The latest step that stands and can be taken back; None when only the beginning is left."""
    return initiative.steps.active().exclude(before="").order_by("-at", "-pk").first()


def _is_fresh(taken: PhaseStep, by: "Person") -> bool:
    return taken.by_id == by.pk and taken.at > timezone.now() - AT_ONCE
