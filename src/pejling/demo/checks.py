"""Does the story hang together? Every key that something refers to must exist, and ties must run upwards."""

from collections import Counter
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter

from pejling.demo.story import Document, Element, Story

AIMS = {
    "vision_statement", "foundation", "value", "requirement", "priority", "landmark", "focus_area", "goal",
}  # fmt: skip
FACTS = {"challenge", "opportunity"}
COLUMNS = {
    "vision": 0, "policy": 1, "municipal_plan": 1, "law": 1, "leadership_foundation": 1, "strategy": 2,
    "plan_strategy": 2, "directors_contract": 2, "bearing": 2, "budget_agreement": 3, "strategy_plan": 4,
    "core_task": 4,
}  # fmt: skip


def faults(story: Story) -> list[str]:
    """What is wrong with the story, a line each; an empty list when it stands."""
    return [*_doubles(story), *_lost(story), *_bad_ties(story), *_bad_fates(story), *_circles(story)]


def _doubles(story: Story) -> Iterator[str]:
    elements = [element.key for document in story.documents for element in document.elements()]
    keyed = [
        [u.key for u in story.units],
        [p.key for p in story.people],
        [d.key for d in story.documents],
        elements,
    ]
    for keys in keyed:
        yield from (f"nøglen {key} findes {count} gange" for key, count in Counter(keys).items() if count > 1)


def _lost(story: Story) -> Iterator[str]:
    """References to people, units, forums and roles that do not exist."""
    units, people = {u.key for u in story.units}, {p.key for p in story.people}
    forums, kinds = {f.key for f in story.forums}, {k.name for k in story.unit_kinds}
    for unit in story.units:
        yield from _unknown(unit.key, [unit.parent, unit.merged_into], units)
        yield from _unknown(unit.key, [unit.kind], kinds)
    for post in story.posts:
        yield from _unknown("stilling", [post.person], people)
        yield from _unknown("stilling", [post.unit], units)
        yield from _unknown("stilling", [post.role], {role.name for role in story.roles})
    for seat in story.seats:
        yield from _unknown(f"plads i {seat.forum}", [seat.person], people)
    for deputyship in story.deputyships:
        yield from _unknown("stedfortræder", [deputyship.person, deputyship.deputy], people)
    for document in story.documents:
        yield from _lost_in(document, units, people, forums, kinds)


def _lost_in(
    document: Document, units: set[str], people: set[str], forums: set[str], kinds: set[str]
) -> Iterator[str]:
    responsible = [document.responsible, *(element.responsible for element in document.elements())]
    yield from _unknown(document.key, responsible, people)
    yield from _unknown(document.key, [document.unit], units)
    yield from _unknown(document.key, [document.forum], forums)
    yield from _unknown(document.key, document.shared_with, units | forums)
    yield from _unknown(document.key, document.addressed_to, units | kinds)
    if document.last_changed_on < document.created_on:
        yield f"{document.key}: ændret før den blev oprettet"


def _unknown(where: str, keys: Iterable[str | None], known: set[str]) -> Iterator[str]:
    yield from (f"{where}: {key} findes ikke" for key in keys if key is not None and key not in known)


def _bad_ties(story: Story) -> Iterator[str]:
    columns = {e.key: COLUMNS[document.kind] for document in story.documents for e in document.elements()}
    seen: set[tuple[str, str]] = set()
    for tie in story.ties:
        lower, upper = story.elements.get(tie.lower), story.elements.get(tie.upper)
        if lower is None or upper is None:
            yield f"{tie.lower}: {tie.upper} findes ikke"
        elif lower.kind in FACTS or upper.kind not in AIMS:
            yield f"{tie.lower}: et punkt af slagsen {lower.kind} kan ikke bidrage til {upper.kind} {tie.upper}"
        elif columns[tie.upper] > columns[tie.lower] or tie.upper.split("/")[0] == tie.lower.split("/")[0]:
            yield f"{tie.lower}: bidrager ikke opad til {tie.upper}"
        elif (tie.lower, tie.upper) in seen:
            yield f"{tie.lower}: er knyttet to gange til {tie.upper}"
        seen.add((tie.lower, tie.upper))


def _bad_fates(story: Story) -> Iterator[str]:
    documents = {document.key: document for document in story.documents}
    for succession in story.successions:
        yield from _unknown("afløsning", [succession.new, *succession.olds], set(documents))
        olds = {e.key for old in succession.olds for e in documents[old].elements()}
        for fate in succession.fates:
            yield from _unknown(f"afløsning ved {succession.new}", [fate.element], olds)
            yield from _unknown(fate.element, fate.to, set(story.elements))
            if (fate.kind == "lapsed") == bool(fate.to) or (fate.kind == "lapsed" and not fate.reason):
                yield f"{fate.element}: skæbnen {fate.kind} mangler mål eller grund"
    for answer in story.not_relevant:
        yield from _unknown("svar på pejling", [answer.bearing], set(documents))
        yield from _unknown("svar på pejling", [answer.unit], {unit.key for unit in story.units})


def _circles(story: Story) -> Iterator[str]:
    graph: dict[str, set[str]] = {}
    for element in story.elements.values():
        _hang(graph, element)
    for tie in story.ties:
        graph.setdefault(tie.lower, set()).add(tie.upper)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        yield f"ring i kæden: {' -> '.join(circle.args[1])}"


def _hang(graph: dict[str, set[str]], parent: Element) -> None:
    for child in parent.children:
        graph.setdefault(child.key, set()).add(parent.key)
