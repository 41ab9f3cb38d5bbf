"""How documents, their sections and their elements are found."""

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pejling.core.dates import today
from pejling.core.richtext import to_plain
from pejling.direction.figures.state import state_of
from pejling.direction.models import ChainColumn, Document, Element, Section
from pejling.direction.models.documents import OUT_OF_FORCE, binding
from pejling.search.registry import ResultRank, SearchPlace, SearchSource, Text

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


def visible(viewer: "Viewer") -> QuerySet[Document]:
    """The documents that the viewer may see."""
    return Document.objects.visible_to(viewer)


def _rank() -> Case:
    """What sets direction and binds, then the plans of units, then drafts and what is to come; the rest has ended."""
    binds = binding(today())
    plan = When(binds, kind__column=ChainColumn.ACTION, then=Value(ResultRank.IN_USE.value))
    direction = When(binds, then=Value(ResultRank.BINDS.value))
    to_come = When(~Q(phase__in=OUT_OF_FORCE), then=Value(ResultRank.TO_COME.value))
    return Case(plan, direction, to_come, default=Value(ResultRank.ENDED.value), output_field=IntegerField())


def by_document(found: Mapping[int, int]) -> dict[int, ResultRank]:
    """Each thing that was found ranks as the document does that it is, or stands in."""
    documents = Document.objects.filter(pk__in={*found.values()}).order_by()
    known = dict(documents.values_list("pk", _rank()))
    return {pk: ResultRank(known[document]) for pk, document in found.items() if document in known}


def element_ranks(found: Mapping[int, int]) -> dict[int, ResultRank]:
    """The same, but an element may have ended in a document that has not."""
    ended = Element.objects.filter(document__in={*found.values()}, ended_on__lte=today()).order_by()
    gone = found.keys() & set(ended.values_list("pk", flat=True))
    return by_document(found) | dict.fromkeys(gone, ResultRank.ENDED)


def document_texts(documents: QuerySet[Document]) -> Iterator[Text]:
    """By title, summary and source."""
    for pk, title, summary, source in documents.order_by().values_list("pk", "title", "summary", "source"):
        yield Text(pk, title, _about(summary, source))


def _about(summary: str, source: str) -> str:
    return f"{summary}\n{source}".strip()


def element_texts(elements: QuerySet[Element]) -> Iterator[Text]:
    """By wording and what is said about it."""
    for pk, document, title, text in elements.order_by().values_list("pk", "document_id", "title", "text"):
        yield Text(pk, title, to_plain(text), scope_id=document)


def section_texts(sections: QuerySet[Section]) -> Iterator[Text]:
    """By heading and text."""
    for pk, document, title, body in sections.order_by().values_list("pk", "document_id", "title", "body"):
        yield Text(pk, title, to_plain(body), scope_id=document)


def document_places(ids: Collection[int]) -> dict[int, SearchPlace]:
    """Each document with its kind and the unit that owns it."""
    documents = Document.objects.filter(pk__in=ids).select_related("kind", "unit")
    return {
        document.pk: SearchPlace(
            reverse("document", args=[document.pk]),
            document.title,
            _about(document.summary, document.source),
            kind=document.kind.name,
            where=document.unit.name,
            state=_state(document),
        )
        for document in documents
    }


def element_places(ids: Collection[int]) -> dict[int, SearchPlace]:
    """Each element with its kind and the document it stands in."""
    elements = Element.objects.filter(pk__in=ids).select_related("kind", "document")
    return {
        element.pk: SearchPlace(
            reverse("element", args=[element.pk]),
            element.title,
            to_plain(element.text),
            kind=element.kind.name,
            where=element.document.title,
            state=_("Ophørt")
            if element.ended_on and element.ended_on <= today()
            else _state(element.document),
        )
        for element in elements
    }


def section_places(ids: Collection[int]) -> dict[int, SearchPlace]:
    """Each section at its place in its document."""
    sections = Section.objects.filter(pk__in=ids).select_related("document")
    return {
        section.pk: SearchPlace(
            f"{reverse('document', args=[section.document_id])}#afsnit-{section.pk}",
            section.title,
            to_plain(section.body),
            kind=_("Afsnit"),
            where=section.document.title,
            state=_state(section.document),
        )
        for section in sections
    }


def _state(document: Document) -> str:
    """A word about a document that does not bind today: draft, in hearing, still to come, succeeded, retired."""
    return "" if document.is_in_force() else state_of(document).word


SOURCES = (
    SearchSource(
        "document",
        gettext_lazy("Dokumenter"),
        Document,
        document_texts,
        visible,
        document_places,
        10,
        by_document,
    ),
    SearchSource(
        "element",
        gettext_lazy("Mål og indsatser"),
        Element,
        element_texts,
        visible,
        element_places,
        20,
        element_ranks,
    ),
    SearchSource(
        "section",
        gettext_lazy("Afsnit"),
        Section,
        section_texts,
        visible,
        section_places,
        30,
        by_document,
    ),
)
