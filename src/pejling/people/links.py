"""The ways in that are sent by mail: an invitation, a new password, another address. Each dies with what it was made on."""

from datetime import timedelta
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse
from django.utils.http import int_to_base36

from pejling.core.links import SignedLink, fingerprint, key
from pejling.people.models import Invitation, Person

INVITATION = "pejling.people.invited"
ADDRESS = SignedLink("pejling.people.new_address", holds=timedelta(days=3))


class PasswordTokens(PasswordResetTokenGenerator):
    """What the link to a new password carries: dead once the address, the password or a sign-in is another."""

    def _make_hash_value(self, user: AbstractBaseUser, timestamp: int) -> str:
        assert isinstance(user, Person)
        return f"{user.way_in}{user.is_active}{super()._make_hash_value(user, timestamp)}"


password_tokens = PasswordTokens()


def password_url(person: Person) -> str:
    """The link to a new password."""
    names = {"uidb36": int_to_base36(person.pk), "key": password_tokens.make_token(person)}
    return settings.BASE_URL + reverse("account_reset_password_from_key", kwargs=names)


def invitation_key(person: Person, seed: str) -> str:
    """What the link of an invitation carries, the same however often it is made."""
    return key(INVITATION, seed, *person.way_in)


def invitation_url(invitation: Invitation) -> str:
    """The link to a first password."""
    return settings.BASE_URL + reverse(
        "invitation", args=[invitation_key(invitation.person, invitation.seed)]
    )


def still_stands(invitation: Invitation, person: Person) -> bool:
    """Whether the person is as they were when the invitation was made."""
    return invitation.fingerprint == fingerprint(invitation_key(person, invitation.seed))


def is_known_invitation(token: str) -> bool:
    """Whether such a link was ever sent, so that who follows it is not guessing."""
    return Invitation.objects.filter(fingerprint=fingerprint(token)).exists()


def open_invitation(token: str) -> Invitation | None:
    """The invitation whose link this is, while it works."""
    found = Invitation.objects.open().select_related("person").filter(fingerprint=fingerprint(token)).first()
    return found if found is not None and still_stands(found, found.person) else None


class NewAddress(NamedTuple):
    """Somebody has shown that mail to this address reaches them."""

    person: Person
    address: str


def address_url(person: Person, address: str) -> str:
    """The link that is sent to the new address."""
    signed = ADDRESS.sign([person.pk, address], made_on=person.way_in)
    return settings.BASE_URL + reverse("address_confirmation", args=[signed])


def open_address_link(token: str) -> NewAddress | None:
    """Whom a link is about and their new address, while it works."""
    opened = ADDRESS.open(token)
    if opened is None:
        return None
    pk, address = opened.carried
    person = Person.objects.get_queryset().active().filter(pk=pk).first()
    if person is None or not opened.was_made_on(*person.way_in):
        return None
    return NewAddress(person, address)
