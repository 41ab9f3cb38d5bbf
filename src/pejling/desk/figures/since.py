"""Siden sidst: what others have done with what a person owns, follows or leads."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, Case, OuterRef, Q, Subquery, TextField, Value, When
from django.urls import reverse

from pejling.activity.models import Activity
from pejling.core.rooms import parts
from pejling.desk.sources import ActivitySource, Mine
from pejling.organisation.authority import authority_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pejling.core.permissions import Viewer

SHOWN = 7
"""Lines on Min side; the rest stands behind a link."""
READ = 200
"""Lines of the log that are read for one person; whoever has more has enough to begin with."""
AT_LEAST = timedelta(days=7)
"""So far back one always sees."""


class NewsLine(Protocol):
    """A line of the log, read with what it is about."""

    at: datetime
    pk: int
    by_id: int | None
    verb: str
    target_kind_id: int
    target_id: int
    title: str
    page: int


@dataclass(frozen=True)
class News:
    """One line: who did what with which thing, how many times, when last, and whether that was after the last visit."""

    activity: NewsLine
    title: str
    url: str
    times: int
    is_new: bool


def news_for(viewer: "Viewer", since: datetime | None, now: datetime) -> list[News]:
    """What has happened since the last visit, or in the last week if that is longer, newest first: one query.

    The log is for those who work here. Who did the same to the same thing several times is told once.
    """
    if not authority_of(viewer).is_internal:
        return []
    start = min(since or now, now - AT_LEAST)
    # Django keeps the numbers of the kinds at hand.
    kinds = {ContentType.objects.get_for_model(each.model).pk: each for each in parts(ActivitySource)}
    lines: list[NewsLine] = list(_lines(viewer, start, kinds)[:READ])  # type: ignore[arg-type]
    times = Counter(_alike(line) for line in lines)
    newest = {_alike(line): line for line in reversed(lines)}
    told = sorted(newest.items(), key=lambda pair: (pair[1].at, pair[1].pk), reverse=True)
    return [_news(line, times[alike], since, kinds) for alike, line in told]


def _alike(line: NewsLine) -> tuple[object, ...]:
    return line.verb, line.by_id, line.target_kind_id, line.target_id


def _news(line: "NewsLine", times: int, since: datetime | None, kinds: dict[int, ActivitySource]) -> News:
    url = reverse(kinds[line.target_kind_id].url_name, args=[line.page])
    return News(line, line.title, url, times, is_new=since is not None and line.at > since)


def _lines(viewer: "Viewer", start: datetime, kinds: dict[int, ActivitySource]) -> "QuerySet[Activity]":
    about, told = Q(pk__in=[]), {}
    for kind, things in kinds.items():
        mine = _mine(viewer, start, kind, things)
        # To ask a queryset whether it is empty would be to ask the database.
        if not isinstance(mine, list) or mine:
            about |= Q(target_kind=kind, target_id__in=mine)
            told[kind] = things
        if things.also:
            rows, verbs = things.also(viewer)
            about |= Q(target_kind=kind, target_id__in=rows.order_by().values("pk"), verb__in=verbs)
            told[kind] = things
    by_others = ~Q(by=viewer.pk) | Q(by=None)
    lines = Activity.objects.filter(about, by_others, at__gt=start).for_list()
    titles = [_read(kind, things, things.title) for kind, things in told.items()]
    pages = [_read(kind, things, things.page) for kind, things in told.items()]
    return lines.annotate(
        title=Case(*titles, default=Value(""), output_field=TextField()),
        page=Case(*pages, default=Value(0), output_field=BigIntegerField()),
    )


def _mine(
    viewer: "Viewer", start: datetime, kind: int, things: ActivitySource
) -> "QuerySet[Any] | list[int]":
    if isinstance(things.mine, Mine):
        return things.mine.happened(viewer, kind, start)
    return things.mine(viewer).order_by().values("pk")


def _read(kind: int, things: ActivitySource, path: str) -> When:
    row = things.model._default_manager.filter(pk=OuterRef("target_id")).order_by()
    return When(target_kind=kind, then=Subquery(row.values(path)[:1]))
