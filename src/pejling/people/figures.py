"""How far a person has come with signing in, in words."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from pejling.core.formats import day, moment
from pejling.people.models import Invitation, Person, SignIn, sign_in_state


@dataclass(frozen=True)
class SignInFacts:
    """Whether a person can sign in, when they last did, and the invitation that stands."""

    state: SignIn
    last_at: datetime | None
    invitation: Invitation | None
    is_elsewhere: bool = False
    """Whether the invitation was sent before the e-mail was corrected, or before the person left."""

    @property
    def words(self) -> str:
        """One sentence, for those who keep the organisation."""
        match self.state:
            case SignIn.ABLE:
                return self._able()
            case SignIn.INVITED:
                return self._invited()
            case SignIn.UNINVITED:
                return self._uninvited()
            case _:
                return _("Uden e-mail kan personen nævnes, men ikke logge ind.")

    def _able(self) -> str:
        if self.last_at is None:
            return _("Kan logge ind, men har ikke gjort det endnu.")
        return _("Kan logge ind. Loggede ind senest %(moment)s.") % {"moment": moment(self.last_at)}

    def _invited(self) -> str:
        assert self.invitation
        facts = {"day": day(self.invitation.invited_at), "until": day(self.invitation.expires_at)}
        return _("Inviteret %(day)s, men har ikke brugt linket endnu. Det virker til %(until)s.") % facts

    def _uninvited(self) -> str:
        if self.invitation is None:
            return _("Ikke inviteret endnu.")
        if self.is_elsewhere:
            sent = {"day": day(self.invitation.invited_at), "address": self.invitation.address}
            return _("Inviteret %(day)s på %(address)s, men linket dertil virker ikke mere.") % sent
        if self.invitation.sent_at is None:
            return _("Invitationen er ikke sendt endnu.")
        return _("Inviteret %(day)s, men linket er udløbet.") % {"day": day(self.invitation.invited_at)}


def sign_in_facts(person: Person) -> SignInFacts:
    """What is known of a person's signing in, in two queries."""
    asked = Person.objects.filter(pk=person.pk).annotate(sign_in=sign_in_state())
    state = asked.values_list("sign_in", flat=True).get()
    invitation = Invitation.objects.filter(person=person, accepted_at=None, withdrawn_at=None).first()
    is_elsewhere = invitation is not None and (invitation.address, invitation.sign_outs) != (
        person.email,
        person.sign_outs,
    )
    return SignInFacts(SignIn(state), person.last_login, invitation, is_elsewhere)
