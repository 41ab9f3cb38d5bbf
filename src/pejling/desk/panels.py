"""What other rooms show on the front page.

    register_panel(Panel("documents", 10, "direction/parts/my_documents.html", my_documents))

The function answers the template's values for this viewer, or None when it has nothing to show; the template finds them as
`values`, imports `ui` itself and begins with a heading of the second level. An anonymous viewer is asked about too.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pejling.core.together import Question, Together

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


@dataclass(frozen=True)
class Panel:
    """One block of the front page, in the order of positions; `is_first` stands even above what waits.

    `unless` names rows that, if there are any, leave it out: a page asks for them together with much else.
    """

    key: str
    position: int
    template: str
    values: "Callable[[Viewer], dict[str, Any] | None]"
    is_first: bool = False
    unless: "Callable[[Viewer], Question | None] | None" = None


panels: dict[str, Panel] = {}


def register_panel(panel: Panel) -> None:
    """Show a block on the front page; the same key replaces what was registered before."""
    panels[panel.key] = panel


Shown = list[tuple[Panel, str, dict[str, Any]]]
"""Panels with their templates and values."""


def put_panels(viewer: "Viewer", together: Together) -> Callable[[], Shown]:
    """What to show this viewer, when it is time to ask."""
    ordered = sorted(panels.values(), key=lambda panel: panel.position)
    asked = [(panel, panel.unless(viewer) if panel.unless else None) for panel in ordered]
    put = [(panel, together.put(rows) if rows else None) for panel, rows in asked]

    def shown() -> Shown:
        answered = [(panel, panel.values(viewer)) for panel, rows in put if rows is None or not rows()]
        return [(panel, panel.template, values) for panel, values in answered if values is not None]

    return shown
