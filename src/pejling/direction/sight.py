"""Prepared questions among what a viewer may see: the rule is `seen_with`, put into SQL once for each kind of viewer."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from pejling.core.prepared import Given, Prepared
from pejling.organisation.standing import Standing, standing_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pejling.core.permissions import Viewer


@dataclass(frozen=True)
class GivenStanding:
    """A standing of a kind, of whoever will ask: what `seen_with` looks at, with the person's own left open."""

    is_secretariat: bool
    is_internal: bool
    person: Given | None
    people: Given
    led_units: Given
    units_and_above: Given
    forums: Given


Question = Callable[[type[Given], Standing], "QuerySet[Any, Any]"]


class PreparedForViewer:
    """A prepared question that is told how the viewer stands: `lambda given, standing: ...filter(seen_with(standing))`."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self._prepared: dict[tuple[bool, bool, bool], Prepared] = {}

    def ask(self, viewer: "Viewer", **given: Any) -> list[tuple[Any, ...]]:
        """The rows that answer it, as far as the viewer may see them."""
        standing = standing_of(viewer)
        return self._for(standing).ask(
            person=standing.person.pk if standing.person else None,
            people=standing.people,
            led_units=standing.led_units,
            units_and_above=standing.units_and_above,
            forums=standing.forums,
            **given,
        )

    def _for(self, standing: Standing) -> Prepared:
        kind = (standing.is_secretariat, standing.is_internal, standing.person is not None)
        if kind not in self._prepared:
            self._prepared[kind] = Prepared(lambda given: self.question(given, _given(*kind)))
        return self._prepared[kind]


def _given(is_secretariat: bool, is_internal: bool, is_somebody: bool) -> Standing:
    own = {name: Given(name) for name in ("people", "led_units", "units_and_above", "forums")}
    person = Given("person") if is_somebody else None
    return cast("Standing", GivenStanding(is_secretariat, is_internal, person, **own))
