"""What is done with a person's sign-in: inviting, choosing a password, changing the address, signing out everywhere."""

import secrets

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pejling.core import history
from pejling.core.links import fingerprint
from pejling.core.locking import locked_copy
from pejling.people import links, tasks
from pejling.people.happenings import tell_of
from pejling.people.models import Invitation, Person, SignIn
from pejling.people.posting import note_sent, post_invitation

TAKEN = gettext_lazy("Adressen bruges allerede af en anden.")


def invite(person: Person, *, by: Person | None) -> str:
    """Make the link by which the person chooses a password, for the caller to hand over.

    It works once, for 14 days, and earlier links stop working. Refused (ValidationError) for somebody who has left or has
    no e-mail to sign in by.
    """
    invitation = _make_invitation(person, by=by)
    note_sent(invitation)
    return links.invitation_url(invitation)


@transaction.atomic
def send_invitation(person: Person, *, by: Person) -> None:
    """Invite, or invite again, by a mail that the worker sends."""
    tasks.send_invitation.enqueue(_make_invitation(person, by=by).pk)


def send_first_invitation(person: Person, *, by: Person) -> bool:
    """Invite somebody who is not invited yet, at once; answers whether a mail was sent. Raises `mails.NotSent`.

    May be called again after a kill at any point: the invitation that was made is sent, and nobody who got theirs gets
    another. Between the mail server's yes and our note of it lies a moment in which a kill sends the mail twice; it is then
    the same mail, with the same link and the same Message-ID.
    """
    if not Person.objects.get_queryset().signing_in(SignIn.UNINVITED).filter(pk=person.pk).exists():
        return False
    unsent = Invitation.objects.open().filter(person=person, sent_at=None).first()
    post_invitation(unsent or _make_invitation(person, by=by))
    return True


@transaction.atomic
def _make_invitation(person: Person, *, by: Person | None) -> Invitation:
    person = locked_copy(Person.objects.get_queryset(), person)
    if not person.may_sign_in:
        refusal = _("%(person)s kan ikke inviteres: der mangler en e-mail, eller personen er fratrådt.")
        raise ValidationError(refusal % {"person": person})
    Invitation.objects.filter(person=person, accepted_at=None, withdrawn_at=None).update(
        withdrawn_at=timezone.now()
    )
    seed = secrets.token_urlsafe(16)
    return Invitation.objects.create(
        person=person,
        invited_by=by,
        address=str(person.email),
        sign_outs=person.sign_outs,
        seed=seed,
        fingerprint=fingerprint(links.invitation_key(person, seed)),
    )


@transaction.atomic
def accept(invitation: Invitation, *, password: str) -> Person:
    """The invited person chooses a password. The link is used up: of two who follow it at once the second is told."""
    person = locked_copy(Person.objects.get_queryset(), invitation.person)
    still_open = Invitation.objects.open().filter(pk=invitation.pk)
    if not links.still_stands(invitation, person) or not still_open.update(accepted_at=timezone.now()):
        raise ValidationError(_("Linket er allerede brugt."))
    _keep_password(person, password)
    tell_of("password_chosen", person)
    return person


@transaction.atomic
def reset_password(person: Person, token: str, *, password: str) -> None:
    """The new password of somebody who followed the link to it; of two who do so at once the second is told."""
    now = locked_copy(Person.objects.get_queryset(), person)
    if not links.password_tokens.check_token(now, token):
        raise ValidationError(_("Linket er allerede brugt."))
    _keep_password(now, password)
    person.refresh_from_db(fields=["password"])


def _keep_password(person: Person, password: str) -> None:
    """The password alone: what else is known of the person may have been changed meanwhile."""
    person.set_password(password)
    person.save(update_fields=["password"])


def change_password(person: Person, *, password: str) -> None:
    """Another password, chosen by somebody who has shown that they know the old one. All other sessions and links die."""
    _keep_password(person, password)


def spend_code(person: Person, half_minute: int) -> bool:
    """A code from the telephone is good once, and none from before it: whether this one is. Of two at once one is let in."""
    unspent = Person.objects.filter(pk=person.pk, last_code__lt=half_minute)
    return bool(unspent.update(last_code=half_minute))


@transaction.atomic
def ask_for_address(person: Person, address: str) -> None:
    """Let the worker send a link to the new address; nothing changes until it is followed."""
    address = address.strip().lower()
    if is_taken(address, besides=person):
        raise ValidationError(TAKEN)
    tasks.send_address_link.enqueue(person.pk, address, tasks.way_in_at_asking(person))


@transaction.atomic
def change_address(token: str, *, by: Person) -> str:
    """Whoever signs in as `by` and reads the mail to the new address signs in by it from now on; the old one is told.

    Answers the new address. Refused (ValidationError) when the link has stopped working or somebody else has the address.
    """
    person = locked_copy(Person.objects.get_queryset(), by)
    told = links.open_address_link(token)
    if told is None or told.person != person:
        raise ValidationError(_("Linket virker ikke mere."))
    if is_taken(told.address, besides=person):
        raise ValidationError(TAKEN)
    old, person.email = person.email, told.address
    try:
        with transaction.atomic():
            history.save_edit(person, opened=person.version, by=person)
    except IntegrityError as taken:
        raise ValidationError(TAKEN) from taken
    tell_of("address_changed", person)
    if old:
        tasks.send_notice.enqueue("people/address_changed", person.pk, old, {"new": told.address})
    return told.address


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
    """End all sessions of the person, and the links that wait in mails; the caller renews the session in use."""
    Person.objects.filter(pk=person.pk).update(sign_outs=F("sign_outs") + 1)
    person.refresh_from_db(fields=["sign_outs"])
    tell_of("signed_out_elsewhere", person)
