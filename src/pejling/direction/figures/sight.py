"""Who may see which documents, for many people at once: what `Document.objects.visible_to` answers, without a query each."""

from collections import defaultdict
from collections.abc import Collection
from typing import TYPE_CHECKING

from pejling.direction.models import Document, Editorship, Share, Visibility
from pejling.organisation.standing import Standing, standing_of

if TYPE_CHECKING:
    from pejling.people.models import Person

FEW = frozenset({Visibility.DRAFT, Visibility.SHARED})
"""Documents of which it must be read who else may see them."""


class Sight:
    """Reads what must be known of some documents, in two queries at most, and answers for anybody."""

    def __init__(self, documents: Collection[Document]) -> None:
        few = {document.pk for document in documents if document.visibility in FEW}
        self.editors: dict[int, set[int]] = defaultdict(set)
        self.shares: dict[int, list[Share]] = defaultdict(list)
        if few:
            for document, person in Editorship.objects.filter(document__in=few).values_list(
                "document", "person"
            ):
                self.editors[document].add(person)
            for share in Share.objects.filter(document__in=few):
                self.shares[share.document_id].append(share)

    def sees(self, person: "Person", document: Document) -> bool:
        """Whether the person may see the document, one of those that were read."""
        standing = standing_of(person)
        if standing.is_secretariat or document.visibility == Visibility.PUBLIC:
            return True
        if standing.is_internal and self._is_for_insiders(standing, document):
            return True
        edits = standing.leads(document.unit_id) or document.responsible_id == person.pk
        return edits or person.pk in self.editors[document.pk]

    def _is_for_insiders(self, standing: Standing, document: Document) -> bool:
        if document.visibility == Visibility.INTERNAL:
            return True
        return document.visibility == Visibility.SHARED and any(
            share.unit_id in standing.units_and_above or share.forum_id in standing.forums
            for share in self.shares[document.pk]
        )
