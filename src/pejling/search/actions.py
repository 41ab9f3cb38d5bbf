"""All writes to the index: bringing it up to date, and building it anew."""

from collections.abc import Iterable

from django.db import transaction

from pejling.search.models import Change, Entry, Word
from pejling.search.registry import Text, sources
from pejling.search.watch import note_all
from pejling.search.words import stem, words

BATCH = 1_000
LONGEST_BODY = 50_000
MOST_DISTINCT = 10_000


def catch_up(*, most: int | None = None) -> int:
    """Index what has changed since last time, the newest first, and answer how many changes are still left.

    Costs one small query when nothing has changed. With `most` it stops after about so many changes.
    """
    done = 0
    while most is None or done < most:
        handled = _catch_up_batch() if Change.objects.exists() else 0
        if not handled:
            return 0
        done += handled
    return Change.objects.count()


def rebuild() -> None:
    """Build the whole index anew: needed only when words are to be read in a new way."""
    with transaction.atomic():
        for model in (Change, Entry, Word):
            model._default_manager.all().delete()
        for source in sources().values():
            note_all(source)
    catch_up()


@transaction.atomic
def _catch_up_batch() -> int:
    """One batch; two who catch up at once wait for each other, for they lock the same rows in the same order."""
    changes = list(Change.objects.select_for_update().order_by("-pk")[:BATCH])
    changed: dict[str, set[int]] = {}
    for change in changes:
        changed.setdefault(change.source, set()).add(change.object_id)
    for key, ids in changed.items():
        _index(key, ids)
    Change.objects.filter(pk__in=[change.pk for change in changes]).delete()
    return len(changes)


def _index(key: str, ids: set[int]) -> None:
    """Write the entries of these things anew; what is gone, and what nobody registers any more, goes from the index."""
    source = sources().get(key)
    texts = list(source.texts(source.model._default_manager.filter(pk__in=ids))) if source else []
    gone = ids - {text.object_id for text in texts}
    Entry.objects.filter(source=key, object_id__in=gone).delete()
    vocabulary: set[str] = set()
    entries = [_entry(key, text, vocabulary) for text in texts]
    fields = ["scope_id", "size", "title_terms", "body_terms"]
    Entry.objects.bulk_create(
        entries, update_conflicts=True, unique_fields=["source", "object_id"], update_fields=fields
    )
    # In order, so that two who learn the same words never wait for each other crosswise.
    learned = [Word(word=word, stem=stem(word)) for word in sorted(vocabulary)]
    Word.objects.bulk_create(learned, ignore_conflicts=True)


def _entry(key: str, text: Text, vocabulary: set[str]) -> Entry:
    in_title, in_body = words(text.title), words(text.body[:LONGEST_BODY])
    vocabulary.update(in_title, in_body)
    return Entry(
        source=key,
        object_id=text.object_id,
        scope_id=text.object_id if text.scope_id is None else text.scope_id,
        size=len(in_title) + len(in_body),
        title_terms=_stems(in_title),
        body_terms=_stems(in_body),
    )


def _stems(found: Iterable[str]) -> str:
    """The different stems, as the full-text index takes them."""
    return " ".join(list(dict.fromkeys(map(stem, found)))[:MOST_DISTINCT])
