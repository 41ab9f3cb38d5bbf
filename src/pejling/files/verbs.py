"""What happens to files, in words after a name. The line stands in the log of the thing that the file is beside."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "added": _("lagde filen %(file)s op"),
    "replaced": _("erstattede filen %(file)s med %(new)s"),
    "described": _("ændrede oplysningerne om filen %(file)s"),
    "removed": _("fjernede filen %(file)s"),
    "restored": _("hentede filen %(file)s tilbage"),
}
