"""What is done with conversations, as the log says it. Never what was said in them."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "month_chosen": _("valgte måned for den strategiske samtale i %(unit)s"),
    "planned": _("lagde en strategisk samtale"),
    "replanned": _("ændrede tid, sted eller deltagere"),
    "answered": _("skrev et fælles svar"),
    "shared": _("delte et svar på tværs"),
    "unshared": _("holdt op med at dele et svar"),
    "sent": _("sendte planen og svarene til samtalen"),
    "asked": _("stillede et spørgsmål til planen"),
    "held": _("skrev ind, at samtalen er holdt"),
    "reopened": _("tog tilbage, at samtalen er holdt"),
    "confirmed": _("bekræftede aftalerne"),
    "confirmation_withdrawn": _("tog sin bekræftelse tilbage"),
    "value_seen": _("skrev ind, at en værdi er set i praksis"),
}
