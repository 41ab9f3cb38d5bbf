"""From the drawer into the chain: a file is taken in, its proposal is judged, and it becomes a document."""

import html
from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pejling.core.apart import Unreadable
from pejling.core.dates import today
from pejling.core.history import create_all, update_all
from pejling.core.locking import require_locked
from pejling.core.permissions import require
from pejling.core.positions import POSITION_GAP
from pejling.core.rich_lines import without
from pejling.core.richtext import from_plain, sanitise
from pejling.direction.actions.documents import Origin, create_document
from pejling.direction.actions.noting import note, note_intake
from pejling.direction.models import (
    Document,
    DocumentKind,
    Element,
    ElementKind,
    Intake,
    Life,
    Section,
)
from pejling.files.actions import attach_source
from pejling.files.content import file_name, type_of_chosen
from pejling.files.models import FileVersion
from pejling.organisation.actions.openness import refuse_closed, require_open
from pejling.organisation.models import Unit
from pejling.reading import Proposal, Source, read_apart
from pejling.reading.review import TEXT, Point, TextLine, points, text_lines

if TYPE_CHECKING:
    from pejling.people.models import Person

LONGEST_TITLE = 500


def upload_intake(upload: UploadedFile[bytes], *, unit: Unit, kind: DocumentKind, by: "Person") -> Intake:
    """Read a file and keep the proposal for its owner to judge. A file that cannot be read changes nothing."""
    refuse_closed(unit)
    require(by, "direction.create", unit)
    name = file_name(upload.name or "")
    content_type = type_of_chosen(upload, name)
    # Read before anything is written: whoever else wants to write is not to wait for a file that is read.
    source, proposal = _proposed(upload, name, kind)
    with transaction.atomic():
        require_open(unit)
        require(by, "direction.create", unit)
        intake = Intake.objects.create(
            name=name,
            stored=upload,
            content_type=content_type,
            size=upload.size or 0,
            unit=unit,
            kind=kind,
            title=proposal.title[:250],
            lines=[[line.number, line.text] for line in source.lines],
            proposal=proposal.to_json(),
            by=by,
        )
        note_intake("intake_begun", intake, by=by)
    return intake


def _proposed(upload: UploadedFile[bytes], name: str, kind: DocumentKind) -> tuple[Source, Proposal]:
    """The lines of the file and what they are proposed to be; the file stands at its beginning again."""
    upload.seek(0)
    try:
        source, proposal = read_apart(upload.read(), name, kind=kind.code or "")
    except Unreadable as refusal:
        raise ValidationError({"file": str(refusal)}) from refusal
    upload.seek(0)
    return source, proposal


@transaction.atomic
def keep_choices(intake: Intake, *, title: str, choices: Mapping[str, str], by: "Person") -> None:
    """Keep what has been chosen so far, so that the work can be left."""
    _lock_waiting(intake, by)
    if (intake.title, intake.choices) == (title[:250], dict(choices)):
        return
    intake.title, intake.choices = title[:250], dict(choices)
    intake.save(update_fields=["title", "choices"])
    note_intake("intake_kept", intake, by=by)


@transaction.atomic
def drop_intake(intake: Intake, *, by: "Person") -> None:
    """Give an intake up; nothing has become of it."""
    _lock_waiting(intake, by)
    intake.dropped_at = timezone.now()
    intake.save(update_fields=["dropped_at"])
    note_intake("intake_dropped", intake, by=by)


@transaction.atomic
def restore_intake(intake: Intake, *, by: "Person") -> None:
    """Take up an intake again that was given up."""
    _lock_waiting(intake, by)
    intake.dropped_at = None
    intake.save(update_fields=["dropped_at"])
    note_intake("intake_restored", intake, by=by)


def _lock_waiting(intake: Intake, by: "Person") -> None:
    """As it stands now, when the person may do something with it and it has not become a document."""
    require_locked(by, "direction.intake", intake)
    if intake.document_id:
        raise ValidationError(_("Filen er allerede hentet ind."))


@transaction.atomic
def convert_intake(intake: Intake, *, by: "Person") -> Document:
    """Make the document: sections, the points as chosen, and the file itself attached. Nothing of the source is lost."""
    require_open(intake.unit)
    _lock_waiting(intake, by)
    if intake.dropped_at is not None:
        raise ValidationError(_("Indlæsningen er opgivet. Hent den frem igen først."))
    if not intake.title.strip():
        raise ValidationError({"title": _("Skriv en titel.")})
    origin = Origin(intake.name, today()) if intake.kind.life == Life.EXTERNAL else None
    document = create_document(intake.kind, title=intake.title, unit=intake.unit, origin=origin, by=by)
    every = points(intake.proposal, intake.choices)
    lines = [line for line in text_lines(intake.proposal, intake.choices, intake.lines) if line.is_kept]
    sections = _sections(document, intake, every, lines, by=by)
    made = _elements(document, sections, every, lines, by=by)
    _elements_from_text(document, sections, every, made, lines, by=by)
    stored = {"stored": intake.stored.name, "content_type": intake.content_type, "size": intake.size}
    attach_source(document, FileVersion(name=intake.name, by=by, **stored))
    intake.document = document
    intake.save(update_fields=["document"])
    note_intake("intake_brought_in", intake, by=by)
    note("imported", document, by=by, file=intake.name)
    return document


def _taken(lines: list[TextLine], section: int, under: int | None) -> set[int]:
    """The lines of one text that have become points."""
    return {line.number for line in lines if (line.section, line.under) == (section, under)}


def _sections(
    document: Document, intake: Intake, every: list[Point], lines: list[TextLine], *, by: "Person"
) -> dict[int, Section]:
    """The proposed sections, each with the lines in it that are no points; by the order that points name them by."""
    left_over: dict[int, list[str]] = {}
    for point in every:
        if not point.is_kept:
            left_over.setdefault(point.section, []).append(_as_paragraphs(point, lines))
    proposed = intake.proposal.get("sections") or [{"title": "", "text": "", "order": 0}]
    (first,) = document.sections.all()
    rows = [
        Section(
            document=document,
            title=section["title"][:250],
            body=sanitise(
                without(section["text"], _taken(lines, section["order"], None))
                + "".join(left_over.get(section["order"], []))
            ),
            position=number * POSITION_GAP,
        )
        for number, section in enumerate(proposed, start=1)
    ]
    first.title, first.body = rows[0].title, rows[0].body
    update_all(Section, [first], ["title", "body"], by=by)
    created = [first, *create_all(Section, rows[1:], by=by)]
    return {section["order"]: row for section, row in zip(proposed, created, strict=True)}


def _as_paragraphs(point: Point, lines: list[TextLine]) -> str:
    title = f"{point.label}: {point.title}" if point.label else point.title
    return f"<p>{html.escape(title, quote=False)}</p>{_text_of(point, lines)}"


def _text_of(point: Point, lines: list[TextLine]) -> str:
    """A point's text, without the lines of it that have become points themselves."""
    return without(from_plain(point.text), _taken(lines, point.section, point.number))


def _elements(
    document: Document,
    sections: dict[int, Section],
    every: list[Point],
    lines: list[TextLine],
    *,
    by: "Person",
) -> dict[int, Element]:
    """The kept points, level by level, so that each finds the row that it hangs under; by their numbers."""
    kinds = {kind.code: kind for kind in ElementKind.objects.exclude(code=None)}
    made: dict[int, Element] = {}
    above = _nearest_kept(every)
    level = [point for point in every if point.is_kept and above[point.number] is None]
    while level:
        rows = [_element(document, sections, point, kinds[point.chosen], lines) for point in level]
        for row, point in zip(rows, level, strict=True):
            row.parent = made[parent] if (parent := above[point.number]) is not None else None
        made.update(zip((point.number for point in level), create_all(Element, rows, by=by), strict=True))
        done = {point.number for point in level}
        level = [point for point in every if point.is_kept and above[point.number] in done]
    return made


def _elements_from_text(
    document: Document,
    sections: dict[int, Section],
    every: list[Point],
    made: dict[int, Element],
    lines: list[TextLine],
    *,
    by: "Person",
) -> None:
    """The lines of text that were chosen to be points: before those that were proposed, as the text stands before them."""
    kinds = {kind.code: kind for kind in ElementKind.objects.exclude(code=None)}
    above = _nearest_kept(every)
    rows = []
    for place, line in enumerate(lines, start=1):
        parent = line.under if line.under is None or every[line.under].is_kept else above[line.under]
        title, rest = line.words[:LONGEST_TITLE], line.words[LONGEST_TITLE:]
        rows.append(
            Element(
                document=document,
                section=sections[line.section],
                parent=made[parent] if parent is not None else None,
                kind=kinds[line.chosen],
                position=place * (POSITION_GAP // (len(lines) + 1)),
                title=title,
                text=from_plain(rest),
                source_line=line.source_line,
            )
        )
    create_all(Element, rows, by=by)


def _nearest_kept(every: list[Point]) -> dict[int, int | None]:
    """For each point the nearest one above it that is kept, in the same section."""
    above: dict[int, int | None] = {}
    for point in every:
        parent = point.parent
        if parent is not None and not every[parent].is_kept:
            parent = above[parent]
        if parent is not None and every[parent].section != point.section:
            parent = None
        above[point.number] = parent
    return above


def _element(
    document: Document,
    sections: dict[int, Section],
    point: Point,
    kind: ElementKind,
    lines: list[TextLine],
) -> Element:
    title, rest = point.title[:LONGEST_TITLE], point.title[LONGEST_TITLE:]
    # The word that introduced the point, when the kind now says it: nothing of the source is lost.
    origin = _("Stod som »%(label)s« i kilden.") % {"label": point.label} if point.label else ""
    texts = (from_plain(rest) if rest else "", _text_of(point, lines), from_plain(origin) if origin else "")
    return Element(
        document=document,
        section=sections[point.section],
        kind=kind,
        position=(point.number + 1) * POSITION_GAP,
        title=title,
        text=sanitise("".join(texts)),
        source_line=point.source_line,
        is_unsure=point.is_unsure,
    )


def is_choice(value: str, codes: set[str]) -> bool:
    """Whether a posted value is a kind, or says that the line is plain text."""
    return value == TEXT or value in codes
