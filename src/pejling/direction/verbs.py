"""The verbs of direction in the log."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "created": _("oprettede dokumentet"),
}
