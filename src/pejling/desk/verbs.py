"""The verbs of desk in the log."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "commented": _("kommenterede"),
    "comment_edited": _("rettede sin kommentar"),
    "comment_removed": _("fjernede sin kommentar"),
    "comment_restored": _("hentede sin kommentar tilbage"),
}
