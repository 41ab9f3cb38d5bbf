"""When direction changes: a new document takes over from old ones, and every old aim gets a fate."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from pejling.core.dates import today
from pejling.core.formats import day
from pejling.core.history import create_all, hold, save, update_all
from pejling.core.permissions import require
from pejling.direction.actions.noting import note, note_part
from pejling.direction.figures.tree import in_reading_order
from pejling.direction.models import (
    Document,
    Element,
    Fate,
    FateKind,
    Life,
    Phase,
    Section,
    Succession,
)
from pejling.direction.models.elements import POSITION_GAP

if TYPE_CHECKING:
    from pejling.people.models import Person


@transaction.atomic
def begin_succession(new: Document, olds: Sequence[Document], *, by: "Person") -> Succession:
    """Say which documents a draft takes over from. Said again, it replaces what was said before."""
    hold(new)
    if new.life != Life.ADOPTED or not new.is_draft:
        raise ValidationError(_("Kun en kladde, der skal vedtages, kan afløse andre dokumenter."))
    if not olds:
        raise ValidationError({"olds": _("Vælg mindst ét dokument, som dette skal afløse.")})
    for old in olds:
        _refuse_old(old, new)
    succession, _created = Succession.objects.get_or_create(new=new, defaults={"by": by})
    dropped = succession.olds.exclude(pk__in=[old.pk for old in olds])
    Fate.objects.planned().filter(element__document__in=dropped).delete()
    succession.olds.set(olds)
    note("succession_begun", new, by=by)
    return succession


def _refuse_old(old: Document, new: Document) -> None:
    if old.pk == new.pk:
        raise ValidationError({"olds": _("Et dokument kan ikke afløse sig selv.")})
    if old.phase != Phase.IN_FORCE:
        raise ValidationError(
            {"olds": _("»%(title)s« gælder ikke og kan ikke afløses.") % {"title": old.title}}
        )
    if Succession.objects.filter(olds=old, completed_at__isnull=True).exclude(new=new).exists():
        raise ValidationError(
            {"olds": _("»%(title)s« er ved at blive afløst af et andet dokument.") % {"title": old.title}}
        )


@transaction.atomic
def abandon_succession(succession: Succession, *, by: "Person") -> None:
    """Let the draft take over from nothing after all; the planned fates go with it."""
    hold(succession)
    if succession.completed_at:
        raise ValidationError(_("Afløsningen er gennemført."))
    new = succession.new
    Fate.objects.planned().filter(element__document__in=succession.olds.all()).delete()
    succession.delete()
    note("succession_abandoned", new, by=by)


@transaction.atomic
def set_fate(
    element: Element, kind: FateKind, *, to: Sequence[Element] = (), why: str = "", by: "Person"
) -> list[Fate]:
    """Say what becomes of an old element. Said again before it has come true, it replaces what was said before."""
    hold(element)
    if element.fates.exclude(effective_on=None).exists():
        raise ValidationError(_("Punktets skæbne er afgjort."))
    _refuse_fate(element, kind, to, why)
    element.fates.all().delete()
    targets: Sequence[Element | None] = to or [None]
    fates = [Fate(element=element, kind=kind, to=target, why=why, by=by) for target in targets]
    created = create_all(Fate, fates, by=by)
    note_part("fate_set", element, home=element.document, by=by, fate=str(kind.label).lower())
    return created


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
    if target.document_id == element.document_id and element.document.life == Life.ADOPTED:
        raise ValidationError({"to": _("Vælg et punkt i et andet dokument.")})
    if target.pk == element.pk or target.ended_on:
        raise ValidationError({"to": _("Vælg et punkt, der står ved magt.")})
    if target.kind.nature != element.kind.nature:
        raise ValidationError({"to": _("Et mål kan kun leve videre i et mål, en indsats i en indsats.")})
    heirs = Document.objects.filter(
        succession__olds=element.document_id, succession__completed_at__isnull=True
    )
    is_heir = heirs.filter(pk=target.document_id).exists()
    if kind == FateKind.MOVED and is_heir:
        raise ValidationError({"to": _("»Flyttes« er til et andet dokument end det, der afløser.")})
    if not is_heir and not target.document.is_in_force():
        raise ValidationError({"to": _("»%(title)s« gælder ikke.") % {"title": target.document.title}})


@transaction.atomic
def clear_fate(element: Element, *, by: "Person") -> None:
    """Take back what was planned for an old element."""
    hold(element)
    if element.fates.exclude(effective_on=None).exists():
        raise ValidationError(_("Punktets skæbne er afgjort."))
    element.fates.all().delete()
    note_part("fate_cleared", element, home=element.document, by=by)


@transaction.atomic
def carry_on(elements: Sequence[Element], new: Document, *, by: "Person") -> list[Element]:
    """Carry old elements on, word for word, into the new document: each gets an heir there, in the same tree and order.

    Elements that have a fate already are left as they are.
    """
    hold(new)
    if not new.is_draft:
        raise ValidationError(_("Det nye dokument er vedtaget; dets ordlyd kan ikke ændres."))
    settled = set(Fate.objects.filter(element__in=elements).values_list("element", flat=True))
    homeless = [element for element in elements if element.pk not in settled]
    heirs = _heirs(homeless, new, by=by)
    fates = [Fate(element=e, kind=FateKind.CARRIED_ON, to=heirs[e.pk], by=by) for e in homeless]
    create_all(Fate, fates, by=by)
    if homeless:
        note("carried_on", new, by=by, count=len(homeless))
    return list(heirs.values())


def _heirs(elements: Sequence[Element], new: Document, *, by: "Person") -> dict[int, Element]:
    """An heir for each element, by the old one's id: written level by level, so that each finds its parent."""
    sections = _sections_for([element.section for element in elements], new, by=by)
    last = new.elements.aggregate(last=Max("position"))["last"] or 0
    levels: dict[int, list[Element]] = {}
    positions: dict[int, int] = {}
    for number, (element, depth) in enumerate(in_reading_order(elements), start=1):
        levels.setdefault(depth, []).append(element)
        positions[element.pk] = last + number * POSITION_GAP
    heirs: dict[int, Element] = {}
    for depth in sorted(levels):
        fresh = [_heir(e, new, sections[e.section.title], heirs.get(e.parent_id or 0)) for e in levels[depth]]
        for old, heir in zip(levels[depth], fresh, strict=True):
            heir.position = positions[old.pk]
        heirs.update(zip((old.pk for old in levels[depth]), create_all(Element, fresh, by=by), strict=True))
    return heirs


def _heir(element: Element, new: Document, section: Section, parent: Element | None) -> Element:
    return Element(
        document=new,
        section=parent.section if parent else section,
        parent=parent,
        kind=element.kind,
        title=element.title,
        text=element.text,
        responsible=element.responsible,
    )


def _sections_for(olds: Sequence[Section], new: Document, *, by: "Person") -> dict[str, Section]:
    """The new document's sections by title, made where they are missing."""
    sections = {section.title: section for section in new.sections.all()}
    last = max((section.position for section in sections.values()), default=0)
    missing = [title for title in dict.fromkeys(old.title for old in olds) if title not in sections]
    rows = [
        Section(document=new, title=title, position=last + number * POSITION_GAP)
        for number, title in enumerate(missing, start=1)
    ]
    sections.update((section.title, section) for section in create_all(Section, rows, by=by))
    return sections


def complete(succession: Succession, *, on: date, by: "Person") -> None:
    """The new document is adopted: the fates come true, and the old documents bind to the day before."""
    last_day = on - timedelta(days=1)
    olds = list(succession.olds.select_related("kind", "forum__kind"))
    for old in olds:
        require(by, "direction.adopt", old)
        if old.in_force_from and old.in_force_from > last_day:
            sentence = _("»%(title)s« kom først til at gælde den %(day)s og kan ikke afløses før.")
            raise ValidationError(sentence % {"title": old.title, "day": day(old.in_force_from)})
        old.phase, old.in_force_until, old.version = Phase.SUCCEEDED, last_day, old.version + 1
        save(old, by=by)
        note("succeeded", old, by=by)
    come_true(Fate.objects.planned().filter(element__document__in=olds), on=on, by=by)
    succession.completed_at = timezone.now()
    succession.save(update_fields=["completed_at"])


def reopen(succession: Succession, *, by: "Person") -> None:
    """The adoption was withdrawn: the old documents are in force again, and the fates are plans again."""
    olds = list(succession.olds.select_related("kind"))
    for old in olds:
        old.phase, old.in_force_until, old.version = Phase.IN_FORCE, None, old.version + 1
        save(old, by=by)
    come_true(Fate.objects.filter(element__document__in=olds), on=None, by=by)
    succession.completed_at = None
    succession.save(update_fields=["completed_at"])


def come_true(fates: QuerySet[Fate], *, on: date | None, by: "Person") -> None:
    """Let fates work from a day; with None they are plans again."""
    rows = list(fates)
    for fate in rows:
        fate.effective_on = on
    update_all(Fate, rows, ["effective_on"], by=by)


@transaction.atomic
def end_element(
    element: Element, kind: FateKind, *, to: Sequence[Element] = (), why: str = "", by: "Person"
) -> None:
    """End an element of a living document. Others may be tied to it, so it gets a fate and stays readable."""
    if element.document.has_settled_wording:
        raise ValidationError(
            _("Ordlyden er vedtaget. Et punkt kan kun ophøre ved afløsning eller udfasning.")
        )
    if element.children.standing().exists():
        raise ValidationError(_("Flyt eller afslut først de punkter, der hører under."))
    set_fate(element, kind, to=to, why=why, by=by)
    come_true(element.fates.planned(), on=today(), by=by)
    element.ended_on, element.version = today(), element.version + 1
    save(element, by=by)
    note_part("element_ended", element, home=element.document, by=by, fate=str(kind.label).lower())
