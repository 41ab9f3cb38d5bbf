"""Who may choose what stands on two pages."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from pejling.core.permissions import permission
from pejling.direction.models import Document
from pejling.organisation.authority import authority_of
from pejling.organisation.models import Unit

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer
    from pejling.insight.models import Thing


@permission(
    "insight.two_pages",
    reason=_(
        "Kun dokumentets redaktører, enhedens leder og sekretariatet kan vælge, hvad der står på de to sider."
    ),
)
def may_choose_two_pages(viewer: "Viewer", thing: "Thing") -> bool:
    """The editors of a document, the leader of a unit, who leads a forum's unit; the secretariat all."""
    if isinstance(thing, Document):
        return thing.is_edited_by(viewer)
    authority = authority_of(viewer)
    unit = thing.pk if isinstance(thing, Unit) else thing.unit_id
    return authority.is_secretariat or authority.leads(unit)
