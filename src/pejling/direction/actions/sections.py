"""Sections: added, written, moved, taken away and brought back."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pejling.core.history import delete, keep_standing, save, save_edit, taken_away
from pejling.core.locking import lock, locked_copy, require_locked
from pejling.core.positions import place_in
from pejling.core.richtext import sanitise, to_plain
from pejling.direction.actions.noting import note, note_writing
from pejling.direction.models import Document, Revision, Section

if TYPE_CHECKING:
    from pejling.people.models import Person


@transaction.atomic
def add_section(
    document: Document, *, title: str = "", after: Section | None = None, by: "Person"
) -> Section:
    """Begin a new section, at the end or after another."""
    require_locked(by, "direction.write", document)
    siblings = list(document.sections.all())
    index = siblings.index(after) + 1 if after in siblings else len(siblings)
    section = Section(document=document, title=title, position=place_in(siblings, index, by=by))
    section.full_clean()
    save(section, by=by)
    note_writing("section_added", document, by=by)
    return section


@transaction.atomic
def write_section(section: Section, *, title: str, body: str, opened: int, by: "Person") -> Section:
    """Save a heading and a text that were opened on version `opened`; `Stale` when somebody else was faster
    with other words.

    One stretch of typing is one row of history, and one line in the log.
    """
    row = _locked(section, by)
    body = rich_text(body)
    if (row.title, row.body) == (title, body):
        return row
    row.title, row.body = title, body
    row.full_clean()
    save_edit(row, opened=opened, by=by, grow_since=last_freeze(row.document))
    note_writing("wrote", row.document, by=by)
    return row


@transaction.atomic
def keep_standing_text(section: Section, *, title: str, body: str, opened: int, by: "Person") -> Section:
    """Give way to what somebody else wrote. One's own text goes into the history first, so that nothing is lost."""
    return keep_standing(_locked(section, by), opened=opened, by=by, title=title, body=rich_text(body))


@transaction.atomic
def move_section(section: Section, *, steps: int, by: "Person") -> Section:
    """Move a section up (negative steps) or down among the document's sections."""
    require_locked(by, "direction.write", section.document)
    lock(section)
    siblings = list(section.document.sections.all())
    start = siblings.index(section)
    target = max(0, min(len(siblings) - 1, start + steps))
    if target == start:
        return section
    row = siblings.pop(start)
    row.position = place_in(siblings, target, by=by)
    save(row, by=by)
    note_writing("moved", section.document, by=by)
    return row


@transaction.atomic
def remove_section(section: Section, *, by: "Person") -> None:
    """Take a section away; it can be brought back. One that holds elements must be emptied of them first."""
    require_locked(by, "direction.write", section.document)
    lock(section)
    if section.elements.exists():
        raise ValidationError(_("Der står punkter i afsnittet, måske ophørte. Flyt eller fjern dem først."))
    if section.corrections.exists():
        raise ValidationError(
            _("Der er rettet i afsnittet, mens det var vedtaget. Derfor kan det ikke fjernes.")
        )
    document = section.document
    delete(section, by=by)
    note(
        "section_removed",
        document,
        by=by,
        title=section.title or to_plain(section.body)[:60],
    )


@transaction.atomic
def restore_section(document: Document, section_id: int, *, by: "Person") -> Section:
    """Bring a section back as it was when it was taken away."""
    require_locked(by, "direction.write", document)
    section = taken_away(Section, section_id, document_id=document.pk)
    if section is None:
        raise ValidationError(_("Afsnittet kan ikke hentes tilbage."))
    section.version += 1
    save(section, by=by)
    note("section_restored", document, by=by, title=section.title)
    return section


def rich_text(markup: str) -> str:
    """The markup as it is kept; nothing when it says nothing, and an error beside it when it is more than a text can be."""
    try:
        body = sanitise(markup)
    except ValidationError as refusal:
        raise ValidationError({"body": refusal.messages}) from refusal
    return body if to_plain(body) else ""


def last_freeze(document: Document) -> datetime:
    """The moment that ends every stretch of typing: the last frozen revision, else the document's beginning."""
    latest = Revision.objects.filter(document=document).order_by("-at").values_list("at", flat=True).first()
    return latest or document.created_at


def _locked(section: Section, by: "Person") -> Section:
    """The section as it stands now, if `by` may write in its document as that stands now."""
    require_locked(by, "direction.write", section.document)
    return locked_copy(Section.objects.select_related("document__kind"), section)
