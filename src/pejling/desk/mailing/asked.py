"""The mail that comes at once: somebody asked something of a person directly."""

from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _

from pejling.core.dates import today
from pejling.desk.figures.waiting import Waiting, line_of, waiting_for_all
from pejling.desk.mailing.letters import Entry, Letter, Part, absolute, write
from pejling.desk.mailing.posting import Post, hand_over, mail_server
from pejling.desk.models import MailedDuty, Step
from pejling.organisation.authorities import deputies_of
from pejling.people.models import Person
from pejling.web.models import Identity

if TYPE_CHECKING:
    from datetime import date


def send_asked(person: Person, key: str) -> int:
    """Mail the duty with this key to the person and their deputies while it still waits; answers how many mails went."""
    on = today()
    sent = 0
    for receiver in (person, *deputies_of([person]).get(person.pk, ())):
        if receiver.may_sign_in:
            with translation.override(receiver.language):
                sent += _send(receiver, key, on)
    return sent


def _send(receiver: Person, key: str, on: "date") -> int:
    waiting = waiting_for_all([receiver], on)[receiver.pk]
    each = next((each for each in waiting if each.duty.key == key), None)
    if each is None or MailedDuty.objects.filter(person=receiver, key=key, step=Step.TOLD).exists():
        return 0
    letter = _letter(receiver, each, on)
    post = Post(receiver, letter.occasion, write(letter, Identity.current()), [(key, Step.TOLD)])
    with mail_server() as connection:
        return int(hand_over(post, connection, on))


def _letter(receiver: Person, each: Waiting, on: "date") -> Letter:
    line = line_of(each, on)
    link = each.source.mail_links
    links = link([each.duty]) if link and not each.on_behalf_of else {}
    entry = Entry(line, absolute(links.get(each.duty, line.url)))
    part = Part(_("Nogen har bedt dig om noget"), [entry])
    return Letter(receiver, f"asked:{each.duty.key}", line.title, [part], is_weekly=False)
