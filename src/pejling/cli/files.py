"""The files that an operator names."""

import stat
from argparse import Namespace
from pathlib import Path

from pejling.cli.terminal import Refusal, reason_of
from pejling.core.tables.encodings import ENCODINGS


def content_of(file: Path, most: int) -> bytes:
    """What is in it; a refusal in words when it cannot be opened, is no file of its own, or has more than `most` bytes.

    A device or a pipe may never end, so it is asked what it is before it is opened.
    """
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            raise Refusal(f"{file} er ikke en almindelig fil.")
        with file.open("rb") as opened:
            content = opened.read(most + 1)
    except OSError as error:
        raise Refusal(f"{file} kan ikke læses: {reason_of(error)}.") from error
    if len(content) > most:
        raise Refusal(f"{file} er for stor. Den må højst fylde {most // (1024 * 1024)} MB.")
    return content


def encoding_of(arguments: Namespace) -> str:
    """How the operator says that the letters of a file are written; empty when that is left to the file."""
    told: str = arguments.encoding or ""
    if told and told not in ENCODINGS:
        raise Refusal(f"»{told}« er ikke et tegnsæt, som vi kender. Vælg mellem: {', '.join(ENCODINGS)}.")
    return told
