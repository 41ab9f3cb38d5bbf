"""How the key of a row is read that an address, a form or a file names: digits, and not more than a database counts to."""

LONGEST = 18


def read_key(text: str | None) -> int | None:
    """The key, if it can be one; whoever asks says what becomes of what is none."""
    return int(text) if text and len(text) <= LONGEST and text.isascii() and text.isdigit() else None
