"""The board of promises as a page shows it: on the public front page, and on a page of its own."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pejling.core.formats import in_words
from pejling.organisation.authority import authority_of
from pejling.portal.figures.promises import Board, read_board
from pejling.portal.figures.verdict import Course

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

MOST_ON_BOARD, STORIES = 12, 4
"""So many promises are a table that is taken in at a glance; with more the page begins with its cards."""


def on_front(viewer: "Viewer") -> dict[str, Any] | None:
    """For everybody who is not at work here; nothing where nothing is promised yet."""
    if authority_of(viewer).is_internal:
        return None
    board = read_board()
    return values_of(board) if board.promises else None


def values_of(board: Board) -> dict[str, Any]:
    """What the template is told."""
    return {
        "board": board,
        "sentences": [sentence_of(course, count) for course, count in board.counts],
        "has_table": len(board.promises) <= MOST_ON_BOARD,
        "stories": board.stories[:STORIES],
        "courses": list(Course),
        "number": in_words,
    }


def sentence_of(course: Course, count: int) -> str:
    """How many promises are on a course, as a sentence of its own: reckoned, so that nobody can make it prettier."""
    words = {
        Course.FORWARD: _("%(count)s går fremad."),
        Course.TOO_SLOW: _("%(count)s går for langsomt."),
        Course.WRONG_WAY: _("%(count)s går den forkerte vej."),
        Course.UNKNOWN: _("%(count)s ved vi ikke nok om endnu."),
    }[course]
    written = pgettext("løfter", "ét") if count == 1 else in_words(count)
    return words % {"count": written[:1].upper() + written[1:]}
