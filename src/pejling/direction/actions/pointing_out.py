"""Lines of a section's text made points. In adopted wording the line stays where it stands: it is only pointed out."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pejling.core import rich_lines
from pejling.core.history import Stale, create_all, save_edit
from pejling.core.locking import locked_copy, require_locked
from pejling.core.permissions import may
from pejling.core.positions import place_in
from pejling.core.richtext import from_plain
from pejling.direction.actions.elements import choose_kind, remove_element
from pejling.direction.actions.noting import note
from pejling.direction.actions.sections import last_freeze
from pejling.direction.figures.pointing_out import text_of
from pejling.direction.models import Document, Element, ElementKind, Section
from pejling.reading.review import TEXT, line_of

if TYPE_CHECKING:
    from pejling.people.models import Person

LONGEST_TITLE = 500


@transaction.atomic
def choose_lines(
    section: Section, shown: Mapping[int, str], chosen: Mapping[int, str], *, opened: int, by: "Person"
) -> None:
    """Let lines be what was chosen for them: a point of a kind, by its key, or text.

    `shown` is what each stood as where it was chosen. A line that was left as it was shown is left as it is; `Stale` when
    somebody else has made something else of a line meanwhile, or has changed the text.
    """
    require_locked(by, "direction.edit", section.document)
    row = locked_copy(Section.objects.select_related("document__kind", "document__unit"), section)
    if row.version != opened:
        raise Stale(row)
    kinds = {str(kind.pk): kind for kind in ElementKind.objects.all()}
    new: dict[int, ElementKind] = {}
    for line in text_of(row):
        seen = shown.get(line.number, line.chosen)
        choice = chosen.get(line.number, seen)
        if choice in (seen, line.chosen) or choice not in (TEXT, *kinds):
            continue
        if seen != line.chosen:
            raise Stale(row)
        if line.element is None:
            new[line.number] = kinds[choice]
        elif choice == TEXT:
            remove_element(line.element, by=by)
        else:
            choose_kind(line.element, kinds[choice], by=by)
    point_out(row, new, opened=opened, by=by)


@transaction.atomic
def point_out(
    section: Section, kinds: Mapping[int, ElementKind], *, opened: int, by: "Person"
) -> list[Element]:
    """Make points of lines of a section's text, given by their numbers from 0, each of its kind.

    Where the document can still be written in, the lines leave the text for the points. Where the wording is settled no word
    is changed: a line stays in the text, and the point that bears its words shows it. `opened` is the version that was read.
    """
    require_locked(by, "direction.edit", section.document)
    row = locked_copy(Section.objects.select_related("document__kind", "document__unit"), section)
    if row.version != opened:
        raise Stale(row)
    if row.document.is_out_of_force:
        raise ValidationError(_("Dokumentet gælder ikke mere, så der kommer ingen nye punkter i det."))
    found = rich_lines.lines(row.body)
    if any(number >= len(found) for number in kinds):
        raise Stale(row)
    siblings = list(row.elements.filter(parent=None, ended_on=None))
    standing = {element.bare_words for element in siblings}
    made: list[Element] = []
    for place, (number, kind) in enumerate(sorted(kinds.items())):
        element = _element(row, found[number], kind)
        if element.bare_words in standing:
            raise ValidationError(_("»%(words)s« er allerede et punkt.") % {"words": found[number][:80]})
        element.position = place_in([*made, *siblings], place, by=by)
        element.full_clean()
        made += create_all(Element, [element], by=by)
        note("line_pointed_out", row.document, by=by, title=element.title[:200], kind=str(kind))
    if made and may(by, "direction.write", row.document):
        row.body = rich_lines.without(row.body, kinds.keys())
        save_edit(row, opened=opened, by=by, grow_since=last_freeze(row.document))
    return made


def _element(section: Section, words: str, kind: ElementKind) -> Element:
    return Element(
        document=section.document,
        section=section,
        kind=kind,
        title=words[:LONGEST_TITLE],
        text=from_plain(words[LONGEST_TITLE:]),
        source_line=_source_line(section.document, words),
    )


def _source_line(document: Document, words: str) -> int | None:
    """Where the line stood in the file that the document was read from."""
    intake = getattr(document, "intake", None)
    return line_of(words, intake.lines) or None if intake else None
