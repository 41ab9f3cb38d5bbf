"""What is done with agreements and proposals, as the log says it."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "created": _("skrev aftalen ind"),
    "edited": _("ændrede aftalen"),
    "handed_over": _("lod %(person)s overtage aftalen"),
    "moved": _("flyttede aftalen fra %(old)s til %(new)s"),
    "done": _("meldte aftalen gjort"),
    "dropped": _("opgav aftalen: %(why)s"),
    "reopened": _("åbnede aftalen igen"),
    "put_in_plan": _("førte aftalen ind i planen som delmål i »%(initiative)s«"),
    "made_initiative": _("gjorde aftalen til indsatsen »%(initiative)s«"),
    "proposed": _("stillede forslaget til %(receiver)s"),
    "proposal_edited": _("ændrede forslaget"),
    "proposal_withdrawn": _("trak forslaget tilbage"),
    "proposal_restored": _("stillede forslaget igen"),
    "proposal_handed_over": _("lod %(person)s overtage forslaget"),
    "proposal_moved": _("flyttede forslaget fra %(old)s til %(new)s"),
    "answered": _("svarede på forslaget: %(answer)s"),
    "sent_on": _("sendte forslaget videre til %(receiver)s"),
    "answer_withdrawn": _("tog sit svar på forslaget tilbage"),
    "answer_read": _("læste svaret på forslaget"),
    "task_added": _("skrev den fælles opgave ind"),
    "task_edited": _("ændrede den fælles opgave"),
    "part_taken": _("skrev %(unit)s på: %(part)s"),
    "part_left": _("fjernede %(unit)s: %(part)s"),
}
