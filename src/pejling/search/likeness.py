"""How like a text things are that can be found: by the words of the index that they share.

A word that few have in common counts for more than one that many have, a title for more than a text, a form of the word for
more than a compound or a word of nearly the same meaning. It proposes, and a person takes it or leaves it.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING, Any, NamedTuple

from pejling.core.text import clean
from pejling.search.engine import Matches, SearchTerms
from pejling.search.models import Entry
from pejling.search.vocabulary import Expansion, expand
from pejling.search.words import SILENT, WORD, Term, plain, stem, terms

if TYPE_CHECKING:
    from django.db.models import QuerySet

MOST_WORDS = 40
"""Different words of a text that are looked for; a case begins with its title, and a point with its wording."""
IN_COMMON = 2
"""So many of its words must be shared, or as many as it has."""

SAYS_LITTLE = frozenset(
    [
        "aar",
        "alle",
        "altid",
        "anden",
        "andet",
        "andre",
        "at",
        "bedre",
        "blev",
        "blive",
        "bliver",
        "brug",
        "bruge",
        "bruger",
        "brugt",
        "dag",
        "dem",
        "deres",
        "du",
        "efter",
        "eller",
        "end",
        "et",
        "faa",
        "faar",
        "flere",
        "foer",
        "gaa",
        "gaar",
        "gang",
        "gange",
        "giver",
        "gjort",
        "god",
        "gode",
        "godt",
        "goer",
        "hans",
        "har",
        "have",
        "hele",
        "helt",
        "hen",
        "her",
        "hinanden",
        "hos",
        "hun",
        "hvad",
        "hvem",
        "hver",
        "hvert",
        "hvor",
        "hvordan",
        "igen",
        "ikke",
        "ind",
        "inden",
        "ingen",
        "jer",
        "jeres",
        "kan",
        "kom",
        "komme",
        "kommer",
        "lige",
        "man",
        "med",
        "mellem",
        "men",
        "mens",
        "mere",
        "mest",
        "mindre",
        "mod",
        "naar",
        "ned",
        "nogen",
        "noget",
        "nogle",
        "ny",
        "nye",
        "nyt",
        "og",
        "ogsaa",
        "op",
        "os",
        "over",
        "saa",
        "sammen",
        "selv",
        "sig",
        "sin",
        "sine",
        "skal",
        "skulle",
        "smaa",
        "staar",
        "sted",
        "stor",
        "store",
        "stort",
        "taet",
        "tage",
        "tager",
        "til",
        "ud",
        "uden",
        "under",
        "vaere",
        "vaeret",
        "ved",
        "vi",
        "vil",
        "vokser",
        "vores",
    ]
)
"""Folded words that most aims have; two that share only these are not alike."""

Sought = list[tuple[Term, Expansion]]
"""The words of a text, each with the stems that answer it."""


class Likeness(NamedTuple):
    """How much of the text an entry shares, and in which of its words."""

    weight: float
    words: tuple[str, ...]
    pk: int


def sought_in(text: str, *, most: int = MOST_WORDS, besides: Collection[str] = ()) -> Sought:
    """The first different words of the text that occur elsewhere too, besides some. None is taken for another: they were not
    typed to find something.

    The index is read as it stands; who asks for what was written a moment ago calls `bring_up_to_date` first."""
    asked_for = [term for term in terms(text, most=MOST_WORDS) if term.word not in besides][:most]
    by_stem = {term.stem: term for term in reversed(asked_for)}
    asked = tuple(reversed(by_stem.values()))
    expanded = expand(asked, forgives=False) if asked else []
    return [pair for pair in zip(asked, expanded, strict=True) if pair[1].near]


def likest(sought: Sought, source: str, rows: "QuerySet[Any]", *, least: int = IN_COMMON) -> list[Likeness]:
    """Those of the rows of a source of search that share `least` words or more, the likest first."""
    every = tuple(dict.fromkeys(stem for _term, each in sought for stem in each.near))
    if not every:
        return []
    entries = Entry.objects.filter(
        Matches(SearchTerms((every,))), source=source, object_id__in=rows.order_by().values("pk")
    )
    shared = {
        pk: _shared(set(title.split()), set(body.split()), sought)
        for pk, title, body in entries.values_list("object_id", "title_terms", "body_terms")
    }
    having = Counter(word for words in shared.values() for word in words)
    least = min(least, len(sought))
    likely = [
        Likeness(
            sum(nearness * log(1 + len(shared) / having[word]) for word, nearness in words.items()),
            tuple(words),
            pk,
        )
        for pk, words in shared.items()
        if len(words) >= least
    ]
    return sorted(likely, key=lambda each: (-each.weight, each.pk))


@dataclass(frozen=True)
class Group:
    """Texts that are alike, by their keys, and the words that most of them have; the commonest first."""

    keys: tuple[int, ...]
    words: tuple[str, ...]


def alike(texts: Mapping[int, str], *, most_words: int = 3) -> list[Group]:
    """Which of some texts are alike, when they stand in no index: it is shown to few, so it must not be found by all.

    Two are alike that share two words or more and more than a fourth of the one's weight; a word counts for more the fewer
    have it. Each text is in one group at most: that of the text with the most like it.
    """
    stems = {key: _telling(text) for key, text in texts.items()}
    having: dict[str, list[int]] = defaultdict(list)
    for key, found in stems.items():
        for each in found:
            having[each].append(key)
    # What stands in more than an eighth of many texts tells little of any of them.
    common = max(8, len(texts) // 8)
    weight = {
        each: log(1 + len(texts) / len(keys)) for each, keys in having.items() if 1 < len(keys) <= common
    }
    whole = {key: sum(weight.get(each, 0) for each in found) for key, found in stems.items()}
    near = {key: _near(key, found, having, weight, whole[key]) for key, found in stems.items()}
    groups: list[Group] = []
    left = set(texts)
    for key in sorted(texts, key=lambda each: (-len(near[each]), each)):
        others = [each for each in near[key] if each in left]
        if key not in left or not others:
            continue
        keys = (key, *others)
        left -= set(keys)
        said = Counter(word for each in keys for word in stems[each] if word in weight)
        best = sorted(said, key=lambda word: (-said[word] * weight[word], word))
        shared = [word for word in best if said[word] > 1][:most_words]
        groups.append(Group(keys, tuple(_as_written(word, keys, stems) for word in shared)))
    return groups


def _telling(text: str) -> dict[str, str]:
    """The stems of a text's words that say something, each with the word as it was first written."""
    found: dict[str, str] = {}
    for word in WORD.findall(clean(text)):
        folded = plain(word)
        if folded and folded not in SILENT and folded not in SAYS_LITTLE and len(folded) > 2:
            found.setdefault(stem(folded), word.lower())
    return found


def _near(
    key: int,
    found: Mapping[str, str],
    having: Mapping[str, list[int]],
    weight: Mapping[str, float],
    whole: float,
) -> list[int]:
    """Those that are like one text, the likest first."""
    shared: dict[int, float] = defaultdict(float)
    count: Counter[int] = Counter()
    for each in found:
        if each in weight:
            count.update(having[each])
            for other in having[each]:
                shared[other] += weight[each]
    likely = {
        other: sum_
        for other, sum_ in shared.items()
        if other != key and count[other] >= IN_COMMON and sum_ * 4 > whole
    }
    return sorted(likely, key=lambda other: (-likely[other], other))


def _as_written(each: str, keys: Collection[int], stems: Mapping[int, Mapping[str, str]]) -> str:
    """The word of a stem, as the most of some texts write it."""
    written = Counter(stems[key][each] for key in keys if each in stems[key])
    return written.most_common(1)[0][0]


def _shared(title: set[str], body: set[str], sought: Sought) -> dict[str, float]:
    """The words that an entry shares, each with how nearly."""
    shared: dict[str, float] = {}
    for term, stems in sought:
        if not title.isdisjoint(stems.exact):
            shared[term.word] = 2.0
        elif not body.isdisjoint(stems.exact) or not title.isdisjoint(stems.near):
            shared[term.word] = 1.0
        elif not body.isdisjoint(stems.near):
            shared[term.word] = 0.5
    return shared
