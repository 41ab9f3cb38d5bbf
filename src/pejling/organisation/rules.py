"""Who may do what with the organisation."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from pejling.core.permissions import permission
from pejling.organisation.standing import standing_of

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


@permission("organisation.view", reason=_("Organisationen kan ses af ansatte og byrådsmedlemmer."))
def may_view(viewer: "Viewer", _thing: object = None) -> bool:
    """Staff and council members."""
    return standing_of(viewer).is_internal


@permission(
    "organisation.keep", reason=_("Kun sekretariatet og it-administratoren kan ændre organisationen.")
)
def may_keep(viewer: "Viewer", _thing: object = None) -> bool:
    """The secretariat and the operator: units, people, posts, forums, seats, deputies, and the import of them."""
    standing = standing_of(viewer)
    return standing.is_secretariat or standing.is_operator


@permission(
    "organisation.name",
    reason=_("Kun sekretariatet og it-administratoren kan ændre betegnelser og udseende."),
)
def may_name(viewer: "Viewer", _thing: object = None) -> bool:
    """The municipality's own words for levels, roles and kinds, its name, logo and colours."""
    return may_keep(viewer)
