"""The questions that a team can work through at any time (S0.4), in three rounds."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Round:
    """A round of reflection with its questions."""

    title: "str | _StrPromise"
    questions: "tuple[str | _StrPromise, ...]"


ROUNDS = (
    Round(
        _("Drift og udvikling"),
        (
            _("Hvad fungerer godt, og hvad fungerer mindre godt i dag?"),
            _("Hvad skal vi holde sikkert kørende, mens vi forandrer?"),
        ),
    ),
    Round(
        _("Det, der kommer udefra"),
        (
            _("Hvordan ser vi krav og lovgivning ændre sig?"),
            _("Hvad betyder ny teknologi for den måde, vi løser opgaven på?"),
            _("Følger vi med borgernes forventninger?"),
        ),
    ),
    Round(
        _("Ledelse og kompetencer"),
        (_("Hvad kræver det af vores ledelse og af medarbejdernes kompetencer?"),),
    ),
)
