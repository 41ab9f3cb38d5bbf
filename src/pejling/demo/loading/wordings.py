"""What is said about the work: the sentences of content/forloeb, dealt like cards, all of them before one comes again.

An initiative is spoken of in the words of its trade (`omraader`), mixed with those that everybody uses (`faelles`).
"""

import random
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pejling.demo.breadth import Dealer, read_topics
from pejling.demo.people import toml

if TYPE_CHECKING:
    from pejling.demo import story as told
    from pejling.demo.loading.staff import Staff

SEED = 4037
MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip


@dataclass
class Wordings:
    """Deals sentences to the units of a story."""

    story: "told.Story"
    staff: "Staff"
    dealer: Dealer = field(default_factory=lambda: Dealer(random.Random(SEED)))
    books: dict[str, dict[str, Any]] = field(default_factory=dict)

    def deal(
        self,
        book: str,
        name: str,
        unit: str | None = None,
        *,
        topic: str = "",
        besides: set[str] | None = None,
    ) -> str:
        """The next card of a list: of the topic or of the unit's own trade, where those have such a list, or of the common.

        `besides` holds what has been said at this place already; a card that has been used there is put aside.
        """
        said = besides if besides is not None else set()
        for _try in range(TRIES):
            card = str(self.dealer.deal(*self._source(book, name, unit, topic)))
            if card not in said:
                break
        said.add(card)
        return card

    def _source(self, book: str, name: str, unit: str | None, topic: str) -> tuple[dict[str, Any], str]:
        """The page from which to deal this time, and the list's name there."""
        throw, page = self.dealer.draw.random(), self._book(book)
        of_topic, named = self.topics.get(topic, {}), TOPICS_LISTS.get((book, name), "")
        if named in of_topic and throw < TOPIC_SHARE:
            return of_topic, named
        own = page.get("omraader", {}).get(self.area(unit), {}) if unit else {}
        is_own = name in own and (name not in page["faelles"] or throw > 1 - OWN_SHARE)
        return own if is_own else page["faelles"], name

    @cached_property
    def topics(self) -> dict[str, dict[str, Any]]:
        """The topics of the plans by their names."""
        return {topic["navn"]: topic for topic in read_topics()}

    def _book(self, name: str) -> dict[str, Any]:
        if name not in self.books:
            self.books[name] = toml(f"forloeb/{name}.toml")
        return self.books[name]

    def area(self, unit: str) -> str:
        """The trade of a unit: of its kind, else of the centre that it stands under."""
        trades = self._book("omraader")
        kinds = {each.key: each.kind for each in self.story.units}
        for here in self.staff.above(unit):
            if trade := trades["enheder"].get(here) or trades["typer"].get(kinds[here]):
                return str(trade)
        return "stab"

    def partners(self, unit: str, count: int) -> list[str]:
        """Units that this one often works with, itself left out."""
        known = self._book("omraader")["medvirkende"][self.area(unit)]
        return [each for each in self.dealer.draw.sample(known, len(known)) if each != unit][:count]


def with_months(text: str, on: date) -> str:
    """A sentence with the months around the day on which it was said."""
    return text.format(måned=MONTHS[on.month % 12], sidst=MONTHS[on.month - 2])


TOPIC_SHARE, OWN_SHARE = 0.5, 0.25
"""So often a card is dealt from the topic's own list, and from that of the trade; the others are common."""
TOPICS_LISTS = {("status", "on_track"): "paa_sporet", ("status", "pressed"): "presset"}
"""What a topic calls its own lists."""
TRIES = 12
"""So often another card is drawn before one is said again at the same place."""
