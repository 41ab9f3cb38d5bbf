"""The files that an operator names."""

from argparse import Namespace
from pathlib import Path

from pejling.cli.terminal import Refusal, reason_of
from pejling.core.encodings import ENCODINGS


def content_of(file: Path) -> bytes:
    """What is in it; a refusal in words when it cannot be opened."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise Refusal(f"{file} kan ikke læses: {reason_of(error)}.") from error


def encoding_of(arguments: Namespace) -> str:
    """How the operator says that the letters of a file are written; empty when that is left to the file."""
    told: str = arguments.encoding or ""
    if told and told not in ENCODINGS:
        raise Refusal(f"»{told}« er ikke et tegnsæt, som vi kender. Vælg mellem: {', '.join(ENCODINGS)}.")
    return told
