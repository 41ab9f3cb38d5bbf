"""What the styles and the numbering of a Word file say that a paragraph is."""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

_NAMESPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAX_INHERITED = 20
_LIST_STYLE = re.compile(r"list (?:bullet|number|continue) ([2-5])")


def tag(name: str) -> str:
    """A tag of Word's own vocabulary, as the parser writes it."""
    return _NAMESPACE + name


def attribute(element: Element | None, name: str) -> str:
    """The value of an attribute of Word's own, or nothing."""
    return "" if element is None else element.get(_NAMESPACE + name, "")


@dataclass(frozen=True)
class Look:
    """What a paragraph is by its style and its own settings."""

    heading: int = 0
    is_title: bool = False
    is_bold: bool = False
    list_level: int | None = None
    ordered: bool = False


class Styles:
    """The styles of one file, with the list formats they point at."""

    def __init__(self, styles: Element | None, numbering: Element | None) -> None:
        found = styles.findall(tag("style")) if styles is not None else []
        self._styles = {attribute(style, "styleId"): style for style in found}
        self._formats = _list_formats(numbering)

    def look(self, paragraph: Element) -> Look:
        """Tell what a paragraph is."""
        own = paragraph.find(tag("pPr"))
        line_of_styles = self._inherited(_child_value(own, "pStyle"))
        names = [attribute(style.find(tag("name")), "val").lower() for style in line_of_styles]
        heading = _heading(own, line_of_styles, names)
        number, level = self._numbering(own, line_of_styles)
        return Look(
            heading=heading,
            is_title="title" in names[:1],
            is_bold=bool(names) and not heading and _style_is_bold(line_of_styles[0]),
            list_level=None if heading or not number else max(level, _level_by_name(names)),
            ordered=self._formats.get((number, level), "bullet") not in {"bullet", "none"},
        )

    def _inherited(self, name: str) -> list[Element]:
        found: list[Element] = []
        while name in self._styles and len(found) < _MAX_INHERITED:
            found.append(self._styles[name])
            name = attribute(found[-1].find(tag("basedOn")), "val")
        return found

    def _numbering(self, own: Element | None, styles: list[Element]) -> tuple[str, int]:
        for properties in (own, *(style.find(tag("pPr")) for style in styles)):
            numbering = properties.find(tag("numPr")) if properties is not None else None
            if numbering is None:
                continue
            number = _child_value(numbering, "numId")
            level = _child_value(numbering, "ilvl")
            # Number 0 is how Word writes that a list is turned off.
            return ("" if number == "0" else number), int(level) if level.isdigit() else 0
        return "", 0


def _child_value(parent: Element | None, name: str) -> str:
    return "" if parent is None else attribute(parent.find(tag(name)), "val")


def _heading(own: Element | None, styles: list[Element], names: list[str]) -> int:
    for name in names:
        word, _space, digits = name.partition(" ")
        if word in {"heading", "overskrift"} and digits.isdigit():
            return min(int(digits), 6)
        if name == "subtitle":
            return 0
    for properties in (own, *(style.find(tag("pPr")) for style in styles)):
        outline = _child_value(properties, "outlineLvl")
        # Level 9 is Word's name for running text.
        if outline.isdigit():
            return int(outline) + 1 if int(outline) < 6 else 0
    return 0


def _level_by_name(names: list[str]) -> int:
    """Word's own "List Bullet 2" is a list of its own, one step in."""
    matches = (_LIST_STYLE.fullmatch(name) for name in names)
    return next((int(match[1]) - 1 for match in matches if match), 0)


def _style_is_bold(style: Element) -> bool:
    bold = style.find(f"{tag('rPr')}/{tag('b')}")
    return bold is not None and attribute(bold, "val") not in {"0", "false", "off"}


def _list_formats(numbering: Element | None) -> dict[tuple[str, int], str]:
    """The format of each level of each list: a bullet, numbers or letters."""
    if numbering is None:
        return {}
    abstract = {
        attribute(definition, "abstractNumId"): {
            int(attribute(level, "ilvl") or 0): _child_value(level, "numFmt")
            for level in definition.findall(tag("lvl"))
        }
        for definition in numbering.findall(tag("abstractNum"))
    }
    return {
        (attribute(number, "numId"), level): kind
        for number in numbering.findall(tag("num"))
        for level, kind in abstract.get(_child_value(number, "abstractNumId"), {}).items()
    }
