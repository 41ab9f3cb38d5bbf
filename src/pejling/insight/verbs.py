"""The verbs of insight in the log."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "two_pages_chosen": _("valgte, hvad der står på de to sider"),
    "two_pages_restored": _("hentede et tidligere valg til de to sider tilbage"),
}
