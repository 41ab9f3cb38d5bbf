"""The line in the log that every change of a document ends with."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils import timezone

from pejling.activity.actions import log
from pejling.activity.models import Activity
from pejling.core.history import STRETCH
from pejling.core.permissions import may
from pejling.direction.models import Contribution, Document, Element, Intake
from pejling.organisation.authority import authority_of
from pejling.organisation.models import Unit

if TYPE_CHECKING:
    from pejling.people.models import Person


def note(
    verb: str, document: Document, *, by: "Person", touches: bool = True, **details: str | int | list[str]
) -> None:
    """Write that `by` did `verb` to the document; what a deputy does bears both names.

    A change of substance also touches the document, which is what its liveness is read from.
    """
    log(f"direction.{verb}", document, by=by, on_behalf_of=absent_editor(document, by), **details)
    if touches:
        touch(document)


def note_file(verb: str, document: Document, *, by: "Person", **details: str) -> None:
    """Write that `by` did `verb` to a file beside the document."""
    log(f"files.{verb}", document, by=by, on_behalf_of=absent_editor(document, by), **details)
    touch(document)


def note_part(
    verb: str, part: Element | Contribution, *, home: Document, by: "Person", **details: str | int
) -> None:
    """Write that `by` did `verb` to an element or a tie, which has a log of its own, on the strength of editing `home`.

    A deputy's line bears both names here too.
    """
    log(f"direction.{verb}", part, by=by, on_behalf_of=absent_answering(part, home, by), **details)


def note_answer(verb: str, document: Document, unit: Unit, *, by: "Person", **details: str | int) -> None:
    """Write that `by` answered a document for a unit. Others' answers do not make the document itself any fresher."""
    absent = authority_of(by).acts_for.get(unit.pk)
    log(f"direction.{verb}", document, by=by, on_behalf_of=absent, unit=unit.name, **details)


def note_intake(verb: str, intake: Intake, *, by: "Person") -> None:
    """Write that `by` did `verb` to a file on its way in; keeping one's choices is one line however often one keeps them."""
    latest = Activity.objects.about(intake).first()
    if latest and (latest.verb, latest.by_id, verb) == ("direction.intake_kept", by.pk, "intake_kept"):
        return
    absent = authority_of(by).acts_for.get(intake.unit_id)
    log(f"direction.{verb}", intake, by=by, on_behalf_of=absent, file=intake.name)


def absent_editor(document: Document, by: "Person") -> "Person | None":
    """For whom somebody acts who edits the document only as a deputy: of its unit's leader, or of one who is named in it."""
    authority = authority_of(by)
    leader = authority.acts_for.get(document.unit_id)
    if leader or not authority.stands_in_for or authority.is_secretariat or authority.leads(document.unit_id):
        return leader
    named = [document.responsible_id, *(each.person_id for each in document.editorships.all())]
    return None if by.pk in named else _first_absent(named, by)


def absent_answering(part: Element | Contribution, home: Document, by: "Person") -> "Person | None":
    """The same, or the absent one who answers for the element itself."""
    ends = (part.lower, part.upper) if isinstance(part, Contribution) else (part,)
    answering = [end.responsible_id for end in ends if end.document_id == home.pk]
    if by.pk in answering:
        return None
    return absent_editor(home, by) or (
        None if may(by, "direction.edit", home) else _first_absent(answering, by)
    )


def _first_absent(named: Iterable[int | None], by: "Person") -> "Person | None":
    absent = authority_of(by).stands_in_for
    return next((absent[pk] for pk in named if pk in absent), None)


def note_writing(verb: str, document: Document, *, by: "Person") -> None:
    """`note` once for a whole stretch of typing, however often it saves by itself."""
    since = timezone.now() - STRETCH
    latest = Activity.objects.about(document).filter(at__gt=since).first()
    if latest and latest.by_id == by.pk and (latest.verb, latest.details) == (f"direction.{verb}", {}):
        touch(document)
    else:
        note(verb, document, by=by)


def touch(document: Document) -> None:
    """The document was worked on now. Neither a version nor history: nobody's form goes stale by it."""
    document.touched_at = timezone.now()
    Document.objects.filter(pk=document.pk).update(touched_at=document.touched_at)
