"""What became of aims that do not count any more, and since when: said where a thread to them is broken."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from pejling.core.formats import day
from pejling.direction.models import Element, Fate, FateKind, Phase


@dataclass(frozen=True)
class Loss:
    """How and since when an aim is gone, as one would say it; and the reason that was given."""

    words: str
    why: str = ""


def losses_of(aims: Collection[Element]) -> dict[int, Loss]:
    """What became of each aim, with its document at hand: one query."""
    lapses = Fate.objects.effective().filter(element__in=aims, kind=FateKind.LAPSED) if aims else ()
    lapsed = {fate.element_id: fate for fate in lapses}
    return {aim.pk: _loss(aim, lapsed.get(aim.pk)) for aim in aims}


def _loss(aim: Element, lapse: Fate | None) -> Loss:
    if lapse is not None:
        return Loss(_said(_("Det bortfaldt"), lapse.effective_on), lapse.why)
    if aim.ended_on:
        return Loss(_said(_("Det ophørte"), aim.ended_on))
    document = aim.document
    since = document.in_force_until + timedelta(days=1) if document.in_force_until else None
    ended = {
        Phase.SUCCEEDED: _("Dets dokument blev afløst"),
        Phase.RETIRED: _("Dets dokument blev udfaset"),
    }.get(Phase(document.phase), _("Dets dokument gælder ikke"))
    return Loss(_said(ended, since))


def _said(words: str, since: date | None) -> str:
    return _("%(what)s den %(day)s.") % {"what": words, "day": day(since)} if since else f"{words}."
