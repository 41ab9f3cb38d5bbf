"""What a room may tell: only what another room shows, at a place that a page has."""

import ast
import re

import pytest
from django.core.exceptions import ImproperlyConfigured

from pejling.core import rooms
from pejling.core.rooms import Part, Room, parts, refuse_what_nobody_shows
from pejling.web.blocks import Block, Place
from tests.provision import REPOSITORY
from tests.rooms import Tell

PACKAGE = REPOSITORY / "src" / "pejling"


def test_rooms_tell_only_what_is_shown() -> None:
    refuse_what_nobody_shows()


def test_block_at_a_place_that_no_page_has_stops_the_program(tell: Tell) -> None:
    tell(Block("element.lime", "ring", 10, "ring.html", lambda _viewer: {}))
    with pytest.raises(
        ImproperlyConfigured, match=r"'ring' is to stand at 'element\.lime', which no page has"
    ):
        refuse_what_nobody_shows()


@pytest.mark.parametrize(
    "block",
    [
        Block("unit", "beside", 10, "beside.html", many=lambda _rows, _viewer: {}),
        Block("element.line", "alone", 10, "alone.html", lambda _element, _viewer: {}),
    ],
)
def test_block_that_answers_otherwise_than_it_is_asked_stops_the_program(tell: Tell, block: Block) -> None:
    tell(block)
    with pytest.raises(ImproperlyConfigured, match="where it is asked by"):
        refuse_what_nobody_shows()


def test_what_is_no_part_stops_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms, "rooms", lambda: (Room("a menu line"),))  # type: ignore[arg-type]  # the very mistake
    with pytest.raises(ImproperlyConfigured, match="'a menu line', which is of no kind"):
        refuse_what_nobody_shows()


def test_every_kind_of_part_is_asked_for_somewhere() -> None:
    asked: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        calls = (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))
        asked |= {
            ast.unparse(call.args[0]) for call in calls if ast.unparse(call.func) == "parts" and call.args
        }
    kinds = {kind.__name__ for kind in Part.__subclasses__() if kind.__module__.startswith("pejling.")}
    assert len(kinds) > 20
    assert kinds - asked == set()


def test_every_place_is_on_a_page_and_in_the_recipe() -> None:
    places = {each.key for each in parts(Place)}
    asked: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        asked |= set(re.findall(r'blocks_(?:at|beside)\(\s*"([a-z.]+)"', path.read_text()))
    # The page of an element asks for its places in a row.
    asked |= {"element", "element.head", "element.ties", "element.side"}
    recipe = (REPOSITORY / "docs/contributors/adding.md").read_text()
    table = recipe.split("| Place | Asked with |")[1].split("\n\n")[0]
    told = {
        place
        for row in table.splitlines()
        for place in re.findall(r"`([a-z.]+)`", row.split("|")[1] if "|" in row else "")
    }
    assert places == asked == told
