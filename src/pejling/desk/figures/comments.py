"""What was said beside things, and what waits for those who were named; places where comments are found."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pejling.desk.commented import Commented, kind_of, kinds_by_number
from pejling.desk.duties import Duty, DutySource, Urgency
from pejling.desk.keys import mention_key
from pejling.desk.models import Comment, Mention
from pejling.organisation.authority import authority_of
from pejling.search.registry import SearchPlace, SearchSource, Text

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer
    from pejling.people.models import Person

SHORT = 120
"""So much of a comment stands where it is only told of."""


@dataclass(frozen=True)
class Thread:
    """What was said beside one thing, oldest first, to one viewer; `waits` when they are named and have not seen to it."""

    kind: Commented
    pk: int
    comments: tuple[Comment, ...]
    waits: bool


def thread_of(thing: Model, viewer: "Viewer") -> Thread | None:
    """The comments beside a thing that the viewer sees; None for those who do not work here."""
    return threads_of([thing], viewer).get((type(thing), thing.pk))


def threads_of(things: Collection[Model], viewer: "Viewer") -> dict[tuple[type[Model], int], Thread]:
    """The same beside many things, which the viewer sees, in two queries; nothing for those who do not work here."""
    authority = authority_of(viewer)
    if not authority.is_internal or authority.person is None or not things:
        return {}
    kinds = {(type(thing), thing.pk): kind for thing in things if (kind := kind_of(thing))}
    by_kind: dict[int, list[int]] = defaultdict(list)
    for (_model, pk), kind in kinds.items():
        by_kind[kind.number].append(pk)
    wanted = Q(pk__in=[])
    for number, pks in by_kind.items():
        wanted |= Q(target_kind=number, target_id__in=pks)
    said: dict[tuple[int, int], list[Comment]] = defaultdict(list)
    for row in Comment.objects.filter(wanted, removed_at=None).select_related("by").order_by("at", "pk"):
        said[row.target_kind_id, row.target_id].append(row)
    keys = [row.pk for rows in said.values() for row in rows]
    waiting = Mention.objects.filter(comment__in=keys, person=authority.person, settled_at=None)
    named = set(waiting.values_list("comment__target_kind", "comment__target_id")) if keys else set()
    return {
        (model, pk): Thread(kind, pk, tuple(said[kind.number, pk]), (kind.number, pk) in named)
        for (model, pk), kind in kinds.items()
    }


def things_of(comments: Iterable[Comment]) -> dict[int, tuple[Commented, Model]]:
    """What each of the comments is about, in a query for each kind."""
    rows, kinds, found = list(comments), kinds_by_number(), {}
    for number, kind in kinds.items():
        keys = {row.target_id for row in rows if row.target_kind_id == number}
        things = kind.model._default_manager.select_related(*kind.beside).in_bulk(keys) if keys else {}
        for row in rows:
            if row.target_kind_id == number and row.target_id in things:
                found[row.pk] = (kind, things[row.target_id])
    return found


def address_of(kind: Commented, thing: Model, comment: Comment) -> str:
    """Where a comment is read."""
    return f"{kind.url(thing)}#kommentar-{comment.pk}"


def mentions(people: "Collection[Person]", on: date) -> Iterator[Duty]:
    """Comments in which one is named and that one has not seen to, beside what one may still see."""
    waiting: dict[int, list[Mention]] = defaultdict(list)
    rows = Mention.objects.filter(person__in=[person.pk for person in people], settled_at=None)
    for row in rows.filter(comment__removed_at=None).select_related("comment__by").order_by("pk"):
        waiting[row.person_id].append(row)
    things = things_of(row.comment for rows in waiting.values() for row in rows)
    for person in people:
        mine = waiting.get(person.pk)
        if not mine:
            continue
        seen = Comment.objects.visible_to(person).filter(pk__in=[row.comment_id for row in mine])
        open_to_them = set(seen.values_list("pk", flat=True))
        for row in mine:
            if row.comment_id in open_to_them and row.comment_id in things:
                yield _mentioned(row, *things[row.comment_id])


def _mentioned(row: Mention, kind: Commented, thing: Model) -> Duty:
    return Duty(
        key=mention_key(row.pk),
        person=row.person_id,
        title=_("%(person)s nævner dig: »%(title)s«")
        % {"person": row.comment.by, "title": kind.title(thing)},
        why=_shortened(row.comment.text),
        url=address_of(kind, thing, row.comment),
        act=_("Se og svar"),
        urgency=Urgency.SOON,
        is_asked=True,
        is_personal=True,
        is_open=False,
    )


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHORT else line[:SHORT].rsplit(" ", 1)[0] + " …"


def texts(comments: QuerySet[Comment]) -> Iterator[Text]:
    """By what was said, while it stands."""
    for pk, text in comments.filter(removed_at=None).order_by().values_list("pk", "text"):
        yield Text(pk, "", text)


def visible(viewer: "Viewer") -> QuerySet[Comment]:
    """The comments beside what the viewer may see."""
    return Comment.objects.visible_to(viewer)


def places(ids: Collection[int]) -> Mapping[int, SearchPlace]:
    """Each comment with what it is about and who said it."""
    rows = list(Comment.objects.filter(pk__in=ids).select_related("by"))
    things = things_of(rows)
    return {
        row.pk: SearchPlace(
            address_of(*things[row.pk], row),
            things[row.pk][0].title(things[row.pk][1]),
            row.text,
            kind=_("Kommentar"),
            where=row.by.name,
        )
        for row in rows
        if row.pk in things
    }


SOURCES = (
    SearchSource("comment", gettext_lazy("Kommentarer"), Comment, texts, visible, places, 60),
    DutySource(
        "desk.mentions",
        gettext_lazy("Kommentarer, der nævner dig"),
        gettext_lazy("%(count)s kommentarer nævner dig"),
        mentions,
    ),
)
