"""`pejling start`: a real municipality, empty but for its own unit, its words and the first person who can sign in."""

from argparse import Namespace

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction

from pejling.cli import in_use
from pejling.cli.database import bring_up_to_date
from pejling.cli.serving import keep_serving
from pejling.cli.terminal import Refusal, ask, say
from pejling.core.dates import today
from pejling.direction.defaults import ensure_default_kinds
from pejling.organisation.actions.identity import present
from pejling.organisation.actions.people import create_person
from pejling.organisation.actions.posts import give_post
from pejling.organisation.actions.units import create_unit
from pejling.organisation.defaults import ensure_organisation_defaults
from pejling.organisation.models import Capacity, Post, Role, Unit, UnitKind
from pejling.people.actions import invite
from pejling.people.models import Person
from pejling.search.defaults import ensure_default_synonyms
from pejling.web.models import ACCENT, BAND, Identity


def start(arguments: Namespace) -> int:
    """Begin the municipality where there is none, say by which link its first person gets in, and serve it."""
    with in_use.shared():
        bring_up_to_date()
        link = _reopen_door() if Unit.objects.exists() else _begin_as_told(arguments)
    if arguments.no_serve:
        _tell_link(link)
        return 0
    return keep_serving(arguments, prepare=bring_up_to_date, told=lambda: _tell_link(link))


def _begin_as_told(arguments: Namespace) -> str:
    """From the options, and from the terminal what they leave out."""
    name = arguments.name or ask("Kommunens navn, fx Fjordlund Kommune")
    operator = arguments.operator or ask("Navnet på den første it-administrator")
    email = arguments.email or ask("It-administratorens e-mail")
    identity = Identity(pk=1, version=0, name=name, short_name=name.removesuffix(" Kommune")[:40])
    identity.band, identity.accent = arguments.band or BAND, arguments.accent or ACCENT
    if arguments.logo:
        identity.logo = File(arguments.logo.open("rb"), name=arguments.logo.name)
    try:
        return begin(identity, operator=operator, email=email)
    except ValidationError as refusal:
        raise Refusal(" ".join(dict.fromkeys(refusal.messages))) from refusal


@transaction.atomic
def begin(identity: Identity, *, operator: str, email: str) -> str:
    """Write the municipality's first rows. Answers the link by which the operator chooses a password."""
    ensure_organisation_defaults()
    ensure_default_kinds()
    ensure_default_synonyms()
    if not email.strip():
        raise ValidationError("It-administratoren skal have en e-mail at logge ind med.")
    person = create_person(name=operator, email=email, by=None)
    present(identity, opened=0, by=person)
    kind = UnitKind.objects.get(name="Kommune")
    unit = create_unit(name=identity.name, kind=kind, parent=None, starts_on=today(), by=None)
    role = Role.objects.filter(capacity=Capacity.OPERATOR).earliest("position")
    give_post(person=person, unit=unit, role=role, starts_on=today(), by=None)
    return invite(person, by=None)


def _reopen_door() -> str:
    """A municipality is here. Nothing is changed; only when no operator has ever come in there is a new link."""
    say(f"Her er allerede en kommune: {Identity.current()}. Intet er ændret.")
    operators = Person.objects.filter(
        is_active=True, posts__in=Post.objects.current().filter(role__capacity=Capacity.OPERATOR)
    )
    waiting = [person for person in operators if person.may_sign_in]
    if any(person.has_usable_password() for person in waiting) or not waiting:
        return ""
    return invite(waiting[0], by=None)


def _tell_link(link: str) -> None:
    if link:
        say("It-administratoren vælger sin adgangskode her (linket virker én gang, i 14 dage):")
        say(f"  {link}")
