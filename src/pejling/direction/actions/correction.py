"""Mending adopted wording: a document's own, a section's or an element's."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pejling.core.history import Stale, save
from pejling.core.locking import lock, locked_copy
from pejling.core.permissions import require
from pejling.core.richtext import sanitise
from pejling.direction.actions.noting import note
from pejling.direction.models import Correction, Document, Element, Section
from pejling.direction.models.elements import RICH

if TYPE_CHECKING:
    from pejling.people.models import Person

Part = Document | Section | Element


def home_of(part: Part) -> Document:
    """The document whose wording it is."""
    return part if isinstance(part, Document) else part.document


@transaction.atomic
def correct(part: Part, field: str, *, after: str, why: str, opened: int, by: "Person") -> Correction:
    """Mend adopted wording: a slip, not a change of mind. Both texts and the reason stay readable.

    `opened` is the version that was read before it was mended; `Stale` when somebody else has been faster.
    """
    home = lock(home_of(part))
    if not home.has_settled_wording:
        raise ValidationError(_("Ordlyden er ikke vedtaget og kan ændres frit."))
    require(by, "direction.correct", home)
    part = locked_copy(type(part)._default_manager.all(), part)
    if part.version != opened:
        raise Stale(part)
    if not why.strip():
        raise ValidationError({"why": _("Skriv, hvorfor ordlyden rettes.")})
    before, after = getattr(part, field), sanitise(after) if field in RICH else after.strip()
    if before == after:
        raise ValidationError({"after": _("Teksten er ikke ændret.")})
    setattr(part, field, after)
    part.version += 1
    _refuse_wording(part, field)
    save(part, by=by, why=why)
    return _written(part, field, before, why, by)


def _refuse_wording(part: Part, field: str) -> None:
    """What the text must be is told beside the text."""
    try:
        part.full_clean()
    except ValidationError as refusal:
        problems = refusal.message_dict
        if field not in problems:
            raise
        raise ValidationError({"after": problems[field]}) from refusal


def _written(part: Part, field: str, before: str, why: str, by: "Person") -> Correction:
    """The row that keeps both texts, and the line in the log."""
    correction = Correction.objects.create(
        document=home_of(part),
        section=part if isinstance(part, Section) else None,
        element=part if isinstance(part, Element) else None,
        field=field,
        before=before,
        after=getattr(part, field),
        why=why,
        by=by,
    )
    note("corrected", home_of(part), by=by, part=str(part)[:120])
    return correction
