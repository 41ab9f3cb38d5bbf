"""What the styles and the numbering of a Word file say that a paragraph is."""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from pejling.reading.word_numbering import Numbering
from pejling.reading.word_tags import attribute, is_on, tag, value

_MAX_INHERITED = 20
_LIST_STYLE = re.compile(r"list (?:bullet|number|continue) ([2-5])")
_HEADING_NAME = re.compile(r"(?:heading|overskrift) ?([1-9])")
_CONTENTS_NAME = re.compile(
    r"(?:toc|indholdsfortegnelse|table of figures|figuroversigt|index) ?(?:[1-9]|heading|overskrift)?|toc-overskrift"
)


@dataclass(frozen=True)
class Look:
    """What a paragraph is by its style and its own settings."""

    heading: int = 0
    is_title: bool = False
    is_bold: bool = False
    list_level: int | None = None
    ordered: bool = False
    in_contents: bool = False
    label: str = ""
    """The words or the number that the numbering sets before it."""
    size: float = 0
    """In half points; 0 when neither the paragraph nor its style says it."""


class Styles:
    """The styles of one file, with the list formats they point at."""

    def __init__(self, styles: Element | None, numbering: Element | None) -> None:
        found = styles.findall(tag("style")) if styles is not None else []
        self._styles = {attribute(style, "styleId"): style for style in found}
        self._usual = next(
            (each for each in found if _is_usual(each)),
            None,
        )
        defaults = (
            styles.find(f"{tag('docDefaults')}/{tag('rPrDefault')}/{tag('rPr')}")
            if styles is not None
            else None
        )
        self.usual_size = _size_of(defaults) or 20
        self._numbering = Numbering(numbering)

    def look(self, paragraph: Element) -> Look:
        """Tell what a paragraph is."""
        own = paragraph.find(tag("pPr"))
        told = value(own, "pStyle")
        line_of_styles = self._inherited(told)
        names = [attribute(style.find(tag("name")), "val").lower() for style in line_of_styles]
        names = names or ([told.lower()] if told else [])
        heading = _heading(own, line_of_styles, names)
        number, level = self._numbering_of(own, line_of_styles)
        kind = self._numbering.kind(number, level)
        label = self._numbering.label(number, level) if number else ""
        return Look(
            heading=heading,
            is_title=names[:1] in (["title"], ["titel"]),
            is_bold=bool(names) and not heading and self._is_bold(line_of_styles),
            list_level=None if heading or not number else max(level, _level_by_name(names)),
            ordered=kind not in {"bullet", "none"},
            in_contents=any(_CONTENTS_NAME.fullmatch(name) for name in names),
            label=label if heading or self._numbering.has_words(number, level) else "",
            size=self._size(line_of_styles),
        )

    def hides(self, run: Element, paragraph: Element) -> bool:
        """Whether a run is hidden: by itself, by its own style or by that of its paragraph."""
        properties = run.find(tag("rPr"))
        if (own := properties.find(tag("vanish")) if properties is not None else None) is not None:
            return is_on(own)
        styles = self._inherited(value(properties, "rStyle")) + self._inherited(
            value(paragraph.find(tag("pPr")), "pStyle")
        )
        told = (style.find(f"{tag('rPr')}/{tag('vanish')}") for style in styles)
        return next((is_on(each) for each in told if each is not None), False)

    def size_of_run(self, run: Element) -> float:
        """The size that a run says itself, or its own style; 0 when none does."""
        properties = run.find(tag("rPr"))
        return _size_of(properties) or self._size(self._inherited(value(properties, "rStyle")))

    def _inherited(self, name: str) -> list[Element]:
        found: list[Element] = []
        while name in self._styles and len(found) < _MAX_INHERITED:
            found.append(self._styles[name])
            name = attribute(found[-1].find(tag("basedOn")), "val")
        return found

    def _size(self, styles: list[Element]) -> float:
        usual = [self._usual] if self._usual is not None else []
        return next((size for style in [*styles, *usual] if (size := _size_of(style.find(tag("rPr"))))), 0)

    def _numbering_of(self, own: Element | None, styles: list[Element]) -> tuple[str, int]:
        for properties in (own, *(style.find(tag("pPr")) for style in styles)):
            numbering = properties.find(tag("numPr")) if properties is not None else None
            if numbering is None:
                continue
            number, level = value(numbering, "numId"), value(numbering, "ilvl")
            # Number 0 is how Word writes that a list is turned off.
            return ("" if number == "0" else number), min(int(level), 8) if level.isdigit() else 0
        return "", 0

    def _is_bold(self, styles: list[Element]) -> bool:
        told = (style.find(f"{tag('rPr')}/{tag('b')}") for style in styles)
        return next((is_on(each) for each in told if each is not None), False)


def _is_usual(style: Element) -> bool:
    """Whether it is the style of paragraphs that have none of their own."""
    return attribute(style, "type") == "paragraph" and attribute(style, "default") in {"1", "true"}


def _heading(own: Element | None, styles: list[Element], names: list[str]) -> int:
    for name in names:
        if match := _HEADING_NAME.fullmatch(name):
            return min(int(match[1]), 6)
        if name == "subtitle":
            return 0
    for properties in (own, *(style.find(tag("pPr")) for style in styles)):
        outline = value(properties, "outlineLvl")
        # Level 9 is Word's name for running text.
        if outline.isdigit():
            return int(outline) + 1 if int(outline) < 6 else 0
    return 0


def _level_by_name(names: list[str]) -> int:
    """Word's own "List Bullet 2" is a list of its own, one step in."""
    matches = (_LIST_STYLE.fullmatch(name) for name in names)
    return next((int(match[1]) - 1 for match in matches if match), 0)


def _size_of(properties: Element | None) -> float:
    told = value(properties, "sz")
    return float(told) if told.isdigit() else 0
