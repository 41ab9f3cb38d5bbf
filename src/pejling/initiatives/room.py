"""What initiatives tell the rooms below them: their place in the menu, on front and unit pages, in ring and lines."""

from datetime import time
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pejling.activity.verbs import Verbs
from pejling.core.periodic import Every, Periodic
from pejling.core.permissions import Permissions, may
from pejling.core.rooms import Room
from pejling.desk.commented import Commented
from pejling.desk.dates import DateSource
from pejling.desk.sources import ActivitySource
from pejling.direction.registries import DeletionGuard, FateFollower, NeedsNoFate
from pejling.initiatives import duties, rules, search, tasks
from pejling.initiatives.actions import fates
from pejling.initiatives.actions.initiatives import hand_over, move_initiatives
from pejling.initiatives.anchors import ANCHORS
from pejling.initiatives.figures import owned
from pejling.initiatives.figures.behind import work_behind
from pejling.initiatives.figures.life_signs import LIVENESS
from pejling.initiatives.figures.mine import my_plans, unit_plans
from pejling.initiatives.figures.plans import is_plan
from pejling.initiatives.figures.tiles import status_tile
from pejling.initiatives.figures.units import unit_status
from pejling.initiatives.mails import LETTER
from pejling.initiatives.models import ENDED, Initiative, StatusReport
from pejling.initiatives.verbs import VERBS
from pejling.initiatives.wordings import WORDINGS
from pejling.organisation.authority import authority_of
from pejling.organisation.belongings import Charge, TransferableRows
from pejling.web.blocks import Block, Stylesheet
from pejling.web.menu import Menu, MenuEntry
from pejling.web.tiles import Tile

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pejling.core.permissions import Viewer
    from pejling.direction.models import Document
    from pejling.people.models import Person


def plan_links(document: "Document", viewer: "Viewer") -> "dict[str, Any] | None":
    """The ways from a plan's text to its work and its life."""
    return {"document": document} if is_plan(document) and authority_of(viewer).is_internal else None


def led_by_person(person: "Person") -> "QuerySet[Initiative]":
    """The initiatives on the way that the person leads."""
    return Initiative.objects.unfinished().filter(lead=person).order_by("element__title", "pk")


INITIATIVES = ActivitySource(
    "indsats", _("Indsatser"), Initiative, "initiative", "element__title",
    lambda viewer: Initiative.objects.visible_to(viewer), owned.OWN, is_followed=True,
)  # fmt: skip

COMMENTED = (
    Commented(
        "indsats", Initiative, lambda viewer: Initiative.objects.visible_to(viewer),
        lambda row: row.element.title, lambda row: reverse("initiative", args=[row.pk]), beside=("element",),
    ),
    Commented(
        "status", StatusReport,
        lambda viewer: StatusReport.objects.filter(initiative__in=Initiative.objects.visible_to(viewer)),
        lambda row: _("Status: %(title)s") % {"title": row.initiative.element.title},
        lambda row: reverse("initiative", args=[row.initiative_id]),
        logged=lambda row: row.initiative, beside=("initiative__element",),
    ),
)  # fmt: skip

ROOM = Room(
    *COMMENTED,
    Stylesheet("initiatives/initiatives.css"),
    Stylesheet("initiatives/status.css"),
    MenuEntry(_("Planer"), "plans", 35, lambda viewer: authority_of(viewer).is_internal),
    MenuEntry(
        _("Status gennem mails"),
        "status_choices",
        50,
        lambda viewer: may(viewer, "initiatives.links"),
        Menu.ADMINISTRATION,
    ),
    Block("front", "plans", 6, "initiatives/parts/my_plans.html", my_plans),
    Block("unit", "plans", 15, "initiatives/parts/unit_plans.html", unit_plans),
    Block("unit", "status", 16, "initiatives/parts/unit_status.html", unit_status),
    Tile("initiatives.status", _("Status på indsatserne"), 10, status_tile),
    Block("document", "plan", 1, "initiatives/parts/plan_links.html", plan_links),
    Block("element", "initiative", 1, "initiatives/parts/element.html", work_behind),
    INITIATIVES,
    DateSource("initiatives.milestones", owned.milestones_ahead),
    DateSource("initiatives.ends", owned.ends_ahead),
    DateSource("initiatives.statuses", owned.statuses_ahead),
    Permissions(rules),
    Verbs("initiatives", VERBS, WORDINGS),
    LETTER,
    # What happens to initiatives when units end, lines get a fate, and somebody would delete a line.
    TransferableRows(
        "initiatives",
        _("Indsatser"),
        "initiative",
        lambda unit: Initiative.objects.filter(unit=unit).select_related("element"),
        move_initiatives,
    ),
    Charge("initiative", _("Indsatser"), "initiative", led_by_person, hand_over),
    FateFollower(fates.follow),
    NeedsNoFate(lambda: Q(initiative__phase__in=ENDED)),
    DeletionGuard(fates.stays_because),
    Periodic("initiatives.carry_due", Every.DAY, at=time(0, 10), run=tasks.carry_due),
    *search.SOURCES,
    *duties.SOURCES,
    *ANCHORS,
    *LIVENESS,
)
