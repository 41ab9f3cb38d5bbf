"""XML of others, read by names alone: case, namespaces and how a Danish letter is written make no difference."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element, ParseError, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext_lazy as _

from pejling.core.apart import Unreadable
from pejling.core.packages import harmful
from pejling.reading.markup_as_text import one_line
from pejling.reading.plain_text import decoded

_MOST_TAGS = 1_000_000
_DEEPEST = 400
_LETTERS = str.maketrans({"å": "aa", "æ": "ae", "ø": "oe"})


def parsed(data: bytes) -> "Node":
    """The root of an XML file. One whose letters are written otherwise than it says is read by Danish."""
    if data.count(b"<") > _MOST_TAGS:
        raise harmful()
    try:
        root = _root(data)
    except DefusedXmlException as error:
        raise harmful() from error
    except (ParseError, ValueError, LookupError) as error:
        raise Unreadable(
            _("XML-filen er beskadiget og kan ikke læses. Hent den igen fra det system, den kommer fra.")
        ) from error
    if _depth(root) > _DEEPEST:
        raise harmful()
    return Node(root)


def _root(data: bytes) -> Element:
    try:
        found: Element = fromstring(data, forbid_dtd=True)
    except (ParseError, ValueError, LookupError):
        text = decoded(data).lstrip("\ufeff \r\n\t")
        if text.startswith("<?xml"):
            text = text.partition("?>")[2]
        found = fromstring(text.strip(), forbid_dtd=True)
    return found


def _depth(root: Element) -> int:
    deepest, waiting = 0, [(root, 1)]
    while waiting:
        element, depth = waiting.pop()
        deepest = max(deepest, depth)
        waiting.extend((child, depth + 1) for child in element)
    return deepest


@lru_cache(maxsize=4096)
def key_of(name: str) -> str:
    """A name as it is compared: without its namespace, in small letters, å as aa."""
    local = name.rpartition("}")[2].rpartition(":")[2]
    return unicodedata.normalize("NFC", local).casefold().translate(_LETTERS)


class Node:
    """An element of the tree; what is not there answers with nothing."""

    def __init__(self, element: Element) -> None:
        self.element = element
        self.name = key_of(element.tag) if isinstance(element.tag, str) else ""

    def __iter__(self) -> Iterator["Node"]:
        return (Node(child) for child in self.element if isinstance(child.tag, str))

    def attribute(self, *names: str) -> str:
        """The first of these attributes that has a value."""
        have = {key_of(name): value for name, value in self.element.attrib.items()}
        return next((one_line(have[key]) for name in names if have.get(key := key_of(name), "").strip()), "")

    def has(self, name: str) -> bool:
        """Whether it has such a child."""
        return self.child(name) is not None

    def child(self, *names: str) -> "Node | None":
        """The first child with one of these names."""
        keys = [key_of(name) for name in names]
        return next((each for each in self if each.name in keys), None)

    def children(self, *names: str) -> list["Node"]:
        """The children with one of these names, in order."""
        keys = [key_of(name) for name in names]
        return [each for each in self if each.name in keys]

    def at(self, *path: str) -> "Node | None":
        """What stands at the end of a path, by the first child of each name."""
        here: Node | None = self
        for name in path:
            here = here.child(name) if here else None
        return here

    def below(self, *names: str) -> list["Node"]:
        """All elements below with one of these names, in the order of the file."""
        keys = {key_of(name) for name in names}
        every = (Node(each) for each in self.element.iter() if each is not self.element)
        return [each for each in every if each.name in keys]

    def word(self, *path: str) -> str:
        """What a child says, on one line."""
        found = self.at(*path)
        return one_line("".join(found.element.itertext())) if found else ""

    def value(self, *names: str) -> str:
        """What an attribute or a child of one of these names says."""
        told = (self.attribute(name) or self.word(name) for name in names)
        return next((each for each in told if each), "")

    @property
    def markup(self) -> str:
        """All that stands inside, with the tags that were written into the XML itself."""
        if len(self.element) == 0:
            return self.element.text or ""
        inner = [tostring(child, encoding="unicode") for child in self.element]
        return "".join([self.element.text or "", *inner])


def yes(told: str) -> bool | None:
    """Whether a value says yes or no; None for one that says neither."""
    word = told.strip().casefold()
    if word in {"true", "1", "ja", "yes", "on", "sand", "åben", "åbent", "open", "offentlig", "offentligt"}:
        return True
    return False if word else None
