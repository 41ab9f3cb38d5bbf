"""Readiness as a development: each side by itself through all assessments, never one number for all of them."""

from dataclasses import dataclass
from datetime import datetime

from pejling.initiatives.models import Facet, FacetScore, Initiative
from pejling.people.models import Person

WIDTH, HEIGHT, EDGE = 120, 36, 5
"""The small picture of one side, in its own units."""


@dataclass(frozen=True)
class Score:
    """What one assessment said of one side, and where it stands in the picture."""

    score: int
    sentence: str
    at: datetime
    x: float
    y: float


@dataclass(frozen=True)
class Side:
    """One side through time, the oldest first."""

    facet: Facet
    scores: tuple[Score, ...]

    @property
    def latest(self) -> Score:
        """What was said last."""
        return self.scores[-1]

    @property
    def before(self) -> Score | None:
        """What was said the time before."""
        return self.scores[-2] if len(self.scores) > 1 else None

    @property
    def line(self) -> str:
        """The points of the picture's line."""
        return " ".join(f"{score.x:g},{score.y:g}" for score in self.scores)


@dataclass(frozen=True)
class Development:
    """All five sides, who took the latest assessment and when, and how many there are."""

    sides: tuple[Side, ...]
    by: Person
    on_behalf_of: Person | None
    at: datetime
    count: int


def development_of(initiative: Initiative) -> Development | None:
    """How readiness has developed, in one query; None when it was never assessed."""
    rows = list(
        FacetScore.objects.filter(readiness__initiative=initiative)
        .select_related("readiness__by", "readiness__on_behalf_of")
        .order_by("readiness__at", "readiness_id")
    )
    if not rows:
        return None
    order = {pk: number for number, pk in enumerate(dict.fromkeys(row.readiness_id for row in rows))}
    sides = tuple(
        Side(facet, tuple(_score(row, order) for row in rows if row.facet == facet)) for facet in Facet
    )
    last = rows[-1].readiness
    return Development(sides, last.by, last.on_behalf_of, last.at, len(order))


def _score(row: FacetScore, order: dict[int, int]) -> Score:
    """One assessment stands in the middle; several from edge to edge in their order."""
    place = order[row.readiness_id] / (len(order) - 1) if len(order) > 1 else 0.5
    x = EDGE + place * (WIDTH - 2 * EDGE)
    y = HEIGHT - EDGE - (row.score - 1) / 4 * (HEIGHT - 2 * EDGE)
    return Score(row.score, row.sentence, row.readiness.at, round(x, 1), round(y, 1))
