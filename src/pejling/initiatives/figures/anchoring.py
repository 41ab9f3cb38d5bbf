"""What initiatives say about how an aim is anchored: work under way holds it, and fresh status steers it."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from pejling.chain.anchors import AimSet, AimViewer, Explanation, Reason, Remedy
from pejling.chain.figures.explanations import editors
from pejling.chain.graph import FULL, HALF, NONE, Graph, Strength, spread
from pejling.core import request_cache
from pejling.core.permissions import may
from pejling.direction.models import Element, Nature
from pejling.initiatives.figures.silence import Rhythms, Silence, StatusSummary, summaries_of
from pejling.initiatives.figures.status import silence_in_words
from pejling.initiatives.models import Initiative, Phase
from pejling.web.ago import ago

MOST_NAMED = 5
NAMED_ONE_BY_ONE = 2_000
"""So many elements are asked about by their numbers; beyond that all work is read."""


def held_by_work(aims: AimSet) -> Mapping[int, Strength]:
    """The aims below which an initiative is under way. How the work goes is not for the public."""
    if aims.public_only:
        return {}
    graph = aims.graph
    working = {each.element for each in _expecting(aims) if each.is_under_way}
    own = {pk: graph.worth(pk) for pk in working}
    return _below(own, graph, aims.ids)


def _below(own: Mapping[int, Strength], graph: Graph, aims: Collection[int]) -> dict[int, Strength]:
    """What flows up from the elements to the aims; an aim is not held by itself."""
    reached, wanted = spread(own, graph.ups, upwards=True), set(aims)
    return {pk: strength for pk, strength in reached.items() if pk in wanted and pk not in own}


def explain_work(reader: AimViewer, strength: Strength, aims: AimSet) -> Explanation:
    """The initiatives below the aim, and whether they are under way."""
    below = _visible(reader, aims)
    going = [each for each in below if each.phase == Phase.UNDER_WAY]
    names = _names(below)
    reasons = [
        Reason(_("Indsatsen »%(title)s« er i gang.") % {"title": names[each.pk]}, _page(each))
        for each in going[:MOST_NAMED]
    ]
    waiting = [
        each for each in below if each.phase in (Phase.IDEA, Phase.PROPOSED, Phase.APPROVED, Phase.PAUSED)
    ]
    remedies = []
    if strength == NONE:
        for each in waiting[:MOST_NAMED]:
            facts = {"title": names[each.pk], "phase": each.get_phase_display().lower()}
            reasons.append(Reason(_("Indsatsen »%(title)s« er ikke i gang: %(phase)s.") % facts, _page(each)))
        if waiting:
            url = _page(waiting[0]) if may(reader.viewer, "initiatives.edit", waiting[0]) else ""
            remedies = [Remedy(_("Sæt en indsats under målet i gang."), url, _owners())]
        followed, following = _unfollowed(reader, aims)
        reasons, remedies = [*reasons, *followed], [*remedies, *following]
    return Explanation(tuple(reasons), tuple(remedies))


def _unfollowed(reader: AimViewer, aims: AimSet) -> tuple[list[Reason], list[Remedy]]:
    """The lines of work under the aim in its own document that nobody follows: once followed and under way they count."""
    aim, graph = reader.aim, aims.graph
    below = graph.within(aim.pk)[0] if aim.pk in graph.nodes else []
    if len(below) < 2 or aims.public_only:
        return [], []
    work = Element.objects.filter(pk__in=below, kind__nature=Nature.WORK, initiative=None)
    lines = list(work.order_by("position", "pk")[:MOST_NAMED])
    reasons, remedies = [], []
    for line in lines:
        line.document = aim.document
        said = _("»%(title)s« hænger under det i samme dokument, men følges ikke som indsats.")
        reasons.append(Reason(said % {"title": line.title}, reverse("element", args=[line.pk])))
    for line in lines[:1]:
        begins = may(reader.viewer, "initiatives.begin", line)
        url = reverse("initiative_beginning", args=[line.pk]) if begins else ""
        advice = _("Gør »%(title)s« til en indsats, og sæt den i gang.") % {"title": line.title}
        remedies.append(Remedy(advice, url, editors(reader)))
    return reasons, remedies


def steered(aims: AimSet) -> Mapping[int, Strength]:
    """The aims below which work is reported on: fully when all status is fresh, half when some is."""
    if aims.public_only:
        return {}
    graph = aims.graph
    heard = _expecting(aims)
    fresh = {each.element: graph.worth(each.element) for each in heard if each.is_fresh}
    held = _below(fresh, graph, aims.ids)
    quiet = graph.reach([each.element for each in heard if each.element not in fresh], upwards=True)
    return {pk: HALF if pk in quiet else strength for pk, strength in held.items()}


class Work(NamedTuple):
    """What a condition asks of an initiative: there may be thousands below an aim, so nothing else is read."""

    element: int
    is_under_way: bool
    is_fresh: bool


def _expecting(aims: AimSet) -> list[Work]:
    """The initiatives among the threads of which status is expected: read once for both conditions."""
    return request_cache.get_or_set(("work among threads", aims.key), lambda: _read(aims))


def _read(aims: AimSet) -> list[Work]:
    nodes = aims.graph.nodes
    below = Initiative.objects.expecting_reports(aims.on)
    if len(nodes) <= NAMED_ONE_BY_ONE:
        below = below.filter(element__in=nodes.keys())
    rows = below.order_by().values_list("element_id", "phase", "unit_id", "latest_report__at")
    rhythms = Rhythms.read()

    @cache
    def is_fresh(unit: int, said_on: date) -> bool:
        return not Silence(said_on, rhythms.of(unit), aims.on).is_stale

    return [
        Work(element, phase == Phase.UNDER_WAY, at is not None and is_fresh(unit, localdate(at)))
        for element, phase, unit, at in rows
        if element in nodes
    ]


def explain_steering(reader: AimViewer, strength: Strength, aims: AimSet) -> Explanation:
    """The initiatives below the aim, and how fresh their status is."""
    rows = {each.pk: each for each in _visible(reader, aims) if each.expects_reports}
    heard = summaries_of(Initiative.objects.filter(pk__in=rows), aims.on) if rows else []
    if not heard:
        return Explanation(
            (Reason(_("Ingen indsats, som der gives status på, bidrager til det.")),),
            (Remedy(_("Sæt en indsats under målet i gang, og giv status på den."), who=_owners()),),
        )
    stale = [each for each in heard if not each.level or each.silence.is_stale]
    named = [*stale, *[each for each in heard if each not in stale]][:MOST_NAMED]
    names = _names(rows.values())
    reasons = tuple(Reason(_freshness(each, names[each.pk]), _page(rows[each.pk])) for each in named)
    remedies = [
        Remedy(
            _("Giv status på »%(title)s«.") % {"title": names[each.pk]},
            reverse("report_new", args=[each.pk])
            if may(reader.viewer, "initiatives.report", rows[each.pk])
            else "",
            _owners(),
        )
        for each in stale[:MOST_NAMED]
    ]
    return Explanation(reasons, tuple(remedies) if strength < FULL else ())


def _freshness(each: StatusSummary, name: str) -> str:
    silence = silence_in_words(each.level, each.silence)
    if silence:
        return f"»{name}«: {silence}"
    return _("»%(title)s« fik status %(ago)s.") % {"title": name, "ago": ago(each.at)}


def _names(rows: Collection[Initiative]) -> dict[int, str]:
    """What each is called; two that are called the same say their unit too."""
    times = Counter(row.element.title for row in rows)
    return {
        row.pk: f"{row.element.title} ({row.unit})" if times[row.element.title] > 1 else row.element.title
        for row in rows
    }


def _visible(reader: AimViewer, aims: AimSet) -> list[Initiative]:
    """The initiatives that lie below the aim and that the reader may see."""
    below = [pk for pk in aims.graph.reach([reader.aim.pk], upwards=False) if pk != reader.aim.pk]
    seen = Initiative.objects.visible_to(reader.viewer).filter(element__in=below)
    rows = seen.select_related("element__document", "unit").order_by("pk")
    # Whether the reader may do something about one depends on who edits its document.
    key = "work below", reader.aim.pk, reader.viewer.pk, aims.key
    return request_cache.get_or_set(
        key, lambda: list(rows.prefetch_related("element__document__editorships"))
    )


def _page(initiative: Initiative) -> str:
    return reverse("initiative", args=[initiative.pk])


def _owners() -> str:
    return _("Det kan den, der leder indsatsen, planens redaktører og enhedens leder.")
