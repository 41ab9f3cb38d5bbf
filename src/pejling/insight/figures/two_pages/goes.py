"""Page 2, how it goes: development, what is off track and why, who answers for it, what has changed, what comes."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from babel.dates import format_date
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pejling.activity.models import Activity
from pejling.core.dates import months_before, start_of
from pejling.core.formats import day, in_words, long_day
from pejling.core.sentences import clipped
from pejling.direction.models import (
    ChainColumn,
    Contribution,
    Correction,
    Document,
    Nature,
    PeriodChange,
    Succession,
)
from pejling.initiatives.figures.levels_on import WorkState
from pejling.initiatives.figures.signs import LEVELS
from pejling.initiatives.models import Initiative, Level, StatusReport
from pejling.insight.figures.ahead import DateAhead, dates_ahead
from pejling.insight.figures.attention import OffTrack, off_track, off_track_lines
from pejling.insight.figures.course import COLUMNS, quarters_of
from pejling.insight.figures.two_pages.wants import contributes
from pejling.organisation.models import Forum, Unit
from pejling.papers.two_pages import Item, Layout, Part, Sign
from pejling.web import tiles
from pejling.web.charts import Bar, BarChart

if TYPE_CHECKING:
    from pejling.insight.figures.two_pages.about import About

MONTHS = 6
SILENT_VERBS = frozenset(
    {"direction.wrote", "direction.moved", "direction.kind_chosen", "direction.elements_added"}
)
"""What is done while one writes: it says that something was written, not what has changed."""
OWN_TILES = frozenset({"initiatives.status"})
"""What the page already tells by itself."""
COMING = timedelta(days=365)


def goes(about: "About") -> list[Part]:
    """The parts of page 2, in the order that they have until somebody chooses another."""
    return [
        status(about),
        attention(about),
        development(about),
        changed(about),
        answers(about),
        gaps(about),
        *told_by_rooms(about),
        contributors(about),
        ahead(about),
    ]


def sign_of(state: str) -> Sign:
    """How work stands, as a sign."""
    for known, tone, shape, word in COLUMNS:
        if known == state:
            return Sign(word(), tone, shape)
    return Sign(_("Ikke vurderet"), *LEVELS[Level.NOT_ASSESSED])


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


# --- How does it go, and who answers -----------------------------------------------------------------------------------


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


# --- What is off track, and why --------------------------------------------------------------------------------------


def attention(about: "About") -> Part:
    """What is off track, pressed and silent: since when, why in the words of who leads it, and who answers."""
    off = off_track(off_track_lines(about.course, about.viewer, about.on))
    items = [_off(each, place) for place, each in enumerate(off)]
    items += _pressed(about) + _silent(about)
    lead = ""
    if not about.course.now:
        lead = _("Her er ingen indsats, der kan være af sporet endnu.") if about.knows_us else ""
    elif not items:
        lead = _("Ingen indsats er meldt af sporet eller presset, og alle har en frisk status.")
    return Part(
        "attention",
        _("Hvad er ude af sporet, og hvorfor?"),
        Layout.LIST,
        lead=lead,
        items=tuple(items),
        breadth="wide",
        more=_("Og %(count)s til, som står i Overblik."),
    )


def _off(each: OffTrack, place: int) -> Item:
    facts = {"title": each.initiative.element.title, "day": day(each.since)}
    answer = (
        _("%(who)s har svaret: %(text)s") % {"who": each.answer.who, "text": each.answer.text}
        if each.answer
        else _("Ingen har svaret på meldingen endnu.")
        if each.waits_for
        else ""
    )
    return Item(
        _("%(title)s er af sporet siden den %(day)s") % facts,
        each.report.sentence,
        f"{_leads(each.initiative)} {answer}".strip(),
        now=sign_of(WorkState.OFF_TRACK),
        weight=100_000 - place,
    )


def _leads(row: Initiative) -> str:
    return _("%(name)s svarer.") % {"name": row.lead.name} if row.lead else _("Ingen leder indsatsen.")


def _pressed(about: "About") -> list[Item]:
    pks = [pk for pk, state in about.course.now.items() if state is WorkState.PRESSED]
    rows = (
        Initiative.objects.visible_to(about.viewer)
        .filter(pk__in=pks)
        .for_list()
        .order_by("latest_report__at", "pk")
    )
    return [
        Item(
            _("%(title)s er presset") % {"title": row.element.title},
            row.latest_report.sentence if row.latest_report else "",
            _leads(row),
            now=sign_of(WorkState.PRESSED),
            weight=10_000 - place,
        )
        for place, row in enumerate(rows[:10])
    ]


def _silent(about: "About") -> list[Item]:
    """All that has no fresh status, as one line with those who lead the most of it."""
    pks = [pk for pk, state in about.course.now.items() if state is WorkState.UNKNOWN]
    if not pks:
        return []
    rows = (
        Initiative.objects.visible_to(about.viewer)
        .filter(pk__in=pks)
        .select_related("element", "lead")
        .order_by("pk")
    )
    found = list(rows)
    title = ngettext(
        "%(count)s indsats har ingen frisk status", "%(count)s indsatser har ingen frisk status", len(found)
    )
    named = ", ".join(f"»{row.element.title}«" for row in found[:3])
    leads = Counter(row.lead.name for row in found if row.lead).most_common(3)
    said = _("Det gælder %(titles)s.") if len(found) <= 3 else _("Det gælder blandt andre %(titles)s.")
    who = _("Spørg %(names)s.") % {"names": ", ".join(name for name, _count in leads)} if leads else ""
    return [
        Item(
            title % {"count": in_words(len(found)).capitalize()},
            said % {"titles": named},
            who,
            now=sign_of(WorkState.UNKNOWN),
            weight=9_000,
        )
    ]


# --- Does it move ----------------------------------------------------------------------------------------------------


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
        bars = tuple(Bar(clipped(each.element.title, 40), each.contributors) for each in tied[:6])
        chart = BarChart(_("Bidrag til målene"), _("Hvor meget der bidrager til hvert mål i dag."), bars)
        return replace(part, lead=chart.description, chart=chart)
    return replace(
        part,
        lead=_(
            "En udvikling kan først tegnes, når der er indsatser med status "
            "eller flere mål, som nogen bidrager til."
        ),
    )


# --- What has changed ------------------------------------------------------------------------------------------------


def changed(about: "About") -> Part:
    """What went from one level to another since the last quarter, and what was decided or done."""
    items = _moved(about) + (_done(about) if about.knows_us else _decided(about))
    return Part(
        "changed",
        _("Hvad er ændret?"),
        Layout.LIST,
        lead="" if items else _("Der er ikke ændret noget det seneste år, som kan vises her."),
        items=tuple(items),
        breadth="wide",
        more=_("Og %(count)s til."),
    )


def _moved(about: "About") -> list[Item]:
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
    return sorted(found, key=lambda item: -item.weight)[:6]


def _done(about: "About") -> list[Item]:
    """What was done with the documents in a year, the newest first."""
    things: QuerySet[Document] = Document.objects.filter(pk__in=[each.pk for each in about.documents])
    lines = Activity.objects.about_all(things).filter(at__gte=start_of(about.on - COMING))
    titles = {each.pk: each.title for each in about.documents}
    found: dict[str, None] = {}
    for line in lines.exclude(verb__in=SILENT_VERBS).for_list()[:60]:
        where = f" ({titles[line.target_id]})" if len(titles) > 1 else ""
        found.setdefault(f"{day(line.at)}: {line}{where}.")
    return [Item("", words, weight=100 - place) for place, words in enumerate(list(found)[:9])]


def _decided(about: "About") -> list[Item]:
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
    for tie in ties.select_related("lower", "upper").order_by("-created_at", "-pk")[:6]:
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
    return [Item("", f"{day(on)}: {words}", weight=-place) for place, (on, words) in enumerate(found[:8])]


# --- Who answers -----------------------------------------------------------------------------------------------------


def answers(about: "About") -> Part:
    """Who answers for the whole, who adopts it, and who leads most of the work."""
    people: dict[str, list[str]] = {}
    for name, what in (*_owners(about), *_workers(about)):
        if name and what not in people.setdefault(name, []):
            people[name].append(what)
    items = [
        Item(name, _said(roles), weight=-place)
        for place, (name, roles) in enumerate(list(people.items())[:12])
    ]
    return Part(
        "answers",
        _("Hvem svarer for det?"),
        Layout.LIST,
        lead="" if items else _("Der er ikke skrevet, hvem der svarer."),
        items=tuple(items),
        breadth="narrow",
        more=_("Og %(count)s til."),
    )


def _owners(about: "About") -> Iterator[tuple[str, str]]:
    """Who answers for the thing itself, or for the documents in it."""
    document = about.document
    if document:
        yield about.responsible, _("svarer for dokumentet")
        yield about.leader, _("leder %(unit)s") % {"unit": document.unit.name}
        if not about.knows_us:
            yield document.unit.name, _("ejer dokumentet og svarer på spørgsmål om det")
        adoption = about.adoptions.get(document.pk)
        if adoption:
            yield str(adoption.forum), _("har vedtaget dokumentet")
        elif document.forum:
            yield str(document.forum), _("skal vedtage dokumentet")
        return
    if isinstance(about.thing, Forum):
        yield about.title, _("har vedtaget det og følger det op")
    else:
        yield about.leader, _("leder %(unit)s") % {"unit": about.title}
    for each in about.documents if about.knows_us else ():
        if each.responsible:
            yield each.responsible.name, _("svarer for »%(title)s«") % {"title": each.title}


def _workers(about: "About") -> Iterator[tuple[str, str]]:
    """Who leads the work: the initiatives, or the units that do it."""
    if about.is_told_by_row:
        for row in about.subject.rows:
            yield row.leader.name if row.leader else "", row.label
        return
    leads = Counter(row.lead.name for row in about.work if row.lead)
    for name, count in leads.most_common(6):
        words = ngettext("leder %(count)s indsats", "leder %(count)s indsatser", count)
        yield name, words % {"count": in_words(count)}


def _said(roles: list[str]) -> str:
    said = ", ".join(roles[:3])
    return f"{said[:1].upper()}{said[1:]}."


# --- What is missing -------------------------------------------------------------------------------------------------


def gaps(about: "About") -> Part:
    """What nobody has written, tied or decided yet, each as a sentence."""
    found = _gaps_of_document(about, about.document) if about.document else _gaps_of_many(about)
    found += _gaps_of_work(about)
    return Part(
        "gaps",
        _("Hvad mangler?"),
        Layout.LIST,
        lead=""
        if found
        else _("Alle mål har noget, der bidrager, og nogen, der svarer. Her mangler ikke noget."),
        items=tuple(Item("", words, weight=-place) for place, words in enumerate(found)),
        breadth="wide",
        more=_("Og %(count)s til."),
    )


def _gaps_of_document(about: "About", document: Document) -> list[str]:
    found = _gaps_of_aims(about)
    facts = {"title": document.title}
    if not about.elements:
        found.insert(
            0,
            _(
                "Ingen mål peger endnu på »%(title)s«, for det har ingen mål "
                "eller andre punkter, de kan pege på."
            )
            % facts,
        )
    elif not about.aim_count:
        found.insert(0, _("Ingen mål peger endnu på »%(title)s«, for der står ingen mål i det.") % facts)
    if document.responsible is None:
        found.append(_("Der er ikke valgt en ansvarlig for dokumentet."))
    if document.is_draft:
        found.append(
            _("Dokumentet er ikke taget i brug endnu, og det tæller først med i kæden, når det er det.")
        )
    if not (document.starts_on or document.ends_on):
        found.append(_("Der er ikke skrevet en periode, så man kan ikke se, hvornår det skal fornyes."))
    if not document.review_on:
        found.append(_("Der er ikke sat en dag, hvor dokumentet skal ses igennem igen."))
    if not document.summary:
        found.append(_("Der er ikke skrevet kort, hvad dokumentet handler om."))
    return found


def _gaps_of_many(about: "About") -> list[str]:
    found = _gaps_of_aims(about)
    if not about.documents:
        found.append(_("Der er ingen plan eller noget andet dokument herfra, der gælder i dag."))
    elif not about.aim_count:
        found.append(_("Ingen mål peger endnu herpå, for der er ingen mål i det, der gælder."))
    unanswered = [f"»{each.title}«" for each in about.documents if each.responsible is None]
    if unanswered:
        found.append(_("Ingen står som ansvarlig for %(titles)s.") % {"titles": ", ".join(unanswered[:3])})
    expired = [f"»{each.title}«" for each in about.documents if each.is_expired(about.on)]
    if expired:
        found.append(_("Perioden er udløbet for %(titles)s.") % {"titles": ", ".join(expired[:3])})
    return found


def _gaps_of_aims(about: "About") -> list[str]:
    found = []
    alone = [each for each in about.aims if not each.contributors]
    if alone:
        titles = ", ".join(f"»{each.element.title}«" for each in alone[:2])
        words = ngettext(
            "Ingen mål eller indsatser peger endnu på %(titles)s.",
            "Ingen mål eller indsatser peger endnu på %(count)s af målene, blandt dem %(titles)s.",
            len(alone),
        )
        found.append(words % {"count": in_words(len(alone), neuter=True), "titles": titles})
    loose = [
        each
        for each in about.aims
        if not each.above and each.element.document.kind.column != ChainColumn.VISION
    ]
    if loose:
        words = ngettext(
            "%(count)s mål peger ikke på et mål længere oppe.",
            "%(count)s mål peger ikke på et mål længere oppe.",
            len(loose),
        )
        found.append(words % {"count": in_words(len(loose), neuter=True).capitalize()})
    unseen = [each for each in about.aims if not each.criteria]
    if unseen:
        words = ngettext(
            "For %(count)s mål er det ikke skrevet, hvordan man kan se, om det er nået.",
            "For %(count)s mål er det ikke skrevet, hvordan man kan se, om de er nået.",
            len(unseen),
        )
        found.append(words % {"count": in_words(len(unseen), neuter=True)})
    return found


def _gaps_of_work(about: "About") -> list[str]:
    if about.is_told_by_row or not about.knows_us:
        return []
    found = []
    if not about.work and not about.of_nature(Nature.WORK):
        found.append(_("Ingen indsatser er skrevet, så ingen har endnu påtaget sig at gøre noget ved det."))
    leaderless = [row for row in about.work if row.lead is None]
    if leaderless:
        words = ngettext(
            "%(count)s indsats har ingen, der leder den.",
            "%(count)s indsatser har ingen, der leder dem.",
            len(leaderless),
        )
        found.append(words % {"count": in_words(len(leaderless)).capitalize()})
    endless = [row for row in about.work if row.expected_on is None]
    if endless:
        words = ngettext(
            "%(count)s indsats har ingen slutdato.", "%(count)s indsatser har ingen slutdato.", len(endless)
        )
        found.append(words % {"count": in_words(len(endless)).capitalize()})
    return found


# --- What other rooms tell, who contributes, and what comes ----------------------------------------------------------


def told_by_rooms(about: "About") -> list[Part]:
    """The tiles of other rooms - money, decisions, effect - each under a heading of its own."""
    unit = about.thing if isinstance(about.thing, Unit) else None
    aims = frozenset(each.element.pk for each in about.aims)
    subject = tiles.TileSubject(units=frozenset({unit.pk})) if unit else tiles.TileSubject(aims=aims)
    if unit is None and not aims:
        return []
    return [
        Part(
            f"tile:{tile.key}",
            tile.title,
            Layout.LIST,
            items=(Item(tile.face.figure, tile.face.words, url=tile.face.url),)
            if tile.face.figure or tile.face.words
            else (),
            chart=tile.face.chart,
            breadth="narrow",
        )
        for tile in tiles.tiles_about(subject, about.viewer)
        if tile.key not in OWN_TILES
    ]


def contributors(about: "About") -> Part:
    """The documents whose points contribute to the aims."""
    items = [
        Item(
            each.document.title,
            contributes(each.points, each.aims),
            each.document.unit.name,
            weight=each.points,
        )
        for each in about.contributing
    ]
    return Part(
        "contributors",
        _("Hvem arbejder for det?"),
        Layout.COLUMNS,
        lead=""
        if items
        else _(
            "Ingen dokumenter, der gælder i dag, har punkter, som bidrager. "
            "De kommer frem her, når nogen knytter et punkt til et af målene."
        ),
        items=tuple(items),
        more=_("Og %(count)s til."),
    )


def _with_lead(about: "About", each: DateAhead) -> str:
    return f"{each.title}, {each.lead}" if each.lead and about.knows_us else each.title


def ahead(about: "About") -> Part:
    """The dates of the next year: milestones, ends of initiatives and of periods, and when it is to be revised."""
    last = about.on + COMING
    found = [
        (
            each.on,
            each.what,
            _with_lead(about, each),
            bool(each.asks_first),
        )
        for each in dates_ahead(about.subject, about.course, about.viewer, about.on, last)
    ]
    known = {(on, what) for on, what, _title, _first in found}
    for document in about.documents:
        if document.review_on and about.on <= document.review_on <= last:
            found.append((document.review_on, _("Skal være revideret"), document.title, True))
        ends = (document.ends_on, _("Perioden slutter"))
        if document.ends_on and about.on <= document.ends_on <= last and ends not in known:
            found.append((document.ends_on, _("Perioden slutter"), document.title, True))
    found.sort(key=lambda each: each[:3])
    items = [
        Item(day(on), what, title, weight=(1000 if first else 500) - place)
        for place, (on, what, title, first) in enumerate(found[:40])
    ]
    return Part(
        "ahead",
        _("Hvad sker der nu?"),
        Layout.DATES,
        lead=""
        if items
        else _(
            "Der er ikke sat datoer for det næste år: hverken delmål, slutdatoer eller en dag for revision."
        ),
        items=tuple(items[:9]),
        left_out=max(len(found) - 9, 0),
        more=_("Og %(count)s til."),
    )
