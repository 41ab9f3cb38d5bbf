"""How the pages of this room find a meeting and an item, and the way to them."""

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from pejling.core.formats import day
from pejling.core.keys import read_key
from pejling.meetings.models import Item, Meeting
from pejling.organisation.models import Forum
from pejling.organisation.views.fetching import require_inside

if TYPE_CHECKING:
    from pejling.web.requests import Request


def seen_meeting(request: "Request", pk: int) -> Meeting:
    """The meeting, if the viewer may see it."""
    return get_object_or_404(Meeting.objects.visible_to(request.user).for_list(), pk=pk)


def inside_meeting(request: "Request", pk: int) -> Meeting:
    """The same, for pages that are for those inside alone."""
    require_inside(request)
    return seen_meeting(request, pk)


def seen_item(request: "Request", pk: int) -> Item:
    """The item, if the viewer may read it."""
    require_inside(request)
    return get_object_or_404(Item.objects.visible_to(request.user).for_page(), pk=pk)


def item_on_agenda(request: "Request", pk: int) -> tuple[Item, Meeting]:
    """The item with its meeting; what waits in a backlog has none."""
    item = seen_item(request, pk)
    if item.meeting is None:
        raise Http404
    return item, item.meeting


def seen_forum(request: "Request", pk: int) -> Forum:
    """The forum, if the viewer may see the organisation."""
    require_inside(request)
    return get_object_or_404(Forum.objects.visible_to(request.user).select_related("kind", "unit"), pk=pk)


def asked_forum(request: "Request") -> Forum | None:
    """The forum that the address names."""
    key = read_key(request.GET.get("forum"))
    return Forum.objects.visible_to(request.user).filter(pk=key).first() if key else None


def meeting_page(meeting: Meeting) -> str:
    """Where it is read."""
    return reverse("meeting", args=[meeting.pk])


def run_page(meeting: Meeting) -> str:
    """Where it is run from."""
    return reverse("meeting_run", args=[meeting.pk])


def item_page(item: Item) -> str:
    """Where it is read."""
    return reverse("item", args=[item.pk])


def way_to(meeting: Meeting) -> list[tuple[str, str]]:
    """The links above a page about it."""
    return [(_("Møder"), reverse("meetings")), (f"{meeting.forum} {day(meeting.at)}", meeting_page(meeting))]


def way_to_forum(forum: Forum) -> list[tuple[str, str]]:
    """The links above a page about a forum's meetings."""
    return [(_("Møder"), reverse("meetings")), (forum.name, reverse("forum_meetings", args=[forum.pk]))]


def way_to_item(item: Item) -> list[tuple[str, str]]:
    """The links above a page about an item."""
    above = way_to(item.meeting) if item.meeting else way_to_forum(item.forum)
    return [*above, (item.title, item_page(item))]
