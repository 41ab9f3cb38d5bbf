"""Who may see which documents, for many people at once: what `Document.objects.visible_to` answers, without a query each."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Protocol, Self

from pejling.direction.models import Editorship, Share, Visibility
from pejling.organisation.authority import Authority, authority_of

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

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


def sees(viewer: "Viewer", document: Place) -> bool:
    """Whether one viewer may see one document that is at hand; its editors are read where they matter."""
    return BulkVisibility.of([document]).sees(viewer, document)


class BulkVisibility:
    """Answers for anybody, from who edits the documents and whom they are shared with."""

    def __init__(
        self, editors: Iterable[tuple[int, int]], shares: Iterable[tuple[int, int | None, int | None]]
    ) -> None:
        self.editors: dict[int, set[int]] = defaultdict(set)
        self.shares: dict[int, set[tuple[int | None, int | None]]] = defaultdict(set)
        for document, person in editors:
            self.editors[document].add(person)
        for document, unit, forum in shares:
            self.shares[document].add((unit, forum))

    @classmethod
    def of(cls, documents: Collection[Place]) -> Self:
        """Of some documents, in two queries at most. An editor may be from outside, and sees what is internal as such."""
        edited = [document.pk for document in documents if document.visibility != Visibility.PUBLIC]
        shared = [document.pk for document in documents if document.visibility == Visibility.SHARED]
        editors = Editorship.objects.filter(document__in=edited).values_list("document_id", "person_id")
        shares = Share.objects.filter(document__in=shared).values_list("document_id", "unit_id", "forum_id")
        return cls(editors if edited else (), shares if shared else ())

    def sees(self, person: "Viewer", document: Place) -> bool:
        """Whether the person may see the document, one of those that were read."""
        authority = authority_of(person)
        if authority.is_secretariat or document.visibility == Visibility.PUBLIC:
            return True
        if authority.is_internal and self._is_for_insiders(authority, document):
            return True
        named = {document.responsible_id, *self.editors[document.pk]}
        return authority.leads(document.unit_id) or not named.isdisjoint(authority.people)

    def _is_for_insiders(self, authority: Authority, document: Place) -> bool:
        if document.visibility == Visibility.INTERNAL:
            return True
        return document.visibility == Visibility.SHARED and any(
            unit in authority.units_and_above or forum in authority.forums
            for unit, forum in self.shares[document.pk]
        )
