"""What a unit's page shows of status: how it goes in the unit and below it, and how often status is given."""

from typing import TYPE_CHECKING, Any

from pejling.core.permissions import may
from pejling.initiatives.figures.distribution import distribution_of, of_units, stale_words
from pejling.initiatives.figures.silence import Rhythms
from pejling.initiatives.models import Initiative, Interval
from pejling.organisation.authority import authority_of
from pejling.organisation.models import Unit

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


def unit_status(unit: Unit, viewer: "Viewer") -> dict[str, Any] | None:
    """How it goes with what the viewer may see, and the unit's rhythm; nothing where there is neither work nor a choice."""
    if not authority_of(viewer).is_internal:
        return None
    visible = Initiative.objects.visible_to(viewer).order_by().values("pk")
    figure = distribution_of(of_units([unit.pk]).filter(pk__in=visible))
    may_choose = may(viewer, "initiatives.rhythm", unit) and not unit.has_ended
    if not figure.total and not may_choose:
        return None
    return {
        "unit": unit,
        "figure": figure,
        "stale_words": stale_words(figure),
        "rhythm": rhythm_words(unit, Rhythms.read()),
        "may_choose": may_choose,
    }


def rhythm_words(unit: Unit, rhythms: Rhythms) -> str:
    """How often the unit gives status."""
    return str(Interval(rhythms.of(unit.pk)).label)
