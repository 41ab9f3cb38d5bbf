"""One promise on its own page, as of a day."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser

from pejling.core.dates import end_of, today
from pejling.direction.figures.as_of import seen_then
from pejling.direction.models import Adoption, ChainColumn, Document, Element, Frame, Life
from pejling.portal.figures.answering import Answerer, answerers_of
from pejling.portal.figures.branches import Branch, branches_of
from pejling.portal.figures.changes import Change, changes_of
from pejling.portal.figures.promises import LEVELS, Promise, adoptions_of, read_promises
from pejling.portal.figures.ways import public_ways


@dataclass(frozen=True)
class PromiseFigure:
    """All that the page of a promise shows."""

    promise: Promise
    aim: Element
    adoption: Adoption | None
    branches: tuple[Branch, ...]
    changes: list[Change]
    answerers: list[Answerer]

    @property
    def document(self) -> Document:
        """Where it was promised."""
        return self.aim.document


def promise_of(pk: int, on: date | None = None) -> PromiseFigure | None:
    """The promise as it stood when the day ended; None for what nobody could have read then, or may not read now."""
    on = on or today()
    aims = Element.objects.visible_to(AnonymousUser()).aims().active(on).for_list()
    aim = aims.select_related("document__forum").filter(pk=pk).first()
    if aim is None or not promises(aim.document, on):
        return None
    if on < today() and aim.document_id not in seen_then({aim.document_id}, end_of(on), AnonymousUser()):
        return None
    adoption = adoptions_of([aim.document]).get(aim.document_id)
    ways = public_ways(on)
    (promise,) = read_promises([aim], on, ways)
    return PromiseFigure(
        promise,
        aim,
        adoption,
        branches_of(promise, ways),
        changes_of(promise, aim.document, adoption),
        answerers_of(aim, adoption, on),
    )


def promises(document: Document, on: date) -> bool:
    """Whether the aims of a document are promises to citizens: it was adopted, is political, and holds on the day."""
    return is_of_promises(document) and document.is_in_force(on)


def is_of_promises(document: Document) -> bool:
    """Whether it is of the kind whose aims are promises, once it is adopted."""
    kind = document.kind
    return ChainColumn(kind.column) in LEVELS and kind.life == Life.ADOPTED and kind.frame == Frame.POLITICAL
