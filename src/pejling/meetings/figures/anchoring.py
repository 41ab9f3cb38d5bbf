"""What meetings tell the ring: that an aim was on an agenda of the board or another forum within a year."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pejling.chain.anchors import AimSet, Explanation, Reason
from pejling.chain.graph import Strength
from pejling.core.dates import months_before, start_of
from pejling.core.formats import day
from pejling.files.owners import Openness
from pejling.meetings.models import Item
from pejling.organisation.visibility import Visibility

if TYPE_CHECKING:
    from pejling.chain.anchors import AimViewer
    from pejling.meetings.models.items import ItemQuerySet


def discussed(aims: AimSet) -> Mapping[int, Strength]:
    """It was on the agenda of a meeting within a year and has an outcome. To the public only what it may read counts."""
    rows = _decided(aims)
    if aims.public_only:
        rows = rows.filter(meeting__visibility=Visibility.PUBLIC, openness=Openness.OPEN)
    found = rows.filter(element__in=aims.ids).order_by().values_list("element", flat=True)
    return {
        pk: min(Strength.FULL, aims.graph.worth(pk))
        for pk in found
        if pk is not None and pk in aims.graph.nodes
    }


def _decided(aims: AimSet) -> "ItemQuerySet":
    """What all inside may read: that an aim is anchored must not tell of a closed item."""
    since = start_of(months_before(aims.on, 12))
    held = Item.objects.filter(
        decision__isnull=False, meeting__closed_at__isnull=False, meeting__at__gte=since
    )
    seen = held.filter(meeting__visibility__in=(Visibility.INTERNAL, Visibility.PUBLIC))
    return seen.exclude(openness=Openness.CLOSED)


def explain_discussed(reader: "AimViewer", strength: Strength, aims: AimSet) -> Explanation:
    """Where and when, of the meetings whose items the viewer may read; else no more than that it was."""
    if not strength:
        return Explanation()
    seen = _decided(aims).filter(Item.seen_by(reader.viewer), element__in=aims.ids)
    last = seen.select_related("meeting__forum").order_by("-meeting__at").first()
    if last is None or last.meeting is None:
        return Explanation((Reason(_("Det har været på dagsordenen på et møde inden for et år.")),))
    words = _("Det var på dagsordenen i %(forum)s %(day)s.")
    return Explanation((Reason(words % {"forum": last.meeting.forum, "day": day(last.meeting.at)}),))
