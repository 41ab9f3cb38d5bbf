"""Blocks beside the lines of a list: asked once for all of them, and put at the lines that they have something for."""

from types import SimpleNamespace

from django.contrib.auth.models import AnonymousUser

from pejling.web.blocks import Block, blocks_at, blocks_beside
from tests.rooms import Tell


def test_block_beside_lines_is_asked_once_for_all_of_them(tell: Tell) -> None:
    asked: list[list[object]] = []

    def even(rows: list[SimpleNamespace], _viewer: object) -> dict[int, dict[str, object]]:
        asked.append([row.pk for row in rows])
        return {row.pk: {"half": row.pk // 2} for row in rows if row.pk % 2 == 0}

    tell(
        Block("shelf.line", "later", 20, "later.html", many=lambda rows, _viewer: {2: {}}),
        Block("shelf.line", "even", 10, "even.html", many=even),
        Block("shelf", "whole", 10, "whole.html", lambda _viewer: {}),
    )
    beside = blocks_beside("shelf.line", (SimpleNamespace(pk=pk) for pk in (1, 2, 4)), AnonymousUser())
    assert beside == {2: [("even.html", {"half": 1}), ("later.html", {})], 4: [("even.html", {"half": 2})]}
    assert asked == [[1, 2, 4]]
    assert blocks_at("shelf", AnonymousUser()) == [("whole.html", {})]
