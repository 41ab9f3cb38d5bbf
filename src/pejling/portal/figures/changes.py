"""What was changed about a promise and why: from what was decided and written down, in its own words of then."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext as _

from pejling.core.dates import end_of, months_before
from pejling.core.richtext import to_plain
from pejling.direction.models import Adoption, Correction, Document, Element, Fate, FateKind, PeriodChange
from pejling.initiatives.models import Phase
from pejling.portal.figures.promises import Promise


@dataclass(frozen=True)
class Change:
    """One change: the day, what happened in a few words, why, and the words that stood before."""

    on: date
    what: str
    why: str = ""
    before: str = ""


def changes_of(promise: Promise, document: Document, adoption: Adoption | None) -> list[Change]:
    """The newest first: given, mended, its period, old aims that live on in it or what leads to it, work that stopped."""
    every = (
        *_given(adoption, promise.on),
        *_mended(promise),
        *_periods(document, promise.on),
        *_moved(promise),
        *_stopped(promise),
    )
    return sorted(every, key=lambda change: change.on, reverse=True)


def _given(adoption: Adoption | None, on: date) -> Iterator[Change]:
    if adoption and adoption.decided_on <= on:
        yield Change(adoption.decided_on, _("Løftet blev givet af %(forum)s.") % {"forum": adoption.forum})


def _mended(promise: Promise) -> Iterator[Change]:
    """Corrections of its words: both texts are kept."""
    rows = Correction.objects.filter(element=promise.pk, at__lte=end_of(promise.on))
    for row in rows:
        yield Change(timezone.localdate(row.at), _("Ordene blev rettet."), row.why, to_plain(row.before))


def _periods(document: Document, on: date) -> Iterator[Change]:
    rows = PeriodChange.objects.filter(document=document, at__lte=end_of(on))
    for row in rows:
        yield Change(row.decided_on or timezone.localdate(row.at), _("Perioden blev ændret."), row.why)


def _moved(promise: Promise) -> Iterator[Change]:
    """Old aims that live on in the promise or in the public lines that lead to it, and those of these that lapsed."""
    seen = Element.objects.visible_to(AnonymousUser()).order_by().values("pk")
    fates = (
        Fate.objects.effective(promise.on).filter(element__in=seen).select_related("element__document", "to")
    )
    for fate in fates.filter(to__in=promise.lines):
        yield _of_fate(fate, promise)
    for fate in fates.filter(element=promise.pk, kind=FateKind.LAPSED):
        assert fate.effective_on
        yield Change(fate.effective_on, _("Løftet faldt bort."), fate.why)


def _of_fate(fate: Fate, promise: Promise) -> Change:
    assert fate.effective_on
    assert fate.to
    words = {"old": fate.element.document.title, "new": fate.to.title}
    if fate.to_id == promise.pk:
        what = _("Et mål fra »%(old)s« lever videre i løftet.") % words
    elif fate.kind == FateKind.SPLIT:
        what = _("Et mål fra »%(old)s« blev delt, og en del af det er nu »%(new)s«.") % words
    else:
        what = _("Et mål fra »%(old)s« er nu »%(new)s«.") % words
    return Change(fate.effective_on, what, fate.why, fate.element.title)


def _stopped(promise: Promise) -> Iterable[Change]:
    """Work that citizens could follow and that was stopped within the year. Why it was is the unit's own."""
    for each in promise.work:
        if each.phase == Phase.STOPPED and each.phase_on > months_before(promise.on, 12):
            words = {"title": each.title, "unit": each.unit}
            yield Change(each.phase_on, _("%(unit)s stoppede »%(title)s«.") % words)
