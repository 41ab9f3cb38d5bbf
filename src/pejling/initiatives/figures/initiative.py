"""One initiative as its page shows it: what it is, what is expected next, and how it has gone so far."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext as _

from pejling.core.formats import day
from pejling.core.permissions import may
from pejling.direction.marks import Sign
from pejling.direction.models import Visibility
from pejling.initiatives.figures.aims import AimLine, aims_of
from pejling.initiatives.figures.criteria import Criterion, read_criteria
from pejling.initiatives.figures.readiness import Development, read_development
from pejling.initiatives.figures.signs import phase_sign
from pejling.initiatives.models import Approver, Initiative, Milestone, Phase, PhaseStep, PublicText
from pejling.initiatives.phases import Move, move_between, moves_from
from pejling.initiatives.rules import may_take

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


@dataclass(frozen=True)
class InitiativeFigure:
    """What the page of an initiative shows, and what this viewer may do there."""

    phase: Sign
    expected: tuple[str, ...]
    partners: tuple[str, ...]
    aims: tuple[AimLine, ...]
    milestones: tuple[Milestone, ...]
    criteria: tuple[Criterion, ...]
    readiness: Development | None
    steps: tuple[PhaseStep, ...]
    moves: tuple[Move, ...]
    undoable: PhaseStep | None
    may_edit: bool
    is_public: bool
    public_texts: tuple[PublicText, ...]
    names_forum: bool

    @property
    def reached(self) -> int:
        """How many milestones are reached."""
        return sum(milestone.reached_on is not None for milestone in self.milestones)


def read_initiative(initiative: Initiative, viewer: "Viewer") -> InitiativeFigure:
    """The page's figure, in the same queries however much has happened. The viewer may see the initiative."""
    milestones = tuple(initiative.milestones.active())
    told = PhaseStep.objects.select_related("by", "on_behalf_of", "forum", "undoes")
    prefetch_related_objects([initiative], Prefetch("steps", told))
    steps = tuple(initiative.steps.all())
    has_gone = initiative.element.ended_on is not None
    moves = (
        () if has_gone else tuple(m for m in moves_from(initiative.phase) if may_take(viewer, initiative, m))
    )
    return InitiativeFigure(
        phase=phase_sign(initiative.phase),
        expected=tuple(expected(initiative, milestones)),
        partners=tuple(initiative.partners.order_by("unit__sort_key").values_list("unit__name", flat=True)),
        aims=tuple(aims_of(initiative.element, viewer)),
        milestones=milestones,
        criteria=tuple(read_criteria(initiative.element, viewer)),
        readiness=read_development(initiative),
        steps=steps[::-1],
        moves=moves,
        undoable=_undoable(initiative, steps, viewer),
        may_edit=may(viewer, "initiatives.edit", initiative),
        is_public=initiative.shows_status and initiative.element.document.visibility == Visibility.PUBLIC,
        public_texts=tuple(initiative.public_texts.active().order_by("-on", "-pk")),
        names_forum=initiative.phase == Phase.PROPOSED and names_forum(initiative),
    )


def _undoable(initiative: Initiative, steps: tuple[PhaseStep, ...], viewer: "Viewer") -> PhaseStep | None:
    """The latest step that stands, when this viewer may take it back."""
    undone = {step.undoes_id for step in steps if step.undoes_id}
    standing = [step for step in steps if not step.undoes_id and step.pk not in undone]
    if len(standing) < 2 or standing[-1].fate_id:
        return None
    move = move_between(standing[-1].before, standing[-1].after)
    allowed = may_take(viewer, initiative, move) if move else may(viewer, "initiatives.edit", initiative)
    return standing[-1] if allowed else None


def expected(initiative: Initiative, milestones: tuple[Milestone, ...]) -> list[str]:
    """What is expected next, most pressing first; nothing when it has ended."""
    if initiative.element.ended_on is not None:
        return [_("Punktet er ophørt den %(day)s.") % {"day": day(initiative.element.ended_on)}]
    if initiative.has_ended:
        return []
    return [*_of_milestones(initiative, milestones), *_of_phase(initiative, milestones)]


def _of_milestones(initiative: Initiative, milestones: tuple[Milestone, ...]) -> list[str]:
    found = []
    if initiative.is_overdue:
        found.append(_("Skulle have været slut den %(day)s.") % {"day": day(initiative.ends_on)})
    waiting = [milestone for milestone in milestones if milestone.reached_on is None]
    late = [milestone for milestone in waiting if milestone.is_overdue]
    for milestone in late:
        words = {"title": milestone.title, "day": day(milestone.due_on)}
        found.append(_("Delmålet »%(title)s« skulle være nået den %(day)s.") % words)
    for milestone in waiting[len(late) : len(late) + 1]:
        words = {"title": milestone.title, "day": day(milestone.due_on)}
        found.append(_("Næste delmål er »%(title)s« senest den %(day)s.") % words)
    return found


def _of_phase(initiative: Initiative, milestones: tuple[Milestone, ...]) -> list[str]:
    """What the phase waits for."""
    match initiative.phase:
        case Phase.IDEA:
            return [_("En idé. Foreslå den, når den er klar til at blive godkendt.")]
        case Phase.PROPOSED:
            return [_("Venter på at blive godkendt af %(name)s.") % {"name": approver_name(initiative)}]
        case Phase.APPROVED:
            return [_("Godkendt, og klar til at gå i gang.")]
        case Phase.PAUSED:
            return [_("Står stille, til den genoptages.")]
    if milestones and all(milestone.reached_on for milestone in milestones):
        return [_("Alle delmål er nået. Meld indsatsen gennemført, når den er det.")]
    return []


def names_forum(initiative: Initiative) -> bool:
    """Whether the plan names a forum, whose approval is written in."""
    named = Approver.objects.of(initiative.element.document)
    return named is not None and named.forum_id is not None


def approver_name(initiative: Initiative) -> str:
    """Who approves it, as the plan says."""
    named = Approver.objects.of(initiative.element.document)
    if named is not None:
        return str(named)
    return _("lederen af %(unit)s") % {"unit": initiative.element.document.unit}


@dataclass(frozen=True)
class Loose:
    """What is not finished when an initiative is said to be done. It warns and forbids nothing."""

    unjudged: tuple[Criterion, ...]
    unreached: tuple[Milestone, ...]


def loose_ends(initiative: Initiative, viewer: "Viewer") -> Loose:
    """Success criteria that nobody has judged, and milestones not reached."""
    criteria = read_criteria(initiative.element, viewer)
    waiting = initiative.milestones.active().filter(reached_on=None)
    return Loose(tuple(each for each in criteria if each.latest is None), tuple(waiting))
