"""The mails that carry a way in. The link is made when the mail is written: nothing that waits for the worker holds one."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from pejling.people import links, mails
from pejling.people.models import Invitation, Person


def post_invitation(invitation: Invitation) -> None:
    """Send the link of an invitation. Sent again, it is the same mail with the same link and the same Message-ID."""
    host = urlsplit(settings.BASE_URL).hostname
    mails.send(
        "people/invitation",
        invitation.person,
        message_id=f"<invitation.{invitation.seed}@{host}>",
        url=links.invitation_url(invitation),
        host=str(invitation.invited_by),
    )
    note_sent(invitation)


def note_sent(invitation: Invitation) -> None:
    """The link's fourteen days are counted from here."""
    now = timezone.now()
    Invitation.objects.filter(pk=invitation.pk).update(invited_at=now, sent_at=now)


def post_password_link(address: str) -> None:
    """Send the link to a new password to whoever signs in by this address; to a stranger nothing."""
    person = Person.objects.get_queryset().active().filter(email=address).first()
    if person is not None:
        mails.send("account/email/password_reset_key", person, password_reset_url=links.password_url(person))


def post_address_link(person: Person, address: str) -> None:
    """Send the link to the new address."""
    mails.send("people/address", person, to=address, url=links.address_url(person, address))
