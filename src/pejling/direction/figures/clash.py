"""Two people wrote in the same text of a document: what each of them wrote, and where the choice is sent."""

from django.urls import reverse
from django.utils.translation import gettext as _

from pejling.direction.models import Document, Element, Section
from pejling.web.rich_text import TextClash


def section_clash(current: Section, *, title: str, body: str) -> TextClash:
    """What I wrote in a section, and what stands there now."""
    return TextClash(
        current,
        current.document.title,
        _way_to(current.document),
        reverse("section_text", args=[current.pk]),
        title,
        body,
        current.title,
        current.body,
    )


def element_clash(current: Element, *, title: str, text: str | None) -> TextClash:
    """What I wrote as an element, and what stands there now."""
    return TextClash(
        current,
        current.document.title,
        _way_to(current.document),
        reverse("element_wording", args=[current.pk]),
        title,
        text,
        current.title,
        current.text if text is not None else None,
    )


def _way_to(document: Document) -> tuple[tuple[str, str], ...]:
    return (_("Retning"), reverse("documents")), (document.title, reverse("document", args=[document.pk]))
