"""Who reaches the pages of a document: the owner, a colleague at another unit, an outsider, an anonymous visitor."""

from types import SimpleNamespace
from typing import Any

from tests.access import Access


def document(w: SimpleNamespace) -> list[Any]:
    return [w.document.pk]


def section(w: SimpleNamespace) -> list[Any]:
    return [w.section.pk]


def element(w: SimpleNamespace) -> list[Any]:
    return [w.element.pk]


def posting(owner: int, args: Any) -> Access:
    """A POST that only those who write in the document may send, whatever it holds."""
    return Access(owner=owner, colleague=403, outsider=404, anonymous=404, args=args, method="post")


def editing(args: Any) -> Access:
    """A page for those who edit the document."""
    return Access(owner=200, colleague=403, outsider=404, anonymous=404, args=args)


ACCESS = {
    "document_new": Access(owner=200, colleague=200, outsider=403, anonymous="login"),
    "document": Access(owner=200, colleague=200, outsider=404, anonymous=404, args=document),
    "document_pdf": Access(owner=200, colleague=200, outsider=404, anonymous=404, args=document),
    "document_word": Access(owner=200, colleague=200, outsider=404, anonymous=404, args=document),
    "document_activity": Access(owner=200, colleague=200, outsider=404, anonymous=404, args=document),
    "document_write": editing(document),
    "document_facts": editing(document),
    "document_sharing": editing(document),
    "sections": posting(303, document),
    "section_restoration": posting(422, lambda w: [w.document.pk, 987_654]),
    "section_text": posting(422, section),
    "section_place": posting(422, section),
    "section_removal": posting(422, section),
    "section_lines": editing(section),
    "section_elements": posting(422, section),
    "element_edit": editing(element),
    "element_wording": posting(422, element),
    "element_kind": posting(422, element),
    "element_place": posting(422, element),
    "element_removal": posting(422, element),
    "element_restoration": posting(422, lambda w: [w.document.pk, 987_654]),
}
