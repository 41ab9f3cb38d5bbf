"""What has moved: the last quarters, what went from one level to another, and what was decided or done."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from pejling.activity.models import Activity
from pejling.core.dates import start_of
from pejling.core.formats import day, in_words
from pejling.core.sentences import clipped
from pejling.direction.models import (
    Contribution,
    Correction,
    Document,
    PeriodChange,
    Succession,
)
from pejling.initiatives.figures.levels_on import WorkState
from pejling.initiatives.models import Initiative
from pejling.insight.figures.course import quarters_of
from pejling.insight.figures.two_pages.status import sign_of
from pejling.papers.two_pages import Item, Layout, Part
from pejling.web.charts import Bar, BarChart

if TYPE_CHECKING:
    from pejling.insight.figures.two_pages.about import About

SILENT_VERBS = frozenset(
    {"direction.wrote", "direction.moved", "direction.kind_chosen", "direction.elements_added"}
)
"""What is done while one writes: it says that something was written, not what has changed."""
YEAR = timedelta(days=365)
MOST_BARS, MOST_MOVED, MOST_DONE, MOST_DECIDED, MOST_TIES = 6, 6, 9, 8, 6
MOST_READ = 60
"""Lines of the log; what was done several times on a day is told once."""


class Shown(NamedTuple):
    """What is told, and how much more there is."""

    items: list[Item]
    left_out: int


def development(about: "About") -> Part:
    """The last eight quarters; where no work is followed, how many points contribute to each aim."""
    part = Part("development", _("Flytter det sig?"), Layout.LIST, breadth="narrow")
    if about.course.total or any(quarter.total for quarter in about.course.quarters):
        first, last = about.course.quarters[0], about.course.quarters[-1]
        lead = _("Indsatser ved slutningen af hvert kvartal: %(then)s den %(day)s og %(now)s i dag.") % {
            "then": in_words(first.total),
            "day": day(first.on),
            "now": in_words(last.total),
        }
        return replace(part, lead=lead, chart=quarters_of(about.course))
    tied = [each for each in about.aims if each.contributors]
    if len(tied) > 1:
        bars = tuple(Bar(clipped(each.element.title, 40), each.contributors) for each in tied[:MOST_BARS])
        words = _("Hvor meget der bidrager til hvert mål i dag.")
        if len(tied) > MOST_BARS:
            words += " " + _("Her er de første %(shown)s af %(count)s.") % {
                "shown": in_words(MOST_BARS, neuter=True),
                "count": in_words(len(tied), neuter=True),
            }
        chart = BarChart(_("Bidrag til målene"), words, bars)
        return replace(part, lead=chart.description, chart=chart)
    return replace(
        part,
        lead=_(
            "En udvikling kan først tegnes, når der er indsatser med status "
            "eller flere mål, som nogen bidrager til."
        ),
    )


def changed(about: "About") -> Part:
    """What went from one level to another since the last quarter, and what was decided or done."""
    moved, done = _moved(about), _done(about) if about.knows_us else _decided(about)
    items = [*moved.items, *done.items]
    return Part(
        "changed",
        _("Hvad er ændret?"),
        Layout.LIST,
        lead="" if items else _("Der er ikke ændret noget det seneste år, som kan vises her."),
        items=tuple(items),
        breadth="wide",
        left_out=moved.left_out + done.left_out,
        more=_("Og %(count)s til."),
    )


def _moved(about: "About") -> Shown:
    course = about.course
    pks = [pk for pk, state in course.now.items() if course.then.get(pk) not in (None, state)]
    rows = (
        Initiative.objects.visible_to(about.viewer)
        .filter(pk__in=pks)
        .select_related("element")
        .order_by("pk")
    )
    ranks = {WorkState.OFF_TRACK: 3, WorkState.PRESSED: 2, WorkState.ON_TRACK: 1}
    found = [
        Item(
            "",
            _("»%(title)s« er gået fra %(before)s til %(after)s siden den %(day)s.")
            % {
                "title": row.element.title,
                "before": sign_of(course.then[row.pk]).word.lower(),
                "after": sign_of(course.now[row.pk]).word.lower(),
                "day": day(course.since),
            },
            now=sign_of(course.now[row.pk]),
            weight=500 + ranks.get(course.now[row.pk], 0),
        )
        for row in rows
    ]
    found.sort(key=lambda item: -item.weight)
    return Shown(found[:MOST_MOVED], max(len(found) - MOST_MOVED, 0))


def _done(about: "About") -> Shown:
    """What was done with the documents in a year, the newest first."""
    things: QuerySet[Document] = Document.objects.filter(pk__in=[each.pk for each in about.documents])
    lines = Activity.objects.about_all(things).filter(at__gte=start_of(about.on - YEAR))
    lines = lines.exclude(verb__in=SILENT_VERBS)
    titles = {each.pk: each.title for each in about.documents}
    found = Counter[str]()
    for line in lines.for_list()[:MOST_READ]:
        where = f" ({titles[line.target_id]})" if len(titles) > 1 else ""
        found[f"{day(line.at)}: {line}{where}."] += 1
    shown = list(found.items())[:MOST_DONE]
    return Shown(
        [Item("", words, weight=100 - place) for place, (words, _count) in enumerate(shown)],
        lines.count() - sum(count for _words, count in shown),
    )


def _decided(about: "About") -> Shown:
    """What the public may know: decisions, corrections and changes of period, the newest first."""
    found: list[tuple[date, str]] = [
        (each.decided_on, _("%(forum)s vedtog »%(title)s«.") % {"forum": each.forum, "title": each.document})
        for each in about.adoptions.values()
    ]
    seen = Document.objects.visible_to(about.viewer)
    for succession in Succession.objects.filter(new__in=about.documents, completed_at__isnull=False):
        olds = ", ".join(f"»{old}«" for old in succession.olds.filter(pk__in=seen.values("pk")))
        if olds and succession.completed_at:
            found.append(
                (timezone.localdate(succession.completed_at), _("Det afløste %(olds)s.") % {"olds": olds})
            )
    found += [
        (timezone.localdate(each.at), _("Perioden blev ændret: %(why)s") % {"why": each.why})
        for each in PeriodChange.objects.filter(document__in=about.documents)
    ]
    found += [
        (timezone.localdate(each.at), _("Ordlyden blev rettet: %(why)s") % {"why": each.why})
        for each in Correction.objects.filter(document__in=about.documents)
    ]
    elements = [each.pk for each in about.elements]
    ties = (
        Contribution.objects.active()
        .visible_to(about.viewer)
        .filter(Q(lower__in=elements) | Q(upper__in=elements))
    )
    for tie in ties.select_related("lower", "upper").order_by("-created_at", "-pk")[:MOST_TIES]:
        facts = {"lower": tie.lower.title, "upper": tie.upper.title}
        found.append(
            (timezone.localdate(tie.created_at), _("»%(lower)s« blev knyttet til »%(upper)s«.") % facts)
        )
    found += [
        (each.in_force_from, _("»%(title)s« begyndte at gælde.") % {"title": each.title})
        for each in about.documents
        if each.in_force_from and each.pk not in about.adoptions
    ]
    found.sort(key=lambda pair: pair[0], reverse=True)
    count = len(found) + max(ties.count() - MOST_TIES, 0)
    return Shown(
        [
            Item("", f"{day(on)}: {words}", weight=-place)
            for place, (on, words) in enumerate(found[:MOST_DECIDED])
        ],
        max(count - MOST_DECIDED, 0),
    )
