"""What becomes of an old element: where it lives on, or why it lapses. It is a plan until its day; none closes a circle."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from pejling.core.dates import today
from pejling.core.history import create_all, save, update_all
from pejling.core.locking import lock
from pejling.core.permissions import require
from pejling.core.rooms import parts
from pejling.direction.actions.noting import note_part
from pejling.direction.actions.ties import serialise
from pejling.direction.figures.closure import closes_circle
from pejling.direction.figures.succession import deciding_document, open_succession_of
from pejling.direction.models import Document, Element, Fate, FateKind, Life
from pejling.direction.registries import FateFollower

if TYPE_CHECKING:
    from pejling.people.models import Person


@transaction.atomic
def set_fate(
    element: Element, kind: FateKind, *, to: Sequence[Element] = (), why: str = "", by: "Person"
) -> list[Fate]:
    """Say what becomes of an old element. Said again before it has come true, it replaces what was said before.

    Who may is decided by the document that takes over, or by its own where it is retired or the element alone ends.
    """
    _lock_ends(element, to)
    require(by, "direction.fate", deciding_document(element))
    _refuse_settled(element)
    _refuse_fate(element, kind, to, why)
    element.fates.all().delete()
    _refuse_circle(element, to)
    targets: Sequence[Element | None] = to or [None]
    fates = [Fate(element=element, kind=kind, to=target, why=why, by=by) for target in targets]
    created = create_all(Fate, fates, by=by)
    note_part("fate_set", element, home=element.document, by=by, fate=kind.value)
    return created


def _refuse_settled(element: Element) -> None:
    if element.document.is_out_of_force or element.fates.exclude(effective_on=None).exists():
        raise ValidationError(_("Punktets skæbne er afgjort."))


def _lock_ends(element: Element, to: Sequence[Element] = ()) -> None:
    """The documents at both ends and the heir, the elements in them, and what each of these is now."""
    heir = open_succession_of(element.document)
    homes = {each.document_id: each.document for each in (element, *to)}
    lock(*homes.values(), *([heir.new] if heir and heir.new_id not in homes else []))
    lock(element, *(each for each in to if each.pk != element.pk))
    now = open_succession_of(element.document)
    if (heir and heir.new_id) != (now and now.new_id):
        raise ValidationError(_("Afløsningen er ændret imens. Hent siden igen."))


def _refuse_fate(element: Element, kind: FateKind, to: Sequence[Element], why: str) -> None:
    if kind == FateKind.LAPSED:
        if not why.strip():
            raise ValidationError({"why": _("Skriv, hvorfor punktet bortfalder.")})
        if to:
            raise ValidationError({"to": _("Et punkt, der bortfalder, lever ikke videre et andet sted.")})
        return
    least = 2 if kind == FateKind.SPLIT else 1
    if len(to) < least or (kind != FateKind.SPLIT and len(to) > 1):
        raise ValidationError({"to": _wanted(kind)})
    for target in to:
        _refuse_target(element, kind, target)


def _wanted(kind: FateKind) -> str:
    if kind == FateKind.SPLIT:
        return _("Vælg mindst to punkter, som det deles i.")
    return _("Vælg det punkt, som det lever videre i.")


def _refuse_target(element: Element, kind: FateKind, target: Element) -> None:
    """The target says the same sort of thing, stands elsewhere, and will be in force when the old one is not."""
    heirs = Document.objects.filter(
        succession__olds=element.document_id, succession__completed_at__isnull=True
    )
    goes = element.document.life == Life.ADOPTED or heirs.exists()
    if target.document_id == element.document_id and goes:
        raise ValidationError({"to": _("Vælg et punkt i et andet dokument.")})
    if target.pk == element.pk or target.ended_on:
        raise ValidationError({"to": _("Vælg et punkt, der står ved magt.")})
    if target.kind.nature != element.kind.nature:
        raise ValidationError({"to": _("Et mål kan kun leve videre i et mål, en indsats i en indsats.")})
    is_heir = heirs.filter(pk=target.document_id).exists()
    if kind == FateKind.MOVED and is_heir:
        raise ValidationError({"to": _("»Flyttes« er til et andet dokument end det, der afløser.")})
    if not is_heir and not target.document.is_in_force():
        raise ValidationError({"to": _("»%(title)s« gælder ikke.") % {"title": target.document.title}})


def _refuse_circle(element: Element, to: Sequence[Element]) -> None:
    """What an old element lives on in does not itself lead up to it, over ties, trees or other fates."""
    serialise()
    for target in to:
        if closes_circle(element.pk, target.pk):
            sentence = _(
                "»%(target)s« bidrager selv til »%(element)s«, så skæbnen ville gå i ring. "
                "Lad bidraget ophøre først, eller vælg et andet punkt."
            )
            raise ValidationError({"to": sentence % {"target": target.title, "element": element.title}})


@transaction.atomic
def clear_fate(element: Element, *, by: "Person") -> None:
    """Take back what was planned for an old element."""
    _lock_ends(element)
    require(by, "direction.fate", deciding_document(element))
    _refuse_settled(element)
    element.fates.all().delete()
    note_part("fate_cleared", element, home=element.document, by=by)


def come_true(fates: QuerySet[Fate], *, on: date | None, by: "Person") -> None:
    """Let fates work from a day; with None they are plans again. What rests on the elements in other rooms follows them."""
    rows = list(fates)
    for fate in rows:
        fate.effective_on = on
    update_all(Fate, rows, ["effective_on"], by=by)
    for follow in (each.follow for each in parts(FateFollower)):
        follow(rows, by)


@transaction.atomic
def end_element(
    element: Element, kind: FateKind, *, to: Sequence[Element] = (), why: str = "", by: "Person"
) -> None:
    """End an element of a living document. Others may be tied to it, so it gets a fate and stays readable."""
    _lock_ends(element, to)
    require(by, "direction.edit", element.document)
    if element.ended_on:
        raise ValidationError(_("Punktet er allerede ophørt."))
    if element.document.has_settled_wording:
        raise ValidationError(
            _("Ordlyden er vedtaget. Et punkt kan kun ophøre ved afløsning eller udfasning.")
        )
    require(by, "direction.write", element.document)
    if element.children.active().exists():
        raise ValidationError(_("Flyt eller afslut først de punkter, der hører under."))
    set_fate(element, kind, to=to, why=why, by=by)
    come_true(element.fates.planned(), on=today(), by=by)
    element.ended_on, element.version = today(), element.version + 1
    save(element, by=by)
    note_part("element_ended", element, home=element.document, by=by, fate=kind.value)
