"""What is commented on. Rooms tell their kinds, each with who may see it; comments themselves are desk's.

    Commented("punkt", Element, visible, str, lambda element: reverse("element", args=[element.pk]))

A comment is for those who work here and may see the thing: it is never public, whatever the thing is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.http import Http404

from pejling.core.rooms import Part, parts

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

    from pejling.core.permissions import Viewer


def itself(thing: "Model") -> "Model":
    """What happens to a thing is written in its own log."""
    return thing


@dataclass(frozen=True)
class Commented(Part):
    """A kind of thing: `key` is the noun in addresses, `url` its page.

    `logged` is the thing in whose log the comment is told, which those who follow it read; `beside` is fetched with many of
    them, for their titles.
    """

    key: str
    model: "type[Model]"
    visible: "Callable[[Viewer], QuerySet[Any]]"
    title: Callable[[Any], str]
    url: Callable[[Any], str]
    logged: "Callable[[Any], Model]" = itself
    beside: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        """The number of the kind, which Django keeps at hand."""
        return ContentType.objects.get_for_model(self.model).pk


def kind_called(key: str) -> Commented:
    """The kind with this noun; what nobody tells of is not found."""
    found = next((each for each in parts(Commented) if each.key == key), None)
    if found is None:
        raise Http404
    return found


def kind_of(thing: "Model") -> Commented | None:
    """The kind of this thing, if its room lets it be commented."""
    return next((each for each in parts(Commented) if isinstance(thing, each.model)), None)


def kinds_by_number() -> dict[int, Commented]:
    """All kinds, by the number that a comment keeps."""
    return {each.number: each for each in parts(Commented)}
