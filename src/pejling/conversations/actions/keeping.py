"""How long what is said is kept, and that it is let go: by a person's decision, after the archive's rule, with a receipt."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pejling.activity.actions import log
from pejling.conversations.figures.keeping import ROWS, due_on, retention_of
from pejling.conversations.models import (
    Conversation,
    Disposal,
    JointAnswer,
    Kept,
    Retention,
)
from pejling.core.dates import today
from pejling.core.history import save, save_edit
from pejling.core.locking import lock
from pejling.core.permissions import require

if TYPE_CHECKING:
    from pejling.people.models import Person


@transaction.atomic
def choose_retention(
    kept: Kept, *, years: int | None, rule: str, is_delivered_first: bool, opened: int, by: "Person"
) -> Retention:
    """Say how long one kind is kept, and what the archive asks; without a number it is never due."""
    require(by, "conversations.keep")
    row = Retention.objects.filter(kept=kept).first() or Retention(kept=kept)
    row.years, row.rule, row.is_delivered_first = years, rule, is_delivered_first
    row.full_clean()
    if row.pk:
        save_edit(row, opened=opened, by=by)
    else:
        save(row, by=by)
    log("conversations.retention_chosen", row, by=by, kept=kept.value)
    return row


@transaction.atomic
def dispose(conversation: Conversation, kept: Kept, *, delivered: str = "", by: "Person") -> Disposal:
    """Let go of one kind of what was said in a conversation, with its history. There is no way back.

    The receipt says what kind, how many, when and by whom; never what was written.
    """
    row = lock(conversation)
    require(by, "conversations.keep")
    retention = retention_of(kept)
    if retention.pk:
        retention = lock(retention)
    day = due_on(row, retention)
    if day is None or day > today():
        raise ValidationError(_("Det skal gemmes endnu."))
    if retention.is_delivered_first and not delivered:
        raise ValidationError({"delivered": _("Skriv, hvornår og hvordan det er afleveret til arkivet.")})
    count = 0
    for model in ROWS[kept]:
        rows = model.objects.filter(conversation=row)
        count += rows.count()
        rows.delete()
    if kept == Kept.ANSWERS:
        # History bears the words too, also those that were taken out before.
        JointAnswer.history.filter(conversation=row).delete()
    if not count:
        raise ValidationError(_("Der er ikke mere af det."))
    receipt = Disposal.objects.create(
        conversation=row, kept=kept, count=count, rule=retention.rule, delivered=delivered, by=by
    )
    log("conversations.disposed", row, by=by, kept=kept.value)
    return receipt
