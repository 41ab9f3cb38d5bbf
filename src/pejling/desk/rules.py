"""Who may do what on Min side."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from pejling.core.permissions import permission
from pejling.organisation.authority import authority_of

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


@permission("desk.follow", reason=_("Kun ansatte og byrådsmedlemmer kan følge noget."))
def may_follow(viewer: "Viewer", _thing: object = None) -> bool:
    """Staff and council members: the log, which tells the news, is theirs to read."""
    return authority_of(viewer).is_internal
