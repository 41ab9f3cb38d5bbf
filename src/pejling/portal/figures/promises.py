"""What the municipality has promised, and how it goes: from the vision, or from what stands highest where there is none."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.contrib.auth.models import AnonymousUser
from django.db.models import OuterRef, Subquery

from pejling.core.dates import end_of, today
from pejling.direction.figures.as_of import latest
from pejling.direction.marks import Sign
from pejling.direction.models import Adoption, ChainColumn, Document, Element, Frame, Life
from pejling.initiatives.figures.public import PublicStatement, PublicWork, public_work
from pejling.initiatives.figures.signs import level_sign
from pejling.initiatives.models import Level, Phase
from pejling.portal.figures.verdict import Course, Verdict, verdict_of
from pejling.portal.figures.ways import Ways, public_ways

LEVELS = (ChainColumn.VISION, ChainColumn.POLICY, ChainColumn.STRATEGY)
"""Where promises are looked for, the highest first."""
MOST_DOCUMENTS, MOST_OF_DOCUMENT = 4, 12
"""So many documents and so many promises of each stand on the front page: without a vision there may be dozens."""
OLD = timedelta(days=90)
"""What was last said longer ago than this is said to be old."""


@dataclass(frozen=True)
class Story:
    """Something reached, as it was told to citizens."""

    told: PublicStatement
    work: PublicWork


@dataclass(frozen=True)
class Promise:
    """One promise: its words, how it goes, and the work behind it that citizens may follow. `lines` is what leads to it."""

    pk: int
    title: str
    text: str
    work: tuple[PublicWork, ...]
    verdict: Verdict
    lines: frozenset[int]
    on: date

    @cached_property
    def running(self) -> tuple[PublicWork, ...]:
        """The work that is under way."""
        return tuple(each for each in self.work if each.is_under_way)

    @property
    def done(self) -> int:
        """How many initiatives have been carried through."""
        return sum(each.phase == Phase.DONE for each in self.work)

    @property
    def places(self) -> list[str]:
        """Where the work is done."""
        return list(dict.fromkeys(each.unit for each in self.running))

    @cached_property
    def counts(self) -> list[tuple[Sign, int]]:
        """How many go how, the best first; what nobody has said anything new about comes last."""
        counted = Counter(each.level for each in self.running)
        shown = [(sign_of(level), counted[level]) for level in (*_ORDER, None)]
        return [(sign, count) for sign, count in shown if count]

    @cached_property
    def stories(self) -> list[Story]:
        """What was reached and told to citizens, the latest first."""
        told = [Story(told, each) for each in self.work for told in each.reached]
        return sorted(told, key=lambda story: (story.told.on, story.work.pk), reverse=True)

    @property
    def updated_on(self) -> date | None:
        """When something was last said about the work."""
        return max((each.last_on for each in self.work if each.last_on), default=None)

    @property
    def is_old(self) -> bool:
        """Whether that is long ago."""
        return self.updated_on is not None and self.on - self.updated_on > OLD


_ORDER = (Level.ON_TRACK, Level.PRESSED, Level.OFF_TRACK)


def sign_of(level: Level | None) -> Sign:
    """How a level is shown to citizens; that nothing fresh was said is said, too."""
    return level_sign(level) if level else Sign(Course.UNKNOWN.words, "neutral", "ring")


@dataclass(frozen=True)
class PromisingDocument:
    """A document that promises something, the decision that adopted it, and the promises that are shown of it."""

    document: Document
    adoption: Adoption | None
    promises: tuple[Promise, ...]
    has_more: bool = False


@dataclass(frozen=True)
class Board:
    """All that is promised, as of a day."""

    on: date
    sources: tuple[PromisingDocument, ...]

    @cached_property
    def promises(self) -> list[Promise]:
        """Those of all documents, in their order."""
        return [promise for source in self.sources for promise in source.promises]

    @property
    def counts(self) -> list[tuple[Course, int]]:
        """How many promises go how; every course that at least one is on."""
        counted = Counter(promise.verdict.course for promise in self.promises)
        return [(course, counted[course]) for course in Course if counted[course]]

    @property
    def stories(self) -> list[Story]:
        """The latest that was reached, whatever the promise, each once."""
        found = {(story.work.pk, story.told): story for promise in self.promises for story in promise.stories}
        return sorted(found.values(), key=lambda story: (story.told.on, story.work.pk), reverse=True)


def read_board(on: date | None = None) -> Board:
    """What is promised and how it goes; the same number of queries however much that is."""
    on = on or today()
    documents = promising_documents(on)
    adoptions = adoptions_of(documents)
    aims = _aims_of(documents[:MOST_DOCUMENTS], on)
    kept = [aim for found in aims.values() for aim in found[:MOST_OF_DOCUMENT]]
    promises = {promise.pk: promise for promise in read_promises(kept, on)} if kept else {}
    sources = (
        PromisingDocument(
            document,
            adoptions.get(document.pk),
            tuple(promises[aim.pk] for aim in aims[document.pk][:MOST_OF_DOCUMENT]),
            len(aims[document.pk]) > MOST_OF_DOCUMENT,
        )
        for document in documents[:MOST_DOCUMENTS]
        if aims.get(document.pk)
    )
    return Board(on, tuple(sources))


def promising_documents(on: date) -> list[Document]:
    """The visions in force that anybody may read; where there is none with aims in it, the policies, else the strategies.

    Only what was decided politically promises something to citizens: laws, bearings and the leadership foundation do not.
    """
    public = Document.objects.visible_to(AnonymousUser()).in_force(on).for_list()
    political = public.filter(kind__frame=Frame.POLITICAL, kind__life=Life.ADOPTED, kind__column__in=LEVELS)
    aims = Element.objects.aims().active(on).filter(parent=None, document__in=political)
    decided = Adoption.objects.active().filter(document=OuterRef("pk")).values("decided_on")[:1]
    holding = political.filter(pk__in=aims.order_by().values("document")).alias(decided=Subquery(decided))
    found = list(holding.order_by("kind__position", "-decided", "sort_key", "pk"))
    for level in LEVELS:
        if highest := [document for document in found if document.kind.column == level]:
            return highest
    return []


def adoptions_of(documents: Iterable[Document]) -> dict[int, Adoption]:
    """The decision that each stands by, with the forum at hand."""
    rows = Adoption.objects.active().filter(document__in=documents).select_related("forum")
    return {row.document_id: row for row in rows}


def _aims_of(documents: Sequence[Document], on: date) -> dict[int, list[Element]]:
    found: dict[int, list[Element]] = {}
    aims = Element.objects.aims().active(on).filter(document__in=documents, parent=None)
    for aim in aims.in_order():
        found.setdefault(aim.document_id, []).append(aim)
    return found


def read_promises(aims: Sequence[Element], on: date, ways: Ways | None = None) -> list[Promise]:
    """Each aim as a promise, with the work that leads to it."""
    ways = ways or public_ways(on)
    work = {each.element: each for each in public_work(on)}
    words = _words_then(aims, on) if on < today() else {}
    found = []
    for aim in aims:
        lines = frozenset(ways.below(aim.pk))
        behind = tuple(each for element, each in work.items() if element in lines)
        title, text = words.get(aim.pk, (aim.title, aim.text))
        found.append(Promise(aim.pk, title, text, behind, verdict_of(behind), lines, on))
    return found


def _words_then(aims: Sequence[Element], on: date) -> dict[int, tuple[str, str]]:
    rows = latest(Element.history.filter(id__in=[aim.pk for aim in aims]), end_of(on))
    return {pk: (title, text) for pk, title, text in rows.values_list("id", "title", "text")}
