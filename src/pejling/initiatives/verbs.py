"""The verbs of initiatives in the log."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "began": _("oprettede indsatsen"),
}
