"""Files handed in, looked through, and carried out or thrown away."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pejling.activity.actions import log
from pejling.core.locking import lock
from pejling.core.tables.encodings import ENCODINGS
from pejling.organisation.actions.units import hold_tree_still
from pejling.organisation.imports.applying import apply
from pejling.organisation.imports.handed_in import read_table
from pejling.organisation.imports.plan import Plan
from pejling.organisation.imports.reading import planned, read
from pejling.organisation.models import Delivery
from pejling.organisation.rules import require_keeping

if TYPE_CHECKING:
    from pejling.people.models import Person


class OtherPlan(Exception):
    """What the file would do is no longer what the person was shown."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(plan.fingerprint)
        self.plan = plan


def deliver(
    content: bytes, *, file_name: str, ends_missing: bool = False, encoding: str = "", by: "Person | None"
) -> Delivery:
    """Put a file aside to be looked through; one that the person left lying is thrown away, for it holds people's data."""
    require_keeping(by)
    if by is not None:
        Delivery.objects.filter(delivered_by=by, applied_at=None).delete()
    return Delivery.objects.create(
        content=content,
        file_name=file_name[:250],
        ends_missing=ends_missing,
        encoding=encoding,
        delivered_by=by,
    )


@transaction.atomic
def choose_encoding(delivery: Delivery, encoding: str, *, by: "Person") -> None:
    """Say how the letters of the delivered file are written, when the file itself does not tell, or tells it wrong."""
    require_keeping(by)
    if lock(delivery).applied_at:
        raise ValidationError(_("Filen er allerede indlæst."))
    if encoding not in ENCODINGS:
        raise ValidationError(_("Vælg en af de måder, som filen kan læses på."))
    delivery.encoding = encoding
    delivery.save(update_fields=["encoding"])


def plan_of(delivery: Delivery, *, by: "Person | None") -> Plan:
    """What the delivered file would do now."""
    return read(
        bytes(delivery.content), by=by, ends_missing=delivery.ends_missing, encoding=delivery.encoding
    )


def apply_delivery(delivery: Delivery, *, shown: str | None = None, by: "Person | None") -> Plan:
    """Do what the file says, and forget its content. Raises `OtherPlan` when that is not the plan that was `shown`."""
    require_keeping(by)
    # Read before anything is locked: whoever else wants to write is not to wait for a file that is read.
    plan, encoding = Plan(ends_missing=delivery.ends_missing), delivery.encoding
    table = read_table(bytes(delivery.content), plan, encoding=encoding)
    with transaction.atomic():
        hold_tree_still()
        lock(delivery)
        require_keeping(by)
        if delivery.applied_at:
            raise ValidationError(_("Filen er allerede indlæst."))
        if delivery.encoding == encoding:
            _apply(delivery, planned(plan, table, by=by), shown=shown, by=by)
            return plan
    # How its letters are read was chosen meanwhile.
    raise OtherPlan(plan_of(delivery, by=by))


def _apply(delivery: Delivery, plan: Plan, *, shown: str | None, by: "Person | None") -> None:
    if shown is not None and plan.fingerprint != shown:
        raise OtherPlan(plan)
    apply(plan, by=by)
    delivery.applied_at, delivery.content = timezone.now(), b""
    delivery.save(update_fields=["applied_at", "content"])
    counts = {
        "created": len(plan.of("create")),
        "changed": len(plan.of("change")),
        "ended": len(plan.of("end")),
    }
    log("organisation.imported", delivery, by=by, on_behalf_of=None, file=delivery.file_name, **counts)


@transaction.atomic
def throw_away(delivery: Delivery) -> None:
    """A file that was looked through and not wanted leaves nothing behind."""
    if lock(delivery).applied_at:
        raise ValidationError(_("Filen er allerede indlæst."))
    delivery.delete()
