"""How a form lets one choose a unit, a person, a role or a forum: in Danish order, namesakes told apart."""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db.models import F, Model, OuterRef, Q, QuerySet, Subquery, Value
from django.utils.translation import gettext as _

from pejling.core.keys import read_key
from pejling.core.permissions import may
from pejling.organisation.models import Capacity, Forum, Post, Role, Unit
from pejling.people.models import Person
from pejling.web.controls import LongNameField
from pejling.web.forms import BaseForm, Choices

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


def units_to_choose(viewer: "Viewer | None" = None, *, besides: Collection[int] = ()) -> QuerySet[Unit]:
    """The units of today, in Danish order, and those chosen already; outside the organisation only the latter."""
    chosen = Unit.objects.filter(pk__in=besides)
    return Unit.objects.for_choice() | chosen if _knows_us(viewer) else chosen.order_by("sort_key")


def known_by_post(people: QuerySet[Person]) -> QuerySet[Person]:
    """The people in Danish order, each with the role and the unit of the first post of today, by which one knows them."""
    posts = Post.objects.current().filter(person=OuterRef("pk")).order_by("role__position", "pk")
    known_by = {"role_today": "role__name", "unit_today": "unit__name"}
    return people.order_by("sort_key", "pk").annotate(
        **{name: Subquery(posts.values(path)[:1]) for name, path in known_by.items()}, address=F("email")
    )


def people_to_choose(viewer: "Viewer | None" = None, *, besides: Collection[int] = ()) -> QuerySet[Person]:
    """The people who have not left, and those chosen already, given by their ids.

    Who may not see the organisation chooses among those chosen already and themselves, and reads nobody's address.
    """
    chosen = Q(pk__in=besides)
    if _knows_us(viewer):
        return known_by_post(Person.objects.filter(Q(is_active=True) | chosen))
    nobody_else = Person.objects.filter(chosen | Q(pk=viewer.pk if viewer else None))
    return known_by_post(nobody_else).annotate(address=Value(""))


def forums_to_choose(viewer: "Viewer | None" = None, *, besides: Collection[int] = ()) -> QuerySet[Forum]:
    """The forums of today, in the order of lists, and those chosen already; outside the organisation only the latter."""
    chosen = Forum.objects.filter(pk__in=besides)
    return Forum.objects.for_choice() | chosen if _knows_us(viewer) else chosen.order_by("sort_key")


def _knows_us(viewer: "Viewer | None") -> bool:
    """Whether the organisation may be shown; a form without a viewer lies behind a right that only staff have."""
    return viewer is None or may(viewer, "organisation.view")


def offer(form: BaseForm, viewer: "Viewer", **among: QuerySet[Any]) -> None:
    """Let every choice of people, units and forums in the form offer what this viewer may know, and what is chosen.

    A field can choose `among` certain rows instead of all of today's: so do only those who may see the organisation. Every
    form with such a choice calls this (tests/organisation/test_choices_everywhere.py).
    """
    for name, field in form.fields.items():
        if isinstance(field, OrganisationChoice):
            initial = form.get_initial_for_field(field, name) or []
            several = initial if isinstance(initial, list | tuple) else [initial]
            keys = (str(each.pk if isinstance(each, Model) else each) for each in several)
            chosen = [key for each in keys if (key := read_key(each)) is not None]
            offered = type(field).offered(viewer, besides=chosen)
            field.queryset = among.get(name, offered) if _knows_us(viewer) else offered


class Offering(BaseForm):
    """A form that asks for units, people or forums, and offers what its viewer may know."""

    def __init__(self, *args: Any, viewer: "Viewer", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, viewer)


def roles_to_give(viewer: "Viewer") -> QuerySet[Role]:
    """The roles that this viewer may give."""
    roles = Role.objects.all()
    return roles if may(viewer, "organisation.empower") else roles.exclude(capacity=Capacity.OPERATOR)


class OrganisationChoice(LongNameField):
    """A choice among rows that are offered unless told otherwise, each with what one knows it by."""

    offered: ClassVar[Callable[..., QuerySet[Any]]]

    def __init__(self, queryset: QuerySet[Any] | None = None, **kwargs: Any) -> None:
        self.is_told = queryset is not None
        super().__init__(type(self).offered() if queryset is None else queryset, **kwargs)

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """The field of one form: what is offered today, not on the day when the process began."""
        field: Self = super().__deepcopy__(memo)
        if not self.is_told:
            field.queryset = type(self).offered()
        return field


class Several(Choices[Any]):
    """A choice of some rows instead of one."""

    def __init__(self, queryset: QuerySet[Any] | None = None, **kwargs: Any) -> None:
        super().__init__(queryset, **kwargs)


class UnitChoice(OrganisationChoice):
    """A choice among units: »Indskolingen (Søparkens Skole)«."""

    named_by = ("name", "parent__name")
    offered = staticmethod(units_to_choose)

    def name(self, *named_by: str | None) -> str:
        """The unit's name, and the name above it."""
        return _with(*named_by)

    def label_from_instance(self, obj: Unit) -> str:
        """The same, of a unit that is at hand."""
        return _with(obj.name, obj.parent.name if obj.parent else None)


class PersonChoice(OrganisationChoice):
    """A choice among people: »Gerda Holm (Institutionsleder, Søparkens Skole)«."""

    named_by = ("name", "role_today", "unit_today", "address")
    offered = staticmethod(people_to_choose)

    def name(self, *named_by: str | None) -> str:
        """The name, and the first post; without a post the e-mail."""
        name, role, unit, email = named_by
        return _with(name, f"{role}, {unit}" if role else email or _("uden post"))

    def label_from_instance(self, obj: Person) -> str:
        """The same, of a person who is at hand; by the name alone when nothing else was asked for."""
        if not hasattr(obj, "address"):
            return obj.name
        at_hand = (getattr(obj, column, None) for column in self.named_by)
        return self.name(*at_hand)


class ForumChoice(OrganisationChoice):
    """A choice among forums: »Lokaludvalget (Søparkens Skole)«."""

    named_by = ("name", "unit__name")
    offered = staticmethod(forums_to_choose)

    def name(self, *named_by: str | None) -> str:
        """The forum's name, and the unit's that it belongs to."""
        return _with(*named_by)

    def label_from_instance(self, obj: Forum) -> str:
        """The same, of a forum that is at hand."""
        return _with(obj.name, obj.unit.name if obj.unit else None)


class UnitChoices(Several, UnitChoice):
    """Some units to choose, told apart as in a choice of one."""


class PersonChoices(Several, PersonChoice):
    """Some people to choose."""


class ForumChoices(Several, ForumChoice):
    """Some forums to choose."""


def _with(name: str | None, known_by: str | None) -> str:
    """A name with what tells it from its namesakes, when that is not in the name already."""
    name = name or ""
    return f"{name} ({known_by})" if known_by and known_by not in name else name
