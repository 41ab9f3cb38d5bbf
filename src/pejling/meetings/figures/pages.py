"""Meetings as other rooms' pages show them."""

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import ngettext

from pejling.core.dates import months_before, start_of, today
from pejling.core.formats import day, number
from pejling.meetings.models import Item, Meeting
from pejling.meetings.rules import may_plan, may_suggest
from pejling.meetings.words import outcome_sign, sign_of
from pejling.organisation.authority import authority_of, below, unit_parents
from pejling.web.tiles import Face, TileSubject

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer
    from pejling.direction.models import Element
    from pejling.organisation.models import Forum

SHOWN = 5


def of_forum(forum: "Forum", viewer: "Viewer") -> dict[str, Any] | None:
    """The forum's next meetings and its latest, of those that the viewer may see."""
    if not authority_of(viewer).is_internal:
        return None
    rows = Meeting.objects.visible_to(viewer).filter(forum=forum, cancelled_at=None).for_list()
    coming = list(rows.filter(at__gte=start_of(today())).order_by("at", "pk")[:3])
    last = list(rows.filter(at__lt=start_of(today())).order_by("-at", "pk")[:2])
    may = may_plan(viewer, forum) or may_suggest(viewer, forum)
    if not coming and not last and not may:
        return None
    return {
        "forum": forum,
        "coming": [(row, sign_of(row.state)) for row in coming],
        "last": [(row, sign_of(row.state)) for row in last],
        "all": reverse("forum_meetings", args=[forum.pk]),
    }


def talked_about(element: "Element", viewer: "Viewer") -> dict[str, Any] | None:
    """When an aim was last talked about at a meeting, and what came of it; only what the viewer may read."""
    if not authority_of(viewer).is_internal:
        return None
    rows = Item.objects.visible_to(viewer).filter(element=element, meeting__isnull=False)
    held = rows.filter(decision__isnull=False).for_page().order_by("-meeting__at", "-pk")
    coming = rows.filter(decision=None, meeting__called_at__isnull=False, meeting__cancelled_at=None)
    found = list(held[:SHOWN])
    ahead = list(
        coming.filter(meeting__at__gte=start_of(today())).for_page().order_by("meeting__at", "pk")[:2]
    )
    if not found and not ahead:
        return None
    return {
        "found": [(row, outcome_sign(row.decision.outcome)) for row in found if row.decision],
        "ahead": ahead,
    }


def decisions_tile(subject: TileSubject, viewer: "Viewer") -> Face | None:
    """How many decisions were made about the aims, or in the units' forums, within a year, and when the last one was."""
    if not authority_of(viewer).is_internal:
        return None
    rows = Item.objects.visible_to(viewer).filter(decision__isnull=False, is_standing=False)
    rows = rows.filter(meeting__at__gte=start_of(months_before(today(), 12)))
    if subject.units:
        rows = rows.filter(meeting__unit__in=below(set(subject.units), unit_parents()))
    elif subject.aims:
        rows = rows.filter(element__in=subject.aims)
    else:
        return None
    days = list(rows.order_by("-meeting__at").values_list("meeting__at", flat=True))
    if not days:
        return None
    words = ngettext(
        "punkt er afgjort det seneste år. Senest %(day)s.",
        "punkter er afgjort det seneste år. Senest %(day)s.",
        len(days),
    )
    return Face(figure=number(len(days)), words=words % {"day": day(days[0])}, url=reverse("meetings"))
