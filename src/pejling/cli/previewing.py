"""`pejling ... FILE --preview json`: what the file is read as, alone. No settings, no database, no network."""

import json
from argparse import Namespace
from collections.abc import Callable

from django.utils.translation import gettext as _

from pejling.cli.files import content_of, encoding_of
from pejling.cli.terminal import Refusal, say
from pejling.core.apart import Unreadable
from pejling.core.tables import LARGEST, UnreadableSheet
from pejling.core.tables.encodings import UnsureEncoding
from pejling.economy.imports.ledger import LARGEST as LARGEST_LEDGER
from pejling.economy.imports.ledger import preview_ledger
from pejling.economy.imports.mapping import BadColumnMapping, mapping_from
from pejling.effects.imports import preview_signals
from pejling.organisation.imports.preview import preview as preview_organisation
from pejling.processes.figures.stages import standard_template
from pejling.processes.imports import MeetingDays, preview_schedule, read_meetings
from pejling.reading import read_apart
from pejling.reading.agendas import read_agendas_apart
from pejling.reading.cases import read_case_apart
from pejling.reading.rules_of_reading import KIND_NAMES
from pejling.reading.source import MAX_BYTES


def preview(arguments: Namespace) -> int:
    """Print it; nothing is kept."""
    read = READERS[getattr(arguments, "what", arguments.command)]
    try:
        told = read(arguments)
    except Unreadable as refusal:
        raise Refusal(str(refusal)) from refusal
    except UnreadableSheet as refusal:
        raise Refusal(refusal.words) from refusal
    except UnsureEncoding as unsure:
        words = _("Det kan ikke ses, hvordan filens bogstaver er skrevet. Gem den som UTF-8, og prøv igen.")
        raise Refusal(words) from unsure
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


def _ledger(arguments: Namespace) -> dict[str, object]:
    try:
        mapping = mapping_from(content_of(arguments.mapping, LARGEST))
    except BadColumnMapping as refusal:
        raise Refusal(str(refusal)) from refusal
    return preview_ledger(content_of(arguments.file, LARGEST_LEDGER), mapping)


def _schedule(arguments: Namespace) -> dict[str, object]:
    meetings = read_meetings(content_of(arguments.meetings, LARGEST)) if arguments.meetings else MeetingDays()
    template = standard_template(arguments.template)
    return preview_schedule(template, decided_on=arguments.decided_on, meetings=meetings)


def _signals(arguments: Namespace) -> dict[str, object]:
    return preview_signals(content_of(arguments.file, LARGEST), baseline=arguments.baseline)


READERS: dict[str, Callable[[Namespace], dict[str, object]]] = {
    "organisation": _organisation,
    "document": _document,
    "case": _case,
    "agenda": _agenda,
    "ledger": _ledger,
    "schedule": _schedule,
    "signals": _signals,
}
"""By what is read: what stands after `pejling import`, or the command itself."""
