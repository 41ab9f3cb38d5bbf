"""The verbs of the log. Each app registers its own, past tense, with the words that people read.

A line is read in the reader's language, whoever wrote it. So what is not a name or a date is kept as a code, and an app also
registers the words for such details: how the value of a `%(fate)s` is said.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Wording = Callable[[Any], str]
"""Says a kept value in the reader's language."""

verbs: "dict[str, _StrPromise]" = {}
wordings: dict[str, Wording] = {}


def register_verbs(app: str, words: "dict[str, _StrPromise]") -> None:
    """Register an app's verbs: name -> what is read after the person's name."""
    verbs.update({f"{app}.{verb}": sentence for verb, sentence in words.items()})


def register_wordings(app: str, words: Mapping[str, Wording]) -> None:
    """Register how the details of an app's lines are said: the detail's name -> its words."""
    wordings.update({f"{app}.{detail}": wording for detail, wording in words.items()})


def in_words(verb: str, details: Mapping[str, Any]) -> dict[str, Any]:
    """The details of a line as they are read."""
    app = verb.partition(".")[0]
    return {
        name: wordings[key](value) if (key := f"{app}.{name}") in wordings else value
        for name, value in details.items()
    }
