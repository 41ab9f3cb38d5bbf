"""What a command stands on: the settings, the data folder and Django."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

SETTINGS = "pejling.settings"
DEMO_FOLDER = "demo"
PREVIEW = "pejling.cli.previewing:preview"

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
    for name in ("DATABASE_URL", "EMAIL_URL", "PEJLING_BASE_URL", "PEJLING_BEHIND_PROXY"):
        os.environ.pop(name, None)


def found(path: str) -> Command:
    """The function that carries a command out, imported when Django is ready for it."""
    module, name = path.rsplit(":", 1)
    command: Command = getattr(import_module(module), name)
    return command


def in_words(error: Exception) -> str:
    """What an operator can make of an error that no command foresaw."""
    name = type(error).__name__
    if name in ("OperationalError", "InterfaceError"):
        return f"Databasen kan ikke nås eller svarer ikke: {error}"
    if name in ("EnvError", "EnvValidationError", "ImproperlyConfigured", "ValueError") and _while_settling():
        return f"En indstilling kan ikke læses: {error}. Se docs/operators/settings.md."
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}."
    return (
        f"Det gik galt på en måde, som ikke var ventet: {name}: {error}. PEJLING_LOG_LEVEL=DEBUG viser hvor."
    )


def _while_settling() -> bool:
    """Whether the settings are not even read yet."""
    from django.apps import apps

    return not apps.ready or SETTINGS not in sys.modules
