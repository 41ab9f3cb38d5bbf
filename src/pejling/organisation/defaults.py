"""The words that a new municipality starts with; it changes them as it likes."""

from django.db import transaction

from pejling.organisation.models import Capacity, ForumKind, ForumNature, Role, SeatRole, UnitKind

UNIT_KINDS = (
    "Kommune",
    "Direktion",
    "Center",
    "Stab",
    "Skole",
    "Daginstitution",
    "Plejecenter",
    "Afdeling",
    "Team",
)
ROLES = (
    ("Kommunaldirektør", Capacity.LEADER),
    ("Direktør", Capacity.LEADER),
    ("Centerchef", Capacity.LEADER),
    ("Institutionsleder", Capacity.LEADER),
    ("Teamleder", Capacity.LEADER),
    ("Souschef", Capacity.DEPUTY),
    ("Strategikonsulent", Capacity.SECRETARIAT),
    ("Økonomikonsulent", Capacity.CONTROLLER),
    ("It-administrator", Capacity.OPERATOR),
    ("MED-repræsentant", Capacity.STAFF),
    ("Medarbejder", Capacity.STAFF),
)
FORUM_KINDS = (
    ("Byråd", ForumNature.COUNCIL),
    ("Udvalg", ForumNature.COMMITTEE),
    ("Direktion", ForumNature.BOARD),
    ("Chefforum", ForumNature.LEADERS),
    ("Ledermøde", ForumNature.LEADERS),
    ("Plangruppe", ForumNature.PLANNING),
    ("Hovedudvalg", ForumNature.MED),
    ("Områdeudvalg (OMU)", ForumNature.MED),
    ("Lokaludvalg (LMU)", ForumNature.MED),
    ("Andet", ForumNature.OTHER),
)
SEAT_ROLES = ("Formand", "Næstformand", "Medlem", "Sekretær")


@transaction.atomic
def ensure_organisation_defaults() -> None:
    """Write the default words where they are missing; what the municipality has changed stays."""
    for position, name in enumerate(UNIT_KINDS):
        UnitKind.objects.get_or_create(name=name, defaults={"position": position})
    for position, (name, capacity) in enumerate(ROLES):
        Role.objects.get_or_create(name=name, defaults={"position": position, "capacity": capacity})
    for position, (name, nature) in enumerate(FORUM_KINDS):
        ForumKind.objects.get_or_create(name=name, defaults={"position": position, "nature": nature})
    for position, name in enumerate(SEAT_ROLES):
        SeatRole.objects.get_or_create(name=name, defaults={"position": position})
