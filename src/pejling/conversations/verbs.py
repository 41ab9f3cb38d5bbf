"""What is done with conversations, as the log says it. Never what was said in them."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "month_chosen": _("valgte måned for den strategiske samtale i %(unit)s"),
    "planned": _("lagde en strategisk samtale"),
    "replanned": _("ændrede tid, sted eller deltagere"),
    "agenda_added": _("satte et forslag på dagsordenen"),
    "agenda_taken_off": _("tog et forslag af dagsordenen"),
    "answered": _("skrev et fælles svar"),
    "carried": _("førte et fælles svar ind i planen"),
    "shared": _("delte et svar på tværs"),
    "unshared": _("holdt op med at dele et svar"),
    "sent": _("sendte planen og svarene til samtalen"),
    "read": _("læste planen og svarene forud"),
    "asked": _("stillede et spørgsmål til planen"),
    "begun": _("begyndte samtalen"),
    "held": _("skrev ind, at samtalen er holdt"),
    "reopened": _("tog tilbage, at samtalen er holdt"),
    "confirmed": _("bekræftede aftalerne"),
    "confirmation_withdrawn": _("tog sin bekræftelse tilbage"),
    "value_seen": _("skrev ind, at en værdi er set i praksis"),
    "theme_named": _("gav et tema på tværs af enhedernes svar et navn"),
    "theme_changed": _("ændrede et tema på tværs"),
    "theme_taken_away": _("fjernede et tema på tværs"),
    "retention_chosen": _("valgte, hvor længe det gemmes: %(kept)s"),
    "disposed": _("slettede efter arkivets regel: %(kept)s"),
}
