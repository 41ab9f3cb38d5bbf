"""How items are found: by what they say and what was decided. Notes are no part of it, and private ones least of all."""

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pejling.core.formats import day
from pejling.meetings.models import Item
from pejling.organisation.authority import authority_of
from pejling.search.registry import ResultRank, SearchPlace, SearchSource, Text

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


def item_texts(rows: QuerySet[Item]) -> Iterator[Text]:
    """By its wording, and by what the minutes say once it is decided, as its page does."""
    found = rows.order_by().values_list("pk", "title", "recommendation", "text", "record", "decision")
    for pk, title, recommendation, text, record, decision in found:
        texts = (recommendation, text, record if decision else "")
        yield Text(pk, title, "\n".join(each for each in texts if each))


def ranks_of_items(found: Mapping[int, int]) -> dict[int, ResultRank]:
    """What was taken out of a backlog after what was not."""
    gone = Item.objects.filter(pk__in=found, dropped_at__isnull=False).order_by()
    return dict.fromkeys(gone.values_list("pk", flat=True), ResultRank.ENDED)


def visible_items(viewer: "Viewer") -> QuerySet[Item]:
    """Those that the viewer may read, and whose page they may open: it is for those inside."""
    rows = Item.objects.visible_to(viewer)
    return rows if authority_of(viewer).is_internal else rows.none()


def item_places(ids: Collection[int]) -> dict[int, SearchPlace]:
    """Each with its forum and the day of the meeting."""
    return {
        row.pk: SearchPlace(
            reverse("item", args=[row.pk]),
            row.title,
            row.recommendation or row.text,
            where=f"{row.forum}, {day(row.meeting.at)}" if row.meeting else str(row.forum),
        )
        for row in Item.objects.filter(pk__in=ids).for_page()
    }


SOURCES = (
    SearchSource(
        "item",
        _("Punkter på dagsordener"),
        Item,
        item_texts,
        visible_items,
        item_places,
        27,
        ranks_of_items,
    ),
)
