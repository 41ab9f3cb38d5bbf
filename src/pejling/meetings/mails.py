"""The mail by which one is called to a meeting: when and where, and links to the agenda. It names no item."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from pejling.core.formats import moment
from pejling.meetings.models import Meeting
from pejling.people.mails import NotSent, RoomLetter, send

CALL = "meetings/call"
LETTER = RoomLetter(
    _("Du er indkaldt til møde"),
    (
        _("Du er indkaldt til møde i %(forum)s: %(at)s%(place)s."),
        _("Dagsordenen ligger her:\n%(url)s"),
        _("Som PDF, når du er logget ind:\n%(pdf)s"),
        _("Mødet kommer også i din kalender, hvis du følger dine datoer fra Pejling."),
    ),
    kind=CALL,
)


def send_calls(meeting: Meeting) -> int:
    """Tell each who is called and has a mail address; answers how many were told. One that fails stops nobody else's."""
    told = 0
    for called in meeting.attendances.select_related("person").filter(person__is_active=True):
        person = called.person
        if not person.email:
            continue
        with translation.override(person.language):
            at = moment(meeting.at)
        try:
            send(
                CALL,
                person,
                message_id=f"<meeting-{meeting.pk}-{person.pk}-{meeting.called_at:%Y%m%d%H%M%S}@pejling>",
                forum=str(meeting.forum),
                at=at,
                place=f", {meeting.place}" if meeting.place else "",
                url=settings.BASE_URL + reverse("meeting", args=[meeting.pk]),
                pdf=settings.BASE_URL + reverse("meeting_pdf", args=[meeting.pk]),
            )
        except NotSent:
            continue
        told += 1
    return told
