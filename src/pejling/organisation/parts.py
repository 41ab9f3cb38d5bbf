"""What rooms above this one show on a unit's page: its documents, the bearings that concern it, its plan.

    register_unit_part(UnitPart("documents", 10, "direction/of_unit.html", documents_of_unit))

The function answers the template's values, or None when there is nothing for this viewer; the template finds them as
`values`, `ui` imported with context is its own business, and it begins with a heading of the second level.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer
    from pejling.organisation.models import Unit


@dataclass(frozen=True)
class UnitPart:
    """One block on a unit's page, in the order of positions."""

    key: str
    position: int
    template: str
    values: "Callable[[Unit, Viewer], dict[str, Any] | None]"


unit_parts: dict[str, UnitPart] = {}


def register_unit_part(part: UnitPart) -> None:
    """Show a block on every unit's page; the same key replaces what was registered before."""
    unit_parts[part.key] = part


def parts_of(unit: "Unit", viewer: "Viewer") -> list[tuple[str, dict[str, Any]]]:
    """The templates to show on this unit's page and their values."""
    ordered = sorted(unit_parts.values(), key=lambda part: part.position)
    answered = [(part.template, part.values(unit, viewer)) for part in ordered]
    return [(template, values) for template, values in answered if values is not None]
