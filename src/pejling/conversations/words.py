"""How stages, and what has moved, are said and shown."""

from django.utils.translation import gettext_lazy as _

from pejling.conversations.figures.season import Stage
from pejling.direction.figures.comparison import PartDifference
from pejling.initiatives.figures.levels_on import WorkState

STAGES = {
    Stage.OVERDUE: (_("Over tiden"), "bad", "clock"),
    Stage.NOT_BEGUN: (_("Ikke begyndt"), "neutral", "ring"),
    Stage.PREPARED: (_("Forberedes"), "info", "half"),
    Stage.SENT: (_("Sendt"), "info", "circle"),
    Stage.HELD: (_("Holdt"), "good", "circle"),
    Stage.CONFIRMED: (_("Bekræftet"), "good", "check"),
}

MOVED_WORDS = {
    WorkState.ON_TRACK: _("på sporet"),
    WorkState.PRESSED: _("presset"),
    WorkState.OFF_TRACK: _("af sporet"),
    WorkState.UNKNOWN: _("ingen frisk status"),
}


def heading_of(part: PartDifference) -> str:
    """What the part is called now; what is gone by what it was called."""
    wanted = "gone" if part.change == "gone" else "added"
    return "".join(piece.text for piece in part.heading if piece.kind in ("same", wanted))
