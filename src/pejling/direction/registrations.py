"""What direction tells the rooms below it: its place in the menu, on the front and unit pages, and what units own."""

from django.utils.translation import gettext_lazy as _

from pejling.core.permissions import may
from pejling.desk.dates import DateSource, register_dates
from pejling.desk.panels import Panel, register_panel
from pejling.desk.things import Things, register_things
from pejling.direction import duties
from pejling.direction.actions.handing_over import (
    documents_of,
    elements_of,
    hand_over_document,
    hand_over_element,
)
from pejling.direction.actions.moving import move_documents
from pejling.direction.figures import mine, owned
from pejling.direction.figures.first_steps import first_steps, first_thread
from pejling.direction.models import Contribution, Document, Element
from pejling.organisation.belongings import Belonging, Charge, register_belonging, register_charge
from pejling.organisation.parts import UnitPart, register_unit_part
from pejling.web.menu import MenuEntry, administration, menu
from pejling.web.stylesheets import register_stylesheet


def register() -> None:
    """Tell them all; told again, nothing is doubled."""
    register_stylesheet("direction/direction.css")
    _register_entries()
    _register_units_parts()
    _register_panels()
    duties.register()
    register_dates(DateSource("direction.documents", owned.dates_of_documents, owned.dates_told))
    _register_things()


def _register_entries() -> None:
    """Where direction stands in the menu and in administration."""
    menu.register(
        MenuEntry(_("Retning"), "documents", 20),
        MenuEntry(_("Kæden"), "chain", 30),
        MenuEntry(_("Pejlinger"), "bearings", 40),
    )
    administration.register(
        MenuEntry(_("Typer af dokumenter"), "kinds", 40, lambda viewer: may(viewer, "direction.kinds"))
    )


def _register_units_parts() -> None:
    """What units own of it, and what their pages show."""
    register_belonging(
        Belonging(
            "documents",
            _("Dokumenter"),
            "document",
            lambda unit: Document.objects.filter(unit=unit),
            move_documents,
        )
    )
    register_charge(Charge("document", _("Dokumenter"), "document", documents_of, hand_over_document))
    register_charge(Charge("element", _("Punkter"), "element", elements_of, hand_over_element))
    register_unit_part(UnitPart("bearings", 10, "direction/parts/unit_bearings.html", mine.unit_bearings))
    register_unit_part(UnitPart("documents", 20, "direction/parts/unit_documents.html", mine.unit_documents))


def _register_panels() -> None:
    """What it shows on the front page."""
    register_panel(
        Panel(
            "first_steps",
            1,
            "direction/parts/first_steps.html",
            first_steps,
            is_first=True,
            unless=first_thread,
        )
    )
    register_panel(Panel("adopted", 8, "direction/parts/my_forums_documents.html", mine.my_forums_documents))
    register_panel(Panel("documents", 10, "direction/parts/my_documents.html", mine.my_documents))
    register_panel(Panel("bearings", 20, "direction/parts/my_bearings.html", mine.my_bearings))
    register_panel(Panel("public", 40, "direction/parts/public_direction.html", mine.public_direction))


def _register_things() -> None:
    """What happens in a document happens to it, to its lines and to their ties; it is the document that one follows."""
    register_things(
        Things(
            "dokument", _("Dokumenter"), Document, "document", "title",
            lambda viewer: Document.objects.visible_to(viewer), owned.told_of, is_followed=True,
        )
    )  # fmt: skip
    register_things(
        Things(
            "punkt", _("Punkter"), Element, "element", "title",
            lambda viewer: Element.objects.visible_to(viewer), owned.elements_told_of,
        )
    )  # fmt: skip
    register_things(
        Things(
            "bidrag", _("Bidrag"), Contribution, "element", "lower__document__title",
            lambda viewer: Contribution.objects.visible_to(viewer), owned.ties_told_of, page="lower_id",
        )
    )  # fmt: skip
