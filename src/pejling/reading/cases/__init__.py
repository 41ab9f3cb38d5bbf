"""A case as municipalities write it, read from a Word, PDF or text file; nothing here knows the database."""

from pejling.core.apart import apart
from pejling.reading.cases.case import (
    CaseSection,
    EarlierDecision,
    Enclosure,
    Fact,
    Openness,
    ReadCase,
    Recommendation,
)
from pejling.reading.cases.reading import read_case
from pejling.reading.files import read_source

__all__ = [
    "CaseSection",
    "EarlierDecision",
    "Enclosure",
    "Fact",
    "Openness",
    "ReadCase",
    "Recommendation",
    "read_case",
    "read_case_apart",
]


def read_case_apart(data: bytes, filename: str) -> ReadCase:
    """The case in a file, read in a process of its own."""
    return apart(_read, data, filename)


def _read(data: bytes, filename: str) -> ReadCase:
    return read_case(read_source(data, filename))
