"""The work behind a line, as the line's own page shows it."""

from typing import TYPE_CHECKING, Any

from pejling.core.permissions import may
from pejling.direction.models import Nature
from pejling.initiatives.figures.plans import is_plan
from pejling.initiatives.figures.signs import level_sign, phase_sign
from pejling.initiatives.models import Initiative

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer
    from pejling.direction.models import Element


def work_behind(element: "Element", viewer: "Viewer") -> dict[str, Any] | None:
    """The initiative behind a line of work, for those who may see it; else the way to begin one, for those who may: of the
    line itself, or under an aim of a plan."""
    if element.kind.nature == Nature.AIM:
        document = element.document
        is_open = element.ended_on is None and is_plan(document)
        return {"under": element} if is_open and may(viewer, "direction.write", document) else None
    if element.kind.nature != Nature.WORK:
        return None
    initiative = Initiative.objects.visible_to(viewer).for_list().filter(element=element).first()
    if initiative is not None:
        report = initiative.latest_report
        return {
            "initiative": initiative,
            "phase": phase_sign(initiative.phase),
            "level": level_sign(report.level) if report else None,
        }
    is_followed = Initiative.objects.filter(element=element).exists()
    return None if is_followed or not may(viewer, "initiatives.begin", element) else {"begins": element}
