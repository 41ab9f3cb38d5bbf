"""Agendas and minutes from the systems that municipalities have, read as meetings; nothing here knows the database."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from pejling.core.apart import Unreadable, apart
from pejling.reading.agendas.agenda import Agendas, Found, Meeting, MeetingFile, MeetingItem, State, Text
from pejling.reading.agendas.files import read_file
from pejling.reading.agendas.joining import joined

__all__ = [
    "Agendas",
    "Meeting",
    "MeetingFile",
    "MeetingItem",
    "State",
    "Text",
    "read_agendas",
    "read_agendas_apart",
]

_MOST_TOGETHER = 100
_MOST_BYTES_TOGETHER = 10 * 1024 * 1024
"""So much is read in one process: a new one for each small file would take most of the time."""

Named = tuple[str, bytes]
Outcome = Found | Unreadable


def read_agendas(files: Sequence[Named]) -> Agendas:
    """The meetings of some files, each with its name; `Unreadable` when there is nothing of a meeting in any of them."""
    return _judged([name for name, _data in files], _each(files))


def read_agendas_apart(files: Iterable[Named]) -> Agendas:
    """The same, the files read in processes of their own; one that is made to do harm takes no other with it."""
    names: list[str] = []
    outcomes: list[Outcome] = []
    for together in _in_parts(files):
        names += [name for name, _data in together]
        outcomes += _each_apart(together)
    return _judged(names, outcomes)


def _in_parts(files: Iterable[Named]) -> Iterable[list[Named]]:
    together: list[Named] = []
    size = 0
    for name, data in files:
        if together and (len(together) >= _MOST_TOGETHER or size + len(data) > _MOST_BYTES_TOGETHER):
            yield together
            together, size = [], 0
        together.append((name, data))
        size += len(data)
    if together:
        yield together


def _each_apart(files: list[Named]) -> list[Outcome]:
    try:
        return apart(_each, files)
    except Unreadable as refused:
        if len(files) == 1:
            return [refused]
    # One of them took all that reading may take: the others are read without it.
    return [outcome for each in files for outcome in _each_apart([each])]


def _each(files: Sequence[Named]) -> list[Outcome]:
    return [_outcome(data) for _name, data in files]


def _outcome(data: bytes) -> Outcome:
    try:
        return read_file(data)
    except Unreadable as refused:
        return refused


def _judged(names: Sequence[str], outcomes: Sequence[Outcome]) -> Agendas:
    faults = [
        (name, each) for name, each in zip(names, outcomes, strict=True) if isinstance(each, Unreadable)
    ]
    found = [(name, each) for name, each in zip(names, outcomes, strict=True) if isinstance(each, Found)]
    if not found:
        name, refused = faults[0]
        raise Unreadable(str(refused) if len(faults) == 1 else f"{name}: {refused}")
    agendas = joined(found)
    if not agendas.meetings:
        raise Unreadable(
            _("Filerne siger kun, hvilke dagsordener der er. Tag de filer med, som dagsordenerne står i.")
        )
    told = tuple(f"{name}: {refused}" for name, refused in faults)
    return Agendas(agendas.meetings, (*told, *agendas.warnings))
