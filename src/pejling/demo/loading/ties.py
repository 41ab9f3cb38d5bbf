"""The ties: what contributes to what."""

from pejling.core.history import backdate_history, create_all
from pejling.demo import story as told
from pejling.demo.loading.cast import Cast
from pejling.demo.loading.writing import Place, places, written_at
from pejling.direction.models import Contribution


def load_ties(cast: Cast) -> None:
    """All ties, each made as soon as both ends were there."""
    where = {place.element.key: place for place in places(cast.story)}
    rows = [_tie(tie, where, cast) for tie in cast.story.ties]
    created = create_all(Contribution, rows, by=None)
    cast.ties.update(zip(((tie.lower, tie.upper) for tie in cast.story.ties), created, strict=True))
    for row in created:
        lower, upper = row.lower.title, row.upper.title
        cast.log.note("direction.tied", row, by=row.by, at=row.created_at, lower=lower, upper=upper)


def _tie(tie: told.Tie, where: dict[str, Place], cast: Cast) -> Contribution:
    lower, upper = where[tie.lower], where[tie.upper]
    there = max(written_at(lower, cast), written_at(upper, cast))
    at = cast.moment(there.date(), tie.lower + tie.upper, after=there)
    by = cast.author(lower.document)
    row = Contribution(
        lower=cast.elements[tie.lower], upper=cast.elements[tie.upper], how=tie.how, by=by, created_at=at
    )
    return backdate_history(row, at=at, by=by)
