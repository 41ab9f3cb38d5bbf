"""ActivitySource that people own, lead and follow. Rooms tell theirs; Min side tells what has happened with them.

    ActivitySource("dokument", _("Dokumenter"), Document, "document", "title", visible, mine, is_followed=True)

Both functions answer querysets: `visible` what the viewer may see, `mine` the part of it whose news they are told, with
what they follow (`desk.models.Follow`) as the room sees fit. So whatever a viewer has, its news are one query.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pejling.core.rooms import Part, parts

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet
    from django.utils.functional import _StrPromise

    from pejling.core.permissions import Viewer


@dataclass(frozen=True)
class ActivitySource(Part):
    """A kind of things: `key` is the noun in addresses; `title` and `page` lead to its title and to the id of its page."""

    key: str
    label: "str | _StrPromise"
    model: "type[Model]"
    url_name: str
    title: str
    visible: "Callable[[Viewer], QuerySet[Any]]"
    mine: "Callable[[Viewer], QuerySet[Any]]"
    page: str = "pk"
    is_followed: bool = False


def followed_kinds() -> list[ActivitySource]:
    """The kinds of which one can follow a thing."""
    return [each for each in parts(ActivitySource) if each.is_followed]
