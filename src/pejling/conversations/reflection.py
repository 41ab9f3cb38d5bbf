"""The questions that a team can work through at any time (S0.4), in three rounds."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from pejling.conversations.models import Reflected

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Round:
    """A round of reflection with its questions."""

    key: str
    title: "str | _StrPromise"
    questions: tuple[Reflected, ...]


ROUNDS = (
    Round("drift", _("Drift og udvikling"), (Reflected.WORKS, Reflected.KEEP)),
    Round("udefra", _("Det, der kommer udefra"), (Reflected.LAW, Reflected.TECHNOLOGY, Reflected.CITIZENS)),
    Round("ledelse", _("Ledelse og kompetencer"), (Reflected.LEADING,)),
)
