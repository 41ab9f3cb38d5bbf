"""What direction tells the others: its place in the menu, on the front and unit pages, and what units own."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pejling.activity.verbs import Verbs
from pejling.core.permissions import Permissions, may
from pejling.core.rooms import Room
from pejling.desk.commented import Commented
from pejling.desk.dates import DateSource
from pejling.desk.sources import ActivitySource
from pejling.direction import duties, rules, search
from pejling.direction.actions.handing_over import (
    documents_of,
    elements_of,
    hand_over_document,
    hand_over_element,
)
from pejling.direction.actions.moving import move_documents
from pejling.direction.actions.noting import note_file
from pejling.direction.figures import mine, owned
from pejling.direction.figures.first_steps import first_steps
from pejling.direction.grounds import GROUNDS
from pejling.direction.models import Contribution, Document, Element
from pejling.direction.models.documents import owners_of_files
from pejling.direction.verbs import VERBS
from pejling.direction.wordings import WORDINGS
from pejling.files.owners import FileOwner
from pejling.organisation.belongings import Charge, TransferableRows
from pejling.web.blocks import Block, Place, Stylesheet
from pejling.web.menu import Menu, MenuEntry

DOCUMENTS = ActivitySource(
    "dokument", _("Dokumenter"), Document, "document", "title",
    lambda viewer: Document.objects.visible_to(viewer), owned.OWN_DOCUMENTS, is_followed=True,
    also=owned.bearings_heard_of,
)  # fmt: skip
ELEMENTS = ActivitySource(
    "punkt", _("Punkter"), Element, "element", "title",
    lambda viewer: Element.objects.visible_to(viewer), owned.OWN_ELEMENTS,
)  # fmt: skip
TIES = ActivitySource(
    "bidrag", _("Bidrag"), Contribution, "element", "lower__document__title",
    lambda viewer: Contribution.objects.visible_to(viewer), owned.OWN_TIES, page="lower_id",
)  # fmt: skip
AIMS = Commented(
    "maal", Element, lambda viewer: Element.objects.visible_to(viewer).aims(),
    lambda element: element.title, lambda element: reverse("element", args=[element.pk]),
)  # fmt: skip

ROOM = Room(
    AIMS,
    Stylesheet("direction/direction.css"),
    Place("front.adopted"),
    Place("document"),
    Place("document.head"),
    Place("document.links"),
    Place("element"),
    Place("element.head"),
    Place("element.ties"),
    Place("element.side"),
    Place("element.line", of_lines=True),
    MenuEntry(_("Retning"), "documents", 20),
    MenuEntry(_("Pejlinger"), "bearings", 40),
    MenuEntry(
        _("Typer af dokumenter"),
        "kinds",
        40,
        lambda viewer: may(viewer, "direction.kinds"),
        Menu.ADMINISTRATION,
    ),
    Block("front.first", "first_steps", 1, "direction/parts/first_steps.html", first_steps),
    Block("front", "adopted", 8, "direction/parts/my_forums_documents.html", mine.my_forums_documents),
    Block("front", "documents", 10, "direction/parts/my_documents.html", mine.my_documents),
    Block("front", "bearings", 20, "direction/parts/my_bearings.html", mine.my_bearings),
    Block("front", "set_bearings", 21, "direction/parts/set_bearings.html", mine.set_bearings),
    Block("front.public", "documents", 40, "direction/parts/public_direction.html", mine.public_direction),
    Block("unit", "bearings", 10, "direction/parts/unit_bearings.html", mine.unit_bearings),
    Block("unit", "documents", 20, "direction/parts/unit_documents.html", mine.unit_documents),
    DateSource("direction.documents", owned.dates_of_documents),
    # What happens in a document happens to it, to its lines and to their ties; it is the document that one follows.
    DOCUMENTS,
    ELEMENTS,
    TIES,
    Permissions(rules),
    Verbs("direction", VERBS, WORDINGS),
    FileOwner(
        "dokumenter",
        Document,
        "document",
        owners_of_files,
        edit="direction.edit",
        closed_to=_("Lukket: kun dem, der redigerer dokumentet"),
        note=note_file,
    ),
    TransferableRows(
        "documents",
        _("Dokumenter"),
        "document",
        lambda unit: Document.objects.filter(unit=unit),
        move_documents,
    ),
    Charge("document", _("Dokumenter"), "document", documents_of, hand_over_document),
    Charge("element", _("Punkter"), "element", elements_of, hand_over_element),
    *search.SOURCES,
    *duties.SOURCES,
    *GROUNDS,
)
