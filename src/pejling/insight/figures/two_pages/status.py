"""How it goes, in a headline and with a row for each initiative, or for each unit where they are many."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from babel.dates import format_date
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pejling.core.dates import months_before, start_of
from pejling.core.formats import in_words, long_day
from pejling.initiatives.figures.levels_on import WorkState
from pejling.initiatives.figures.signs import LEVELS
from pejling.initiatives.models import Initiative, Level, StatusReport
from pejling.insight.figures.course import COLUMNS
from pejling.papers.two_pages import Item, Layout, Part, Sign

if TYPE_CHECKING:
    from pejling.insight.figures.two_pages.about import About

MONTHS = 6
"""So many months are shown for each initiative."""


def headline(about: "About") -> tuple[str, str]:
    """A sentence put together from the statuses, never a mark or an average."""
    counts, total = about.course.counts, about.course.total
    if not total:
        return _without_status(about)
    off, pressed, unknown, fine = (
        counts.get(state, 0)
        for state in (WorkState.OFF_TRACK, WorkState.PRESSED, WorkState.UNKNOWN, WorkState.ON_TRACK)
    )
    begun = ngettext("%(count)s indsats er i gang", "%(count)s indsatser er i gang", total)
    head = begun % {"count": in_words(total).capitalize()}
    if off:
        head += _(", og %(count)s af dem er af sporet.") % {"count": in_words(off)}
    elif pressed:
        head += _(", og %(count)s af dem er presset.") % {"count": in_words(pressed)}
    elif unknown:
        head += _(", og %(count)s har ingen frisk status.") % {"count": in_words(unknown)}
    else:
        head += _(", og alle er på sporet.")
    lead = _(
        "%(fine)s er på sporet, %(pressed)s er presset, %(off)s er af sporet, og %(unknown)s har ingen frisk status."
    ) % {
        "fine": in_words(fine).capitalize(),
        "pressed": in_words(pressed),
        "off": in_words(off),
        "unknown": in_words(unknown),
    }
    change = about.course.change(WorkState.OFF_TRACK)
    since = {"count": in_words(abs(change)), "day": long_day(about.course.since)}
    if change > 0:
        lead += " " + _("Det er %(count)s flere af sporet end den %(day)s.") % since
    elif change < 0:
        lead += " " + _("Det er %(count)s færre af sporet end den %(day)s.") % since
    return head, lead


def _without_status(about: "About") -> tuple[str, str]:
    if not about.knows_us:
        count = sum(each.points for each in about.contributing)
        head = (
            ngettext("Én ting bidrager til det", "%(count)s ting bidrager til det", count)
            % {"count": in_words(count).capitalize()}
            if count
            else _("Ingen offentlige planer peger på det endnu")
        )
        return head, _("Status på de enkelte indsatser kan læses af ansatte og byrådsmedlemmer.")
    if about.work:
        return (
            _("Ingen indsatser er i gang endnu"),
            _("Der ventes først status på en indsats, når den er godkendt, og planen er taget i brug."),
        )
    return (
        _("Der er ingen indsatser at melde om endnu"),
        _("Der ventes status på en indsats, når den er godkendt eller i gang. Her er ingen af dem."),
    )


def sign_of(state: str) -> Sign:
    """How work stands, as a sign."""
    for known, tone, shape, word in COLUMNS:
        if known == state:
            return Sign(word(), tone, shape)
    return Sign(_("Ikke vurderet"), *LEVELS[Level.NOT_ASSESSED])


def status(about: "About") -> Part:
    """A row for each initiative with its latest six months; for each unit where they are many."""
    part = Part("status", _("Hvordan går det, og hvem svarer?"), Layout.TABLE)
    if not about.course.now:
        lead = (
            _(
                "Ingen indsats er godkendt eller i gang, og derfor er der ingen status at vise. "
                "Den første kommer, når en indsats er godkendt."
            )
            if about.knows_us
            else _(
                "Hvordan det går med den enkelte indsats, kan læses af ansatte og byrådsmedlemmer "
                "og er ikke med her."
            )
        )
        return replace(part, lead=lead, layout=Layout.LIST)
    if about.is_told_by_row:
        return _by_row(about, part)
    firsts = [months_before(about.on.replace(day=1), back) for back in range(MONTHS - 1, -1, -1)]
    rows = [row for row in about.work if row.pk in about.course.now]
    told = _told_by_month(rows, firsts[0])
    items = [_status_row(about, row, firsts, told, place) for place, row in enumerate(rows)]
    return replace(
        part,
        lead=_("Tegnene er statusser, der er givet måned for måned; en streg er en måned uden ny status."),
        items=tuple(items),
        headings=(_("Indsats"), _("Svarer"), _("Nu"), _("Delmål")),
        times=tuple(format_date(each, "MMM", locale="da").strip(".")[:3] for each in firsts),
        more=_("Og %(count)s til, som står på siden med indsatser."),
    )


def _told_by_month(rows: list[Initiative], first: date) -> dict[tuple[int, date], str]:
    """The last level that was given in each month."""
    reports = (
        StatusReport.objects.active()
        .filter(initiative__in=rows, at__gte=start_of(first))
        .order_by("at", "pk")
    )
    return {
        (pk, timezone.localdate(at).replace(day=1)): level
        for pk, at, level in reports.values_list("initiative", "at", "level")
    }


def _status_row(
    about: "About", row: Initiative, firsts: list[date], told: dict[tuple[int, date], str], place: int
) -> Item:
    state = about.course.now[row.pk]
    steps = [each for each in row.milestones.all() if each.removed_at is None]
    reached = sum(each.reached_on is not None for each in steps)
    worst = {WorkState.OFF_TRACK: 3, WorkState.PRESSED: 2, WorkState.UNKNOWN: 1}.get(state, 0)
    given = [told.get((row.pk, first)) for first in firsts]
    now = sign_of(state)
    return Item(
        row.element.title,
        note=row.lead.name if row.lead else _("Ingen"),
        now=now,
        signs=tuple(sign_of(level) if level else None for level in given),
        cells=(
            now.word,
            _("%(reached)s af %(count)s") % {"reached": reached, "count": len(steps)} if steps else "–",
        ),
        weight=worst * 1000 - place,
    )


def _by_row(about: "About", part: Part) -> Part:
    order = (WorkState.OFF_TRACK, WorkState.PRESSED, WorkState.ON_TRACK, WorkState.UNKNOWN)
    rows = [(row, about.course.by_row[place]) for place, row in enumerate(about.subject.rows)]
    items = [
        Item(
            row.label,
            note=row.leader.name if row.leader else _("Ingen"),
            cells=tuple(str(counts.get(state, 0)) for state in order),
            weight=counts.get(WorkState.OFF_TRACK, 0) + counts.get(WorkState.PRESSED, 0),
        )
        for row, counts in rows
        if counts
    ]
    words = [sign_of(state).word for state in order]
    return replace(
        part,
        lead=_("Så mange indsatser står sådan i dag. Rækkerne står i organisationens orden."),
        items=tuple(items),
        headings=(_("Enhed eller dokument"), _("Svarer"), *words),
        more=_("Og %(count)s til, som står i Overblik."),
    )
