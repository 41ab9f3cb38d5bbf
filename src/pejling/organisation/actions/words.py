"""The municipality's own words for levels, roles and kinds."""

from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils.translation import gettext as _

from pejling.activity.actions import log
from pejling.core import history
from pejling.core.locking import lock, lock_all
from pejling.organisation.actions.periods import keep_an_operator, lock_posts
from pejling.organisation.models import Capacity, NamedKind, Post, Role

if TYPE_CHECKING:
    from pejling.people.models import Person

Word = TypeVar("Word", bound=NamedKind)


@transaction.atomic
def create_word(model: type[Word], *, name: str, by: "Person | None", **meaning: Any) -> Word:
    """A new word, last in the order. `meaning` is what it gives or is: a role's capacity, a forum kind's nature."""
    last = model._default_manager.aggregate(last=Max("position"))["last"]
    word = model(name=name, position=0 if last is None else last + 1, **meaning)
    word.full_clean()
    history.save(word, by=by)
    log("organisation.word_created", word, by=by, name=word.name)
    return word


@transaction.atomic
def edit_word(word: NamedKind, *, name: str, opened: int, by: "Person", **meaning: Any) -> None:
    """Give a word another name or meaning. Raises `Stale` when somebody was faster."""
    lock(word)
    if isinstance(word, Role) and meaning.get("capacity") != Capacity.OPERATOR:
        keep_an_operator(besides=lock_posts(Post.objects.filter(role=word).select_related("role")))
    word.name = name
    for field, value in meaning.items():
        setattr(word, field, value)
    word.full_clean()
    history.save_edit(word, opened=opened, by=by)
    log("organisation.word_edited", word, by=by, name=word.name)


@transaction.atomic
def shift_word(word: NamedKind, *, places: int, by: "Person") -> None:
    """Move a word up (negative) or down in the order in which the words are shown."""
    every = lock_all(type(word)._default_manager.all())
    words = sorted(every, key=lambda each: (each.position, each.name))
    old = words.index(lock(word))
    words.insert(max(0, min(old + places, len(words) - 1)), words.pop(old))
    moved = [each for position, each in enumerate(words) if each.position != position]
    for position, each in enumerate(words):
        each.position = position
    history.update_all(type(word), moved, ["position"], by=by)
    log("organisation.word_moved", word, by=by, name=word.name)


@transaction.atomic
def drop_word(word: NamedKind, *, by: "Person") -> None:
    """Take a word away that nothing bears, or ever bore."""
    lock(word)
    log("organisation.word_dropped", word, by=by, name=word.name)
    try:
        history.delete(word, by=by)
    except ProtectedError as error:
        words = _(
            "%(name)s er i brug (%(count)s steder) og kan ikke slettes. Du kan give betegnelsen et andet navn."
        )
        raise ValidationError(words % {"name": word.name, "count": len(error.protected_objects)}) from error
