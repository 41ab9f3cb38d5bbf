"""Setting direction on any day: a bearing is set, changed and withdrawn, and a unit can answer that it is not relevant."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pejling.core.dates import today
from pejling.core.history import save, save_edit
from pejling.core.locking import lock, require_locked
from pejling.core.permissions import require
from pejling.core.positions import POSITION_GAP
from pejling.direction.actions.fates import come_true, set_fate
from pejling.direction.actions.noting import note, note_answer
from pejling.direction.actions.pointers import point_at
from pejling.direction.models import (
    Addressing,
    Document,
    DocumentKind,
    Element,
    ElementKind,
    FateKind,
    Irrelevance,
    Phase,
    Section,
    Visibility,
)
from pejling.organisation.actions.openness import require_open
from pejling.organisation.models import Unit, UnitKind

if TYPE_CHECKING:
    from pejling.people.models import Person


@dataclass(frozen=True)
class BearingText:
    """What is wanted, why, for how long, and whether it is one of the themes that go across."""

    title: str
    why: str
    starts_on: date
    ends_on: date | None = None
    is_cross_cutting: bool = False


@transaction.atomic
def set_bearing(
    text: BearingText, *, unit: Unit, units: Collection[Unit], kinds: Collection[UnitKind] = (), by: "Person"
) -> Document:
    """Set a bearing: it is in force from its first day, at the units that it is addressed to."""
    require_open(*{each.pk: each for each in (unit, *units)}.values())
    require(by, "direction.bear")
    document = Document(
        kind=DocumentKind.objects.get(code="bearing"),
        unit=unit,
        responsible=by,
        visibility=Visibility.INTERNAL,
        phase=Phase.IN_FORCE,
        **_columns(text),
    )
    document.full_clean()
    save(document, by=by)
    section = save(Section(document=document, position=POSITION_GAP), by=by)
    kind = ElementKind.objects.get(code="priority")
    save(
        Element(document=document, section=section, kind=kind, title=text.title, position=POSITION_GAP), by=by
    )
    _address(document, units, kinds, by=by)
    note("bearing_set", document, by=by)
    return document


@transaction.atomic
def change_bearing(
    document: Document,
    text: BearingText,
    *,
    units: Collection[Unit],
    kinds: Collection[UnitKind] = (),
    opened: int,
    by: "Person",
) -> Document:
    """Change a bearing on any day; units that `by` cannot address stay addressed, for somebody else meant them.

    Raises `core.history.Stale` when somebody else changed it meanwhile.
    """
    require_locked(by, "direction.edit", document)
    if document.is_out_of_force:
        raise ValidationError(_("Pejlingen er trukket tilbage."))
    for name, value in _columns(text).items():
        setattr(document, name, value)
    document.full_clean()
    document.touched_at = timezone.now()
    save_edit(document, opened=opened, by=by)
    _reword_priority(document, by=by)
    kept = [row.unit for row in document.addressings.out_of_reach_of(by).select_related("unit") if row.unit]
    _address(document, [*units, *kept], kinds, by=by)
    note("bearing_changed", document, by=by)
    return document


def _reword_priority(document: Document, *, by: "Person") -> None:
    """The one priority of a bearing reads as the bearing does."""
    priority = document.elements.active().in_order().first()
    if priority and priority.title != document.title:
        priority.title, priority.version = document.title, priority.version + 1
        save(priority, by=by)


def _columns(text: BearingText) -> dict[str, object]:
    return {
        "title": text.title,
        "summary": text.why,
        "starts_on": text.starts_on,
        "ends_on": text.ends_on,
        "in_force_from": text.starts_on,
        "is_cross_cutting": text.is_cross_cutting,
    }


def _address(
    document: Document, units: Collection[Unit], kinds: Collection[UnitKind], *, by: "Person"
) -> None:
    if not units and not kinds:
        raise ValidationError({"units": _("Vælg mindst én enhed eller enhedstype, som pejlingen gælder.")})
    point_at(Addressing, "unit", units, document=document, by=by)
    point_at(Addressing, "unit_kind", kinds, document=document, by=by)


@transaction.atomic
def withdraw_bearing(document: Document, *, why: str, by: "Person") -> None:
    """Withdraw a bearing: it holds to the end of yesterday (of today when it was set today); ties to it break from then on.

    One that had not begun never holds.
    """
    require_locked(by, "direction.edit", document)
    if document.phase != Phase.IN_FORCE:
        raise ValidationError(_("Pejlingen er allerede trukket tilbage."))
    for element in document.elements.active():
        if not element.fates.exists():
            set_fate(element, FateKind.LAPSED, why=why, by=by)
        come_true(element.fates.planned(), on=today(), by=by)
    document.phase, document.version = Phase.RETIRED, document.version + 1
    yesterday, begun = today() - timedelta(days=1), document.in_force_from or today()
    document.in_force_until = yesterday if begun > today() else max(yesterday, begun)
    save(document, by=by, why=why)
    note("bearing_withdrawn", document, by=by, why=why)


@transaction.atomic
def answer_irrelevant(document: Document, unit: Unit, *, why: str, by: "Person") -> Irrelevance:
    """A unit answers that a bearing is not relevant there, because."""
    require(by, "direction.answer_bearing", lock(unit))
    lock(document)
    if document.irrelevances.active().filter(unit=unit).exists():
        raise ValidationError(_("Enheden har allerede svaret."))
    answer = Irrelevance(document=document, unit=unit, why=why, by=by)
    answer.full_clean()
    save(answer, by=by)
    note_answer("bearing_irrelevant", document, unit, by=by, why=why[:200])
    return answer


@transaction.atomic
def withdraw_irrelevance(document: Document, unit: Unit, *, by: "Person") -> None:
    """The unit takes the answer back: the bearing concerns it after all."""
    require(by, "direction.answer_bearing", lock(unit))
    lock(document)
    answer = document.irrelevances.active().filter(unit=unit).first()
    if answer is None:
        raise ValidationError(_("Enheden har ikke svaret."))
    answer.withdrawn_at = timezone.now()
    save(answer, by=by)
    note_answer("bearing_relevant_again", document, unit, by=by)
