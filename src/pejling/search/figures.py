"""The one search function: pages, pickers and the open interface all ask here."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from pejling.search.actions import catch_up
from pejling.search.engine import Matches, SearchTerms
from pejling.search.models import Entry
from pejling.search.registry import Place, SearchSource, sources
from pejling.search.snippets import Run, excerpt, mark
from pejling.search.tasks import catch_up_later
from pejling.search.vocabulary import Expansion, expand
from pejling.search.words import terms
from pejling.web.outages import if_there_is_room

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

    Within = Mapping[str, QuerySet[Any]]

PLACE = ("source", "object_id", "number", "among")
FRESH = 2_000
"""So many changes are indexed before an answer is given; an import of more is left to a task beyond them."""


@dataclass(frozen=True)
class Hit:
    """One thing that was found, with what a line shows of it."""

    source: SearchSource
    pk: int
    name: str
    title: list[Run]
    excerpt: list[Run]
    place: Place


@dataclass(frozen=True)
class Results:
    """What was found: the hits asked for, best first within each source, and how many there are in all."""

    hits: list[Hit] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    was_understood: bool = True

    @property
    def total(self) -> int:
        """All that was found, shown or not."""
        return sum(self.counts.values())

    @cached_property
    def by_source(self) -> list[tuple[SearchSource, list[Hit]]]:
        """The hits of each source that has any here, in the order of the sources."""
        groups = [
            (source, [hit for hit in self.hits if hit.source is source]) for source in sources().values()
        ]
        return [(source, hits) for source, hits in groups if hits]


def search(
    text: str,
    viewer: "Viewer",
    *,
    sources: Collection[str] | None = None,
    limit: int = 10,
    within: "Within | None" = None,
) -> Results:
    """The best `limit` hits of each source (all sources unless named) among what the viewer may see.

    `within` narrows sources further, each by a queryset of its rows: a picker of aims passes
    {"element": Element.objects.aims()}.
    """
    chosen = _sources() if sources is None else [source for source in _sources() if source.key in sources]
    return find(text, viewer, {source.key: slice(0, limit) for source in chosen}, within=within)


def find(
    text: str, viewer: "Viewer", wanted: Mapping[str, slice], *, within: "Within | None" = None
) -> Results:
    """`search` with a stretch of hits for each source; an empty stretch only counts."""
    asked = terms(text)
    if not asked:
        return Results(was_understood=False)
    bring_up_to_date()
    expansions = expand(asked)
    if not all(expansion.parts for expansion in expansions):
        return Results()
    chosen = [source for source in _sources() if source.key in wanted]
    found = _ranked(Entry.objects.visible_to(viewer, chosen).filter(_narrowed(within or {})), expansions)
    places = list(found.filter(_stretches(wanted)).order_by("source", "number").values_list(*PLACE))
    return _results(places, wanted, {stem for expansion in expansions for stem in expansion.parts})


def bring_up_to_date() -> None:
    """Let the index know what was written since it last looked, or leave it to a task when that is much."""
    with if_there_is_room():
        if catch_up(most=FRESH):
            catch_up_later.enqueue()


def _sources() -> list[SearchSource]:
    return list(sources().values())


def _narrowed(within: "Within") -> Q:
    narrowed = Q()
    for key, rows in within.items():
        narrowed &= ~Q(source=key) | Q(object_id__in=rows.order_by().values("pk"))
    return narrowed


def _ranked(entries: QuerySet[Entry], expansions: list[Expansion]) -> QuerySet[Any]:
    """The entries that answer, numbered within their source: title before body, the word itself before its compounds.

    Among equals the shorter text is first, for in it the word weighs more.
    """
    exact, prefix, parts = (
        tuple(getattr(expansion, reach) for expansion in expansions) for reach in ("exact", "prefix", "parts")
    )
    tiers = [SearchTerms(groups, only_title=True) for groups in (exact, prefix, parts)] + [SearchTerms(exact)]
    cases = [
        When(Matches(tier), then=Value(number))
        for number, tier in enumerate(tiers)
        if tier.can_be_met and tier not in tiers[:number]
    ]
    tier = Case(*cases, default=Value(len(tiers)), output_field=IntegerField())
    numbered = Window(RowNumber(), partition_by=F("source"), order_by=[F("tier"), F("size"), F("pk")])
    return (
        entries.filter(Matches(SearchTerms(parts)))
        .annotate(tier=tier)
        .annotate(number=numbered, among=Window(Count("pk"), partition_by=F("source")))
    )


def _stretches(wanted: Mapping[str, slice]) -> Q:
    """The hits of each stretch, and the first of each source for the sake of its count."""
    shown = Q(number=1)
    for key, stretch in wanted.items():
        shown |= Q(source=key, number__gt=stretch.start, number__lte=stretch.stop)
    return shown


def _results(found: list[tuple[str, int, int, int]], wanted: Mapping[str, slice], stems: set[str]) -> Results:
    counts = {key: among for key, _pk, _number, among in found}
    shown = [(key, pk) for key, pk, number, _among in found if wanted[key].start < number <= wanted[key].stop]
    ids: dict[str, list[int]] = {}
    for key, pk in shown:
        ids.setdefault(key, []).append(pk)
    places = {key: sources()[key].places(found_ids) for key, found_ids in ids.items()}
    hits = []
    for key, pk in shown:
        if place := places[key].get(pk):
            title, text = mark(place.name, stems), excerpt(place.text, stems)
            hits.append(Hit(sources()[key], pk, place.name, title, text, place))
    return Results(hits, {key: counts[key] for key in sources() if key in counts})
