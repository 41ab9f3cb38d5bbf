"""What conversations tell the others: a place in the menu, what waits, whether a plan lives, what was talked about."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from pejling.activity.verbs import Verbs
from pejling.chain.anchors import Anchor, RingQuarter
from pejling.conversations import duties, rules
from pejling.conversations.figures.life import discussed, explain_discussed, held, last_talked
from pejling.conversations.figures.tiles import conversations_tile
from pejling.conversations.models import Conversation, Kept
from pejling.conversations.verbs import VERBS
from pejling.core.dates import today
from pejling.core.permissions import Permissions, may
from pejling.core.rooms import Room
from pejling.desk.sources import ActivitySource
from pejling.initiatives.figures.liveness import Liveness
from pejling.organisation.authority import authority_of
from pejling.web.blocks import Block, Stylesheet
from pejling.web.menu import MenuEntry
from pejling.web.tiles import Tile

if TYPE_CHECKING:
    from pejling.agreements.models import Proposal
    from pejling.core.permissions import Viewer
    from pejling.organisation.models import Unit


def is_inside(viewer: "Viewer") -> bool:
    """Whether the viewer works here or sits in the council."""
    return authority_of(viewer).is_internal


def at_unit(unit: "Unit", viewer: "Viewer") -> dict[str, Any] | None:
    """The unit's conversation of this year, for those who have a part in it or may plan it."""
    known = Conversation.objects.known_to(viewer).filter(unit=unit, year=today().year).first()
    may_plan = may(viewer, "conversations.plan", unit)
    if known is None and not may_plan:
        return None
    is_read = known is not None and Conversation.objects.visible_to(viewer).filter(pk=known.pk).exists()
    return {
        "conversation": known,
        "is_read": is_read,
        "may_plan": may_plan,
        "unit": unit,
        "year": today().year,
    }


def on_agendas(proposal: "Proposal", viewer: "Viewer") -> dict[str, Any] | None:
    """The conversations ahead that the viewer has a part in, and on whose agenda the proposal stands or may be put."""
    rows = Conversation.objects.visible_to(viewer).filter(held_at=None, year__gte=today().year).distinct()
    ahead = [row for row in rows.for_list().order_by("year", "pk") if may(viewer, "conversations.note", row)]
    if not ahead:
        return None
    standing = set(proposal.on_agendas.values_list("conversation", flat=True))
    return {"lines": [(row, row.pk in standing) for row in ahead], "proposal": proposal}


def way_from_meetings(_nothing: None, viewer: "Viewer") -> dict[str, Any] | None:
    """The way from the meetings to the conversations, the agreements and the proposals."""
    return {} if is_inside(viewer) else None


ROOM = Room(
    Stylesheet("conversations/conversations.css"),
    MenuEntry(
        _("Møder og aftaler"), "meetings", 37, is_inside, also=("conversations", "commitments", "proposals", "shared_tasks")
    ),
    Block("meetings.head", "conversations", 10, "conversations/parts/way.html", way_from_meetings),
    Block("proposal", "agenda", 10, "conversations/parts/on_agendas.html", on_agendas),
    Block("element", "last_talked", 35, "conversations/parts/last_talked.html", last_talked),
    Block("unit", "conversation", 25, "conversations/parts/at_unit.html", at_unit),
    ActivitySource(
        "samtale", _("Strategiske samtaler"), Conversation, "conversation", "unit__name",
        Conversation.objects.visible_to, Conversation.objects.visible_to,
    ),
    Anchor(
        "conversations.discussed",
        RingQuarter.MANAGERIAL,
        _("Har det været på dagsordenen i en samtale, en kontrakt eller et direktionsmøde inden for et år?"),
        discussed,
        explain_discussed,
    ),
    Liveness("conversations.held", 40, held),
    Permissions(rules),
    Verbs("conversations", VERBS, {"kept": lambda code: str(Kept(code).label)}),
    Tile("conversations.held", _("Strategiske samtaler"), 35, conversations_tile),
    *duties.SOURCES,
)  # fmt: skip
