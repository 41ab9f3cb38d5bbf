"""How stages are said and shown."""

from django.utils.translation import gettext_lazy as _

from pejling.conversations.figures.season import Stage

STAGES = {
    Stage.OVERDUE: (_("Over tiden"), "bad", "clock"),
    Stage.NOT_BEGUN: (_("Ikke begyndt"), "neutral", "ring"),
    Stage.PREPARED: (_("Forberedes"), "info", "half"),
    Stage.SENT: (_("Sendt"), "info", "circle"),
    Stage.HELD: (_("Holdt"), "good", "circle"),
    Stage.CONFIRMED: (_("Bekræftet"), "good", "check"),
}
