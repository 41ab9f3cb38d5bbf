"""The words of the interface: gathered from the source, laid into the English catalogue, and built. `make words` runs it.

Danish stands in the source; English is written in `locale/en/LC_MESSAGES/django.po`, and `django.mo` beside it is what a
running installation reads. Both are committed, so that a clone speaks English without a step of its own.
"""

import re
import sys
import tempfile
from contextlib import chdir
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from babel.messages.catalog import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tests.provision import REPOSITORY

ENGLISH = REPOSITORY / "src" / "pejling" / "locale" / "en" / "LC_MESSAGES" / "django.po"
BUILT = ENGLISH.with_suffix(".mo")
# Django's lazy ones, which Babel does not know by itself.
LAZY = ("gettext_lazy", "ngettext_lazy:1,2", "pgettext_lazy:1c,2", "npgettext_lazy:1c,2,3", "gettext_noop")
# No date and no version in it: the same words are the same file, whenever and wherever they are gathered.
HEADER = r"""# English, the second language of the interface. Danish stands in the source.
# `make words` keeps this file in step with it.
msgid ""
msgstr ""
"Language: en\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"

"""
NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)


def in_source() -> Catalog:
    """Every message that a user can meet, as the source has it now, by the mapping in pyproject.toml."""
    with tempfile.TemporaryDirectory() as folder, chdir(REPOSITORY):
        template = Path(folder) / "source.pot"
        keywords = [f"--keyword={each}" for each in LAZY]
        options = (
            "--mapping=pyproject.toml",
            "--sort-by-file",
            "--add-location=file",
            f"--output={template}",
        )
        command = ["pybabel", "--quiet", "extract", *options, *keywords, "src/pejling"]
        CommandLineInterface().run(command)  # type: ignore[no-untyped-call]
        return _read(template)


def in_english() -> Catalog:
    """The catalogue that translators write."""
    return _read(ENGLISH)


def lay_in() -> None:
    """Add what is new in the source to the translators' catalogue, and take out what is gone."""
    english = in_english()
    english.update(in_source(), no_fuzzy_matching=True)
    with ENGLISH.open("wb") as file:
        file.write(HEADER.encode())
        write_po(file, english, omit_header=True, include_lineno=False, ignore_obsolete=True, width=0)


def build(file: IO[bytes]) -> None:
    """Make from the translators' catalogue the one that is read."""
    english = in_english()
    english.creation_date = english.revision_date = NO_DATE
    write_mo(file, english)


def messages(catalog: Catalog) -> list[Message]:
    """The messages without the catalogue's own header."""
    return [message for message in catalog if message.id]


def forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """A message's text for one and for many, or its only text."""
    return tuple(text) if isinstance(text, (list, tuple)) else (text or "",)


def is_translated(message: Message) -> bool:
    """Whether the English stands, in as many forms as the Danish."""
    return (
        len(forms(message.string)) == len(forms(message.id))
        and all(forms(message.string))
        and not message.fuzzy
    )


def placeholders(text: str) -> list[str]:
    """What is put into a text when it is shown, such as `%(count)s` and `{name}`."""
    return sorted(re.findall(r"%\(\w+\)[a-z]|%[a-z]|\{\w*\}", text))


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="en")


def main() -> int:
    """Gather, lay in, build; name what waits for a translator."""
    lay_in()
    with BUILT.open("wb") as file:
        build(file)
    english = messages(in_english())
    waiting = [message for message in english if not is_translated(message)]
    for message in waiting:
        print(f"{ENGLISH.relative_to(REPOSITORY)}:{message.lineno}: {forms(message.id)[0]}")
    print(f"{len(english)} messages, {len(waiting)} without English.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
