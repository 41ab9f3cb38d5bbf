"""When direction changes: a new document takes over from old ones, and every old aim gets a fate."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from pejling.core.formats import day
from pejling.core.history import create_all, save
from pejling.core.locking import lock
from pejling.core.permissions import require
from pejling.core.positions import POSITION_GAP
from pejling.direction.actions.fates import come_true
from pejling.direction.actions.noting import note
from pejling.direction.figures.succession import open_succession_of, without_fate
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

if TYPE_CHECKING:
    from pejling.people.models import Person


@transaction.atomic
def begin_succession(new: Document, olds: Sequence[Document], *, by: "Person") -> Succession:
    """Say which documents a draft, or a law in force, takes over from. Said again, it replaces what was said before.

    It takes who edits both: those of the old ones that are not of it already are told.
    """
    before = lock_with_olds(new, *(old for old in olds if old.pk != new.pk))
    require(by, "direction.fate", new)
    _refuse_new(new)
    if not olds:
        raise ValidationError({"olds": _("Vælg mindst ét dokument, som dette skal afløse.")})
    for old in olds:
        _refuse_old(old, new)
        if old not in before:
            require(by, "direction.succeed", old)
    succession, _created = Succession.objects.get_or_create(new=new, defaults={"by": by})
    _release(succession, [old for old in before if old not in olds], by=by)
    succession.olds.set(olds)
    for old in olds:
        if old not in before:
            note("succession_planned", old, by=by, touches=False)
    note("succession_begun", new, by=by)
    return succession


def lock_with_olds(new: Document, *others: Document) -> list[Document]:
    """Lock a document, those that it takes over from or has taken over from, and others; answers its old ones."""
    known = list(Document.objects.filter(successions__new=new))
    lock(new, *known, *others)
    olds = Document.objects.filter(successions__new=new).select_related("kind", "forum__kind").order_by("pk")
    if {old.pk for old in olds} != {old.pk for old in known}:
        raise ValidationError(_("Afløsningen er ændret imens. Hent siden igen."))
    return list(olds)


def _release(succession: Succession, olds: Sequence[Document], *, by: "Person") -> None:
    """These are not to be succeeded after all; what was planned for their elements goes with it."""
    Fate.objects.planned().filter(element__document__in=olds).delete()
    succession.olds.remove(*olds)
    for old in olds:
        note("succession_unplanned", old, by=by, touches=False)


def refuse_reserved(document: Document) -> None:
    """What is set to be succeeded keeps its state until that is done or given up."""
    if open_succession_of(document) is not None:
        raise ValidationError(
            _(
                "Dokumentet er sat til at blive afløst. Opgiv afløsningen, eller tag dokumentet ud af den først."
            )
        )


def _refuse_new(new: Document) -> None:
    """A draft takes over when it is adopted; a law, which is in force by its source and date, when its fates are settled."""
    if new.life == Life.ADOPTED and new.is_draft:
        return
    if new.life != Life.EXTERNAL or new.phase != Phase.IN_FORCE:
        raise ValidationError(
            _("Kun en kladde, der skal vedtages, eller en gældende lov kan afløse andre dokumenter.")
        )
    if Succession.objects.filter(new=new, completed_at__isnull=False).exists():
        raise ValidationError(_("Afløsningen er gennemført."))


def _no_longer_in_force(old: Document) -> str:
    return _("»%(title)s« gælder ikke og kan ikke afløses.") % {"title": old.title}


def _refuse_old(old: Document, new: Document) -> None:
    if old.life != new.life:
        raise ValidationError(
            {"olds": _("En lov kan kun afløse love og krav, og et vedtaget dokument kun vedtagne.")}
        )
    if old.pk == new.pk:
        raise ValidationError({"olds": _("Et dokument kan ikke afløse sig selv.")})
    if old.phase != Phase.IN_FORCE:
        raise ValidationError({"olds": _no_longer_in_force(old)})
    if Succession.objects.filter(olds=old, completed_at__isnull=True).exclude(new=new).exists():
        raise ValidationError(
            {"olds": _("»%(title)s« er ved at blive afløst af et andet dokument.") % {"title": old.title}}
        )


@transaction.atomic
def abandon_succession(succession: Succession, *, by: "Person") -> None:
    """Let the draft take over from nothing after all; the planned fates go with it."""
    new = succession.new
    olds = lock_with_olds(new)
    require(by, "direction.fate", new)
    _refuse_completed(lock(succession))
    _release(succession, olds, by=by)
    succession.delete()
    note("succession_abandoned", new, by=by)


@transaction.atomic
def release_old(old: Document, *, why: str, by: "Person") -> None:
    """Take a document out of the succession that somebody has planned for it, on behalf of those who edit it.

    They may do so without seeing the draft; its editors are told why.
    """
    succession = open_succession_of(old)
    if succession is None:
        raise ValidationError(_("Dokumentet er ikke sat til at blive afløst."))
    new = succession.new
    olds = lock_with_olds(new)
    require(by, "direction.succeed", lock(old))
    _refuse_completed(lock(succession))
    if old not in olds:
        raise ValidationError(_("Dokumentet er ikke sat til at blive afløst."))
    if not why.strip():
        raise ValidationError({"why": _("Skriv, hvorfor dokumentet ikke skal afløses.")})
    _release(succession, [old], by=by)
    if olds == [old]:
        succession.delete()
    note("succession_released", new, by=by, touches=False, why=why)


def _refuse_completed(succession: Succession) -> None:
    if succession.completed_at:
        raise ValidationError(_("Afløsningen er gennemført."))


@transaction.atomic
def carry_on(elements: Sequence[Element], new: Document, *, by: "Person") -> list[Element]:
    """Carry old elements on, word for word, into the new document: each gets an heir there, in the same tree and order.

    Elements that have a fate already are left as they are. An heir is new and leads on to other heirs alone, so that none of
    these fates can close a circle.
    """
    olds = lock_with_olds(new)
    require(by, "direction.fate", new)
    if new.has_settled_wording or new.is_out_of_force or new.phase == Phase.HEARING:
        raise ValidationError(_("Det nye dokument er i høring eller vedtaget; dets ordlyd kan ikke ændres."))
    if {element.document_id for element in elements} - {old.pk for old in olds if not old.is_out_of_force}:
        raise ValidationError(_("Afløsningen er ændret imens. Hent siden igen."))
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


@transaction.atomic
def carry_through(succession: Succession, *, by: "Person") -> None:
    """Let a law take over: it is in force by its source and date, and from that day the older ones no longer are."""
    new = succession.new
    lock_with_olds(new)
    require(by, "direction.retire", new)
    lock(succession)
    if succession.completed_at or new.life != Life.EXTERNAL or new.phase != Phase.IN_FORCE:
        raise ValidationError(_("Afløsningen kan ikke gennemføres her."))
    if missing := without_fate(succession.olds.all()).count():
        raise ValidationError(
            _("%(count)s punkter i de gamle dokumenter mangler en skæbne.") % {"count": missing}
        )
    assert new.in_force_from is not None, "what is in force is so from a day"
    complete(succession, on=new.in_force_from, by=by)
    note("succession_carried_through", new, by=by, day=day(new.in_force_from))


@transaction.atomic
def undo_succession(succession: Succession, *, why: str, by: "Person") -> None:
    """Undo that a law took over from older ones, when that was written by mistake: these are in force again."""
    new = succession.new
    olds = lock_with_olds(new)
    require(by, "direction.retire", new)
    lock(succession)
    if not succession.completed_at or new.life != Life.EXTERNAL or new.phase != Phase.IN_FORCE:
        raise ValidationError(_("Der er ingen afløsning at fortryde."))
    if not why.strip():
        raise ValidationError({"why": _("Skriv, hvorfor afløsningen fortrydes.")})
    for old in olds:
        require(by, _authority_over(old), old)
    reopen(succession, by=by)
    note("succession_undone", new, by=by, why=why)


def complete(succession: Succession, *, on: date, by: "Person") -> None:
    """The new document binds from a day: the fates come true, and the old documents bind to the day before.

    All of them are locked already.
    """
    last_day = on - timedelta(days=1)
    olds = list(succession.olds.select_related("kind", "forum__kind"))
    for old in olds:
        require(by, _authority_over(old), old)
        if old.phase != Phase.IN_FORCE:
            raise ValidationError(_no_longer_in_force(old))
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
    """It was a mistake that the new document took over: the old ones are in force again, and the fates are plans again."""
    olds = list(succession.olds.select_related("kind", "forum__kind"))
    for old in olds:
        old.phase, old.in_force_until, old.version = Phase.IN_FORCE, None, old.version + 1
        save(old, by=by)
        note("succession_taken_back", old, by=by)
    come_true(Fate.objects.filter(element__document__in=olds, element__ended_on=None), on=None, by=by)
    succession.completed_at = None
    succession.save(update_fields=["completed_at"])


def _authority_over(old: Document) -> str:
    """What one must be allowed in order to put the old document out of force."""
    return "direction.adopt" if old.life == Life.ADOPTED else "direction.retire"
