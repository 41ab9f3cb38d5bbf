"""How units, people and forums are found: by staff and council members only."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import (
    FilteredRelation,
    Q,
    QuerySet,
)
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pejling.core.dates import today
from pejling.core.permissions import may
from pejling.organisation.models import Forum, Unit
from pejling.people.models import Person
from pejling.search.registry import ResultRank, SearchPlace, SearchSource, Text

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


class Facts(NamedTuple):
    """What is shown of a person."""

    pk: int
    name: str
    email: str | None
    phone: str
    is_active: bool


def person_texts(people: QuerySet[Person]) -> Iterator[Text]:
    """By name, e-mail and telephone."""
    for person in people:
        yield Text(person.pk, person.name, _reached_by(person.email, person.phone))


def named_texts(rows: QuerySet[Any]) -> Iterator[Text]:
    """By name."""
    for pk, name in rows.order_by().values_list("pk", "name"):
        yield Text(pk, name)


def ended(rows: QuerySet[Any], found: Mapping[int, int]) -> dict[int, ResultRank]:
    """What has ended, and whoever has left, comes after what is there today."""
    gone = Q(is_active=False) if rows.model is Person else Q(ends_on__lt=today())
    keys = rows.filter(gone, pk__in=found).order_by().values_list("pk", flat=True)
    return dict.fromkeys(keys, ResultRank.ENDED)


def visible_people(viewer: "Viewer") -> QuerySet[Person]:
    """All people, those who have left too."""
    return Person.objects.all() if may(viewer, "organisation.view") else Person.objects.none()


def visible_units(viewer: "Viewer") -> QuerySet[Unit]:
    """All units, ended ones too."""
    return Unit.objects.visible_to(viewer)


def visible_forums(viewer: "Viewer") -> QuerySet[Forum]:
    """All forums, ended ones too."""
    return Forum.objects.visible_to(viewer)


def person_places(ids: Collection[int]) -> dict[int, SearchPlace]:
    """Each person with what they are today: posts and seats."""
    held: dict[Facts, list[str]] = {}
    for *facts, role, name in _holdings(ids):
        held.setdefault(Facts(*facts), []).extend([f"{role}, {name}"] if role else [])
    return {
        person.pk: SearchPlace(
            reverse("person", args=[person.pk]),
            person.name,
            _reached_by(person.email, person.phone),
            where=" · ".join(posts),
            state="" if person.is_active else _("Fratrådt"),
        )
        for person, posts in held.items()
    }


def _reached_by(email: str | None, phone: str) -> str:
    return f"{email or ''} {phone}".strip()


def _holdings(ids: Collection[int]) -> Iterable[tuple[Any, ...]]:
    """The facts of a person, a role, and where: a row for each post and each seat, in one query."""
    people = Person.objects.filter(pk__in=ids).order_by()
    posts = people.annotate(held=FilteredRelation("posts", condition=_current("posts")))
    seats = people.annotate(held=FilteredRelation("seats", condition=_current("seats")))
    return posts.values_list(*Facts._fields, "held__role__name", "held__unit__name").union(
        seats.values_list(*Facts._fields, "held__role__name", "held__forum__name")
    )


def _current(relation: str) -> Q:
    started = Q(**{f"{relation}__starts_on__isnull": True}) | Q(**{f"{relation}__starts_on__lte": today()})
    return started & (
        Q(**{f"{relation}__ends_on__isnull": True}) | Q(**{f"{relation}__ends_on__gte": today()})
    )


def unit_places(ids: Collection[int]) -> dict[int, SearchPlace]:
    """Each unit with its kind and the unit above it."""
    units = Unit.objects.filter(pk__in=ids).select_related("kind", "parent")
    return {
        unit.pk: SearchPlace(
            reverse("unit", args=[unit.pk]),
            unit.name,
            kind=unit.kind.name,
            where=unit.parent.name if unit.parent else "",
            state=_("Nedlagt") if unit.ends_on and unit.ends_on < today() else "",
        )
        for unit in units
    }


def forum_places(ids: Collection[int]) -> dict[int, SearchPlace]:
    """Each forum with its kind and the unit it belongs to."""
    return {
        forum.pk: SearchPlace(
            reverse("forum", args=[forum.pk]),
            forum.name,
            kind=forum.kind.name,
            where=forum.unit.name if forum.unit else "",
            state=_("Nedlagt") if forum.ends_on and forum.ends_on < today() else "",
        )
        for forum in Forum.objects.filter(pk__in=ids).select_related("kind", "unit")
    }


SOURCES = (
    SearchSource(
        "person",
        gettext_lazy("Personer"),
        Person,
        person_texts,
        visible_people,
        person_places,
        40,
        partial(ended, Person.objects.all()),
    ),
    SearchSource(
        "unit",
        gettext_lazy("Enheder"),
        Unit,
        named_texts,
        visible_units,
        unit_places,
        50,
        partial(ended, Unit.objects.all()),
    ),
    SearchSource(
        "forum",
        gettext_lazy("Fora"),
        Forum,
        named_texts,
        visible_forums,
        forum_places,
        60,
        partial(ended, Forum.objects.all()),
    ),
)
