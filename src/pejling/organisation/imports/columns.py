"""The columns that are known, and the names that they go by. docs/operators/organisation.md tells them to the operator."""

import re
from enum import Enum

from pejling.core.text import fold

_NO_LETTER = re.compile(r"[^a-z0-9]+")


class FileKind(Enum):
    """What a file holds: one line per unit, or one per person and post."""

    UNITS = "units"
    PEOPLE = "people"


NAMES: dict[str, tuple[str, ...]] = {
    "unit_id": (
        "enhed_id",
        "enhedsid",
        "enhedsnummer",
        "enhedsnr",
        "afdelings_id",
        "afdelingsnummer",
        "organisations_id",
    ),
    "unit": ("enhed", "enhedsnavn", "enhedens navn", "afdeling", "afdelingsnavn", "organisationsenhed"),
    "kind": ("enhedstype", "type", "niveau"),
    "parent": (
        "hører_under",
        "hører under id",
        "hører under enhed",
        "overordnet",
        "overordnet_id",
        "overordnet enhed",
        "overenhed",
        "over_id",
        "forælder",
        "forælder_id",
    ),
    "person_id": (
        "person_id",
        "personid",
        "medarbejder_id",
        "medarbejdernummer",
        "tjenestenummer",
        "brugernavn",
        "initialer",
    ),
    "name": ("navn", "personnavn", "fulde navn", "medarbejder", "medarbejdernavn"),
    "email": ("e-mail", "email", "mail", "e-mailadresse", "mailadresse", "e-post"),
    "phone": ("telefon", "tlf", "telefonnummer", "mobil"),
    "role": ("rolle", "stilling", "stillingsbetegnelse", "titel"),
    "starts_on": ("fra", "fra dato", "startdato", "start", "gyldig fra", "ansat fra"),
    "ends_on": ("til", "til dato", "slutdato", "slut", "gyldig til", "ansat til"),
}
LABELS = {
    "unit_id": "enhed_id",
    "unit": "enhed",
    "kind": "enhedstype",
    "parent": "hører_under",
    "person_id": "person_id",
    "name": "navn",
    "email": "e-mail",
    "phone": "telefon",
    "role": "rolle",
    "starts_on": "fra",
    "ends_on": "til",
}
OF_UNITS = ("unit_id", "unit", "kind", "parent", "starts_on", "ends_on")
OF_PEOPLE = ("person_id", "name", "email", "phone", "unit_id", "unit", "role", "starts_on", "ends_on")


def _plain(header: str) -> str:
    return _NO_LETTER.sub("", fold(header))


_COLUMNS = {_plain(name): column for column, names in NAMES.items() for name in names}


def column_of(header: str) -> str | None:
    """Which column a header means, however it is spelled; None for one that we have no use for."""
    return _COLUMNS.get(_plain(header))


def kind_of(columns: set[str]) -> FileKind | None:
    """What a file with these columns holds; None when they fit neither."""
    if columns & {"person_id", "email"}:
        return FileKind.PEOPLE if "name" in columns else None
    return FileKind.UNITS if columns & {"unit", "name"} and columns & {"unit_id", "kind", "parent"} else None
