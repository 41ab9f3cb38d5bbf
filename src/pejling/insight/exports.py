"""The two pages as files for paper."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation

from pejling.insight.figures.two_pages.whole import two_pages
from pejling.insight.models import Thing
from pejling.papers.two_pages_pdf import two_pages_pdf
from pejling.papers.two_pages_word import two_pages_word

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


@translation.override(settings.LANGUAGE_CODE)
def pdf_of_two_pages(thing: Thing, viewer: "Viewer") -> bytes:
    """As PDF; what stands around the words is Danish as they are."""
    return two_pages_pdf(two_pages(thing, viewer))


@translation.override(settings.LANGUAGE_CODE)
def word_of_two_pages(thing: Thing, viewer: "Viewer") -> bytes:
    """As .docx."""
    return two_pages_word(two_pages(thing, viewer))
