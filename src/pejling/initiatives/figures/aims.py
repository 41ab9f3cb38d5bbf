"""The aims that initiatives contribute to: those that their line is tied to, and the aim that it stands under."""

from typing import TYPE_CHECKING

from pejling.direction.models import Contribution, Element, Nature
from pejling.initiatives.models import Initiative

if TYPE_CHECKING:
    pass


def has_aim(initiative: Initiative) -> bool:
    """Whether it contributes to an aim, by a tie or by its place, or says why to none."""
    if initiative.contributes_to_none_because.strip():
        return True
    if Contribution.objects.standing().filter(lower=initiative.element_id).exists():
        return True
    return Element.objects.filter(children=initiative.element_id, kind__nature=Nature.AIM).exists()
