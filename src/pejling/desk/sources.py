"""Things that people own, lead and follow. Rooms tell theirs; Min side tells what has happened with them.

    ActivitySource("dokument", _("Dokumenter"), Document, "document", "title", visible, mine, is_followed=True)

Both functions answer querysets: `visible` what the viewer may see, `mine` the part of it whose news they are told, with
what they follow (`desk.models.Follow`) as the room sees fit. `Mine` says the same of whoever asks, so that it is put into
SQL once and not for every page; a function of the viewer is part of the one query of the news. `also` gives
things that the viewer sees and that are not theirs, with the verbs of which they are told nevertheless: what concerns them.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from pejling.activity.models import Activity
from pejling.core.prepared import Given
from pejling.core.rooms import Part, parts
from pejling.organisation.authority import Authority
from pejling.organisation.visibility import PreparedForViewer

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet
    from django.utils.functional import _StrPromise

    from pejling.core.permissions import Viewer


Question = Callable[[type[Given], Authority], "QuerySet[Any]"]


class Mine:
    """What of a kind is somebody's own, by how they stand: a question as `PreparedForViewer` is given.

    `beside` are further values that the question is given, read of the viewer; `kind` is the number of the kind of things.
    """

    def __init__(
        self, question: Question, beside: "Callable[[Viewer], dict[str, Any]] | None" = None
    ) -> None:
        self._beside = beside
        self._happened = PreparedForViewer(partial(_happened, question))

    def happened(self, viewer: "Viewer", kind: int, since: datetime) -> list[int]:
        """The ids of those of which the log tells anything since a moment."""
        beside = self._beside(viewer) if self._beside else {}
        return [pk for (pk,) in self._happened.ask(viewer, kind=kind, since=since, **beside)]


def _happened(question: Question, given: type[Given], authority: Authority) -> "QuerySet[Any]":
    told = Activity.objects.filter(target_kind=given("kind"), at__gt=given("since")).order_by()
    return question(given, authority).filter(pk__in=told.values("target_id")).order_by().values_list("pk")


@dataclass(frozen=True)
class ActivitySource(Part):
    """A kind of things: `key` is the noun in addresses; `title` and `page` lead to its title and to the id of its page."""

    key: str
    label: "str | _StrPromise"
    model: "type[Model]"
    url_name: str
    title: str
    visible: "Callable[[Viewer], QuerySet[Any]]"
    mine: "Callable[[Viewer], QuerySet[Any]] | Mine"
    page: str = "pk"
    is_followed: bool = False
    also: "Callable[[Viewer], tuple[QuerySet[Any], Collection[str]]] | None" = None


def followed_kinds() -> list[ActivitySource]:
    """The kinds of which one can follow a thing."""
    return [each for each in parts(ActivitySource) if each.is_followed]
