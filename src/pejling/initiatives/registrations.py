"""What initiatives tell the rooms below them: their place in the menu, on front and unit pages, in ring and lines."""

from datetime import time
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pejling.core.periodic import Every, Periodic, register_periodic
from pejling.core.permissions import may
from pejling.desk.dates import DateSource, register_dates
from pejling.desk.panels import Panel, register_panel
from pejling.desk.things import Things, register_things
from pejling.direction.parts import Part, register_document_part, register_element_part
from pejling.direction.registries import register_follower, register_keeper, register_settled
from pejling.initiatives import anchors, duties, mails, search, tasks
from pejling.initiatives.actions import fates
from pejling.initiatives.actions.initiatives import hand_over, move_initiatives
from pejling.initiatives.figures import owned
from pejling.initiatives.figures.behind import work_behind
from pejling.initiatives.figures.mine import my_plans, unit_plans
from pejling.initiatives.figures.plans import is_plan
from pejling.initiatives.figures.units import unit_status
from pejling.initiatives.models import ENDED, Initiative
from pejling.organisation.belongings import Belonging, Charge, register_belonging, register_charge
from pejling.organisation.parts import UnitPart, register_unit_part
from pejling.organisation.standing import standing_of
from pejling.web.menu import MenuEntry, administration, menu
from pejling.web.stylesheets import register_stylesheet

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pejling.core.permissions import Viewer
    from pejling.direction.models import Document
    from pejling.people.models import Person


def register() -> None:
    """Tell them all; told again, nothing is doubled."""
    register_stylesheet("initiatives/initiatives.css")
    register_stylesheet("initiatives/status.css")
    mails.register()
    anchors.register()
    duties.register()
    search.register()
    menu.register(MenuEntry(_("Planer"), "plans", 35, lambda viewer: standing_of(viewer).is_internal))
    administration.register(
        MenuEntry(
            _("Status gennem mails"), "status_choices", 50, lambda viewer: may(viewer, "initiatives.links")
        )
    )
    register_panel(Panel("plans", 6, "initiatives/parts/my_plans.html", my_plans))
    register_unit_part(UnitPart("plans", 15, "initiatives/parts/unit_plans.html", unit_plans))
    register_unit_part(UnitPart("status", 16, "initiatives/parts/unit_status.html", unit_status))
    register_document_part(Part("plan", 1, "initiatives/parts/plan_links.html", plan_links))
    register_element_part(Part("initiative", 1, "initiatives/parts/element.html", work_behind))
    register_charge(Charge("initiative", _("Indsatser"), "initiative", led_by_person, hand_over))
    _register_own()
    _follow_direction()


def led_by_person(person: "Person") -> "QuerySet[Initiative]":
    """The initiatives on the way that the person leads."""
    return Initiative.objects.unfinished().filter(lead=person).order_by("element__title", "pk")


def _register_own() -> None:
    """What has happened with one's own initiatives, and the days that they bring."""
    register_things(
        Things(
            "indsats", _("Indsatser"), Initiative, "initiative", "element__title",
            lambda viewer: Initiative.objects.visible_to(viewer), owned.told_of, is_followed=True,
        )
    )  # fmt: skip
    register_dates(DateSource("initiatives.milestones", owned.milestones_ahead, owned.milestones_told))
    register_dates(DateSource("initiatives.ends", owned.ends_ahead, owned.ends_told))
    register_dates(DateSource("initiatives.statuses", owned.statuses_ahead, owned.statuses_told))


def _follow_direction() -> None:
    """What happens to initiatives when units end, lines get a fate, and somebody would delete a line."""
    register_belonging(
        Belonging(
            "initiatives",
            _("Indsatser"),
            "initiative",
            lambda unit: Initiative.objects.filter(unit=unit).select_related("element"),
            move_initiatives,
        )
    )
    register_follower("initiatives", fates.follow)
    register_settled("initiatives", lambda: Q(initiative__phase__in=ENDED))
    register_keeper("initiatives", fates.stays_because)
    register_periodic(Periodic("initiatives.carry_due", Every.DAY, at=time(0, 10), run=tasks.carry_due))


def plan_links(document: "Document", viewer: "Viewer") -> "dict[str, Any] | None":
    """The ways from a plan's text to its work and its life."""
    return {"document": document} if is_plan(document) and standing_of(viewer).is_internal else None
