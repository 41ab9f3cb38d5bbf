"""The verbs of the log. Each app registers its own, past tense, with the words that people read."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

verbs: "dict[str, _StrPromise]" = {}


def register_verbs(app: str, words: "dict[str, _StrPromise]") -> None:
    """Register an app's verbs: name -> what is read after the person's name."""
    verbs.update({f"{app}.{verb}": sentence for verb, sentence in words.items()})
