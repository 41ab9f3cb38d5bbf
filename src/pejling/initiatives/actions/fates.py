"""What becomes of the work when direction changes: it follows its line, or it stops because its line does not live on.

What is carried on or moved keeps its reports, milestones and verdicts under its line in the new document. What lapses, is
merged or is split stops with the reason: what takes over from it is work of its own. All of it is undone with the fate.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from pejling.activity.actions import log
from pejling.core.dates import today
from pejling.core.history import save
from pejling.core.locking import lock_all
from pejling.direction.models import Element, Fate, FateKind
from pejling.initiatives.models import ENDED, Initiative, Phase, PhaseStep

if TYPE_CHECKING:
    from pejling.people.models import Person

FOLLOWED = (FateKind.CARRIED_ON, FateKind.MOVED)


@transaction.atomic
def follow(fates: Sequence[Fate], by: "Person | None") -> None:
    """Let initiatives go with the fates of their lines: those of today and before now, later ones on their day."""
    carry([fate for fate in fates if fate.effective_on and fate.effective_on <= today()], by=by)
    bring_back([fate for fate in fates if fate.effective_on is None], by=by)


@transaction.atomic
def carry_due() -> int:
    """Carry what has come due since; answers how many fates that were. The system does it of itself every night."""
    waiting = Fate.objects.effective().filter(element__initiative__isnull=False)
    _by_element(waiting.values_list("element", flat=True))
    due = list(waiting.exclude(element__initiative__phase__in=ENDED).order_by("pk"))
    carry(due, by=None)
    return len(due)


def carry(fates: Sequence[Fate], *, by: "Person | None") -> None:
    """Let unfinished initiatives follow their lines, or stop."""
    lines = {fate.element_id for fate in fates} | {fate.to_id for fate in fates if fate.to_id}
    at = _by_element(lines)
    heirs = Element.objects.select_related("document").in_bulk([fate.to_id for fate in fates if fate.to_id])
    for fate in fates:
        initiative = at.get(fate.element_id)
        if initiative is None or initiative.phase in ENDED:
            continue
        heir = heirs.get(fate.to_id or 0)
        if fate.kind in FOLLOWED and heir is not None and heir.pk not in at:
            _move(initiative, heir, by=by)
            at[heir.pk] = at.pop(fate.element_id)
        else:
            _stop(initiative, fate, heir, by=by)


def _by_element(elements: Iterable[int]) -> dict[int, Initiative]:
    rows = Initiative.objects.filter(element__in=list(elements)).select_related("element__document")
    return {row.element_id: row for row in lock_all(rows)}


def _move(initiative: Initiative, element: Element, *, by: "Person | None") -> None:
    initiative.element = element
    initiative.version += 1
    save(initiative, by=by)
    log("initiatives.carried_over", initiative, by=by, document=element.document.title)


def _stop(initiative: Initiative, fate: Fate, heir: Element | None, *, by: "Person | None") -> None:
    why = fate.why or _("Lever videre i »%(heir)s«.") % {"heir": heir.title if heir else ""}
    _take(initiative, Phase.STOPPED, why, fate, None, by=by)


def bring_back(fates: Sequence[Fate], *, by: "Person | None") -> None:
    """The fates were a mistake: what followed them goes back to its old line, and what stopped goes on where it was."""
    lines = {fate.to_id for fate in fates if fate.to_id} | {fate.element_id for fate in fates}
    stops = PhaseStep.objects.active().filter(fate__in=fates)
    theirs = Q(element__in=lines) | Q(pk__in=stops.values("initiative"))
    rows = {row.pk: row for row in lock_all(Initiative.objects.filter(theirs))}
    at = {row.element_id: row for row in rows.values()}
    for fate in fates:
        moved = at.get(fate.to_id or 0)
        if moved is not None and fate.element_id not in at and _came_from(moved, fate.element_id):
            _move(moved, Element.objects.select_related("document").get(pk=fate.element_id), by=by)
            at[fate.element_id] = at.pop(fate.to_id or 0)
    for stopped in stops:
        initiative = rows[stopped.initiative_id]
        if initiative.phase == Phase.STOPPED:
            why = _("Punktets skæbne er taget tilbage.")
            _take(initiative, stopped.before, why, None, stopped, by=by)


def _came_from(initiative: Initiative, element: int) -> bool:
    """Whether it stood behind the old line before; else it was begun where it stands."""
    return bool(initiative.history.filter(element_id=element).exists())


def _take(
    initiative: Initiative,
    phase: str,
    why: str,
    fate: Fate | None,
    undoes: PhaseStep | None,
    *,
    by: "Person | None",
) -> None:
    """A step that nobody decided by itself, because it follows from a fate."""
    PhaseStep.objects.create(
        initiative=initiative,
        before=initiative.phase,
        after=phase,
        why=why[:1_000],
        fate=fate,
        undoes=undoes,
        by=by,
    )
    initiative.phase = phase
    save(initiative, by=by)
    log("initiatives.stepped", initiative, by=by, phase=phase)


def stays_because(element: Element) -> str:
    """Why a line that is followed as an initiative stays what it is."""
    if not Initiative.objects.filter(element=element).exists():
        return ""
    return _(
        "»%(title)s« følges som indsats med status og delmål. Stop indsatsen, eller afslut punktet, så historien bevares."
    ) % {"title": element.title}
