"""As whom one can look at the demo: one person of each kind, all with the same password."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from pejling.demo.people import organisation

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

PASSWORD = "pejling-demo"

KINDS = {
    "secretariat": (_("Sekretariatet"), _("Fører registret og ser alt. En afløsning er kun halvt færdig.")),
    "chief_executive": (_("Kommunaldirektør"), _("Sætter pejlinger og ser, hvor tråden er brudt.")),
    "centre_head": (_("Centerchef"), _("Ser planerne fra sine skoler og dagtilbud.")),
    "unit_leader": (_("Skoleleder"), _("Skriver på skolens strategiplan.")),
    "team_leader": (_("Teamleder"), _("Er stedfortræder for skolelederen i denne uge.")),
    "staff": (_("Medarbejder"), _("Læser planen og det, der gælder for stedet.")),
    "council_member": (
        _("Byrådsmedlem"),
        _("Ser, hvad byrådet har vedtaget, og hvad der er kommet ud af det."),
    ),
    "controller": (_("Økonomikonsulent"), _("Kobler penge til mål.")),
    "operator": (_("It-administrator"), _("Holder organisationen ajour og giver adgang.")),
}
"""Each kind of login in the story: what the person is, and what to look at first."""


@dataclass(frozen=True)
class Login:
    """One person of the demo whom one can be."""

    role: "_StrPromise"
    about: "_StrPromise"
    name: str
    email: str


def logins() -> list[Login]:
    """The people, the one who sees most first."""
    by_kind = {person.login: person for person in organisation().people.values() if person.login}
    return [
        Login(role, about, by_kind[kind].name, by_kind[kind].email) for kind, (role, about) in KINDS.items()
    ]
