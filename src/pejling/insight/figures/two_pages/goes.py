"""Page 2, how it goes: development, what is off track and why, who answers for it, what has changed, what comes."""

from typing import TYPE_CHECKING

from pejling.insight.figures.two_pages.ahead import ahead
from pejling.insight.figures.two_pages.attention import attention
from pejling.insight.figures.two_pages.changed import changed, development
from pejling.insight.figures.two_pages.gaps import gaps
from pejling.insight.figures.two_pages.people import answers, contributors
from pejling.insight.figures.two_pages.status import status
from pejling.organisation.models import Unit
from pejling.papers.two_pages import Item, Layout, Part
from pejling.web import tiles

if TYPE_CHECKING:
    from pejling.insight.figures.two_pages.about import About

OWN_TILES = frozenset({"initiatives.status"})
"""What the page already tells by itself."""


def goes(about: "About") -> list[Part]:
    """The parts of page 2, in the order that they have until somebody chooses another."""
    return [
        status(about),
        attention(about),
        development(about),
        changed(about),
        answers(about),
        gaps(about),
        *told_by_rooms(about),
        contributors(about),
        ahead(about),
    ]


def told_by_rooms(about: "About") -> list[Part]:
    """The tiles of other rooms - money, decisions, effect - each under a heading of its own."""
    unit = about.thing if isinstance(about.thing, Unit) else None
    aims = frozenset(each.element.pk for each in about.aims)
    subject = tiles.TileSubject(units=frozenset({unit.pk})) if unit else tiles.TileSubject(aims=aims)
    if unit is None and not aims:
        return []
    return [
        Part(
            f"tile:{tile.key}",
            tile.title,
            Layout.LIST,
            items=(Item(tile.face.figure, tile.face.words, url=tile.face.url),)
            if tile.face.figure or tile.face.words
            else (),
            chart=tile.face.chart,
            breadth="narrow",
        )
        for tile in tiles.tiles_about(subject, about.viewer)
        if tile.key not in OWN_TILES
    ]
