"""How the municipality presents itself."""

from typing import TYPE_CHECKING

from django.db import transaction

from pejling.activity.actions import log
from pejling.core import history
from pejling.web.models import Identity

if TYPE_CHECKING:
    from pejling.people.models import Person


@transaction.atomic
def present(identity: Identity, *, opened: int, by: "Person") -> None:
    """Write the municipality's name, logo and colours as the row now has them. Raises `Stale` when somebody was faster."""
    identity.full_clean()
    if not Identity.objects.filter(pk=identity.pk).exists():
        identity.version = 1
        history.save(identity, by=by)
    else:
        history.save_edit(identity, opened=opened, by=by)
    log("organisation.identity_edited", identity, by=by)
