"""Documents as such: creating them, and changing their facts, editors and readers."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from pejling.core.dates import today
from pejling.core.history import create_all, save, save_edit
from pejling.core.locking import lock, lock_all, locked_copy, require_locked
from pejling.core.permissions import require
from pejling.core.positions import POSITION_GAP
from pejling.direction.actions.noting import note
from pejling.direction.actions.pointers import point_at
from pejling.direction.models import (
    Document,
    DocumentKind,
    Editorship,
    Life,
    Phase,
    Section,
    Share,
    Succession,
    Visibility,
)
from pejling.organisation.actions.openness import lock_chosen, refuse_gone, require_open
from pejling.organisation.models import Forum, Post, Unit
from pejling.organisation.visibility import RECEIVERS
from pejling.people.models import Person

ALWAYS_OPEN = ("responsible", "review_on")
"""The facts that stay editable when the wording has been adopted."""
WORDING = (
    "title", "summary", "forum", "starts_on", "ends_on", "source", "source_url", "supplements", "is_cross_cutting",
    "in_force_from",
)  # fmt: skip
"""The facts that are part of what was adopted."""


@dataclass(frozen=True)
class Origin:
    """Where a law comes from, and the day from which it binds."""

    source: str
    binds_from: date
    url: str = ""


@transaction.atomic
def create_document(
    kind: DocumentKind,
    *,
    title: str,
    unit: Unit,
    by: Person,
    headings: Sequence[str] = (),
    origin: Origin | None = None,
    supplements: Document | None = None,
) -> Document:
    """Start a document for a unit, with the sections to begin with, or an empty one.

    It is a draft that only its editors see; a law binds by its origin. Who answers for it is whoever leads the unit.
    """
    require_open(unit)
    responsible = _leader(unit, by)
    require(by, "direction.create", unit)
    if supplements is not None:
        _refuse_supplement_to(lock(supplements))
    document = Document(kind=kind, title=title, unit=unit, responsible=responsible, supplements=supplements)
    if document.life == Life.EXTERNAL:
        _put_law_in_force(document, origin)
    document.full_clean()
    save(document, by=by)
    _begin_sections(document, headings or [""], by=by)
    note("created", document, by=by)
    return document


def _refuse_supplement_to(document: Document) -> None:
    if document.is_out_of_force:
        sentence = _("»%(title)s« er afløst eller udfaset, så der kan ikke lægges noget til.")
        raise ValidationError({"supplements": sentence % {"title": document.title}})


def _put_law_in_force(document: Document, origin: Origin | None) -> None:
    """What is settled outside the municipality binds by its source and date, and everybody inside may read it."""
    if origin is None:
        raise ValidationError(_("Skriv kilden og den dag, det gælder fra."))
    document.source, document.source_url = origin.source, origin.url
    document.in_force_from = origin.binds_from
    document.phase, document.visibility = Phase.IN_FORCE, Visibility.INTERNAL


def _begin_sections(document: Document, headings: Sequence[str], *, by: Person) -> None:
    sections = [
        Section(document=document, title=heading, position=number * POSITION_GAP)
        for number, heading in enumerate(headings, start=1)
    ]
    create_all(Section, sections, by=by)


def _leader(unit: Unit, by: Person) -> Person | None:
    """Whoever leads the unit: the writer when among them. They are locked, and have not left meanwhile."""
    leading = Post.objects.leading().filter(unit=unit)
    lock_all(Person.objects.filter(pk__in=leading.values("person")))
    leaders = [post.person for post in leading.select_related("person").order_by("pk")]
    return by if by in leaders else next(iter(leaders), None)


@transaction.atomic
def edit_facts(
    document: Document,
    *,
    opened: int,
    by: Person,
    facts: Mapping[str, Any],
    editors: Collection[Person] | None = None,
) -> Document:
    """Change what is known about a document: its title, its responsible, its period, when it is reviewed, who writes in it.

    What belongs to an adopted wording is refused. Raises `Stale` when somebody else has changed the document meanwhile.
    """
    forums, people = ([facts[name]] if facts.get(name) else [] for name in ("forum", "responsible"))
    lock_chosen(forums=forums, people=[*people, *(editors or ())])
    row = _locked(document, by)
    changed = [name for name, value in facts.items() if getattr(row, name) != value]
    if set(changed) - set(ALWAYS_OPEN):
        require(by, "direction.write", row)
    refuse_gone(people, field="responsible", before=[row.responsible_id])
    refuse_gone(forums, field="forum", before=[row.forum_id])
    if "in_force_from" in changed:
        _refuse_other_day(row)
    for name in changed:
        setattr(row, name, facts[name])
    row.full_clean()
    save_edit(row, opened=opened, by=by)
    if changed:
        note("facts_edited", row, by=by, facts=changed)
    if editors is not None:
        name_editors(row, editors, by=by)
    return row


def _refuse_other_day(law: Document) -> None:
    """The day on which a law took over from others is the day after their last one."""
    if Succession.objects.filter(new=law, completed_at__isnull=False).exists():
        sentence = _("Dokumentet har afløst andre fra den dag. Fortryd afløsningen, før du ændrer den.")
        raise ValidationError({"in_force_from": sentence})


@transaction.atomic
def name_editors(document: Document, editors: Collection[Person], *, by: Person) -> None:
    """Name the people who write in the document beside the unit's leader and the secretariat."""
    lock_chosen(people=editors)
    require_locked(by, "direction.edit", document)
    before = {each.pk for each in document.editors.all()}
    if before == {each.pk for each in editors}:
        return
    refuse_gone(editors, field="editors", before=before)
    point_at(Editorship, "person", editors, document=document, by=by)
    names = ", ".join(sorted(str(editor) for editor in editors))
    note("editors_named", document, by=by, editors=names, touches=False)


@transaction.atomic
def share(
    document: Document,
    *,
    visibility: Visibility,
    opened: int,
    by: Person,
    units: Collection[Unit] = (),
    forums: Collection[Forum] = (),
    people: Collection[Person] = (),
) -> Document:
    """Say who may read a document. A living one comes into force when it first leaves its editors' hands."""
    lock_chosen(units=units, forums=forums, people=people)
    row = _locked(document, by)
    chosen: dict[str, Collection[Unit | Forum | Person]] = {
        "units": units,
        "forums": forums,
        "people": people,
    }
    before = zip(*row.shares.values_list(*RECEIVERS), strict=True) if row.shares.exists() else ((), (), ())
    for (field, rows), known in zip(chosen.items(), before, strict=True):
        refuse_gone(rows, field=field, before=known)
    _refuse_sharing(row, visibility, bool(units or forums or people), by)
    shown = row.visibility
    row.visibility = visibility
    begins = _comes_into_force(row)
    save_edit(row, opened=opened, by=by)
    receivers = {"unit": units, "forum": forums, "person": people} if visibility == Visibility.SHARED else {}
    moved = _share_with_all(row, receivers, by=by)
    if shown != visibility or moved:
        note("shared", row, by=by, visibility=visibility.value, touches=False)
    if begins:
        note("came_into_force", row, by=by)
    return row


def _comes_into_force(document: Document) -> bool:
    """Let a living document bind from today when others than its editors read it for the first time."""
    if (
        document.life != Life.LIVING
        or document.phase != Phase.DRAFT
        or document.visibility == Visibility.DRAFT
    ):
        return False
    document.phase, document.in_force_from = Phase.IN_FORCE, today()
    return True


def _refuse_sharing(document: Document, visibility: Visibility, has_receivers: bool, by: Person) -> None:
    if Visibility.PUBLIC in (visibility, document.visibility) and visibility != document.visibility:
        require(by, "direction.share", document)
    if visibility == Visibility.DRAFT and not document.is_draft:
        raise ValidationError(
            {
                "visibility": _(
                    "Dokumentet gælder og kan ikke blive kladde igen. Del det i stedet med udvalgte."
                )
            }
        )
    if visibility == Visibility.SHARED and not has_receivers:
        raise ValidationError({"units": _("Vælg mindst én enhed, ét forum eller én person.")})


def _share_with_all(document: Document, receivers: Mapping[str, Collection[Model]], *, by: Person) -> bool:
    """Let these be all that it is shared with; whether anything changed."""
    moved = [point_at(Share, kind, receivers.get(kind, ()), document=document, by=by) for kind in RECEIVERS]
    return any(moved)


def _locked(document: Document, by: Person) -> Document:
    """The row as it stands now, locked until the transaction ends, if `by` may edit it."""
    row = locked_copy(Document.objects.select_related("kind", "unit"), document)
    require(by, "direction.edit", row)
    return row
