"""Readiness as a development: each side by itself through all assessments, never one number for all of them."""

from dataclasses import dataclass
from datetime import datetime

from pejling.initiatives.models import Facet, FacetScore, Initiative

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
    by: str
    on_behalf_of: str
    at: datetime
    count: int


SCORES = (
    "readiness__at", "readiness_id", "facet", "score", "sentence", "readiness__by__name",
    "readiness__on_behalf_of__name",
)  # fmt: skip


def read_development(initiative: Initiative) -> Development | None:
    """How readiness has developed, by all that was ever said of it; None when it was never assessed."""
    ordered = sorted(FacetScore.objects.filter(readiness__initiative=initiative).values_list(*SCORES))
    if not ordered:
        return None
    order = {pk: number for number, pk in enumerate(dict.fromkeys(pk for _at, pk, *_said in ordered))}
    sides: dict[str, list[Score]] = {facet: [] for facet in Facet}
    for at, pk, facet, score, sentence, *_who in ordered:
        sides[facet].append(_score(order[pk], len(order), score, sentence, at))
    at, *_said, by, on_behalf_of = ordered[-1]
    told = tuple(Side(Facet(facet), tuple(scores)) for facet, scores in sides.items())
    return Development(told, by, on_behalf_of or "", at, len(order))


def _score(place: int, count: int, score: int, sentence: str, at: datetime) -> Score:
    """One assessment stands in the middle; several from edge to edge in their order."""
    share = place / (count - 1) if count > 1 else 0.5
    x = EDGE + share * (WIDTH - 2 * EDGE)
    y = HEIGHT - EDGE - (score - 1) / 4 * (HEIGHT - 2 * EDGE)
    return Score(score, sentence, at, round(x, 1), round(y, 1))
