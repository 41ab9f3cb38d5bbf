"""Who may do what on Min side."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from pejling.core.permissions import permission
from pejling.desk.commented import kind_of, kinds_by_number
from pejling.organisation.authority import authority_of

if TYPE_CHECKING:
    from django.db.models import Model

    from pejling.core.permissions import Viewer
    from pejling.desk.models import Comment


@permission("desk.follow", reason=_("Kun ansatte og byrådsmedlemmer kan følge noget."))
def may_follow(viewer: "Viewer", _thing: object = None) -> bool:
    """Staff and council members: the log, which tells the news, is theirs to read."""
    return authority_of(viewer).is_internal


@permission("desk.comment", reason=_("Kun ansatte og byrådsmedlemmer, der kan se det, kan kommentere det."))
def may_comment(viewer: "Viewer", thing: "Model") -> bool:
    """Those who work here and may see what the comment stands beside."""
    kind = kind_of(thing)
    if kind is None or not authority_of(viewer).is_internal:
        return False
    return kind.visible(viewer).filter(pk=thing.pk).exists()


@permission(
    "desk.edit_comment", reason=_("Kun den, der har skrevet kommentaren, kan ændre eller fjerne den.")
)
def may_edit_comment(viewer: "Viewer", comment: "Comment") -> bool:
    """Its author, while they work here and see what it stands beside."""
    kind = kinds_by_number().get(comment.target_kind_id)
    if kind is None or comment.by_id != viewer.pk or not authority_of(viewer).is_internal:
        return False
    return kind.visible(viewer).filter(pk=comment.target_id).exists()
