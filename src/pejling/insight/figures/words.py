"""The overview in sentences, put together from its numbers so that nobody can make them look better."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pejling.core.formats import in_words, long_day
from pejling.initiatives.figures.levels_on import State
from pejling.insight.figures.course import list_of

if TYPE_CHECKING:
    from pejling.insight.figures.course import Course
    from pejling.insight.figures.overview import Overview
    from pejling.insight.figures.subjects import Subject


@dataclass(frozen=True)
class Piece:
    """A part of a sentence; with an address it is a link to what it counts, and with a tone it is in colour."""

    text: str
    url: str = ""
    tone: str = ""


def headline_of(subject: "Subject", course: "Course") -> list[Piece]:
    """15 af 395 indsatser er af sporet, ni flere end den 30. september; 53 er presset ... the worst first."""
    if not course.total:
        return [Piece(_("Her er ingen indsatser, der ventes status på."))]
    off, pressed, unknown, on_track = (
        course.counts.get(state, 0)
        for state in (State.OFF_TRACK, State.PRESSED, State.UNKNOWN, State.ON_TRACK)
    )
    total = ngettext("%(num)s indsats", "%(num)s indsatser", course.total) % {"num": course.total}

    def link(text: str, state: State, tone: str = "") -> Piece:
        return Piece(text, list_of(subject.narrowing, state) if course.counts.get(state) else "", tone)

    first = _("%(count)s af %(total)s er af sporet") % {"count": off, "total": total}
    if not off:
        first = _("Ingen af %(total)s er af sporet") % {"total": total}
    return [
        link(first, State.OFF_TRACK, "bad" if off else ""),
        Piece(_changed(course)),
        link(_("%(count)s er presset") % {"count": pressed}, State.PRESSED),
        Piece(", "),
        link(_("%(count)s har ingen frisk status") % {"count": unknown}, State.UNKNOWN),
        Piece(_(", og ")),
        link(_("%(count)s er på sporet") % {"count": on_track}, State.ON_TRACK),
        Piece("."),
    ]


def _changed(course: "Course") -> str:
    """What has changed since the quarter before; nothing where nothing was or is off track."""
    change, facts = course.change(State.OFF_TRACK), {"day": _day(course)}
    if not change:
        same = _(", lige så mange som den %(day)s; ") % facts
        return same if course.counts.get(State.OFF_TRACK) else "; "
    words = (
        _(", %(count)s flere end den %(day)s; ") if change > 0 else _(", %(count)s færre end den %(day)s; ")
    )
    return words % {"count": in_words(abs(change)), **facts}


def _day(course: "Course") -> str:
    """30. september, for the year is plain."""
    return long_day(course.since).rpartition(" ")[0]


def notes_of(overview: "Overview") -> list[str]:
    """Who waits for an answer, and what silence hides."""
    said = []
    if overview.mine:
        said.append(_("%(count)s venter på dit svar") % {"count": in_words(overview.mine)})
    if overview.unanswered:
        said.append(_("%(count)s har ingen svaret på") % {"count": in_words(overview.unanswered)})
    if overview.hidden:
        words = ngettext(
            "%(count)s, der er blevet tavs, var af sporet, da vi sidst hørte fra den",
            "%(count)s, der er blevet tavse, var af sporet, da vi sidst hørte fra dem",
            overview.hidden,
        )
        said.append(words % {"count": in_words(overview.hidden)})
    return said
