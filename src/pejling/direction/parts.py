"""What rooms above direction show on the pages of a document and of an element: how the work goes, whether a plan is alive.

    register_document_part(Part("liveness", 10, "initiatives/parts/liveness.html", liveness_of_plan))

The function answers the template's values, or None when there is nothing for this viewer; the template finds them as
`values` and begins with a heading of the second level. It stands under the facts of the page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pejling.direction.models import Document, Element

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

Thing = TypeVar("Thing", Document, Element)
Shown = tuple[str, dict[str, Any]]


@dataclass(frozen=True)
class Part(Generic[Thing]):
    """One block on the page of a thing, in the order of positions."""

    key: str
    position: int
    template: str
    values: "Callable[[Thing, Viewer], dict[str, Any] | None]"


document_parts: dict[str, Part[Document]] = {}
element_parts: dict[str, Part[Element]] = {}


def register_document_part(part: Part[Document]) -> None:
    """Show a block on every document's page; the same key replaces what was registered before."""
    document_parts[part.key] = part


def register_element_part(part: Part[Element]) -> None:
    """Show a block on every element's page; the same key replaces what was registered before."""
    element_parts[part.key] = part


def parts_of(thing: Thing, viewer: "Viewer", parts: dict[str, Part[Thing]]) -> list[Shown]:
    """The templates to show on this thing's page and their values."""
    ordered = sorted(parts.values(), key=lambda part: part.position)
    answered = [(part.template, part.values(thing, viewer)) for part in ordered]
    return [(template, values) for template, values in answered if values is not None]
