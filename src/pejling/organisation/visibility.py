"""Who may see a thing and who may change it: one rule, for documents and for all else that is not for everybody.

The rule is `ways_to_see` and `ways_to_change`. A way is written once and answers both as a query and for one row at hand, so
that every form of the question gets the same answer:

    Document.objects.visible_to(viewer)                       the rows, and where every read of them starts
    Document.seen_by(viewer, "element__document__")           the condition, for what stands in them
    document.is_seen_by(viewer)                               one row at hand
    BulkVisibility.of(Document, documents).sees(viewer, one)  many people and many rows, without a query each
    PreparedForViewer(lambda given, authority: ...)           a question that is put into SQL once

A model becomes protected by `Protected` and `ProtectedQuerySet`, and by a row for each that it is shared with (`Receiver`);
where persons are named who write in it, by an `Editor` too. What stands *beside* a thing (the work behind a line, what was
agreed about a case) has a visibility of its own, never the thing's. A closed case or meeting is shared with its forum and
with those who are called to it; its unit's leaders and the secretariat write in it, as in any other.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, Self, TypeVar, cast

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pejling.core.models import names_one
from pejling.core.prepared import Given, Prepared
from pejling.organisation.authority import Authority, authority_of
from pejling.organisation.models import Forum, Unit

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


class Visibility(models.TextChoices):
    """Who may read a thing."""

    DRAFT = "draft", _("Kladde: kun redaktørerne")
    SHARED = "shared", _("Delt med udvalgte enheder, fora og personer")
    INTERNAL = "internal", _("Intern: ansatte og byrådsmedlemmer")
    PUBLIC = "public", _("Offentlig")


FOR_FEW = frozenset({Visibility.DRAFT, Visibility.SHARED})
"""What not everybody inside may see."""

# --- The rule --------------------------------------------------------------------------------------------------------


class Thing(Protocol):
    """What must be known of a thing itself."""

    @property
    def pk(self) -> int: ...
    @property
    def visibility(self) -> str: ...
    @property
    def unit_id(self) -> int: ...
    @property
    def responsible_id(self) -> int | None: ...


class ThingFacts(NamedTuple):
    """The same of a thing whose row is not at hand, read as columns by the names of these fields."""

    pk: int
    visibility: str
    unit_id: int
    responsible_id: int | None


RowsBeside = Callable[[str], Iterable[Any]]
"""The rows beside a thing by the name of their relation: those that it is shared with, those who edit it."""


@dataclass(frozen=True)
class Always:
    """Whatever the thing is."""

    def query(self, model: "type[Protected]", way: str) -> Q:
        """No condition. An empty `Q()` would be none too, but disappears when it is joined to another by `|`."""
        return ~Q(pk__in=[])

    def holds(self, thing: Thing, beside: RowsBeside) -> bool:
        """Of this one too."""
        return True


@dataclass(frozen=True)
class Own:
    """A column of the thing itself says so: how open it is, which unit it belongs to, who answers for it."""

    column: str
    among: Collection[Any]

    def query(self, model: type[models.Model], way: str) -> Q:
        """The condition on the thing that `way` leads to."""
        return Q(**{f"{way}{self.column}__in": self.among})

    def holds(self, thing: object, beside: "RowsBeside | None" = None) -> bool:
        """Whether it says so of this one."""
        return getattr(thing, self.column) in self.among


@dataclass(frozen=True)
class Named:
    """A row beside the thing names it: whom it is shared with (which counts only `while_shared`), or who edits it."""

    relation: str
    columns: Mapping[str, Collection[int]]
    while_shared: bool = False

    def query(self, model: "type[Protected]", way: str) -> Q:
        """The condition on the thing that `way` leads to; a model without such rows has none that are named."""
        rows = _relation(model, self.relation)
        if rows is None:
            return Q(pk__in=[])
        names = reduce(or_, (Q(**{f"{column}__in": among}) for column, among in self.columns.items()))
        things = rows.related_model._default_manager.filter(names).values(rows.field.name)
        named = Q(**{f"{way}pk__in": things})
        return Q(**{f"{way}visibility": Visibility.SHARED}) & named if self.while_shared else named

    def holds(self, thing: Thing, beside: RowsBeside) -> bool:
        """Whether one of the rows beside this one does."""
        if self.while_shared and thing.visibility != Visibility.SHARED:
            return False
        return any(
            getattr(row, column) in among
            for row in beside(self.relation)
            for column, among in self.columns.items()
        )


Way = Always | Own | Named


def ways_to_see(authority: Authority) -> list[Way]:
    """Each way in which a thing is open to whoever has this standing; what is cheap to ask comes first."""
    if authority.is_secretariat:
        return [Always()]
    is_open = [Visibility.PUBLIC, *([Visibility.INTERNAL] if authority.is_internal else [])]
    receivers: dict[str, Collection[int]] = {}
    if authority.is_internal:
        receivers |= {"unit_id": authority.units_and_above, "forum_id": authority.forums}
    if authority.person:
        receivers |= {"person_id": authority.people}
    shared = [Named("shares", receivers, while_shared=True)] if receivers else []
    return [Own("visibility", is_open), *ways_to_change(authority), *shared]


def ways_to_change(authority: Authority) -> list[Way]:
    """As leader of its unit or one above, as responsible, as named editor, as deputy of one of these, or as secretariat."""
    if authority.person is None:
        return []
    if authority.is_secretariat:
        return [Always()]
    return [
        Own("unit_id", authority.led_units),
        Own("responsible_id", authority.people),
        Named("editorships", {"person_id": authority.people}),
    ]


def _relation(model: "type[Protected]", name: str) -> "models.ManyToOneRel | None":
    found = next((each for each in model._meta.related_objects if each.name == name), None)
    return cast("models.ManyToOneRel | None", found)


def _any_of(ways: Iterable[Way], model: "type[Protected]", way: str) -> Q:
    return reduce(or_, (each.query(model, way) for each in ways), Q(pk__in=[]))


# --- What is protected -----------------------------------------------------------------------------------------------

Row = TypeVar("Row", bound="Protected", covariant=True)


class ProtectedQuerySet(models.QuerySet[Row]):
    """Every read of what is protected starts at `visible_to`."""

    def visible_to(self, viewer: "Viewer") -> Self:
        """Those that the viewer may see."""
        return self.filter(self.model.seen_by(viewer))

    def editable_by(self, viewer: "Viewer") -> Self:
        """Those that the viewer edits."""
        return self.filter(self.model.edited_by(viewer))


class Protected(models.Model):
    """Belongs to a unit, may have somebody who answers for it, and is open to few, to all inside or to everybody.

    The model has rows that name whom it is shared with, `shares`, and may have rows that name who edits it, `editorships`.
    """

    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="%(app_label)s_%(class)s_set", verbose_name=_("enhed")
    )
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(app_label)s_%(class)s_set",
        verbose_name=_("ansvarlig"),
    )
    visibility = models.CharField(_("synlighed"), max_length=10, choices=Visibility, default=Visibility.DRAFT)

    class Meta:
        abstract = True

    @classmethod
    def seen_by(cls, viewer: "Viewer", way: str = "") -> Q:
        """Those that the viewer may see; with a `way`, what stands in them: `Document.seen_by(viewer, "document__")`.

        The condition is put to the thing that a row leads to. A list of all that the viewer may see would be gone through
        for every line that is read, and grows with the municipality.
        """
        return cls.seen_with(authority_of(viewer), way)

    @classmethod
    def seen_with(cls, authority: Authority, way: str = "") -> Q:
        """The same for whoever has this standing, as a prepared question is told it."""
        return _any_of([*ways_to_see(authority), *cls.own_ways(authority)], cls, way)

    @classmethod
    def edited_by(cls, viewer: "Viewer", way: str = "") -> Q:
        """Those that the viewer edits."""
        authority = authority_of(viewer)
        return _any_of([*ways_to_change(authority), *cls.own_ways(authority)], cls, way)

    def is_seen_by(self, viewer: "Viewer") -> bool:
        """Whether the viewer may see it."""
        authority = authority_of(viewer)
        ways = [*ways_to_see(authority), *self.own_ways(authority)]
        return any(way.holds(self, self._beside) for way in ways)

    def is_edited_by(self, viewer: "Viewer") -> bool:
        """Whether the viewer edits it."""
        authority = authority_of(viewer)
        ways = [*ways_to_change(authority), *self.own_ways(authority)]
        return any(way.holds(self, self._beside) for way in ways)

    @classmethod
    def own_ways(cls, authority: Authority) -> list[Way]:
        """Those who change things of this kind besides, where the room knows some: who presides over a meeting."""
        return []

    def _beside(self, relation: str) -> Iterable[Any]:
        """Read as a whole, so that a page that has fetched them asks no more."""
        rows = getattr(self, relation, None)
        return () if rows is None else cast("Iterable[Any]", rows.all())


class Receiver(models.Model):
    """One unit (with those below it), one forum or one person that a thing is shared with.

    The room's own row says of what by a foreign key with the related name `shares`, and takes `receiver_constraints`.
    """

    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("enhed")
    )
    forum = models.ForeignKey(
        Forum, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("forum")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("person"),
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.unit or self.forum or self.person)


RECEIVERS = ("unit", "forum", "person")
"""The columns of a row of sharing: it names one of these."""


def receiver_constraints(thing: str) -> list[models.BaseConstraint]:
    """Each row names one, and the thing (its field in the row) is shared with each but once."""
    return [
        models.CheckConstraint(condition=names_one(*RECEIVERS), name=f"{thing}_is_shared_with_one"),
        *(
            models.UniqueConstraint(
                fields=[thing, named],
                condition=Q(**{f"{named}__isnull": False}),
                name=f"{thing}_is_shared_once_with_{named}",
            )
            for named in RECEIVERS
        ),
    ]


class Editor(models.Model):
    """One person who writes in a thing beside its unit's leaders and the secretariat.

    The room's own row says in what by a foreign key with the related name `editorships`.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("redaktør")
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.person)


# --- The same for many at once, and put into SQL once ----------------------------------------------------------------


class BulkVisibility:
    """Answers for anybody what they may see of some things, from the rows beside these."""

    def __init__(self, model: "type[Protected]", **beside: Mapping[int, list[Any]]) -> None:
        self.model = model
        self.beside = beside

    @classmethod
    def of(
        cls, model: type[Protected], things: Collection[Thing], *, shares: Iterable[Any] | None = None
    ) -> Self:
        """Of some of the model's things, in two queries at most; `shares` are those of another time than now.

        An editor may be from outside, so that also what is internal is asked about.
        """
        edited = [thing.pk for thing in things if thing.visibility != Visibility.PUBLIC]
        shared = [thing.pk for thing in things if thing.visibility == Visibility.SHARED]
        return cls(
            model,
            editorships=_rows_beside(model, "editorships", edited),
            shares=_rows_beside(model, "shares", shared, known=shares),
        )

    def sees(self, viewer: "Viewer", thing: Thing) -> bool:
        """Whether the viewer may see the thing, one of those that were read."""

        def beside(relation: str) -> Iterable[Any]:
            return self.beside[relation].get(thing.pk, ())

        authority = authority_of(viewer)
        ways = [*ways_to_see(authority), *self.model.own_ways(authority)]
        return any(way.holds(thing, beside) for way in ways)


def _rows_beside(
    model: type[Protected], relation: str, keys: Collection[int], known: Iterable[Any] | None = None
) -> Mapping[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    beside = _relation(model, relation) if keys else None
    if beside is not None:
        rows = beside.related_model._default_manager.filter(**{f"{beside.field.name}__in": keys})
        for row in rows if known is None else known:
            found[getattr(row, beside.field.attname)].append(row)
    return found


@dataclass(frozen=True)
class GivenAuthority:
    """A standing of a kind, of whoever will ask: what the rule looks at, with the person's own left open."""

    is_secretariat: bool
    is_internal: bool
    person: Given | None
    people: Given
    own_units: Given
    led_units: Given
    led_themselves: Given
    units_and_above: Given
    forums: Given


Question = Callable[[type[Given], Authority], "models.QuerySet[Any, Any]"]


class PreparedForViewer:
    """A prepared question that is told how the viewer stands, put into SQL once for each kind of viewer:
    `lambda given, authority: ...filter(Document.seen_with(authority))`."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self._prepared: dict[tuple[bool, bool, bool], Prepared] = {}

    def ask(self, viewer: "Viewer", **given: Any) -> list[tuple[Any, ...]]:
        """The rows that answer it, as far as the viewer may see them, as the database has them."""
        authority = authority_of(viewer)
        return self._of_kind(authority).ask(**_values(authority), **given)

    def rows(self, viewer: "Viewer", **given: Any) -> "models.QuerySet[Any, Any]":
        """The queryset of the question as it is for the viewer: to go through, not to narrow further."""
        authority = authority_of(viewer)
        return self._of_kind(authority).rows(**_values(authority), **given)

    def _of_kind(self, authority: Authority) -> Prepared:
        kind = (authority.is_secretariat, authority.is_internal, authority.person is not None)
        if kind not in self._prepared:
            self._prepared[kind] = Prepared(lambda given: self.question(given, _given(*kind)))
        return self._prepared[kind]


STANDING = ("people", "own_units", "led_units", "led_themselves", "units_and_above", "forums")
"""What a prepared question is told of whoever asks, beside who they are."""


def _values(authority: Authority) -> dict[str, Any]:
    own = {name: getattr(authority, name) for name in STANDING}
    return {"person": authority.person.pk if authority.person else None, **own}


def _given(is_secretariat: bool, is_internal: bool, is_somebody: bool) -> Authority:
    own = {name: Given(name) for name in STANDING}
    person = Given("person") if is_somebody else None
    return cast("Authority", GivenAuthority(is_secretariat, is_internal, person, **own))
