"""How levels, phases and verdicts look: always a word with a shape and a tone, never a colour alone."""

from pejling.direction.marks import Shape, Sign, Tone
from pejling.initiatives.models import Level, Phase, Verdict

LEVELS: dict[Level, tuple[Tone, Shape]] = {
    Level.ON_TRACK: ("good", "circle"),
    Level.PRESSED: ("warn", "triangle"),
    Level.OFF_TRACK: ("bad", "square"),
    Level.NOT_ASSESSED: ("neutral", "ring"),
}
PHASES: dict[Phase, tuple[Tone, Shape]] = {
    Phase.IDEA: ("neutral", "ring"),
    Phase.PROPOSED: ("info", "diamond"),
    Phase.APPROVED: ("info", "half"),
    Phase.UNDER_WAY: ("info", "circle"),
    Phase.PAUSED: ("warn", "clock"),
    Phase.DONE: ("good", "check"),
    Phase.STOPPED: ("neutral", "cross"),
}
VERDICTS: dict[Verdict, tuple[Tone, Shape]] = {
    Verdict.MET: ("good", "check"),
    Verdict.NOT_MET: ("bad", "cross"),
    Verdict.NOT_YET: ("neutral", "half"),
}


def level_sign(level: str) -> Sign:
    """The sign of a level."""
    return Sign(str(Level(level).label), *LEVELS[Level(level)])


def phase_sign(phase: str) -> Sign:
    """The sign of a phase."""
    return Sign(str(Phase(phase).label), *PHASES[Phase(phase)])


def verdict_sign(verdict: str) -> Sign:
    """The sign of a verdict."""
    return Sign(str(Verdict(verdict).label), *VERDICTS[Verdict(verdict)])
