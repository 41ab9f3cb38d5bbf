"""The one search function: pages, pickers and the open interface all ask here."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from pejling.core.text import clean
from pejling.search.actions import catch_up
from pejling.search.engine import Matches, SearchTerms
from pejling.search.models import Entry
from pejling.search.registry import ResultRank, SearchPlace, SearchSource, sources
from pejling.search.snippets import Run, excerpt, mark
from pejling.search.tasks import catch_up_later
from pejling.search.vocabulary import Expansion, expand
from pejling.search.words import WORD, plain, terms
from pejling.web.outages import if_there_is_room

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

    Within = Mapping[str, QuerySet[Any]]

IN_TITLE, IN_TEXT, NEAR = range(3)
"""First what has the words in its title, then what has them in its text, then what has words of nearly the same meaning."""

Order = tuple[int, int, int, int, int]
"""By what decides most: where the words are, how it stands, how nearly it answers, its length, its id."""
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
    place: SearchPlace


@dataclass(frozen=True)
class Results:
    """What was found: the hits asked for, best first within each source, and how many there are in all.

    `order` are the sources by their best hits; `misspelt` the words, as typed, that occur nowhere and were taken for others.
    """

    hits: list[Hit] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    was_understood: bool = True
    order: tuple[str, ...] = ()
    misspelt: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        """All that was found, shown or not."""
        return sum(self.counts.values())

    @cached_property
    def by_source(self) -> list[tuple[SearchSource, list[Hit]]]:
        """The hits of each source that has any here: the source with the best of them first, else in the sources' order."""
        every = sources()
        groups = [(every[key], [hit for hit in self.hits if hit.source.key == key]) for key in self.order]
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
    if not all(expansion.near for expansion in expansions):
        return Results()
    chosen = [source for source in _sources() if source.key in wanted]
    entries = Entry.objects.visible_to(viewer, chosen).filter(_narrowed(within or {}))
    ranked = _ranked(entries, expansions)
    spelled = {plain(word): word for word in WORD.findall(clean(text))}
    misspelt = [
        spelled.get(term.word, term.word) for term, each in zip(asked, expansions, strict=True) if each.meant
    ]
    return _results(ranked, wanted, {stem for each in expansions for stem in each.near}, misspelt)


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


def _ranked(entries: QuerySet[Entry], expansions: list[Expansion]) -> dict[str, list[Order]]:
    """What answers in each source, the best first: title before body, what binds before what has ended, the word itself
    before its compounds.

    Among equals the shorter text is first, for in it the word weighs more.
    """
    found: dict[str, list[tuple[int, int, int, int]]] = defaultdict(list)
    for key, *facts in _answering(entries, expansions):
        found[key].append(tuple(facts))
    ranked: dict[str, list[Order]] = {}
    for key, rows in found.items():
        ranks = sources()[key].rank({pk: scope for pk, scope, _size, _tier in rows})
        ranked[key] = sorted(
            (tier // 10, ranks.get(pk, ResultRank.IN_USE), tier, size, pk) for pk, _scope, size, tier in rows
        )
    return ranked


def _answering(entries: QuerySet[Entry], expansions: list[Expansion]) -> QuerySet[Any, tuple[Any, ...]]:
    """The entries that answer, each with its tier: ten for each place that the words are in, and how nearly they answer."""
    exact, prefix, parts, near = (
        tuple(getattr(expansion, reach) for expansion in expansions)
        for reach in ("exact", "prefix", "parts", "near")
    )
    tiers = {
        IN_TITLE * 10: SearchTerms(exact, only_title=True),
        IN_TITLE * 10 + 1: SearchTerms(prefix, only_title=True),
        IN_TITLE * 10 + 2: SearchTerms(parts, only_title=True),
        IN_TEXT * 10: SearchTerms(exact),
        IN_TEXT * 10 + 1: SearchTerms(parts),
        NEAR * 10: SearchTerms(near, only_title=True),
    }
    first = {terms: tier for tier, terms in reversed(tiers.items())}
    cases = [
        When(Matches(terms), then=Value(tier))
        for tier, terms in tiers.items()
        if terms.can_be_met and first[terms] == tier
    ]
    tier = Case(*cases, default=Value(NEAR * 10 + 1), output_field=IntegerField())
    answering = entries.filter(Matches(SearchTerms(near))).order_by()
    return answering.values_list("source", "object_id", "scope_id", "size", tier)


def _results(
    ranked: dict[str, list[Order]],
    wanted: Mapping[str, slice],
    stems: set[str],
    misspelt: list[str],
) -> Results:
    shown = {key: [pk for *_order, pk in rows[wanted[key]]] for key in sources() if (rows := ranked.get(key))}
    hits = []
    for key, ids in shown.items():
        places = sources()[key].places(ids) if ids else {}
        for pk in ids:
            if place := places.get(pk):
                title, text = mark(place.name, stems), excerpt(place.text, stems)
                hits.append(Hit(sources()[key], pk, place.name, title, text, place))
    best = sorted(shown, key=lambda key: ranked[key][0][:2])
    return Results(hits, {key: len(ranked[key]) for key in shown}, order=tuple(best), misspelt=misspelt)
