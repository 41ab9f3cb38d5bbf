"""Initiatives: begun behind a line of a plan, changed, and given to another unit."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pejling.activity.actions import log
from pejling.core.history import delete, save, save_edit, update_all
from pejling.core.locking import lock, lock_all
from pejling.core.permissions import require
from pejling.direction.actions.elements import add_element
from pejling.direction.actions.noting import touch
from pejling.direction.models import Element, ElementKind, Nature, Section
from pejling.initiatives.actions.asking import ask_approval
from pejling.initiatives.actions.noting import note
from pejling.initiatives.models import Initiative, Partner, Phase, PhaseStep
from pejling.initiatives.phases import UNAPPROVED
from pejling.organisation.actions.openness import lock_receiver, refuse_left, require_open
from pejling.organisation.models import Unit

if TYPE_CHECKING:
    from pejling.people.models import Person


class Facts(TypedDict, total=False):
    """What can be said about an initiative besides its words, who leads it and where. Money in øre; 0 is none at all."""

    intent: str
    scope: str
    starts_on: date | None
    ends_on: date | None
    contributes_to_none_because: str
    oere: int | None
    competences: str
    outside_partners: str


@transaction.atomic
def begin(
    element: Element,
    *,
    unit: Unit,
    lead: "Person | None",
    by: "Person",
    phase: Phase = Phase.IDEA,
    partners: Collection[Unit] = (),
    **facts: Unpack[Facts],
) -> Initiative:
    """Follow a line of a document as an initiative.

    Work that had begun before it was written in can begin in any phase that is not the end; beyond what is proposed it
    takes who may approve.
    """
    _open_homes(unit, partners, lead)
    _lock_line(element)
    require(by, "initiatives.begin", element)
    refuse_gone(element)
    if Initiative.objects.filter(element=element).exists():
        raise ValidationError(_("Punktet følges allerede som indsats."))
    refuse_left(lead, field="lead", before=None)
    initiative = Initiative(element=element, unit=unit, lead=lead, phase=phase, **facts)
    if phase not in UNAPPROVED:
        require(by, "initiatives.approve", initiative)
    if phase in (Phase.DONE, Phase.STOPPED):
        raise ValidationError({"phase": _("En indsats, der følges, er ikke slut fra begyndelsen.")})
    initiative.full_clean()
    save(initiative, by=by)
    _have_partners(initiative, partners, by=by)
    first = PhaseStep.objects.create(initiative=initiative, after=phase, by=by)
    note("began", initiative, by=by)
    if phase == Phase.PROPOSED:
        ask_approval(first, by=by)
    touch(element.document)
    return initiative


@transaction.atomic
def begin_new(
    section: Section,
    *,
    title: str,
    unit: Unit,
    lead: "Person | None",
    by: "Person",
    phase: Phase = Phase.IDEA,
    partners: Collection[Unit] = (),
    under: Element | None = None,
    **facts: Unpack[Facts],
) -> Initiative:
    """Write a new line at the end of a section, or under an aim in it, and follow it as an initiative."""
    kind = ElementKind.objects.filter(nature=Nature.WORK).order_by("-is_offered", "position").first()
    if kind is None:
        raise ValidationError(_("Ingen type af punkter siger, hvad der gøres. Vælg en under typer."))
    if under is not None:
        section = under.section
    _open_homes(unit, partners, lead)
    element = add_element(section, kind=kind, title=title, parent=under, by=by)
    return begin(element, unit=unit, lead=lead, by=by, phase=phase, partners=partners, **facts)


@transaction.atomic
def edit(
    initiative: Initiative,
    *,
    opened: int,
    unit: Unit,
    lead: "Person | None",
    by: "Person",
    partners: Collection[Unit] = (),
    **facts: Unpack[Facts],
) -> Initiative:
    """Change what is known of an initiative, opened on version `opened`; `Stale` when somebody was faster."""
    require_open(*_new_homes(initiative, unit, partners))
    lock_receiver(lead)
    row = lock(initiative)
    require(by, "initiatives.edit", row)
    refuse_left(lead, field="lead", before=row.lead_id)
    changed = _take_over(row, {"unit": unit, "lead": lead, **facts})
    row.full_clean()
    save_edit(row, opened=opened, by=by)
    if _have_partners(row, partners, by=by):
        changed.append("partners")
    if changed:
        note("edited", row, by=by, facts=" ".join(changed))
    return row


@transaction.atomic
def hand_over(initiative: Initiative, to: "Person", by: "Person") -> None:
    """Let another lead the initiative; all else stays as it is."""
    lock_receiver(to)
    row = lock(initiative)
    require(by, "initiatives.edit", row)
    refuse_left(to, field="lead", before=row.lead_id)
    if _take_over(row, {"lead": to}):
        save_edit(row, opened=row.version, by=by)
        note("edited", row, by=by, facts="lead")


def _open_homes(unit: Unit, partners: Collection[Unit], lead: "Person | None") -> None:
    """The units and the person that are to have it, locked ahead of all that it stands in."""
    require_open(*{each.pk: each for each in (unit, *partners)}.values())
    lock_receiver(lead)


def _lock_line(element: Element) -> None:
    """The document and the line as they stand now."""
    lock(element.document)
    lock(element)


def refuse_gone(element: Element) -> None:
    """No work goes on behind a line that has ended, or whose document has been succeeded or retired."""
    if element.ended_on or element.document.is_out_of_force or element.fates.effective().exists():
        raise ValidationError(_("Punktet er ophørt eller ført videre, så indsatsen kan ikke gå videre her."))


def _new_homes(initiative: Initiative, unit: Unit, partners: Collection[Unit]) -> list[Unit]:
    """The units that would have the initiative, or a part in it, and have not yet."""
    known = {initiative.unit_id, *initiative.partners.values_list("unit", flat=True)}
    return list({each.pk: each for each in (unit, *partners) if each.pk not in known}.values())


def _take_over(row: Initiative, facts: "dict[str, object]") -> list[str]:
    """Put the facts on the row and answer which of them were new."""
    changed = [name for name, value in facts.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, facts[name])
    return changed


def _have_partners(initiative: Initiative, units: Collection[Unit], *, by: "Person") -> bool:
    """Let these units take part, its own left out; whether anything changed."""
    wanted = {unit.pk for unit in units} - {initiative.unit_id}
    known = {partner.unit_id: partner for partner in initiative.partners.all()}
    for pk in known.keys() - wanted:
        delete(known[pk], by=by)
    for pk in sorted(wanted - known.keys()):
        save(Partner(initiative=initiative, unit_id=pk), by=by)
    return known.keys() != wanted


@transaction.atomic
def move_initiatives(old: Unit, new: Unit, by: "Person | None") -> None:
    """Let another unit have all initiatives of a unit that ends, and its part in those of others."""
    initiatives = lock_all(Initiative.objects.filter(unit=old).select_related("element__document"))
    for initiative in initiatives:
        initiative.unit = new
        initiative.version += 1
    update_all(Initiative, initiatives, ["unit", "version"], by=by)
    _move_partners(old, new, by)
    for initiative in initiatives:
        log("initiatives.handed_over", initiative, by=by, old=old.name, new=new.name)


def _move_partners(old: Unit, new: Unit, by: "Person | None") -> None:
    """Its place as partner; where the other unit takes part already or has the initiative itself, the place is given up."""
    taken = set(Partner.objects.filter(unit=new).values_list("initiative", flat=True))
    taken |= set(Initiative.objects.filter(unit=new, partners__unit=old).values_list("pk", flat=True))
    moving = []
    for partner in lock_all(Partner.objects.filter(unit=old)):
        if partner.initiative_id in taken:
            delete(partner, by=by)
        else:
            partner.unit = new
            moving.append(partner)
    update_all(Partner, moving, ["unit"], by=by)
