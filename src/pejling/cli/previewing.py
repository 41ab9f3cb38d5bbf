"""`pejling import ... FILE --preview json`: what the file is read as, alone. No settings, no database, no network."""

import json
from argparse import Namespace

from pejling.cli.files import content_of, encoding_of
from pejling.cli.terminal import Refusal, say
from pejling.core.apart import Unreadable
from pejling.core.tables import LARGEST, UnreadableSheet
from pejling.organisation.imports.preview import preview as preview_organisation
from pejling.reading import read_apart
from pejling.reading.agendas import read_agendas_apart
from pejling.reading.cases import read_case_apart
from pejling.reading.rules_of_reading import KIND_NAMES
from pejling.reading.source import MAX_BYTES


def preview(arguments: Namespace) -> int:
    """Print it; nothing is kept."""
    try:
        told = _READERS[arguments.what](arguments)
    except Unreadable as refusal:
        raise Refusal(str(refusal)) from refusal
    except UnreadableSheet as refusal:
        raise Refusal(refusal.words) from refusal
    say(json.dumps(told, ensure_ascii=False, indent=2))
    return 0


def _organisation(arguments: Namespace) -> dict[str, object]:
    content = content_of(arguments.file, LARGEST)
    return preview_organisation(content, encoding=encoding_of(arguments))


def _document(arguments: Namespace) -> dict[str, object]:
    content = content_of(arguments.file, MAX_BYTES)
    told = (arguments.kind or "").casefold()
    _source, proposal = read_apart(content, arguments.file.name, kind=KIND_NAMES.get(told, told))
    return proposal.to_json()


def _case(arguments: Namespace) -> dict[str, object]:
    return read_case_apart(content_of(arguments.file, MAX_BYTES), arguments.file.name).to_json()


def _agenda(arguments: Namespace) -> dict[str, object]:
    # Each is opened when it is its turn: two thousand old agendas are not held in memory together.
    files = ((file.name, content_of(file, MAX_BYTES)) for file in arguments.files)
    return read_agendas_apart(files).to_json()


_READERS = {"organisation": _organisation, "document": _document, "case": _case, "agenda": _agenda}
