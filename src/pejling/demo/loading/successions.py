"""Old documents that give way to new ones: what becomes of each old aim, planned or come true."""

from datetime import date, datetime, timedelta

from pejling.core.history import backdate_history, create_all, update_all
from pejling.demo import story as told
from pejling.demo.loading.cast import Cast
from pejling.demo.loading.documents import settled_at
from pejling.direction.models import Document, Element, Fate, Phase, Succession

WEEKS_BEFORE = timedelta(weeks=3)


def load_successions(cast: Cast) -> None:
    """Those that are done and those that are half done."""
    documents = {document.key: document for document in cast.story.documents}
    for succession in cast.story.successions:
        _load(succession, documents[succession.new], cast)


def _load(succession: told.Succession, new: told.Document, cast: Cast) -> None:
    row = cast.documents[new.key]
    adopted_at = settled_at(new, cast) if new.adopted_on else None
    began = cast.moment(new.created_on, f"{new.key} olds", after=row.created_at)
    olds = [cast.documents[key] for key in succession.olds]
    made = Succession.objects.create(new=row, by=cast.author(new), at=began, completed_at=adopted_at)
    made.olds.set(olds)
    titles = ", ".join(old.title for old in olds)
    cast.log.note("direction.succession_begun", row, by=cast.author(new), at=began, olds=titles)
    _plan_fates(succession, new, began, adopted_at, cast)
    if new.adopted_on and new.in_force_from and adopted_at:
        _give_way(olds, new.in_force_from, adopted_at, cast, title=new.title)


def _plan_fates(
    succession: told.Succession, new: told.Document, began: datetime, adopted_at: datetime | None, cast: Cast
) -> None:
    """Fates are planned first; when the new document was adopted, they came true."""
    day = (adopted_at.date() if adopted_at else new.last_changed_on) - WEEKS_BEFORE
    at, by = cast.moment(day, new.key, after=began), cast.author(new)
    rows = [
        backdate_history(
            Fate(element=old, kind=fate.kind, to=to, why=fate.reason, by=by, at=at), at=at, by=by
        )
        for fate in succession.fates
        for old, to in _pairs(fate, cast)
    ]
    fates = create_all(Fate, rows, by=None)
    for fate in succession.fates:
        cast.log.note("direction.fate_set", cast.elements[fate.element], by=by, at=at, fate=fate.kind)
    if adopted_at:
        for row in fates:
            row.effective_on = new.in_force_from
            cast.changed(row, at=adopted_at, by=cast.secretary)
        update_all(Fate, fates, ["effective_on"], by=None)


def _pairs(fate: told.Fate, cast: Cast) -> list[tuple[Element, Element | None]]:
    """The old element beside each of its heirs, or beside none when it lapses."""
    heirs: list[Element | None] = [cast.elements[key] for key in fate.to]
    return [(cast.elements[fate.element], heir) for heir in heirs or [None]]


def _give_way(olds: list[Document], on: date, at: datetime, cast: Cast, *, title: str) -> None:
    for old in olds:
        old.phase, old.in_force_until, old.version = Phase.SUCCEEDED, on - timedelta(days=1), old.version + 1
        cast.changed(old, at=at, by=cast.secretary)
        cast.log.note("direction.succeeded", old, by=cast.secretary, at=at, new=title)
    update_all(Document, olds, ["phase", "in_force_until", "version"], by=None)
