"""What has happened in the documents' lives: adoptions, named moments of the living ones, and facts that were mended."""

from collections.abc import Iterator
from datetime import timedelta

from pejling.core.formats import day as in_words
from pejling.core.history import update_all
from pejling.demo import story as told
from pejling.demo.loading.cast import Cast, Timeline, is_draft
from pejling.demo.loading.documents import settled_at
from pejling.demo.loading.draws import draw
from pejling.direction.models import Adoption, Document, Revision

MOMENTS = (
    ("Sendt til samtalen", "Planen, som den blev sendt til lederen før den strategiske samtale."),
    ("Drøftet med medarbejderne", "Efter personalemødet, hvor alle kunne skrive med."),
    ("Drøftet i MED", "Sådan lå planen på bordet i MED-udvalget."),
    ("Efter samtalen", "Med det, vi blev enige om i den strategiske samtale."),
    ("Ved årets begyndelse", "Så vi kan se næste år, hvad der har flyttet sig."),
)
NAMED_KINDS = {"strategy_plan", "directors_contract", "core_task"}
LONG_ENOUGH = timedelta(days=60)


def load_life(cast: Cast) -> None:
    """Adoptions, named moments, and the review dates that were set after adoption."""
    adopted = [document for document in cast.story.documents if document.adopted_on]
    Adoption.objects.bulk_create([_adoption(document, cast) for document in adopted])
    Revision.objects.bulk_create([row for d in cast.story.documents for row in _revisions(d, cast)])
    _look_after(cast)


def _adoption(document: told.Document, cast: Cast) -> Adoption:
    assert document.adopted_on is not None
    row, forum, at = (
        cast.documents[document.key],
        cast.forums[document.forum or ""],
        settled_at(document, cast),
    )
    day = in_words(document.adopted_on)
    cast.log.note("direction.adopted", row, by=cast.secretary, at=at, forum=forum.name, day=day)
    return Adoption(
        document=row,
        forum=forum,
        decided_on=document.adopted_on,
        in_force_on=document.in_force_from or document.adopted_on,
        by=cast.secretary,
        at=at,
    )


def _revisions(document: told.Document, cast: Cast) -> Iterator[Revision]:
    """Up to three named moments of a plan that has been written on for a while; some units name none."""
    days = Timeline.of(document)
    if document.kind not in NAMED_KINDS or is_draft(document) or days.last - days.begun < LONG_ENOUGH:
        return
    row, by = cast.documents[document.key], cast.author(document)
    first = draw(document.key, len(MOMENTS))
    for number in range(draw(f"{document.key} moments", 4)):
        name, why = MOMENTS[(first + number) % len(MOMENTS)]
        day = days.between(0.25 + 0.3 * number)
        at = cast.moment(day, f"{document.key} {name}", after=row.created_at)
        cast.log.note("direction.frozen", row, by=by, at=at, name=name)
        yield Revision(document=row, name=name, why=why, by=by, at=at)


def _look_after(cast: Cast) -> None:
    """A document that was changed after its adoption had the day of its next review set; its wording stands."""
    changed = []
    for document in cast.story.documents:
        row = cast.documents[document.key]
        if (
            document.review_on is None
            or not document.adopted_on
            or document.last_changed_on <= document.adopted_on
        ):
            continue
        row.version += 1
        by = cast.author(document)
        changed.append(cast.changed(row, at=row.touched_at, by=by))
        cast.log.note("direction.facts_edited", row, by=by, at=row.touched_at, facts=["review_on"])
    update_all(Document, changed, ["review_on", "version"], by=None)
