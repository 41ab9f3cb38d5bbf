"""The columns that are known, and the names that they go by. docs/operators/organisation.md tells them to the operator."""

import re
from collections.abc import Sequence
from enum import Enum

from django.utils.translation import gettext as _

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
        "enhedskode",
        "enhed nr",
        "enhedens id",
        "afdelingskode",
        "afdelingsnr",
        "afdelingsid",
        "orgenhed_id",
        "org.enhed id",
        "organisationsenhed_id",
        "institutionskode",
        "institutionsnummer",
    ),
    "unit": (
        "enhed",
        "enhedsnavn",
        "enhedens navn",
        "afdeling",
        "afdelingsnavn",
        "organisationsenhed",
        "navn på enhed",
        "orgenhed",
        "org.enhed",
        "institution",
        "arbejdssted",
    ),
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
        "forældreenhed",
        "moderenhed",
        "overordnet afdeling",
        "overordnet enhed_id",
        "overordnet enhedsnummer",
        "overliggende enhed",
    ),
    "person_id": (
        "person_id",
        "personid",
        "medarbejder_id",
        "medarbejdernummer",
        "tjenestenummer",
        "brugernavn",
        "initialer",
        "medarbejdernr",
        "medarb.nr",
        "tjenestenr",
        "løbenummer",
        "lønnummer",
        "bruger_id",
        "ad-bruger",
    ),
    "first_name": ("fornavn", "fornavne", "for-navn"),
    "middle_name": ("mellemnavn", "mellemnavne"),
    "last_name": ("efternavn", "efternavne", "slægtsnavn"),
    "name": ("navn", "personnavn", "fulde navn", "medarbejder", "medarbejdernavn"),
    "email": (
        "e-mail",
        "email",
        "mail",
        "e-mailadresse",
        "mailadresse",
        "e-post",
        "arbejdsmail",
        "arbejds e-mail",
        "e-mail (arbejde)",
        "emailadresse",
    ),
    "phone": (
        "telefon",
        "tlf",
        "telefonnummer",
        "mobil",
        "mobilnummer",
        "mobiltelefon",
        "telefonnr",
        "tlf.nr.",
    ),
    "role": ("rolle", "stilling", "stillingsbetegnelse", "titel", "funktion"),
    "starts_on": (
        "fra",
        "fra dato",
        "startdato",
        "start",
        "gyldig fra",
        "ansat fra",
        "ansættelsesdato",
        "ansat dato",
        "ansat",
        "fra og med",
    ),
    "ends_on": (
        "til",
        "til dato",
        "slutdato",
        "slut",
        "gyldig til",
        "ansat til",
        "fratrædelsesdato",
        "fratrådt",
        "til og med",
    ),
}
LABELS = {
    "unit_id": "enhed_id",
    "unit": "enhed",
    "kind": "enhedstype",
    "parent": "hører_under",
    "person_id": "person_id",
    "name": "navn",
    "first_name": "fornavn",
    "middle_name": "mellemnavn",
    "last_name": "efternavn",
    "email": "e-mail",
    "phone": "telefon",
    "role": "rolle",
    "starts_on": "fra",
    "ends_on": "til",
}
NAME_PARTS = ("first_name", "middle_name", "last_name")
"""The name in several columns, in the order in which it is said."""
OF_A_PERSON = {"person_id", "email", "phone", "role", *NAME_PARTS}
IDS = {"unit_id", "person_id", "parent"}
"""What is a name made of digits: nothing counts with it, and a zero in front is part of it."""


def _plain(header: str) -> str:
    return _NO_LETTER.sub("", fold(header))


_COLUMNS = {_plain(name): column for column, names in NAMES.items() for name in names}


def column_of(header: str) -> str | None:
    """Which column a header means, however it is spelled; None for one that we have no use for."""
    return _COLUMNS.get(_plain(header))


def headers_known(cells: Sequence[str]) -> int:
    """How many of a row's cells are headers that are known."""
    return len({column for cell in cells if (column := column_of(cell))})


def kind_of(columns: set[str]) -> FileKind | None:
    """What a file with these columns holds; None when they fit neither."""
    if columns & {"person_id", "email"}:
        return FileKind.PEOPLE if _has_name(columns) else None
    if columns & {"role", *NAME_PARTS}:
        # Units have no post and no family name: these are people who cannot be known again.
        return None
    return FileKind.UNITS if columns & {"unit", "name"} and columns & {"unit_id", "kind", "parent"} else None


def _has_name(columns: set[str]) -> bool:
    return "name" in columns or columns >= {"first_name", "last_name"}


def what_is_missing(columns: set[str]) -> str:
    """Which headers a file lacks to be understood: as people when any of its headers is theirs alone, else as either."""
    if columns & OF_A_PERSON:
        return _missing_of_people(columns)
    if columns & {"unit", "unit_id", "kind", "parent"}:
        return _missing_of_units(columns)
    return f"{_missing_of_units(columns)} {_missing_of_people(columns)}"


def _missing_of_units(columns: set[str]) -> str:
    if not columns & {"unit", "name"}:
        if columns & {"unit_id", "kind", "parent"}:
            return _("Til enheder mangler kolonnen enhed.")
        return _("Til enheder mangler kolonnen enhed og mindst en af enhed_id, enhedstype og hører_under.")
    return _("Til enheder mangler mindst en af kolonnerne enhed_id, enhedstype og hører_under.")


def _missing_of_people(columns: set[str]) -> str:
    if _has_name(columns):
        return _("Til personer mangler kolonnen person_id eller e-mail.")
    if "first_name" in columns:
        return _("Til personer mangler kolonnen efternavn.")
    if "last_name" in columns:
        return _("Til personer mangler kolonnen fornavn.")
    if columns & {"person_id", "email"}:
        return _("Til personer mangler kolonnen navn, eller fornavn og efternavn.")
    return _("Til personer mangler kolonnen navn, og person_id eller e-mail.")
