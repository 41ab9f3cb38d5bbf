"""Who may do what with the organisation."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from pejling.core.permissions import permission, require
from pejling.organisation.authority import authority_of
from pejling.organisation.models import Capacity, Post, Role
from pejling.people.models import Person

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


@permission("organisation.view", reason=_("Organisationen kan ses af ansatte og byrådsmedlemmer."))
def may_view(viewer: "Viewer", _thing: object = None) -> bool:
    """Staff and council members."""
    return authority_of(viewer).is_internal


@permission(
    "organisation.keep", reason=_("Kun sekretariatet og it-administratoren kan ændre organisationen.")
)
def may_keep(viewer: "Viewer", _thing: object = None) -> bool:
    """The secretariat and the operator: units, people, posts, forums, seats, deputies, and the import of them."""
    authority = authority_of(viewer)
    return authority.is_secretariat or authority.is_operator


@permission(
    "organisation.name",
    reason=_("Kun sekretariatet og it-administratoren kan ændre betegnelser og udseende."),
)
def may_name(viewer: "Viewer", _thing: object = None) -> bool:
    """The municipality's own words for levels, roles and kinds, its name, logo and colours."""
    return may_keep(viewer, None)


@permission(
    "organisation.empower",
    reason=_(
        "Kun en it-administrator kan gøre nogen til it-administrator eller ændre en it-administrators adgang."
    ),
)
def may_empower(viewer: "Viewer", thing: Post | Role | Person | None = None) -> bool:
    """Whoever keeps the organisation, but only an operator where the operators' own access is touched."""
    if authority_of(viewer).is_operator:
        return True
    return may_keep(viewer, None) and thing is not None and not _touches_operators(thing)


def _touches_operators(thing: Post | Role | Person) -> bool:
    if isinstance(thing, Person):
        return Post.objects.operating().filter(person=thing).exists()
    role = thing.role if isinstance(thing, Post) else thing
    return role.capacity == Capacity.OPERATOR


def require_keeping(by: Person | None, thing: Post | Role | Person | None = None) -> None:
    """Raise `Refused` unless they may write in the organisation, and so to this post, role or person.

    Every action that changes units, people or posts asks here, whether a page or a file began it. Nobody is the command
    line, where an operator sits.
    """
    if by is None:
        return
    require(by, "organisation.keep")
    if thing is not None:
        require(by, "organisation.empower", thing)


@permission(
    "organisation.deputise",
    reason=_("Kun personen selv, sekretariatet og it-administratoren kan vælge en stedfortræder."),
)
def may_deputise(viewer: "Viewer", person: Person) -> bool:
    """The absent person, the secretariat and the operator; for an operator only operators."""
    return may_view(viewer, None) and (
        viewer.pk == person.pk or (may_keep(viewer, None) and may_empower(viewer, person))
    )
