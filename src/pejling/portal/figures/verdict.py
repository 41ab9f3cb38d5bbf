"""How a promise goes, by one written rule. docs/decisions/254-what-the-public-sees.md says why.

The work is judged by those who do it, initiative by initiative. A promise is judged by what can be seen of it: by an
indicator where one stands, and until then by whether the work reaches what it said it would. That bears no more than
"forward" or "too slowly": only a measure can tell that things have become worse, so no amount of trouble in the work
is called the wrong way.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pejling.initiatives.figures.public import PublicWork
from pejling.initiatives.models import Level

LEAST_WORK, LEAST_MILESTONES = 3, 6
"""Fewer initiatives with a fresh status, or fewer milestones due within the year, are too few to judge by."""
REACHED_OF_TEN, TROUBLED_OF_TEN = 8, 3
"""So many of ten milestones are to be reached, and at most so many of ten initiatives off track, if it goes forward."""


class Course(StrEnum):
    """The four things that can be said of a promise."""

    FORWARD = "forward"
    TOO_SLOW = "too_slow"
    WRONG_WAY = "wrong_way"
    UNKNOWN = "unknown"

    @property
    def words(self) -> str:
        """As a citizen reads it."""
        return {
            Course.FORWARD: _("Går fremad"),
            Course.TOO_SLOW: _("Går for langsomt"),
            Course.WRONG_WAY: _("Går den forkerte vej"),
            Course.UNKNOWN: _("Ved vi ikke endnu"),
        }[self]

    @property
    def tone(self) -> str:
        """The colour beside the word."""
        return {"forward": "good", "too_slow": "warn", "wrong_way": "bad", "unknown": "neutral"}[self]

    @property
    def shape(self) -> str:
        """The shape beside the word."""
        return {"forward": "circle", "too_slow": "triangle", "wrong_way": "square", "unknown": "ring"}[self]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a promise goes, the one fact that it rests on, and in a sentence what can and cannot be said.

    `met` of `due` milestones are what it was judged by, where it was judged by these.
    """

    course: Course
    fact: str
    because: str
    met: int = 0
    due: int = 0


def verdict_of(work: Sequence[PublicWork], measured: Verdict | None = None) -> Verdict:
    """The rule. What is measured is the answer; else the milestones of the year, if there is enough to judge by.

    Told `work` is what citizens may follow; what is hidden from them is no ground for what they are told.
    """
    if measured is not None:
        return measured
    running = [each for each in work if each.is_under_way]
    fresh = [each for each in running if each.level]
    due, met = sum(each.due for each in work), sum(each.met for each in work)
    troubled = sum(each.level == Level.OFF_TRACK for each in fresh)
    facts = {"met": met, "due": due, "count": len(running), "fresh": len(fresh), "troubled": troubled}
    if not running:
        because = _("Vi måler ikke løftet endnu, og ingen af indsatserne bag det kan følges her.")
        return Verdict(Course.UNKNOWN, _("Ingen kan følge arbejdet endnu"), because)
    too_little = _("Vi måler ikke løftet endnu, og der er sagt for lidt om arbejdet til at dømme på det.")
    if len(fresh) < max(LEAST_WORK, len(running) / 2):
        return Verdict(Course.UNKNOWN, _("%(fresh)s af %(count)s har en ny status") % facts, too_little)
    if due < LEAST_MILESTONES:
        fact = ngettext("%(due)s delmål at dømme på", "%(due)s delmål at dømme på", due) % facts
        return Verdict(Course.UNKNOWN, fact, too_little)
    fact = _("%(met)s af %(due)s delmål nået") % facts
    if 10 * met < REACHED_OF_TEN * due:
        because = _("Kun %(met)s af de %(due)s delmål, der skulle være nået det seneste år, er nået.") % facts
        return Verdict(Course.TOO_SLOW, fact, because, met, due)
    if 10 * troubled > TROUBLED_OF_TEN * len(fresh):
        because = _(
            "De fleste delmål er nået, men %(troubled)s af de %(fresh)s indsatser, der har en ny status, er af sporet."
        )
        return Verdict(Course.TOO_SLOW, fact, because % facts, met, due)
    because = _(
        "%(met)s af de %(due)s delmål, der skulle være nået det seneste år, er nået. "
        "Om det kan mærkes, kan vi først sige, når vi måler det."
    )
    return Verdict(Course.FORWARD, fact, because % facts, met, due)
