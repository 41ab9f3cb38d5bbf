"""What a command stands on: the settings, the data folder and Django."""

import os
import re
import sys
from argparse import Namespace
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from pejling.cli.terminal import reason_of

SETTINGS = "pejling.settings"
DEMO_FOLDER = "demo"
PREVIEW = "pejling.cli.previewing:preview"

DATABASE = ("django.db.utils", "sqlite3", "psycopg", "psycopg.errors")
SETTING = ("EnvError", "EnvValidationError", "ImproperlyConfigured", "ValueError", "UnknownSchemeError")
OF_SQLITE = {
    "SQLITE_CORRUPT": "Databasen er beskadiget. Sæt en sikkerhedskopi tilbage med »pejling restore«",
    "SQLITE_NOTADB": "Databasen er beskadiget. Sæt en sikkerhedskopi tilbage med »pejling restore«",
    "SQLITE_FULL": "Der er ikke plads på disken til databasen",
    "SQLITE_READONLY": "Der må ikke skrives i databasen. Se efter, hvem der ejer den og dens mappe",
    "SQLITE_CANTOPEN": "Databasen kan ikke åbnes. Se efter, hvem der ejer den og dens mappe",
    "SQLITE_IOERR": "Databasen kan ikke læses eller skrives på disken",
}
Command = Callable[[Namespace], int]


def prepare(arguments: Namespace) -> None:
    """Choose the settings and get Django ready. The demo has a folder and a database of its own."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    os.umask(0o077)  # what is written here is nobody else's to read
    if port := getattr(arguments, "port", None):
        os.environ["PORT"] = str(port)
    if arguments.command == "demo":
        _be_the_demo()
    if getattr(arguments, "preview", None):
        _stand_alone(arguments)
        return
    import django

    django.setup()


def _stand_alone(arguments: Namespace) -> None:
    """A preview asks for no settings and leaves nothing behind, not even the key that a first start makes."""
    from pejling.core.apart import stand_alone

    arguments.run = PREVIEW
    stand_alone()


def _be_the_demo() -> None:
    """Whatever a real installation here is told, the demo never touches its data, its database or its mail."""
    folder = Path(os.environ.get("PEJLING_DATA", "data")) / DEMO_FOLDER
    os.environ.update(PEJLING_DATA=str(folder.resolve()), PEJLING_DEMO="1")
    for name in ("DATABASE_URL", "EMAIL_URL", "PEJLING_BASE_URL", "PEJLING_PROXIES"):
        os.environ.pop(name, None)


def found(path: str) -> Command:
    """The function that carries a command out, imported when Django is ready for it."""
    module, name = path.rsplit(":", 1)
    command: Command = getattr(import_module(module), name)
    return command


def known(error: BaseException) -> str:
    """What an operator can make of an error of the database, the disk or the settings; nothing for any other."""
    kind = type(error)
    if any(each.__module__ in DATABASE for each in kind.__mro__):
        return _of_database(error)
    if kind.__name__ in SETTING and _while_settling():
        return f"En indstilling kan ikke læses: {_of_setting(error)}. Se docs/operators/settings.md."
    if isinstance(error, OSError):
        reason = reason_of(error)
        return (
            f"{error.filename}: {reason}." if error.filename else f"Det kunne ikke lade sig gøre: {reason}."
        )
    return ""


def in_words(error: Exception) -> str:
    """The same, with words for what nobody thought of."""
    return known(error) or (
        f"Det gik galt på en måde, som ikke var ventet: {type(error).__name__}: {error}."
        " PEJLING_LOG_LEVEL=DEBUG viser hvor."
    )


def _of_database(error: BaseException) -> str:
    """By SQLite's own names where there are any: its messages are the same for many things."""
    name = getattr(error.__cause__ or error, "sqlite_errorname", "")
    for beginning, words in OF_SQLITE.items():
        if name.startswith(beginning):
            return f"{words} ({error})."
    if type(error).__name__ == "ProgrammingError" or name == "SQLITE_ERROR":
        return f"Databasen har ikke de tabeller, som den skal have ({error}). Kør »pejling check«."
    return f"Databasen kan ikke nås eller svarer ikke: {error}"


def _of_setting(error: BaseException) -> str:
    """Which one it is, where the library says so in English; our own words else. Never its value: it may hold a password."""
    named = re.match(r'Environment variable "(\w+)"', str(error))
    return f"{named[1]} har en værdi, som ikke kan bruges" if named else str(error).rstrip(".")


def _while_settling() -> bool:
    """Whether the settings are not even read yet."""
    from django.apps import apps

    return not apps.ready or SETTINGS not in sys.modules
