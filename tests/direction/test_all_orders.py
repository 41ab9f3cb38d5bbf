"""All orders, up to four steps long, of what an old document and the one that is to succeed it go through.

A step that is refused changes nothing, so no order goes on from it. `test_every_order` walks further, by chance. By hand
`DEPTH=6 .venv/bin/pytest tests/direction/test_all_orders.py -n 0` takes some minutes.
"""

import os
from collections.abc import Callable, Iterator
from types import SimpleNamespace

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from pejling.core.dates import today
from pejling.direction.actions import adoption, fates, retirement, succession
from pejling.direction.actions.correction import correct
from pejling.direction.figures.succession import without_fate
from pejling.direction.models import Document, FateKind, Succession, Visibility
from tests import world
from tests.direction import invariants

DEPTH = int(os.environ.get("DEPTH", "4"))


def steps(w: SimpleNamespace) -> dict[str, Callable[[], object]]:
    """The verbs, each with the rows as they are when it is its turn."""

    def old() -> Document:
        return Document.objects.get(pk=w.public.pk)

    def new() -> Document:
        return Document.objects.get(pk=w.new.pk)

    def settle() -> None:
        if not without_fate(Document.objects.filter(pk=old().pk)).exists():
            raise ValidationError("Alt har en skæbne.")
        fates.set_fate(w.aim, FateKind.LAPSED, why="Nået", by=w.secretary)

    def begin() -> None:
        refuse_again(w)
        succession.begin_succession(new(), [old()], by=w.secretary)

    def clear() -> None:
        refuse_unsettled(w)
        fates.clear_fate(w.aim, by=w.secretary)

    def amend() -> None:
        line = w.aim.__class__.objects.get(pk=w.aim.pk)
        correct(line, "title", after="Rettet", why="Slåfejl", opened=line.version, by=w.secretary)

    by, day = w.secretary, today()
    return {
        "begin": begin,
        "abandon": lambda: succession.abandon_succession(found(w), by=by),
        "release": lambda: succession.release_old(old(), why="Nej", by=by),
        "settle": settle,
        "clear": clear,
        "adopt": lambda: adoption.adopt(new(), forum=w.forum, decided_on=day, in_force_on=day, by=by),
        "withdraw": lambda: adoption.withdraw_adoption(new(), why="Fejl", by=by),
        "withdraw the old": lambda: adoption.withdraw_adoption(old(), why="Fejl", by=by),
        "adopt the old": lambda: adoption.adopt(old(), forum=w.forum, decided_on=day, in_force_on=day, by=by),
        "retire": lambda: retirement.retire(old(), forum=None, last_day=day, why="Slut", by=by),
        "retire the new": lambda: retirement.retire(new(), forum=None, last_day=day, why="Slut", by=by),
        "bring back": lambda: retirement.withdraw_retirement(old(), why="Fejl", by=by),
        "correct": amend,
    }


def found(w: SimpleNamespace) -> Succession:
    row = Succession.objects.filter(new=w.new).first()
    if row is None:
        raise ValidationError("Der er ingen afløsning.")
    return row


def refuse_again(w: SimpleNamespace) -> None:
    """What is said again word for word leads nowhere new."""
    if Succession.objects.filter(new=w.new).exists():
        raise ValidationError("Afløsningen er begyndt.")


def refuse_unsettled(w: SimpleNamespace) -> None:
    if not w.aim.fates.exists():
        raise ValidationError("Punktet har ingen skæbne.")


def orders(verbs: dict[str, Callable[[], object]], done: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Every order from here that can be walked, each looked at while it stands and taken back afterwards."""
    for name, verb in verbs.items():
        before = invariants.settled_wording()
        point = transaction.savepoint()
        try:
            verb()
        except (ValidationError, PermissionDenied):
            transaction.savepoint_rollback(point)
            continue
        order = (*done, name)
        now = invariants.settled_wording()
        assert (order, invariants.problems(), invariants.changed_words(before, now)) == (order, [], [])
        yield order
        if len(order) < DEPTH:
            yield from orders(verbs, order)
        transaction.savepoint_rollback(point)


def test_no_order_of_steps_leaves_a_document_that_contradicts_itself(w: SimpleNamespace) -> None:
    w.new = world.make_document("Ny politik", unit=w.top, forum=w.forum, visibility=Visibility.INTERNAL)
    world.make_element(w.new, "Alle læser mere")
    walked = set(orders(steps(w), ()))
    assert ("begin", "settle", "adopt", "withdraw", "release", "retire")[:DEPTH] in walked
