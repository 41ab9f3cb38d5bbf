"""The files that an operator names."""

from pathlib import Path

from pejling.cli.terminal import Refusal


def content_of(file: Path) -> bytes:
    """What is in it; a refusal in words when it cannot be opened."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise Refusal(f"{file} kan ikke læses: {error.strerror}.") from error
