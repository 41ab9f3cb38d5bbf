"""The verbs of initiatives in the log."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "reported": _("gav status: %(level)s"),
    "report_withdrawn": _("tog sin status »%(level)s« tilbage"),
    "status_asked_for": _("bad om status"),
    "status_not_asked_for": _("tog tilbage, at der var bedt om status"),
    "report_answered": _("svarede på status"),
    "report_acknowledged": _("tog status til efterretning"),
    "rhythm_chosen": _("valgte statusrytme for %(unit)s: %(interval)s"),
    "links_chosen": _("valgte, om status kan gives gennem linket i en mail"),
    "began": _("begyndte at følge indsatsen"),
    "edited": _("ændrede %(facts)s"),
    "handed_over": _("flyttede indsatsen fra %(old)s til %(new)s"),
    "carried_over": _("lod indsatsen følge med over i »%(document)s«"),
    "stepped": _("satte indsatsens fase til »%(phase)s«"),
    "approved_in_forum": _("skrev ind, at %(forum)s godkendte indsatsen den %(day)s, punkt %(item)s"),
    "step_taken_back": _("tog faseskiftet til »%(phase)s« tilbage: %(why)s"),
    "milestone_added": _("tilføjede delmålet »%(title)s«"),
    "milestone_changed": _("ændrede delmålet »%(title)s«"),
    "milestone_reached": _("meldte delmålet »%(title)s« nået"),
    "milestone_missed": _("tog tilbage, at delmålet »%(title)s« var nået"),
    "milestone_removed": _("fjernede delmålet »%(title)s«"),
    "milestone_restored": _("hentede delmålet »%(title)s« tilbage"),
    "criterion_added": _("tilføjede succeskriteriet »%(title)s«"),
    "judged": _("vurderede succeskriteriet »%(criterion)s«: %(verdict)s"),
    "assessed": _("vurderede paratheden"),
    "plan_confirmed": _("bekræftede, at planen gælder"),
    "plan_confirmation_withdrawn": _("tog sin bekræftelse af planen tilbage"),
    "involvement_written": _("skrev ned, hvem planen er drøftet med"),
    "involvement_removed": _("fjernede en linje om, hvem planen er drøftet med"),
    "involvement_restored": _("hentede en linje om, hvem planen er drøftet med, tilbage"),
    "public_status_chosen": _(
        "valgte, hvilke af planens indsatser borgerne kan følge: %(shown)s til, %(hidden)s fra"
    ),
    "public_text_written": _("skrev til borgerne om indsatsen"),
    "public_text_withdrawn": _("tog en tekst til borgerne tilbage"),
    "approver_named": _("valgte, hvem der godkender planens indsatser: %(approver)s"),
}
