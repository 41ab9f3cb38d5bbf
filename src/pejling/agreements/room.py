"""What agreements tell the others: what was agreed about a thing, what waits, what is found."""

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pejling.activity.verbs import Verbs
from pejling.agreements import duties, rules, search
from pejling.agreements.actions.commitments import hand_over, move_commitments
from pejling.agreements.actions.proposals import hand_over_proposal, move_proposals
from pejling.agreements.actions.sharing import move_parts
from pejling.agreements.figures import pages
from pejling.agreements.models import Answer, Commitment, Part, Proposal, SharedTask
from pejling.agreements.verbs import VERBS
from pejling.core.permissions import Permissions
from pejling.core.prepared import Given
from pejling.core.rooms import Room
from pejling.desk.sources import ActivitySource, Mine
from pejling.organisation.authority import Authority
from pejling.organisation.belongings import Charge, TransferableRows
from pejling.web.blocks import Block, Place
from pejling.web.tiles import Tile

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pejling.core.permissions import Viewer
    from pejling.organisation.models import Unit
    from pejling.people.models import Person


def _own_commitments(_given: type[Given], authority: Authority) -> "QuerySet[Commitment]":
    """Those whose news one is told: what they have taken on, and what the units do that they lead."""
    theirs = Q(responsible__in=authority.people) | Q(unit__in=authority.led_themselves)
    return Commitment.objects.filter(Commitment.seen_with(authority), theirs)


def _own_proposals(_given: type[Given], authority: Authority) -> "QuerySet[Proposal]":
    """Those that one put forward."""
    return Proposal.objects.filter(Proposal.seen_with(authority), responsible__in=authority.people)


def open_of(person: "Person") -> "QuerySet[Commitment]":
    """What the person has taken on and not done yet."""
    return Commitment.objects.open().filter(responsible=person).order_by("due_on", "pk")


def waiting_of(person: "Person") -> "QuerySet[Proposal]":
    """What the person put forward and waits for an answer to."""
    return Proposal.objects.waiting().filter(responsible=person).order_by("answer_by", "pk")


def commitments_of_unit(unit: "Unit") -> "QuerySet[Commitment]":
    """All that the unit has agreed."""
    return Commitment.objects.filter(unit=unit)


def proposals_of_unit(unit: "Unit") -> "QuerySet[Proposal]":
    """What the unit has put forward, and what waits for its answer."""
    return Proposal.objects.filter(unit=unit) | Proposal.objects.waiting().filter(to_unit=unit)


def tasks_of_unit(unit: "Unit") -> "QuerySet[SharedTask]":
    """What the unit has to do with shared tasks."""
    return SharedTask.objects.filter(parts__unit=unit).distinct()


def no_tasks(_viewer: "Viewer") -> "QuerySet[SharedTask]":
    """Nobody owns them, so nobody is told of them."""
    return SharedTask.objects.none()


ROOM = Room(
    Place("proposal"),
    Place("proposal.head"),
    Block("unit", "agreements", 30, "agreements/parts/open_here.html", pages.at_unit),
    Block("forum", "agreements", 30, "agreements/parts/open_here.html", pages.of_forum),
    Block("element", "agreements", 40, "agreements/parts/about_element.html", pages.about_element),
    Tile("agreements.open", _("Aftaler, der ikke er gjort"), 30, pages.commitments_tile),
    ActivitySource(
        "aftale", _("Aftaler"), Commitment, "commitment", "title",
        lambda viewer: Commitment.objects.visible_to(viewer), Mine(_own_commitments),
    ),
    ActivitySource(
        "forslag", _("Forslag"), Proposal, "proposal", "title",
        lambda viewer: Proposal.objects.visible_to(viewer), Mine(_own_proposals),
    ),
    Permissions(rules),
    Verbs("agreements", VERBS, {"answer": lambda code: str(Answer(code).label), "part": lambda code: str(Part(code).label)}),
    TransferableRows("commitments", _("Aftaler"), "commitment", commitments_of_unit, move_commitments),
    TransferableRows("proposals", _("Forslag"), "proposal", proposals_of_unit, move_proposals),
    TransferableRows("task_parts", _("Dele i fælles opgaver"), "shared_task", tasks_of_unit, move_parts),
    ActivitySource(
        "faelles-opgave", _("Fælles opgaver"), SharedTask, "shared_task", "title",
        lambda viewer: SharedTask.objects.visible_to(viewer), no_tasks,
    ),
    Charge("commitment", _("Aftaler"), "commitment", open_of, hand_over),
    Charge("proposal", _("Forslag, der venter på svar"), "proposal", waiting_of, hand_over_proposal),
    *search.SOURCES,
    *duties.SOURCES,
)  # fmt: skip
