"""The verbs of the log. Each room tells its own, past tense, with the words that people read.

A line is read in the reader's language, whoever wrote it. So what is not a name or a date is kept as a code, and a room also
tells the words for such details: how the value of a `%(fate)s` is said.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from pejling.core.rooms import Part, parts

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Wording = Callable[[Any], str]
"""Says a kept value in the reader's language."""


@dataclass(frozen=True)
class Verbs(Part):
    """The verbs of an app, past tense, each with what is read after the person's name; and how the details are said."""

    app: str
    words: "Mapping[str, _StrPromise]"
    wordings: Mapping[str, Wording] = field(default_factory=dict)


@cache
def verbs() -> "dict[str, _StrPromise]":
    """What is read after the person's name, by the verb with its app."""
    return {f"{each.app}.{verb}": words for each in parts(Verbs) for verb, words in each.words.items()}


@cache
def wordings() -> dict[str, Wording]:
    """How each detail is said, by its name with its app."""
    return {f"{each.app}.{name}": wording for each in parts(Verbs) for name, wording in each.wordings.items()}


def in_words(verb: str, details: Mapping[str, Any]) -> dict[str, Any]:
    """The details of a line as they are read."""
    app, known = verb.partition(".")[0], wordings()
    return {
        name: known[key](value) if (key := f"{app}.{name}") in known else value
        for name, value in details.items()
    }
