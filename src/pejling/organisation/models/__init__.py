"""The municipality as an organisation: units in a tree, people in posts, forums with seats, deputies; all with periods."""

from pejling.core.models import NamedKind
from pejling.organisation.models.deliveries import Delivery
from pejling.organisation.models.deputies import Deputyship
from pejling.organisation.models.forums import Forum, ForumQuerySet, Seat, SeatQuerySet
from pejling.organisation.models.units import Post, PostQuerySet, Unit, UnitQuerySet
from pejling.organisation.models.words import (
    POLITICAL_NATURES,
    Capacity,
    ForumKind,
    ForumNature,
    Role,
    SeatRole,
    UnitKind,
)

__all__ = [
    "POLITICAL_NATURES",
    "Capacity",
    "Delivery",
    "Deputyship",
    "Forum",
    "ForumKind",
    "ForumNature",
    "ForumQuerySet",
    "NamedKind",
    "Post",
    "PostQuerySet",
    "Role",
    "Seat",
    "SeatQuerySet",
    "SeatRole",
    "Unit",
    "UnitKind",
    "UnitQuerySet",
]
