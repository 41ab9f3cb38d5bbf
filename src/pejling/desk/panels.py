"""What other rooms show on the front page.

    register_panel(Panel("documents", 10, "direction/parts/my_documents.html", my_documents))

The function answers the template's values for this viewer, or None when it has nothing to show; the template finds them as
`values`, imports `ui` itself and begins with a heading of the second level. An anonymous viewer is asked about too.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


@dataclass(frozen=True)
class Panel:
    """One block of the front page, in the order of positions; `is_first` stands even above what waits."""

    key: str
    position: int
    template: str
    values: "Callable[[Viewer], dict[str, Any] | None]"
    is_first: bool = False


panels: dict[str, Panel] = {}


def register_panel(panel: Panel) -> None:
    """Show a block on the front page; the same key replaces what was registered before."""
    panels[panel.key] = panel


Shown = list[tuple[Panel, str, dict[str, Any]]]
"""Panels with their templates and values."""


def panels_for(viewer: "Viewer") -> Shown:
    """What to show this viewer."""
    ordered = sorted(panels.values(), key=lambda panel: panel.position)
    answered = [(panel, panel.values(viewer)) for panel in ordered]
    return [(panel, panel.template, values) for panel, values in answered if values is not None]
