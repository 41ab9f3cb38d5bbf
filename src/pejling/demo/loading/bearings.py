"""Whom the bearings concern, what was changed in them, and which units have answered that they do not concern them."""

from collections.abc import Iterator

from pejling.core.history import backdate_history, create_all, update_all
from pejling.demo import story as told
from pejling.demo.loading.cast import Cast
from pejling.direction.models import Addressing, Document, Irrelevance
from pejling.organisation.models import Post, UnitKind


def load_bearings(cast: Cast) -> None:
    """Addressings, the reasons that were rewritten, and the answers."""
    kinds = {kind.name: kind for kind in UnitKind.objects.all()}
    bearings = [document for document in cast.story.documents if document.kind == "bearing"]
    create_all(Addressing, [row for each in bearings for row in _addressings(each, kinds, cast)], by=None)
    update_all(Document, [_changed(bearing, cast) for bearing in bearings], ["summary", "version"], by=None)
    create_all(Irrelevance, [_answer(answer, cast) for answer in cast.story.not_relevant], by=None)


def _addressings(bearing: told.Document, kinds: dict[str, UnitKind], cast: Cast) -> Iterator[Addressing]:
    row = cast.documents[bearing.key]
    for key in bearing.addressed_to:
        unit = cast.units.get(key)
        addressing = Addressing(document=row, unit=unit, unit_kind=None if unit else kinds[key])
        yield backdate_history(addressing, at=row.created_at, by=cast.author(bearing))


def _changed(bearing: told.Document, cast: Cast) -> Document:
    """The reason as it reads now."""
    row, by = cast.documents[bearing.key], cast.author(bearing)
    row.summary, row.version = bearing.reason, row.version + 1
    cast.log.note("direction.bearing_changed", row, by=by, at=row.touched_at)
    return cast.changed(row, at=row.touched_at, by=by)


def _answer(answer: told.NotRelevant, cast: Cast) -> Irrelevance:
    row, unit = cast.documents[answer.bearing], cast.units[answer.unit]
    leader = Post.objects.leading(answer.answered_on).filter(unit=unit).select_related("person").first()
    by = leader.person if leader else cast.secretary
    at = cast.moment(answer.answered_on, f"{answer.unit} {answer.bearing}", after=row.created_at)
    why = answer.reason[:200]
    cast.log.note("direction.bearing_irrelevant", row, by=by, at=at, unit=unit.name, why=why)
    return backdate_history(
        Irrelevance(document=row, unit=unit, why=answer.reason, by=by, at=at), at=at, by=by
    )
