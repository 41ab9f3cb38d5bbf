"""What people do with their own sign-in, told to whoever keeps the log.

The log stands above this room, so it is not written from here: it registers itself as a keeper.
"""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

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

Keeper = Callable[[str, Person], object]
keepers: list[Keeper] = []


def register_keeper(keep: Keeper) -> None:
    """Let a room above be told, once for each happening: the verb and the person."""
    if keep not in keepers:
        keepers.append(keep)


def tell_of(verb: str, person: Person) -> None:
    """Tell that the person did this with their own sign-in."""
    assert verb in VERBS, f"{verb} is not among the happenings"
    for keep in keepers:
        keep(verb, person)
