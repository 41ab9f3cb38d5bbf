"""Word's own vocabulary, as the parser writes it."""

from xml.etree.ElementTree import Element

_NAMESPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def tag(name: str) -> str:
    """A tag of Word's own vocabulary."""
    return _NAMESPACE + name


def attribute(element: Element | None, name: str) -> str:
    """The value of an attribute of Word's own, or nothing."""
    return "" if element is None else element.get(_NAMESPACE + name, "")


def value(parent: Element | None, name: str) -> str:
    """What a setting inside an element is set to, or nothing."""
    return "" if parent is None else attribute(parent.find(tag(name)), "val")


def is_on(setting: Element) -> bool:
    """Whether a setting that is there is turned on; without a value it is."""
    return attribute(setting, "val") not in {"0", "false", "off"}
