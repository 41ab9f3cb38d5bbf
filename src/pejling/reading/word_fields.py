"""The fields of a Word file: a table of contents is one, and may run over many paragraphs."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree.ElementTree import Element

from pejling.reading.word_tags import attribute, tag, value

_CONTENTS = re.compile(r"\s*(?:TOC|INDEX|TOA)\b")
_GALLERY = f"{tag('sdtPr')}/{tag('docPartObj')}"


class Fields:
    """Which fields are open at a place in the text."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._controls = 0

    @property
    def in_contents(self) -> bool:
        """Whether what stands here is made by a table of contents."""
        return self._controls > 0 or any(_CONTENTS.match(field) for field in self._open)

    def take(self, element: Element) -> None:
        """Hear what the next element of the text opens or closes."""
        if element.tag == tag("fldChar"):
            kind = attribute(element, "fldCharType")
            if kind == "begin":
                self._open.append("")
            elif kind == "end" and self._open:
                self._open.pop()
        elif element.tag == tag("instrText") and self._open:
            self._open[-1] += element.text or ""

    @contextmanager
    def inside(self, element: Element) -> Iterator[None]:
        """Inside a content control that Word made for a table of contents."""
        gallery = element.find(_GALLERY) if element.tag == tag("sdt") else None
        is_contents = value(gallery, "docPartGallery") == "Table of Contents"
        self._controls += is_contents
        yield
        self._controls -= is_contents
