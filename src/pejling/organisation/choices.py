"""How a form lets one choose a unit, a person, a role or a forum: in Danish order, namesakes told apart."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from pejling.core.permissions import may
from pejling.organisation.models import Capacity, Forum, Post, Role, Unit
from pejling.people.models import Person
from pejling.web.controls import NameField

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


def units_to_choose() -> QuerySet[Unit]:
    """The units of today, in Danish order."""
    return Unit.objects.for_choice()


def people_to_choose() -> QuerySet[Person]:
    """The people who have not left, in Danish order, each with the posts of today."""
    posts = Post.objects.current().select_related("unit", "role")
    return (
        Person.objects.get_queryset()
        .active()
        .for_list()
        .prefetch_related(Prefetch("posts", posts, to_attr="posts_today"))
    )


def forums_to_choose() -> QuerySet[Forum]:
    """The forums of today, in the order of lists."""
    return Forum.objects.for_choice()


def roles_to_give(viewer: "Viewer") -> QuerySet[Role]:
    """The roles that this viewer may give."""
    roles = Role.objects.all()
    return roles if may(viewer, "organisation.empower") else roles.exclude(capacity=Capacity.OPERATOR)


class UnitChoice(NameField):
    """A choice among units: “Indskolingen (Søparkens Skole)”."""

    named_by = ("name", "parent__name")

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("queryset", units_to_choose())
        super().__init__(**kwargs)

    def name(self, *named_by: str | None) -> str:
        """The unit's name, and the name above it."""
        name, above = named_by
        return f"{name} ({above})" if above else name or ""

    def label_from_instance(self, obj: Unit) -> str:
        """The same, of a unit that is at hand."""
        return self.name(obj.name, obj.parent.name if obj.parent else None)


class PersonChoice(forms.ModelChoiceField[Person]):
    """A choice among people: “Gerda Holm (Institutionsleder, Søparkens Skole)”."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("queryset", people_to_choose())
        super().__init__(**kwargs)

    def label_from_instance(self, obj: Person) -> str:
        """The name, and the first post; without a post the e-mail."""
        posts: list[Post] = getattr(obj, "posts_today", [])
        known_by = f"{posts[0].role}, {posts[0].unit}" if posts else obj.email or _("uden post")
        return f"{obj.name} ({known_by})"


class ForumChoice(forms.ModelChoiceField[Forum]):
    """A choice among forums."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("queryset", forums_to_choose())
        super().__init__(**kwargs)
