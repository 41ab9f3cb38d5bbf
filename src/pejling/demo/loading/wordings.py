"""What is said about the work: the sentences of content/forloeb, dealt like cards, all of them before one comes again.

An initiative is spoken of in the words of its trade (`omraader`), mixed with those that everybody uses (`faelles`).
"""

import random
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from pejling.demo.breadth import Dealer
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

    def deal(self, book: str, name: str, unit: str | None = None, *, besides: set[str] | None = None) -> Any:
        """The next card of a list: every other time one of the unit's own trade, where that has such a list.

        `besides` holds what has been said at this place already; a card that has been used there is put aside.
        """
        said = besides if besides is not None else set()
        for _try in range(TRIES):
            card = self.dealer.deal(self._source(book, name, unit), name)
            if str(card) not in said:
                break
        said.add(str(card))
        return card

    def _source(self, book: str, name: str, unit: str | None) -> dict[str, Any]:
        page = self._book(book)
        own = page.get("omraader", {}).get(self.area(unit), {}) if unit else {}
        common = page["faelles"]
        if name not in common:
            return own
        return own if name in own and self.dealer.draw.random() < OWN_SHARE else common

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


OWN_SHARE = 0.6
TRIES = 12
"""So often another card is drawn before one is said again at the same place."""
