"""A deadline as one says it, with a sign, so that colour never says it alone."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pejling.core.formats import long_day, weekday_name
from pejling.desk.duties import Duty, Urgency

A_WEEK = 7


@dataclass(frozen=True)
class Deadline:
    """A word with a shape and a tone, as a badge shows them; a mail leaves out that there is none."""

    word: str
    tone: str
    shape: str
    is_told: bool = True


def deadline_of(duty: Duty, on: date) -> Deadline:
    """The duty's deadline seen from a day; without one, whether it waits or asks to be seen soon."""
    if duty.due_on is None:
        return _without_day(duty)
    days = (duty.due_on - on).days
    if days < 0:
        words = ngettext("%(count)s dag over tiden", "%(count)s dage over tiden", -days) % {"count": -days}
        return Deadline(words, "bad", "square")
    return Deadline(_ahead(duty.due_on, days), "warn" if days < A_WEEK else "neutral", "clock")


def _without_day(duty: Duty) -> Deadline:
    return {
        Urgency.LATE: Deadline(_("Haster"), "bad", "square"),
        Urgency.SOON: Deadline(_("Snart"), "warn", "clock"),
        Urgency.WAITING: Deadline(_("Ingen frist"), "neutral", "ring", is_told=False),
    }[duty.urgency]


def _ahead(day: date, days: int) -> str:
    if days == 0:
        return _("Senest i dag")
    if days == 1:
        return _("Senest i morgen")
    if days < A_WEEK:
        return _("Senest på %(weekday)s") % {"weekday": weekday_name(day)}
    return _("Senest den %(day)s") % {"day": long_day(day)}
