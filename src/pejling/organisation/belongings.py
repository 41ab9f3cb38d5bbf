"""What belongs to a unit and must go elsewhere when the unit ends; and what a person answers for and must hand over.

Rooms above this one tell what they let units own. A document room needs only this, in its `room.py`:

    TransferableRows(
        key="documents",
        label=_("Dokumenter"),
        url_name="document",
        rows=lambda unit: Document.objects.filter(unit=unit),
        move=move_documents,
    )

where `move_documents(old, new, by)` writes the new unit on every row, with history and one line in the log. In the same way
`Charge(...)` tells what a person answers for: `hand_over(row, to, by)` writes the new name on one row.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Model, QuerySet
from django.urls import reverse

from pejling.core.rooms import Part, parts

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from pejling.core.permissions import Viewer
    from pejling.organisation.models import Unit
    from pejling.people.models import Person


@dataclass(frozen=True)
class TransferableRows(Part):
    """One kind of thing that a unit owns.

    `rows` gives all that the unit owns, as a queryset with `visible_to(viewer)`; `move` gives them to another unit.
    """

    key: str
    label: "str | _StrPromise"
    url_name: str
    rows: "Callable[[Unit], QuerySet[Any]]"
    move: "Callable[[Unit, Unit, Person | None], None]"


@dataclass(frozen=True)
class OwnedRows:
    """What a unit owns of one kind: how many in all, and those that this viewer may see, with links."""

    label: str
    count: int
    shown: list[tuple[str, str]]

    @property
    def hidden(self) -> int:
        """How many there are besides those that the viewer may see."""
        return self.count - len(self.shown)


def found_at(unit: "Unit", viewer: "Viewer") -> list[OwnedRows]:
    """What the unit owns, of the kinds that it owns anything of."""
    found = []
    for belonging in parts(TransferableRows):
        rows = belonging.rows(unit)
        if count := rows.count():
            visible: list[Model] = list(rows.visible_to(viewer))  # type: ignore[attr-defined]
            links = [(str(row), reverse(belonging.url_name, args=[row.pk])) for row in visible]
            found.append(OwnedRows(str(belonging.label), count, links))
    return found


def counted_at(unit: "Unit") -> list[tuple[str, int]]:
    """The kinds of things that the unit owns, each with how many."""
    counts = [(str(belonging.label), belonging.rows(unit).count()) for belonging in parts(TransferableRows)]
    return [(label, count) for label, count in counts if count]


def move_all(old: "Unit", new: "Unit", *, by: "Person | None") -> None:
    """Give all that one unit owns to another."""
    for belonging in parts(TransferableRows):
        belonging.move(old, new, by)


@dataclass(frozen=True)
class Charge(Part):
    """One kind of thing that a person answers for by name.

    `rows` gives what somebody must answer for who comes after, as a queryset with `visible_to(viewer)`.
    """

    key: str
    label: "str | _StrPromise"
    url_name: str
    rows: "Callable[[Person], QuerySet[Any]]"
    hand_over: "Callable[[Any, Person, Person], object]"


@dataclass(frozen=True)
class Charged:
    """What a person answers for of one kind: how many in all, and those that this viewer may see, each with its key."""

    charge: Charge
    count: int
    rows: "list[Any]"

    @property
    def hidden(self) -> int:
        """How many there are besides those that the viewer may see."""
        return self.count - len(self.rows)

    def choices(self) -> list[tuple[str, str]]:
        """The rows to choose from, by a key that tells the kind too."""
        return [(f"{self.charge.key}-{row.pk}", str(row)) for row in self.rows]

    def links(self) -> list[tuple[str, str]]:
        """The rows with their pages."""
        return [(str(row), reverse(self.charge.url_name, args=[row.pk])) for row in self.rows]


def charged_to(person: "Person", viewer: "Viewer") -> list[Charged]:
    """What the person answers for, of the kinds that there is anything of."""
    found = []
    for charge in parts(Charge):
        rows = charge.rows(person)
        if count := rows.count():
            found.append(Charged(charge, count, list(rows.visible_to(viewer))))  # type: ignore[attr-defined]
    return found
