"""Prepared questions among what a viewer may see: the rule is `seen_with`, put into SQL once for each kind of viewer."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from pejling.core.prepared import Given, Prepared
from pejling.organisation.authority import Authority, authority_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pejling.core.permissions import Viewer


@dataclass(frozen=True)
class GivenAuthority:
    """A standing of a kind, of whoever will ask: what `seen_with` looks at, with the person's own left open."""

    is_secretariat: bool
    is_internal: bool
    person: Given | None
    people: Given
    led_units: Given
    units_and_above: Given
    forums: Given


Question = Callable[[type[Given], Authority], "QuerySet[Any, Any]"]


class PreparedForViewer:
    """A prepared question that is told how the viewer stands: `lambda given, standing: ...filter(seen_with(standing))`."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self._prepared: dict[tuple[bool, bool, bool], Prepared] = {}

    def ask(self, viewer: "Viewer", **given: Any) -> list[tuple[Any, ...]]:
        """The rows that answer it, as far as the viewer may see them."""
        authority = authority_of(viewer)
        return self._for(authority).ask(
            person=authority.person.pk if authority.person else None,
            people=authority.people,
            led_units=authority.led_units,
            units_and_above=authority.units_and_above,
            forums=authority.forums,
            **given,
        )

    def _for(self, authority: Authority) -> Prepared:
        kind = (authority.is_secretariat, authority.is_internal, authority.person is not None)
        if kind not in self._prepared:
            self._prepared[kind] = Prepared(lambda given: self.question(given, _given(*kind)))
        return self._prepared[kind]


def _given(is_secretariat: bool, is_internal: bool, is_somebody: bool) -> Authority:
    own = {name: Given(name) for name in ("people", "led_units", "units_and_above", "forums")}
    person = Given("person") if is_somebody else None
    return cast("Authority", GivenAuthority(is_secretariat, is_internal, person, **own))
