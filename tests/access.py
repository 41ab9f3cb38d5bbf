"""What each address answers to each kind of person. Every app classifies its own addresses in tests/<app>/access_*.py."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace
from typing import Any, Literal

from pejling.direction.models import Visibility
from tests import world
from tests.beginnings import written_again

Answer = int | Literal["login"]


@dataclass(frozen=True)
class Access:
    """The status that an address gives the owner, a colleague, an outsider and an anonymous visitor.

    "login" is a redirect to the sign-in page. `args` makes the address's arguments from the small municipality.
    """

    owner: Answer
    colleague: Answer
    outsider: Answer
    anonymous: Answer
    args: Callable[[SimpleNamespace], list[Any]] = field(default=lambda w: [])
    query: dict[str, str] = field(default_factory=dict)
    method: Literal["get", "post"] = "get"


@written_again
def make_world() -> SimpleNamespace:
    """A school with its leader and a living plan, another school beside it, the secretariat, and a public policy above."""
    world.ensure_words()
    w = SimpleNamespace()
    w.top = world.make_unit("Fjordlund Kommune", kind="Kommune")
    w.unit = world.make_unit("Søparkens Skole", parent=w.top)
    w.other_unit = world.make_unit("Bakkens Skole", parent=w.top)
    w.owner = world.make_leader("Gerda Holm", w.unit)
    w.colleague = world.make_leader("Bo Friis", w.other_unit)
    w.outsider = world.make_person("Ulla Udefra")
    w.secretary = world.make_secretary(w.top)
    w.forum = world.make_forum()
    w.document = world.make_document("Strategiplan for Søparkens Skole", kind="strategy_plan", unit=w.unit)
    w.section = world.make_section(w.document)
    w.element = world.make_element(w.document, "Alle læser hver dag", section=w.section)
    w.draft = world.make_document("Ny læsepolitik", unit=w.unit, visibility=Visibility.DRAFT, forum=w.forum)
    w.public = world.make_adopted(
        "Politik for børn", forum=w.forum, on=date(2025, 6, 24), unit=w.top, visibility=Visibility.PUBLIC
    )
    w.aim = world.make_element(w.public, "Alle børn bliver dygtige læsere")
    w.tie = world.tie(w.element, w.aim)
    return w
