"""The ties of one element and what stands at their other ends, as its page shows them: no more is read than is shown."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Case, Q, Value, When

from pejling.direction.models import Contribution, Document, Element
from pejling.direction.models.documents import OUT_OF_FORCE
from pejling.organisation.visibility import PreparedForViewer

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from pejling.core.permissions import Viewer
    from pejling.core.prepared import Given
    from pejling.organisation.authority import Authority

MOST_TIES = 60


class Tie(NamedTuple):
    """A tie between two elements, and how the lower contributes."""

    pk: int
    lower_id: int
    upper_id: int
    how: str


class Named(NamedTuple):
    """What is known by its name alone."""

    name: str


class EndDocument(NamedTuple):
    """The document that an end stands in."""

    title: str
    unit: Named
    phase: str


class End(NamedTuple):
    """An element near another: the other end of a tie, the heir of an old aim, or what stands under it."""

    pk: int
    title: str
    parent_id: int | None
    ended_on: "date | None"
    kind: Named
    document_id: int
    document: EndDocument

    @property
    def is_old(self) -> bool:
        """Whether it has ended, or its document has been taken out of force."""
        return self.ended_on is not None or self.document.phase in OUT_OF_FORCE


def ties_of(element: Element, inherited: Collection[int], viewer: "Viewer") -> list[Tie]:
    """The standing ties at either end of which it stands, its own first; and those that it inherited from an old aim."""
    return [Tie._make(row) for row in _TIES.ask(viewer, element=element.pk, inherited=inherited)]


def ends_near(element: Element, others: Collection[int], viewer: "Viewer") -> dict[int, End]:
    """What stands under it and the others, as far as the viewer may see them, in the order of their documents."""
    rows = _ENDS.ask(viewer, element=element.pk, others=others)
    return {row[0]: _end(*row) for row in rows}


def _end(
    pk: int, title: str, parent: int | None, ended_on: "date | None", kind: str, document: int, *home: str
) -> End:
    title_of_document, unit, phase = home
    return End(
        pk, title, parent, ended_on, Named(kind), document, EndDocument(title_of_document, Named(unit), phase)
    )


def _ties(given: "type[Given]", authority: "Authority") -> "QuerySet[Any, Any]":
    element: Any = given("element")
    own_first = Case(When(lower=element, then=Value(0)), default=Value(1))
    touching = Q(lower=element) | Q(upper=element) | Q(pk__in=given("inherited"))
    seen = (
        Document.seen_with(authority, "lower__document__"),
        Document.seen_with(authority, "upper__document__"),
    )
    ties = Contribution.objects.active().filter(*seen).filter(touching).order_by(own_first, "pk")
    return ties.values_list("pk", "lower_id", "upper_id", "how")[:MOST_TIES]


def _ends(given: "type[Given]", authority: "Authority") -> "QuerySet[Any, Any]":
    element: Any = given("element")
    wanted = Q(parent=element, ended_on=None) | Q(pk__in=given("others"))
    rows = Element.objects.filter(Document.seen_with(authority, "document__")).filter(wanted).in_order()
    own = ("pk", "title", "parent_id", "ended_on", "kind__name", "document_id")
    return rows.values_list(*own, "document__title", "document__unit__name", "document__phase")


_TIES, _ENDS = PreparedForViewer(_ties), PreparedForViewer(_ends)
