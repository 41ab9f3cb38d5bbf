"""What is done with a person's sign-in: inviting, choosing a password, changing the address, signing out everywhere."""

import hashlib
import secrets

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pejling.core import history
from pejling.people import mails
from pejling.people.happenings import tell_of
from pejling.people.models import Invitation, Person

ADDRESS_SALT = "pejling.people.address"
ADDRESS_LINK_HOLDS = 3 * 24 * 60 * 60
TAKEN = gettext_lazy("Adressen bruges allerede af en anden.")


def fingerprint(token: str) -> str:
    """What is kept of a link: enough to know it again, not enough to make it."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(person: Person, *, by: Person | None) -> str:
    """Make the link by which the person chooses a password; it works once, for 14 days, and earlier links stop working.

    Refused (ValidationError) for somebody who has left or has no e-mail to sign in by.
    """
    if not person.may_sign_in:
        refusal = _("%(person)s kan ikke inviteres: der mangler en e-mail, eller personen er fratrådt.")
        raise ValidationError(refusal % {"person": person})
    Invitation.objects.filter(person=person, accepted_at=None, withdrawn_at=None).update(
        withdrawn_at=timezone.now()
    )
    token = secrets.token_urlsafe(32)
    Invitation.objects.create(person=person, invited_by=by, fingerprint=fingerprint(token))
    return settings.BASE_URL + reverse("invitation", args=[token])


def send_invitation(person: Person, *, by: Person) -> None:
    """Invite, or invite again, by e-mail. Raises `mails.NotSent` when the mail could not be handed over."""
    url = invite(person, by=by)
    mails.send("people/invitation", person, url=url, host=by.name)


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
