"""How many of this year's conversations some units have held, as a figure wherever somebody steers by them."""

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from pejling.conversations.figures.season import Stage, conversing_units, year_of
from pejling.core.dates import today
from pejling.core.formats import number
from pejling.organisation.authority import authority_of, below, unit_parents
from pejling.web.tiles import Face, TileSubject

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


def conversations_tile(subject: TileSubject, viewer: "Viewer") -> Face | None:
    """Of the units and all below them, as far as the viewer may know that they are held; nothing about aims."""
    if not subject.units or not authority_of(viewer).is_internal:
        return None
    authority = authority_of(viewer)
    units = conversing_units() & below(set(subject.units), unit_parents())
    if not authority.is_secretariat:
        units &= authority.led_units
    if not units:
        return None
    rows = year_of(units, today().year, viewer)
    held = sum(row.stage in (Stage.HELD, Stage.CONFIRMED) for row in rows)
    late = sum(row.stage is Stage.OVERDUE for row in rows)
    figures = {"held": number(held), "all": number(len(rows)), "late": number(late)}
    words = _("%(late)s er over tiden.") if late else _("Ingen er over tiden.")
    return Face(
        figure=_("%(held)s af %(all)s holdt i år") % figures,
        words=words % figures,
        url=reverse("conversations"),
    )
