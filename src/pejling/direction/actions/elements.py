"""Elements: added line by line, worded, put in order and in a tree, taken away and brought back."""

from typing import TYPE_CHECKING, Literal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from pejling.core.history import delete, keep_standing, save, save_edit, taken_away, update_all
from pejling.core.locking import lock, locked_copy, require_locked
from pejling.core.permissions import require
from pejling.core.positions import place_in
from pejling.direction.actions.noting import note, note_writing
from pejling.direction.actions.sections import last_freeze, rich_text
from pejling.direction.actions.ties import serialise
from pejling.direction.figures.closure import closes_circle
from pejling.direction.figures.tree import subtree
from pejling.direction.models import Document, Element, ElementKind, Section
from pejling.direction.registries import kept_because
from pejling.organisation.actions.openness import lock_receiver, refuse_left

if TYPE_CHECKING:
    from pejling.people.models import Person

Step = Literal["up", "down", "in", "out"]
DEEPEST = 6
"""How far the tree of elements goes down; deeper than this nobody can read it."""


@transaction.atomic
def add_element(
    section: Section,
    *,
    kind: ElementKind,
    title: str,
    by: "Person",
    after: Element | None = None,
    parent: Element | None = None,
) -> Element:
    """Add a line: after another and beside it, else last under `parent`, else last in the section."""
    require_locked(by, "direction.write", section.document)
    lock(section)
    _refuse_gone(*(each for each in (after, parent) if each is not None))
    if after is not None:
        parent = after.parent
    siblings = _siblings(section, parent)
    index = siblings.index(after) + 1 if after in siblings else len(siblings)
    element = Element(document=section.document, section=section, parent=parent, kind=kind, title=title)
    element.position = place_in(siblings, index, by=by)
    element.full_clean()
    save(element, by=by)
    note_writing("elements_added", section.document, by=by)
    return element


@transaction.atomic
def word_element(
    element: Element, *, title: str, opened: int, by: "Person", text: str | None = None
) -> Element:
    """Save an element's wording, and its text when given, opened on version `opened`; `Stale` when overtaken."""
    row = _locked(element, by, "direction.write")
    text = row.text if text is None else _element_text(text)
    if (row.title, row.text) == (title, text):
        return row
    row.title, row.text = title, text
    row.full_clean()
    save_edit(row, opened=opened, by=by, grow_since=last_freeze(row.document))
    note_writing("wrote", row.document, by=by)
    return row


@transaction.atomic
def keep_standing_words(
    element: Element, *, title: str, opened: int, by: "Person", text: str | None = None
) -> Element:
    """Give way to what somebody else wrote. One's own words go into the history first, so that nothing is lost."""
    row = _locked(element, by, "direction.write")
    text = row.text if text is None else _element_text(text)
    return keep_standing(row, opened=opened, by=by, title=title, text=text)


def _element_text(markup: str) -> str:
    try:
        return rich_text(markup)
    except ValidationError as error:
        raise ValidationError({"text": error.messages}) from error


@transaction.atomic
def choose_kind(element: Element, kind: ElementKind, *, by: "Person") -> Element:
    """Say what an element is. In an adopted document only what was imported or points a line out can change."""
    row = _locked(element, by, "direction.edit")
    if row.source_line is None and not row.stands_in_text:
        require(by, "direction.write", row.document)
    if row.kind_id == kind.pk and not row.is_unsure:
        return row
    if row.document.is_out_of_force:
        raise ValidationError(_("Dokumentet er afløst eller udfaset, så punkterne i det ligger fast."))
    if row.kind.nature != kind.nature and (why := kept_because(row)):
        raise ValidationError({"kind": why})
    if row.kind.is_aim and not kind.is_aim and row.contributors.filter(ended_on=None).exists():
        raise ValidationError(
            {"kind": _("Andre bidrager til punktet, så det skal blive ved med at være et mål.")}
        )
    row.kind, row.is_unsure = kind, False
    save(row, by=by)
    note("kind_chosen", row.document, by=by, title=row.title, kind=str(kind))
    return row


@transaction.atomic
def name_responsible(element: Element, person: "Person | None", *, by: "Person") -> Element:
    """Say who answers for an element; nobody means the document's responsible. Open after adoption too."""
    lock_receiver(person)
    row = _locked(element, by, "direction.edit")
    if row.responsible == person:
        return row
    refuse_left(person, field="responsible", before=None)
    row.responsible = person
    save(row, by=by)
    note("responsible_named", row.document, by=by, title=row.title, person=str(person or ""))
    return row


@transaction.atomic
def move_element(
    element: Element, *, section: Section, parent: Element | None, index: int, by: "Person"
) -> Element:
    """Put an element, with what hangs under it, before the sibling numbered `index` in its new place."""
    row = _locked(element, by, "direction.write")
    _refuse_place(row, section, parent)
    siblings = [sibling for sibling in _siblings(section, parent) if sibling.pk != row.pk]
    row.position = place_in(siblings, index, by=by)
    moves_section = row.section_id != section.pk
    below = subtree(row, Element.objects.filter(document=row.document_id)) if moves_section else []
    row.section, row.parent = section, parent
    save(row, by=by)
    for descendant in below:
        descendant.section = section
    update_all(Element, below, ["section"], by=by)
    note_writing("moved", row.document, by=by)
    return row


def _refuse_place(element: Element, section: Section, parent: Element | None) -> None:
    """Within the document, under something that is not itself below, and no deeper than one can read."""
    if section.document_id != element.document_id or (parent and parent.section_id != section.pk):
        raise ValidationError(_("Et punkt kan kun flyttes inden for sit dokument."))
    depth, above = 0, parent
    while above is not None:
        if above.pk == element.pk:
            raise ValidationError(_("Et punkt kan ikke stå under sig selv."))
        depth, above = depth + 1, above.parent
    if depth >= DEEPEST:
        raise ValidationError(_("Så dybt kan punkter ikke stå. Ryk det ud i stedet."))
    if parent and parent.pk != element.parent_id:
        serialise()
        if closes_circle(element.pk, parent.pk):
            raise ValidationError(_("»%(title)s« bidrager allerede til punktet.") % {"title": parent.title})


@transaction.atomic
def step_element(element: Element, step: Step, *, by: "Person") -> Element:
    """Move an element one step: up, down, in under the line above, or out beside the line that it hangs under.

    The first line of a section goes up to the end of the section before, the last one down to the start of the next.
    A step that leads nowhere changes nothing.
    """
    # As it stands now: of two quick steps the second begins where the first ended.
    element = _locked(element, by, "direction.write")
    siblings = _siblings(element.section, element.parent)
    if element not in siblings:
        return element
    at = siblings.index(element)
    if step == "in":
        if at == 0:
            return element
        above = siblings[at - 1]
        return move_element(
            element, section=element.section, parent=above, index=above.children.count(), by=by
        )
    if step == "out":
        return _step_out(element, by=by)
    if 0 <= (index := at + (-1 if step == "up" else 1)) < len(siblings):
        return move_element(element, section=element.section, parent=element.parent, index=index, by=by)
    return _cross(element, step, by=by) if element.parent is None else element


@transaction.atomic
def put_beside(element: Element, other: Element, *, is_after: bool, by: "Person") -> Element:
    """Move an element to stand right before or right after another line, on its level: as it is dragged there."""
    element = _locked(element, by, "direction.write")
    lock(other)
    siblings = [each for each in _siblings(other.section, other.parent) if each.pk != element.pk]
    if other not in siblings:
        return element
    index = siblings.index(other) + (1 if is_after else 0)
    return move_element(element, section=other.section, parent=other.parent, index=index, by=by)


def _step_out(element: Element, *, by: "Person") -> Element:
    parent = element.parent
    if parent is None:
        return element
    index = _siblings(element.section, parent.parent).index(parent) + 1
    return move_element(element, section=element.section, parent=parent.parent, index=index, by=by)


def _cross(element: Element, step: Step, *, by: "Person") -> Element:
    """Over the edge of the section into the one above or below."""
    sections = list(element.document.sections.all())
    number = sections.index(element.section) + (-1 if step == "up" else 1)
    if not 0 <= number < len(sections):
        return element
    section = sections[number]
    index = len(_siblings(section, None)) if step == "up" else 0
    return move_element(element, section=section, parent=None, index=index, by=by)


@transaction.atomic
def remove_element(element: Element, *, by: "Person") -> None:
    """Take a line away that nothing else rests on; it can be brought back.

    One that others are tied to is ended with a fate instead, so that they hear of it. One that only points out a line of the
    text can be taken away wherever lines can be pointed out: no word goes with it.
    """
    require_locked(by, "direction.edit", element.document)
    lock(element)
    if element.document.is_out_of_force or not element.stands_in_text:
        require(by, "direction.write", element.document)
    _refuse_removal(element)
    try:
        with transaction.atomic():
            delete(element, by=by)
    except ProtectedError as error:
        raise ValidationError(
            _("Der er knyttet noget til punktet. Afslut det i stedet for at slette det.")
        ) from error
    note("element_removed", element.document, by=by, title=element.title)


def _refuse_removal(element: Element) -> None:
    if element.children.exists():
        raise ValidationError(_("Flyt eller fjern først de punkter, der står under."))
    if is_anchored(element):
        raise ValidationError(
            _(
                "»%(title)s« hænger sammen med andre punkter og kan ikke slettes. Afslut det og sig, hvad der bliver af det."
            )
            % {"title": element.title}
        )
    if why := kept_because(element):
        raise ValidationError(why)


def is_anchored(element: Element) -> bool:
    """Whether ties, ended ones too, fates or corrections keep the element from simply being deleted."""
    kept = (
        element.contributors,
        element.contributions,
        element.fates,
        element.inherited_fates,
        element.corrections,
    )
    return any(rows.exists() for rows in kept)


@transaction.atomic
def restore_element(document: Document, element_id: int, *, by: "Person") -> Element:
    """Bring a line back as it was when it was taken away, at the end when its place is gone."""
    require_locked(by, "direction.write", document)
    element = taken_away(Element, element_id, document_id=document.pk)
    if element is None:
        raise ValidationError(_("Punktet kan ikke hentes tilbage."))
    section = document.sections.filter(pk=element.section_id).first() or document.sections.last()
    if section is None:
        raise ValidationError(_("Hent først afsnittet tilbage, som punktet stod i."))
    if not document.elements.filter(pk=element.parent_id or 0, section=section).exists():
        element.parent = None
    element.section, element.version = section, element.version + 1
    save(element, by=by)
    note("element_restored", document, by=by, title=element.title)
    return element


def _siblings(section: Section, parent: Element | None) -> list[Element]:
    """The lines beside each other that have not ended."""
    return list(
        Element.objects.filter(section=section, parent=parent, ended_on=None).order_by("position", "pk")
    )


def _refuse_gone(*beside: Element) -> None:
    """A line is put beside or under one that stands; who saw it before it ended is told."""
    if any(lock(element).ended_on for element in beside):
        raise ValidationError(_("Punktet er ophørt imens. Hent siden igen."))


def _locked(element: Element, by: "Person", right: str) -> Element:
    """The element as it stands now, if `by` has the right to its document as that stands now."""
    require_locked(by, right, element.document)
    return locked_copy(Element.objects.select_related("document__kind", "kind"), element)
