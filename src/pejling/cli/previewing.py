"""`pejling import document FILE --preview json`: the proposal alone. No settings, no database, no folder, no network."""

import json
from argparse import Namespace

from pejling.cli.files import content_of
from pejling.cli.terminal import Refusal, say
from pejling.core.apart import Unreadable
from pejling.direction.imports import read_apart


def preview(arguments: Namespace) -> int:
    """Print what the file is proposed to be; nothing is kept."""
    try:
        _source, proposal = read_apart(content_of(arguments.file), arguments.file.name)
    except Unreadable as refusal:
        raise Refusal(str(refusal)) from refusal
    say(json.dumps(proposal.to_json(), ensure_ascii=False, indent=2))
    return 0
