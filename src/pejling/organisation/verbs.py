"""The verbs of the organisation in the log."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pejling.activity.verbs import Wording

VERBS = {
    "unit_created": _("oprettede enheden"),
    "unit_edited": _("rettede enheden"),
    "unit_moved": _("flyttede enheden fra %(old)s til %(new)s"),
    "unit_ended": _("nedlagde enheden med sidste dag %(day)s"),
    "unit_reopened": _("genåbnede enheden"),
    "unit_merged": _("lagde enheden sammen med %(other)s"),
    "post_given": _("gav %(person)s posten som %(role)s i %(unit)s"),
    "post_ended": _("afsluttede %(person)ss post som %(role)s i %(unit)s med sidste dag %(day)s"),
    "post_resumed": _("fortrød, at %(person)ss post som %(role)s i %(unit)s blev afsluttet"),
    "forum_created": _("oprettede forummet"),
    "forum_edited": _("rettede forummet"),
    "forum_ended": _("nedlagde forummet med sidste dag %(day)s"),
    "forum_reopened": _("genåbnede forummet"),
    "forums_moved": _("flyttede fora fra %(old)s til enheden"),
    "seat_given": _("gav %(person)s plads som %(role)s"),
    "seat_ended": _("afsluttede %(person)ss plads som %(role)s med sidste dag %(day)s"),
    "seat_resumed": _("fortrød, at %(person)ss plads som %(role)s blev afsluttet"),
    "deputised": _("gjorde %(deputy)s til stedfortræder"),
    "deputyship_ended": _("afsluttede %(deputy)s som stedfortræder med sidste dag %(day)s"),
    "deputyship_resumed": _("fortrød, at %(deputy)s holdt op som stedfortræder"),
    "person_created": _("oprettede personen"),
    "person_edited": _("rettede personens oplysninger"),
    "person_invited": _("inviterede personen til at logge ind"),
    "person_left": _("skrev personen ud med sidste dag %(day)s"),
    "person_returned": _("skrev personen ind igen"),
    "word_created": _("oprettede betegnelsen %(name)s"),
    "word_edited": _("rettede betegnelsen %(name)s"),
    "word_moved": _("flyttede betegnelsen %(name)s"),
    "word_dropped": _("slettede betegnelsen %(name)s, som ikke var i brug"),
    "identity_edited": _("ændrede kommunens navn, logo eller farver"),
    "imported": _("indlæste filen %(file)s: %(created)s oprettet, %(changed)s ændret, %(ended)s afsluttet"),
}
WORDINGS: dict[str, Wording] = {
    "old": lambda name: name or gettext("øverst"),
    "new": lambda name: name or gettext("øverst"),
}
"""How details are said; a unit that hangs under none stands at the top."""
