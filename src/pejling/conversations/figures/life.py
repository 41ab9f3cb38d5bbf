"""What conversations tell of a plan's life, and of aims that have been talked about."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from pejling.agreements.models import Commitment
from pejling.chain.anchors import AimSet, Explanation, Reason, Remedy
from pejling.chain.graph import Strength
from pejling.conversations.models import Conversation
from pejling.core.dates import months_before, start_of, today
from pejling.direction.models import Contribution, Element
from pejling.initiatives.figures.liveness import LifeSign, Plans
from pejling.organisation.authority import authority_of
from pejling.web.ago import ago

if TYPE_CHECKING:
    from pejling.chain.anchors import AimViewer
    from pejling.core.permissions import Viewer


def held(plans: Plans) -> Mapping[int, LifeSign]:
    """When the last strategic conversation was held on each of the plans' units, in one query for all."""
    units = {document.unit_id for document in plans.documents}
    rows = Conversation.objects.filter(unit__in=units, held_at__isnull=False).order_by()
    last: dict[int, date] = {
        unit: localdate(at) for unit, at in rows.values_list("unit").annotate(Max("held_at"))
    }
    return {document.pk: _sign(last.get(document.unit_id), plans.on) for document in plans.documents}


def _sign(held_on: date | None, on: date) -> LifeSign:
    if held_on is None:
        return LifeSign(facts=((_("Sidste strategiske samtale"), _("aldrig")),))
    since = ago(held_on, on)
    return LifeSign(
        _("strategisk samtale %(ago)s") % {"ago": since}, ((_("Sidste strategiske samtale"), since),)
    )


def discussed(aims: AimSet) -> Mapping[int, Strength]:
    """It was agreed on in a conversation within a year, or stood in the plan that one was held on; half where the plan that
    was talked through contributes to it. Conversations are nothing that the public counts."""
    if aims.public_only:
        return {}
    since = months_before(aims.on, 12)
    held_since = Conversation.objects.filter(held_at__gte=start_of(since)).order_by()
    agreed = Commitment.objects.filter(from_conversation__conversation__in=held_since, element__in=aims.ids)
    plans = held_since.filter(revision__isnull=False).values("revision__document")
    own = Element.objects.filter(pk__in=aims.ids, document__in=plans)
    below = Contribution.objects.active().filter(upper__in=aims.ids, lower__document__in=plans)
    half = dict.fromkeys(below.order_by().values_list("upper", flat=True), Strength.HALF)
    full = {
        *agreed.order_by().values_list("element", flat=True),
        *own.order_by().values_list("pk", flat=True),
    }
    found = half | dict.fromkeys(full, Strength.FULL)
    return {
        pk: min(strength, aims.graph.worth(pk)) for pk, strength in found.items() if pk in aims.graph.nodes
    }


def last_talked(element: "Element", viewer: "Viewer") -> dict[str, Any] | None:
    """When it was last agreed about in a conversation, or stood in a plan that was talked through; never in which one.

    Of what came of it, only what the viewer may read.
    """
    if not authority_of(viewer).is_internal:
        return None
    agreed = Commitment.objects.filter(from_conversation__isnull=False, element=element)
    held = Conversation.objects.filter(held_at__isnull=False)
    talked = held.filter(agreed__commitment__element=element) | held.filter(
        revision__document=element.document_id
    )
    last = talked.order_by().aggregate(last=Max("held_at"))["last"]
    if last is None:
        return None
    seen = agreed.visible_to(viewer)
    return {
        "ago": ago(localdate(last), today()),
        "agreed": seen.count(),
        "done": seen.done().count(),
    }


def explain_discussed(_reader: "AimViewer", strength: Strength, _aims: AimSet) -> Explanation:
    """Whether it has been talked about; never what was said, and never in which conversation."""
    if strength is Strength.FULL:
        words = _("Det har været på dagsordenen i en strategisk samtale inden for et år.")
        return Explanation((Reason(words),))
    if strength is Strength.HALF:
        words = _(
            "En plan, der bidrager til det, har været på dagsordenen i en strategisk samtale inden for et år."
        )
        return Explanation((Reason(words),))
    words = _("Det har ikke været på dagsordenen i en strategisk samtale det seneste år.")
    return Explanation((Reason(words),), (Remedy(_("Tag det op i enhedens næste strategiske samtale.")),))
