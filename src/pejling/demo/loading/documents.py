"""The documents, from the day they were begun: an empty draft first, then in use or adopted."""

from datetime import datetime

from pejling.core.history import backdate_history, create_all, update_all
from pejling.demo import story as told
from pejling.demo.loading.cast import Cast, Timeline, is_draft
from pejling.demo.loading.markup import earlier
from pejling.direction.models import Document, DocumentKind, Phase, Share, Visibility

BEGAN_IN_FORCE = {"law", "bearing"}
SETTLED = ["phase", "visibility", "in_force_from", "version"]


def load_documents(cast: Cast) -> None:
    """All documents as they were begun, then those that were taken into use, a history row for each."""
    kinds = {kind.code or "": kind for kind in DocumentKind.objects.all()}
    rows = [_begun(document, kinds, cast) for document in cast.story.documents]
    created = create_all(Document, rows, by=None)
    cast.documents.update(zip((document.key for document in cast.story.documents), created, strict=True))
    for document in cast.story.documents:
        row = cast.documents[document.key]
        verb = "direction.bearing_set" if document.kind == "bearing" else "direction.created"
        cast.log.note(verb, row, by=cast.author(document), at=row.created_at)
    _settle(cast)
    _share(cast)


def _begun(document: told.Document, kinds: dict[str, DocumentKind], cast: Cast) -> Document:
    at = cast.moment(document.created_on, document.key)
    row = Document(
        kind=kinds[document.kind],
        title=document.title,
        unit=cast.units[document.unit],
        responsible=cast.people[document.responsible] if document.responsible else None,
        forum=cast.forums[document.forum] if document.forum else None,
        starts_on=document.period_from,
        ends_on=document.period_to,
        review_on=document.review_on,
        summary=earlier(document.reason),
        source=document.source,
        is_cross_cutting=document.is_cross_cutting,
        visibility=Visibility.DRAFT,
        created_at=at,
        touched_at=cast.moment(document.last_changed_on, f"{document.key} last"),
    )
    if document.kind in BEGAN_IN_FORCE:
        _put_in_force(row, document)
    return backdate_history(row, at=at, by=cast.author(document))


def _put_in_force(row: Document, document: told.Document) -> None:
    row.phase, row.in_force_from = Phase.IN_FORCE, document.in_force_from or Timeline.of(document).settled
    row.visibility = Visibility(document.visibility)


def _settle(cast: Cast) -> None:
    """Shared as a draft, taken into use, or adopted; what was in force from its first day is left alone."""
    changed = [_settled(d, cast) for d in cast.story.documents if d.kind not in BEGAN_IN_FORCE]
    update_all(Document, changed, SETTLED, by=None)


def _settled(document: told.Document, cast: Cast) -> Document:
    row = cast.documents[document.key]
    at = settled_at(document, cast)
    row.version += 1
    if is_draft(document):
        row.visibility = Visibility(document.visibility)
    else:
        _put_in_force(row, document)
    if not is_draft(document) and not document.adopted_on:
        cast.log.note("direction.came_into_force", row, by=cast.author(document), at=at)
    return cast.changed(row, at=at, by=cast.secretary if document.adopted_on else cast.author(document))


def settled_at(document: told.Document, cast: Cast) -> datetime:
    """When the document was shown to others: adopted, taken into use, or shared while it is being written."""
    days = Timeline.of(document)
    day = days.between(0.7) if days.settled is None else min(days.settled, days.last)
    return cast.moment(day, f"{document.key} settled", after=cast.documents[document.key].created_at)


def _share(cast: Cast) -> None:
    shares = [
        backdate_history(
            Share(
                document=cast.documents[document.key], unit=cast.units.get(key), forum=cast.forums.get(key)
            ),
            at=settled_at(document, cast),
            by=cast.author(document),
        )
        for document in cast.story.documents
        for key in document.shared_with
    ]
    create_all(Share, shares, by=None)
