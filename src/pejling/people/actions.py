"""What is done with a person's sign-in: inviting, choosing a password, changing the address, signing out everywhere."""

import hashlib
import secrets
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pejling.core import history
from pejling.people import mails
from pejling.people.happenings import tell_of
from pejling.people.models import Invitation, Person, SignIn

ADDRESS_SALT = "pejling.people.address"
INVITATION_SALT = "pejling.people.invitation"
ADDRESS_LINK_HOLDS = 3 * 24 * 60 * 60
TAKEN = gettext_lazy("Adressen bruges allerede af en anden.")


def fingerprint(token: str) -> str:
    """What is kept of a link: enough to know it again, not enough to make it."""
    return hashlib.sha256(token.encode()).hexdigest()


def invite(person: Person, *, by: Person | None) -> str:
    """Make the link by which the person chooses a password, for the caller to hand over.

    It works once, for 14 days, and earlier links stop working. Refused (ValidationError) for somebody who has left or has
    no e-mail to sign in by.
    """
    invitation = _make_invitation(person, by=by)
    _note_sent(invitation)
    return _link(invitation)


def send_invitation(person: Person, *, by: Person) -> None:
    """Invite, or invite again, by e-mail. Raises `mails.NotSent` when the mail could not be handed over."""
    _send(_make_invitation(person, by=by))


def send_first_invitation(person: Person, *, by: Person) -> bool:
    """Invite somebody who is not invited yet; answers whether a mail was sent. Raises `mails.NotSent`.

    May be called again after a kill at any point: the invitation that was made is sent, and nobody who got theirs gets
    another. Between the mail server's yes and our note of it lies a moment in which a kill sends the mail twice; it is then
    the same mail, with the same link and the same Message-ID.
    """
    if not Person.objects.get_queryset().signing_in(SignIn.UNINVITED).filter(pk=person.pk).exists():
        return False
    unsent = Invitation.objects.open().filter(person=person, sent_at=None).first()
    _send(unsent or _make_invitation(person, by=by))
    return True


@transaction.atomic
def _make_invitation(person: Person, *, by: Person | None) -> Invitation:
    if not person.may_sign_in:
        refusal = _("%(person)s kan ikke inviteres: der mangler en e-mail, eller personen er fratrådt.")
        raise ValidationError(refusal % {"person": person})
    Invitation.objects.filter(person=person, accepted_at=None, withdrawn_at=None).update(
        withdrawn_at=timezone.now()
    )
    seed = secrets.token_urlsafe(16)
    return Invitation.objects.create(
        person=person, invited_by=by, seed=seed, fingerprint=fingerprint(_token(seed))
    )


def _send(invitation: Invitation) -> None:
    host = urlsplit(settings.BASE_URL).hostname
    mails.send(
        "people/invitation",
        invitation.person,
        message_id=f"<invitation.{invitation.seed}@{host}>",
        url=_link(invitation),
        host=str(invitation.invited_by),
    )
    _note_sent(invitation)


def _note_sent(invitation: Invitation) -> None:
    """The link's fourteen days are counted from here."""
    now = timezone.now()
    Invitation.objects.filter(pk=invitation.pk).update(invited_at=now, sent_at=now)


def _token(seed: str) -> str:
    return salted_hmac(INVITATION_SALT, seed, algorithm="sha256").hexdigest()


def _link(invitation: Invitation) -> str:
    return settings.BASE_URL + reverse("invitation", args=[_token(invitation.seed)])


@transaction.atomic
def accept(invitation: Invitation, *, password: str) -> Person:
    """The invited person chooses a password. The link is used up."""
    used = Invitation.objects.open().filter(pk=invitation.pk).update(accepted_at=timezone.now())
    if not used:
        raise ValidationError(_("Linket er allerede brugt."))
    person = invitation.person
    person.set_password(password)
    person.save(update_fields=["password"])
    tell_of("password_chosen", person)
    return person


def ask_for_address(person: Person, address: str) -> None:
    """Send a link to the new address; nothing changes until it is followed. Raises `mails.NotSent`."""
    address = address.strip().lower()
    if is_taken(address, besides=person):
        raise ValidationError(TAKEN)
    token = signing.dumps({"person": person.pk, "old": person.email, "new": address}, salt=ADDRESS_SALT)
    mails.send(
        "people/address",
        person,
        to=address,
        url=settings.BASE_URL + reverse("address_confirmation", args=[token]),
    )


def read_address_link(token: str) -> tuple[Person, str] | None:
    """Whom a link is about and their new address, while it is fresh and the address has not been changed since."""
    try:
        told = signing.loads(token, salt=ADDRESS_SALT, max_age=ADDRESS_LINK_HOLDS)
    except signing.BadSignature:
        return None
    person = Person.objects.get_queryset().active().filter(pk=told["person"], email=told["old"]).first()
    return (person, told["new"]) if person else None


@transaction.atomic
def change_address(person: Person, address: str) -> None:
    """The new address has been confirmed: from now on the person signs in by it. The old one is told."""
    if is_taken(address, besides=person):
        raise ValidationError(TAKEN)
    old, person.email = person.email, address
    history.save_edit(person, opened=person.version, by=person)
    tell_of("address_changed", person)
    if old:
        transaction.on_commit(
            lambda: mails.try_to_send("people/address_changed", person, to=old, new=address)
        )


def is_taken(address: str, *, besides: Person) -> bool:
    """Whether somebody else signs in by this address."""
    return Person.objects.filter(email__iexact=address).exclude(pk=besides.pk).exists()


@transaction.atomic
def choose_language(person: Person, language: str) -> None:
    """The language of the person's pages and mails."""
    if person.language == language:
        return
    person.language = language
    history.save_edit(person, opened=person.version, by=person)
    tell_of("language_chosen", person)


@transaction.atomic
def sign_out_everywhere(person: Person) -> None:
    """End all sessions of the person; the caller renews the one in use."""
    person.sign_outs += 1
    person.save(update_fields=["sign_outs"])
    tell_of("signed_out_elsewhere", person)
