"""Whether a thing is followed."""

from typing import TYPE_CHECKING

from pejling.core.permissions import may
from pejling.desk.models import Follow
from pejling.organisation.standing import standing_of

if TYPE_CHECKING:
    from django.db.models import Model

    from pejling.core.permissions import Viewer


def is_followed(thing: "Model", viewer: "Viewer") -> bool | None:
    """Whether the viewer follows the thing; None for who cannot follow any."""
    person = standing_of(viewer).person
    if person is None or not may(viewer, "desk.follow"):
        return None
    return Follow.objects.of(person, type(thing)).filter(target_id=thing.pk).exists()
