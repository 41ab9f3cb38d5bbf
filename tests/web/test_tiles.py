"""Tiles that rooms tell: shown side by side on a unit's page, each with its figure, its words and its picture."""

from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from pejling.papers.outline import chart_picture
from pejling.web.charts import Bar, BarChart
from pejling.web.tiles import Face, Tile, TileSubject, tiles_about
from tests.access import make_world
from tests.rooms import Tell

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

CHART = BarChart(
    title="Elever pr. klasse", description="1. b er størst.", bars=(Bar("1. a", 22), Bar("1. b", 27))
)


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    return make_world()


def pupils(subject: TileSubject, viewer: "Viewer") -> Face | None:
    """A figure and a picture of units; aims have no pupils."""
    return Face("49", f"Set af {viewer}", CHART, "/elever/") if subject.units else None


def test_unit_shows_the_tiles_of_all_rooms_in_their_order(
    w: SimpleNamespace, client: Client, tell: Tell
) -> None:
    later = Tile("school.teachers", "Lærere", 20, lambda _subject, _viewer: Face("7"))
    tell(later, Tile("school.pupils", "Elever", 10, pupils), instead_of=Tile)
    client.force_login(w.owner)
    page = client.get(reverse("unit", args=[w.unit.pk])).content.decode()
    told = [
        page.index(words)
        for words in ("Elever</a>", ">49<", "Set af Gerda Holm", "1. b er størst.", "Lærere", ">7<")
    ]
    assert told == sorted(told)
    assert '<a href="/elever/">' in page


def test_tile_that_knows_nothing_of_the_subject_is_left_out(w: SimpleNamespace, tell: Tell) -> None:
    tell(Tile("school.pupils", "Elever", 10, pupils), instead_of=Tile)
    shown = [
        tiles_about(subject, w.owner)
        for subject in (TileSubject(units=frozenset({w.unit.pk})), TileSubject(aims=frozenset({1})))
    ]
    assert [[each.key for each in tiles] for tiles in shown] == [["school.pupils"], []]


def test_picture_of_a_tile_goes_on_paper_as_it_is(w: SimpleNamespace, tell: Tell) -> None:
    tell(Tile("school.pupils", "Elever", 10, pupils), instead_of=Tile)
    (tile,) = tiles_about(TileSubject(units=frozenset({w.unit.pk})), w.owner)
    assert tile.face.chart is not None
    picture, table = chart_picture(tile.face.chart)
    assert (picture.title, table.rows) == ("Elever pr. klasse", 3)
