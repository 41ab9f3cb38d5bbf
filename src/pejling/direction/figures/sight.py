"""Who may see which documents, for many people at once: what `Document.objects.visible_to` answers, without a query each."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Protocol, Self

from django.db.models import Q

from pejling.core.together import Question, Row, ask_together
from pejling.direction.models import Editorship, Share, Visibility
from pejling.organisation.standing import Standing, standing_of

if TYPE_CHECKING:
    from pejling.people.models import Person

FEW = frozenset({Visibility.DRAFT, Visibility.SHARED})
"""Documents that not everybody inside may see."""


class Place(Protocol):
    """What must be known of a document itself."""

    @property
    def pk(self) -> int: ...
    @property
    def visibility(self) -> str: ...
    @property
    def unit_id(self) -> int: ...
    @property
    def responsible_id(self) -> int | None: ...


def readers_of(documents: Q) -> tuple[Question, Question]:
    """What is to be read of those documents, reached from a row that belongs to one: who edits and who is shared with.

    An editor may be somebody from outside, who sees what is internal as editor alone.
    """
    edited = documents & ~Q(document__visibility=Visibility.PUBLIC)
    shared = documents & Q(document__visibility=Visibility.SHARED)
    editors = Question(Editorship.objects.filter(edited), "document_id", "person_id")
    return editors, Question(Share.objects.filter(shared), "document_id", "unit_id", "forum_id")


class Sight:
    """Answers for anybody, from the rows of `readers_of`."""

    def __init__(self, editors: Iterable[Row], shares: Iterable[Row]) -> None:
        self.editors: dict[int, set[int]] = defaultdict(set)
        self.shares: dict[int, set[tuple[int | None, int | None]]] = defaultdict(set)
        for document, person in editors:
            self.editors[document].add(person)
        for document, unit, forum in shares:
            self.shares[document].add((unit, forum))

    @classmethod
    def of(cls, documents: Collection[Place]) -> Self:
        """Of some documents, in one query."""
        return cls(*ask_together(*readers_of(Q(document__in=[document.pk for document in documents]))))

    def sees(self, person: "Person", document: Place) -> bool:
        """Whether the person may see the document, one of those that were read."""
        standing = standing_of(person)
        if standing.is_secretariat or document.visibility == Visibility.PUBLIC:
            return True
        if standing.is_internal and self._is_for_insiders(standing, document):
            return True
        named = {document.responsible_id, *self.editors[document.pk]}
        return standing.leads(document.unit_id) or not named.isdisjoint(standing.people)

    def _is_for_insiders(self, standing: Standing, document: Place) -> bool:
        if document.visibility == Visibility.INTERNAL:
            return True
        return document.visibility == Visibility.SHARED and any(
            unit in standing.units_and_above or forum in standing.forums
            for unit, forum in self.shares[document.pk]
        )
