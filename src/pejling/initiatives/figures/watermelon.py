"""Green outside, red inside: reported on track while something that can be seen says otherwise."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import chain

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pejling.core.formats import day
from pejling.direction.models import Nature
from pejling.initiatives.figures.silence import StatusSummary
from pejling.initiatives.models import CriterionVerdict, Level, Milestone, Phase, Verdict
from pejling.web.ago import ago

OLD_EVIDENCE = timedelta(days=365)
Row = tuple[int, int, datetime, int, str]
"""A verdict: the initiative, the criterion, when, its key, and what it says."""


@dataclass
class _Signs:
    overdue: Mapping[int, int] = field(default_factory=dict)
    verdicts: dict[int, list[tuple[str, date]]] = field(default_factory=dict)


def watermelons(heard: Collection[StatusSummary], on: date) -> dict[int, list[str]]:
    """Those reported on track that hide something, each with why, in three queries for all of them."""
    green = [each for each in heard if each.level == Level.ON_TRACK]
    signs = _signs([each.pk for each in green], on)
    doubts = {each.pk: _doubts(each, signs, on) for each in green}
    return {pk: words for pk, words in doubts.items() if words}


def _signs(pks: list[int], on: date) -> _Signs:
    if not pks:
        return _Signs()
    overdue = Milestone.objects.overdue(on).filter(initiative__in=pks).values_list("initiative_id", flat=True)
    return _Signs(Counter(overdue), _latest(chain(*_verdicts(pks))))


def _verdicts(pks: list[int]) -> Iterator[Iterable[Row]]:
    """All verdicts on the criteria that stand under the initiatives' lines or are tied to them."""
    rows = CriterionVerdict.objects.filter(
        criterion__kind__nature=Nature.EVIDENCE, criterion__ended_on__isnull=True
    )
    under, tied = "criterion__parent__initiative", "criterion__contributions__upper__initiative"
    known = ("criterion_id", "at", "pk", "verdict")
    yield rows.filter(**{f"{under}__in": pks}).order_by().values_list(under, *known)
    standing = rows.filter(criterion__contributions__ended_on=None, **{f"{tied}__in": pks})
    yield standing.order_by().values_list(tied, *known)


def _latest(rows: Iterable[Row]) -> dict[int, list[tuple[str, date]]]:
    """For each initiative the latest verdict on each of its criteria."""
    latest: dict[tuple[int, int], tuple[str, date]] = {}
    for initiative, criterion, at, _pk, verdict in sorted(rows):
        latest[initiative, criterion] = (verdict, timezone.localdate(at))
    found: dict[int, list[tuple[str, date]]] = {}
    for (initiative, _criterion), said in latest.items():
        found.setdefault(initiative, []).append(said)
    return found


def _doubts(each: StatusSummary, signs: _Signs, on: date) -> list[str]:
    said = chain(
        _of_milestones(signs.overdue.get(each.pk, 0)),
        _of_time(each, on),
        _of_verdicts(signs.verdicts.get(each.pk, []), on),
    )
    return list(said)


def _of_milestones(count: int) -> Iterable[str]:
    if count:
        yield ngettext(
            "%(count)s delmål er ikke nået til tiden.", "%(count)s delmål er ikke nået til tiden.", count
        ) % {"count": count}


def _of_time(each: StatusSummary, on: date) -> Iterable[str]:
    if each.silence.is_stale:
        yield _("Sidste status blev givet %(ago)s.") % {"ago": ago(each.at, on)}
    if each.ends_on and each.ends_on < on and each.phase != Phase.DONE:
        yield _("Den skulle være slut den %(day)s.") % {"day": day(each.ends_on)}


def _of_verdicts(verdicts: list[tuple[str, date]], on: date) -> Iterable[str]:
    if any(verdict == Verdict.NOT_MET for verdict, _said_on in verdicts):
        yield _("Et succeskriterium er vurderet til ikke at være opfyldt.")
    if verdicts and max(said_on for _verdict, said_on in verdicts) < on - OLD_EVIDENCE:
        yield _("Ingen har set på succeskriterierne det seneste år.")
