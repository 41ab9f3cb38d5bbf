"""What people do with their own sign-in, told to whoever keeps the log.

The log stands above this room, so it is not written from here: it says in its `room.py` that it keeps them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from pejling.core.rooms import Part, parts
from pejling.people.models import Person

VERBS = {
    "password_chosen": _("valgte sin første adgangskode"),
    "password_changed": _("skiftede adgangskode"),
    "password_reset": _("valgte en ny adgangskode gennem et link i en mail"),
    "address_changed": _("skiftede den e-mail, der logges ind med"),
    "language_chosen": _("skiftede sprog"),
    "two_steps_added": _("slog to-trins-login til"),
    "two_steps_removed": _("slog to-trins-login fra"),
    "codes_renewed": _("fik nye nødkoder"),
    "signed_out_elsewhere": _("loggede af alle andre steder"),
}
"""What is told: that it was done, never what was chosen."""


@dataclass(frozen=True)
class SignInKeeper(Part):
    """A room above that is told, once for each happening: the verb and the person."""

    keep: Callable[[str, Person], object]


def tell_of(verb: str, person: Person) -> None:
    """Tell that the person did this with their own sign-in."""
    assert verb in VERBS, f"{verb} is not among the happenings"
    for each in parts(SignInKeeper):
        each.keep(verb, person)
