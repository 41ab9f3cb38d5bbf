"""What stands beside a line of the chain about the work behind it."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import F
from django.utils import timezone

from pejling.core.dates import today
from pejling.direction.marks import Mark
from pejling.initiatives.figures.signs import phase_sign
from pejling.initiatives.figures.silence import Rhythms, Silence
from pejling.initiatives.figures.status import mark_of
from pejling.initiatives.models import REPORTED, Initiative
from pejling.organisation.authority import authority_of
from pejling.web.addresses import url

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


def status_marks(elements: Collection[int], viewer: "Viewer") -> Mapping[int, Mark]:
    """The status of the initiatives behind these lines, or their phase while none is expected; one query and the rhythms'.

    How the work goes is the organisation's own: the public sees none.
    """
    if not authority_of(viewer).is_internal:
        return {}
    rows = Initiative.objects.visible_to(viewer).filter(element__in=elements)
    told = list(
        rows.values(
            "pk",
            "element_id",
            "unit_id",
            "phase",
            level=F("latest_report__level"),
            at=F("latest_report__at"),
            sentence=F("latest_report__sentence"),
        )
    )
    rhythms = Rhythms.read() if any(row["at"] for row in told) else Rhythms({}, {})
    return {row["element_id"]: _mark(row, rhythms) for row in told}


def _mark(row: Mapping[str, Any], rhythms: Rhythms) -> Mark:
    address = url("initiative", row["pk"])
    if row["phase"] not in REPORTED:
        sign = phase_sign(row["phase"])
        return Mark(sign.word, sign.tone, sign.shape, url=address)
    bare, at = mark_of(row["level"] or ""), row["at"]
    is_stale = (
        at is not None and Silence(timezone.localdate(at), rhythms.of(row["unit_id"]), today()).is_stale
    )
    return Mark(
        bare.word, bare.tone, bare.shape, title=row["sentence"] or "", url=address, at=at, is_stale=is_stale
    )
