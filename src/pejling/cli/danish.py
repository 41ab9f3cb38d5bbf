"""The parser's own words in Danish: what it complains with, and the headings of its help."""

import argparse

WORDS = {
    "usage: ": "brug: ",
    "positional arguments": "det, der skrives efter kommandoen",
    "options": "muligheder",
    "show this help message and exit": "vis denne hjælp",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "the following arguments are required: %s": "der mangler: %s",
    "unrecognized arguments: %s": "det her kendes ikke: %s",
    "expected one argument": "der mangler en værdi",
    "expected at most one argument": "der må kun være én værdi",
    "expected at least one argument": "der mangler en værdi",
    "expected %s argument": "der skal være %s værdi",
    "expected %s arguments": "der skal være %s værdier",
    "ignored explicit argument %r": "der skal ingen værdi være, men der står %r",
    "not allowed with argument %s": "kan ikke bruges sammen med %s",
    "one of the arguments %s is required": "der mangler en af disse: %s",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s kan være flere muligheder: %(matches)s",
    "unexpected option string: %s": "muligheden kendes ikke: %s",
    "invalid %(type)s value: %(value)r": "»%(value)s« kan ikke bruges",
    "invalid choice: %(value)r (choose from %(choices)s)": "»%(value)s« er ikke en af mulighederne: %(choices)s",
    "unknown parser %(parser_name)r (choices: %(choices)s)": "»%(parser_name)s« er ikke en af kommandoerne: %(choices)s",
}


def speak_danish() -> None:
    """Where the parser asks gettext, which knows no Danish for it, it asks the table. A word that we lack stays as it is."""
    setattr(argparse, "_", lambda words: WORDS.get(words, words))  # noqa: B010  # no stub tells of the name
    setattr(argparse, "ngettext", _of_number)  # noqa: B010


def _of_number(one: str, many: str, number: int) -> str:
    words = one if number == 1 else many
    return WORDS.get(words, words)
