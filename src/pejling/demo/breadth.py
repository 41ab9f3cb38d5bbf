"""The breadth of the demo: strategy plans for many units, put together by rule from varied texts.

A topic's "baand" are its ties: an aim, the sentence that says how, and the initiative it speaks of, if it speaks of one.
The texts stand in content/bredde, a topic at a time. Each list of variants is dealt like a deck of cards, so that no
variant comes twice before all have been used once. The same plans come out every time.
"""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from pejling.demo.people import CONTENT, Organisation, toml
from pejling.demo.reading import ELEMENT_KINDS
from pejling.demo.story import Document, Element, Section, Tie, Unit

SEED = 2037
EVERYBODY, COMMON = "alle", "faelles"
"""What a topic is for that suits every workplace, and the file in which those stand."""
GOALS = 3
TIES_PER_GOAL = 2
TIES_PER_INITIATIVE = 1
WORK = (4, 3, 3, 2, 2, 2)
"""How many initiatives the goals of a plan have: mostly more under its first goal."""
YOUNGEST, OLDEST = 160, 800
"""Days for which a plan had been written on when it was last changed, and since when the oldest is."""
SAID_AT_MOST = 4
"""So often one sentence about a tie may stand in the whole municipality."""
CRITERIA_OF_GOALS = 0.4
"""So many of the success criteria are of the goal, and the others of its first initiative."""
BESIDE = 7
"""One plan in so many has work that belongs under no goal."""
PUBLIC_KINDS = {"Skole", "Daginstitution", "Plejecenter", "Botilbud"}

Topic = dict[str, Any]


@dataclass
class Dealer:
    """Deals variants from lists of texts without repeating one before the list is used up."""

    draw: random.Random
    decks: dict[tuple[int, str], list[Any]] = field(default_factory=dict)
    used: Counter[int] = field(default_factory=Counter)
    said: Counter[str] = field(default_factory=Counter)

    def deal(self, source: Any, name: str) -> Any:
        """The next variant of `source[name]`."""
        deck = self.decks.setdefault((id(source), name), [])
        if not deck:
            deck.extend(self.draw.sample(source[name], len(source[name])))
        return deck.pop()

    def deal_some(self, source: Any, name: str, count: int) -> list[Any]:
        """Up to `count` different variants, those used least first."""
        dealt: list[Any] = []
        for _ in range(min(count, len(source[name])) * 2):
            one = self.deal(source, name)
            if one not in dealt:
                dealt.append(one)
            if len(dealt) == min(count, len(source[name])):
                break
        return dealt


@dataclass(frozen=True)
class Writer:
    """Writes one unit's plan."""

    dealer: Dealer
    rules: dict[str, Any]
    unit: Unit
    key: str

    def fill(self, text: str) -> str:
        """A text with the unit's own name and place, and with months, put in."""
        if self.unit.kind in self.rules["paa_typer"] or self.unit.key in self.rules["paa"]:
            text = text.replace("i {enhed}", "på {enhed}").replace("I {enhed}", "På {enhed}")
        first, second = sorted(self.dealer.draw.sample(range(len(self.rules["maaneder"])), 2))
        months = self.rules["maaneder"]
        return text.format_map(
            {
                "enhed": self.unit.name,
                "sted": self.unit.place,
                "måned": months[first],
                "måned2": months[second],
            }
        )

    def element(
        self, kind: str, number: int, title: str, text: str = "", *below: Element, topic: str = ""
    ) -> Element:
        """One element of the plan under a key of its own."""
        return Element(
            f"{self.key}/{kind.replace('_', '-')}-{number}",
            kind,
            self.fill(title),
            self.fill(text),
            None,
            below,
            topic,
        )

    def fact(self, topic: Topic, number: int) -> Element:
        """A challenge or an opportunity, in the topic's words."""
        kind, title, text = self.dealer.deal(topic, "fakta")
        return self.element(ELEMENT_KINDS[kind], number, title, text)

    def goal(self, topic: Topic, number: int) -> Element:
        """A goal with what is done for it, and how one will know: of the goal itself, or of its first initiative."""
        steps = self.dealer.draw.choice(WORK[:4] if number == 1 else WORK[2:])
        proof = [self.element("success_criterion", number, *self.dealer.deal(topic, "kriterier"))]
        is_of_goal = self.dealer.draw.random() < CRITERIA_OF_GOALS
        words = self.dealer.deal_some(topic, "indsatser", steps)
        work = [
            self.element(
                "initiative",
                number * 10 + step,
                *each,
                *(() if is_of_goal or step > 1 else proof),
                topic=topic["navn"],
            )
            for step, each in enumerate(words, start=1)
        ]
        text = f"{self.dealer.deal(topic, 'hvorfor')} {self.dealer.deal(topic, 'hvordan')}"
        below = [*work, *proof] if is_of_goal else work
        return self.element("goal", number, self.dealer.deal(topic, "maal"), text, *below)

    def beside(self) -> list[Element]:
        """Work that belongs under no goal, in some plans."""
        if self.dealer.draw.randrange(BESIDE):
            return []
        title, text, _reason = self.dealer.deal(self.rules, "ved_siden_af")
        return [self.element("initiative", 1, title, text, topic=f"{COMMON}/ved-siden-af")]

    def ties(self, topic: Topic, goal: Element) -> Iterator[Tie]:
        """What the initiatives and the goal contribute to; an initiative only says what is true of it alone."""
        work = [child for child in goal.children if child.kind == "initiative"]
        said: set[str] = set()
        for child in work:
            yield from self._say(child, self._own_ties(topic, child), TIES_PER_INITIATIVE, said)
        left = [tie for child in work for tie in self._own_ties(topic, child)]
        general = self.dealer.deal_some(topic, "fri", len(topic["fri"]))
        yield from self._say(goal, [*general, *left], TIES_PER_GOAL, said)

    def _own_ties(self, topic: Topic, child: Element) -> list[list[str]]:
        return [tie for tie in topic["baand"] if len(tie) > 2 and self.fill(tie[2]) == child.title]

    def _say(self, lower: Element, choices: Sequence[list[str]], count: int, said: set[str]) -> Iterator[Tie]:
        """Up to `count` ties to different aims, in sentences that the plan has not used and others have not worn out."""
        aims: dict[str, str] = {}
        for aim, words, *_ in choices:
            how = self.fill(words)
            if (
                len(aims) < count
                and aim not in aims
                and how not in said
                and self.dealer.said[how] < SAID_AT_MOST
            ):
                aims[aim] = how
        said.update(aims.values())
        self.dealer.said.update(aims.values())
        yield from (Tie(lower.key, aim, how) for aim, how in aims.items())

    def sections(self, facts: Sequence[Element], goals: Sequence[Element]) -> tuple[Section, ...]:
        """The plan's three sections: why we are here, what is so, and what is wanted."""
        who, now, wanted = self.dealer.deal(self.rules, "afsnit")
        core = self.rules["kerne_enhed"].get(self.unit.key) or self.fill(
            self.dealer.deal(self.rules["kerne"], self.unit.kind)
        )
        frame = self.fill(self.dealer.deal(self.rules, "ramme"))
        return (
            Section(who, f"{core}\n\n{frame}"),
            Section(now, self.dealer.deal(self.rules, "lige_nu"), tuple(facts)),
            Section(wanted, self.fill(self.dealer.deal(self.rules, "opfoelgning")), tuple(goals)),
        )


def breadth(people: Organisation, today: date) -> tuple[list[Document], list[Tie]]:
    """The plans that are written by rule, and their ties."""
    rules, topics = toml("bredde/planer.toml"), read_topics()
    dealer = Dealer(random.Random(SEED))
    units = {unit.key: unit for unit in people.units}
    documents: list[Document] = []
    ties: list[Tie] = []
    for key in rules["enheder"]:
        writer = Writer(dealer, rules, units[key], f"plan-{key}")
        chosen = _chosen(topics, units[key], dealer)
        goals = [writer.goal(topic, number) for number, topic in enumerate(chosen, start=1)]
        facts = [writer.fact(chosen[0], 1)]
        wanted = [*goals, *writer.beside()]
        for topic, goal in zip(chosen, goals, strict=True):
            ties.extend(writer.ties(topic, goal))
        documents.append(_document(writer, people.leader_of(key), today, writer.sections(facts, wanted)))
    return documents, ties


def read_topics() -> list[Topic]:
    """All topics by the name of their file and their number in it, each with its ties that speak of no initiative."""
    paths = sorted((CONTENT / "bredde").glob("*.toml"))
    return [
        {**topic, "navn": f"{path.stem}/{number}", "fri": [tie for tie in topic["baand"] if len(tie) == 2]}
        for path in paths
        for number, topic in enumerate(toml(f"bredde/{path.name}").get("emner", []))
    ]


def _chosen(topics: list[Topic], unit: Unit, dealer: Dealer) -> list[Topic]:
    """Three topics for a unit: its own, or those of its kind, as far as they go, and otherwise some for everybody."""
    own = [topic for topic in topics if unit.key in topic["for"] or unit.kind in topic["for"]]
    common = [topic for topic in topics if EVERYBODY in topic["for"]]
    chosen = _least_used(own, dealer, GOALS)
    return [*chosen, *_least_used(common, dealer, GOALS - len(chosen))]


def _least_used(topics: list[Topic], dealer: Dealer, count: int) -> list[Topic]:
    shuffled = dealer.draw.sample(topics, len(topics))
    chosen = sorted(shuffled, key=lambda topic: dealer.used[id(topic)])[:count]
    dealer.used.update(id(topic) for topic in chosen)
    return chosen


def _document(writer: Writer, leader: str | None, today: date, sections: tuple[Section, ...]) -> Document:
    rules, unit = writer.rules, writer.unit
    created, changed = _days(writer, today)
    begins = _begins(unit, created, today)
    ends = date(begins.year + 2, 7 if unit.kind == "Skole" else 12, 31)
    years = f"{begins.year}–{ends.year}"
    return Document(
        key=writer.key, kind="strategy_plan",
        title=writer.dealer.deal(rules, "titler").format_map({"enhed": unit.name, "år": years}), unit=unit.key,
        responsible=None if unit.key in rules["uden_ansvarlig"] else rules["fratraadt"].get(unit.key, leader),
        forum=None, period_from=begins, period_to=ends, review_on=_review(writer, today), adopted_on=None,
        in_force_from=None, visibility="public" if unit.kind in PUBLIC_KINDS else "internal", created_on=created,
        last_changed_on=changed, is_by_hand=False, sections=sections,
    )  # fmt: skip


def _begins(unit: Unit, created: date, today: date) -> date:
    """The plan is for the year that follows when it is written late in the year; a school's year begins in August."""
    month = 8 if unit.kind == "Skole" else 1
    begins = date(created.year + (created.month > 8), month, 1)
    return begins if begins <= today else begins.replace(year=begins.year - 1)


def _days(writer: Writer, today: date) -> tuple[date, date]:
    """When a plan was begun and last changed; a forgotten one has not been touched for over a year."""
    draw, key = writer.dealer.draw, writer.unit.key
    quiet = draw.randrange(380, 640) if key in writer.rules["glemte"] else draw.randrange(3, 300)
    changed = today - timedelta(days=writer.rules["glemt_i_dage"].get(key, quiet))
    oldest = (changed - today).days + OLDEST
    return changed - timedelta(days=min(oldest, draw.randrange(YOUNGEST, OLDEST))), changed


def _review(writer: Writer, today: date) -> date:
    days = writer.dealer.draw.randrange(20, 330)
    return today + timedelta(days=-days if writer.unit.key in writer.rules["revision_passeret"] else days)
