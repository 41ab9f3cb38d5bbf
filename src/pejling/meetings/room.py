"""What meetings tell the others: what comes, what waits, what was said of an aim, what is found."""

from datetime import time
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from pejling.activity.verbs import Verbs
from pejling.agreements.models import Proposal
from pejling.chain.anchors import AnchorSource
from pejling.core.periodic import Every, Periodic
from pejling.core.permissions import Permissions, may
from pejling.core.rooms import Room
from pejling.desk.sources import ActivitySource
from pejling.files.owners import FileOwner, Openness
from pejling.meetings import duties, rules, search, tasks
from pejling.meetings.actions.course import note, unset_assent
from pejling.meetings.actions.handing_over import hand_over_item, hand_over_meeting, move_meetings
from pejling.meetings.figures import pages
from pejling.meetings.figures.anchoring import discussed, explain_discussed
from pejling.meetings.mails import LETTER
from pejling.meetings.models import Item, Meeting, State
from pejling.meetings.verbs import VERBS
from pejling.organisation.authority import authority_of
from pejling.organisation.belongings import Charge, TransferableRows
from pejling.web.blocks import Block, Place, Stylesheet
from pejling.web.tiles import Tile

if TYPE_CHECKING:
    from typing import Any

    from django.db.models import QuerySet

    from pejling.core.permissions import Viewer
    from pejling.organisation.models import Unit
    from pejling.people.models import Person


def seen_meetings(viewer: "Viewer") -> "QuerySet[Meeting]":
    """Those that the viewer may see."""
    return Meeting.objects.visible_to(viewer)


def own_meetings(viewer: "Viewer") -> "QuerySet[Meeting]":
    """Those whose news the viewer is told: that they have a part in."""
    return Meeting.objects.visible_to(viewer).of_viewer(viewer)


def unfinished_of(person: "Person") -> "QuerySet[Meeting]":
    """The meetings that the person answers for, and that are not finished."""
    states = (State.DRAFT, State.CALLED, State.UNDER_WAY, State.CLOSED)
    return Meeting.objects.standing(*states).filter(responsible=person).order_by("at", "pk")


def presented_by(person: "Person") -> "QuerySet[Item]":
    """The items that the person is to present."""
    return Item.objects.undecided().filter(owner=person, dropped_at=None).order_by("position", "pk")


def meetings_of_unit(unit: "Unit") -> "QuerySet[Meeting]":
    """All meetings of the unit's forums."""
    return Meeting.objects.filter(unit=unit).order_by("at", "pk")


def way_to_agenda(proposal: Proposal, viewer: "Viewer") -> "dict[str, Any] | None":
    """From a proposal that waits for a forum onto its agenda."""
    if (
        proposal.to_forum is None
        or not proposal.is_waiting
        or not may(viewer, "meetings.plan", proposal.to_forum)
    ):
        return None
    standing = proposal.items.filter(dropped_at=None, decision=None)
    return None if standing.exists() else {"proposal": proposal}


def owners_of_files(viewer: "Viewer", openness: Openness) -> "QuerySet[Item]":
    """The items beside which the viewer may fetch files of one openness: each file as open as it says itself."""
    rows = Item.objects.visible_to(viewer)
    if openness == Openness.OPEN:
        return rows
    if openness == Openness.INTERNAL:
        return rows if authority_of(viewer).is_internal else rows.none()
    return Item.objects.filter(Item.closed_to(viewer))


def note_files(_verb: str, item: Item, *, by: "Any", **_details: "Any") -> None:
    """The log of the meeting says that enclosures were changed, never which: they may be closed."""
    if item.meeting is not None:
        unset_assent(item.meeting)
        note("files_changed", item.meeting, by=by)


ROOM = Room(
    Permissions(rules),
    Stylesheet("meetings/meetings.css"),
    Place("meetings.head"),
    Block("forum", "meetings", 20, "meetings/parts/of_forum.html", pages.of_forum),
    Block("element", "meetings", 38, "meetings/parts/about_element.html", pages.talked_about),
    Block("proposal.head", "agenda", 10, "meetings/parts/onto_agenda.html", way_to_agenda),
    TransferableRows("meetings", _("Møder"), "meeting", meetings_of_unit, move_meetings),
    Charge("meeting", _("Møder"), "meeting", unfinished_of, hand_over_meeting),
    Charge("item", _("Punkter på dagsordener"), "item", presented_by, hand_over_item),
    Tile("meetings.decisions", _("Afgjort på møder"), 32, pages.decisions_tile),
    FileOwner(
        "moedepunkter", Item, "item", owners_of_files, edit="meetings.edit_item",
        closed_to=_("Lukket: kun forummets medlemmer og dem, der er indkaldt"), note=note_files,
    ),
    ActivitySource(
        "moede", _("Møder"), Meeting, "meeting", "forum__name", seen_meetings, own_meetings,
    ),
    Periodic("meetings.forget_notes", Every.DAY, at=time(3, 40), run=tasks.forget_notes),
    AnchorSource("conversations.discussed", "meetings.discussed", discussed, explain_discussed),
    LETTER,
    Verbs("meetings", VERBS),
    *search.SOURCES,
    *duties.SOURCES,
)  # fmt: skip
