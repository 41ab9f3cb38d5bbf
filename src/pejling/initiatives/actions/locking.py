"""Locking an initiative together with the document that its line stands in: a step depends on both."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pejling.core.locking import lock
from pejling.initiatives.models import Initiative


def lock_with_document(initiative: Initiative) -> Initiative:
    """The initiative as it stands now; ValidationError when its line has followed a fate to another document meanwhile."""
    home = lock(initiative.element.document)
    row = lock(initiative)
    if row.element.document_id != home.pk:
        raise ValidationError(_("Indsatsen er flyttet imens. Hent siden igen."))
    return row
