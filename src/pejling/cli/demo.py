"""`pejling demo`: Fjordlund Kommune on this machine."""

import shutil
from argparse import Namespace

from django.conf import settings

from pejling.cli import in_use
from pejling.cli.database import bring_up_to_date, unknown
from pejling.cli.serving import keep_serving
from pejling.cli.terminal import bar, say, table
from pejling.core.dates import today
from pejling.demo.loading import is_loaded, load
from pejling.demo.logins import PASSWORD, logins
from pejling.demo.texts import load_story


def demo(arguments: Namespace) -> int:
    """Load the municipality the first time, and anew when another version has made it; and serve it."""
    if arguments.fresh or unknown():
        _throw_away()
    return keep_serving(arguments, prepare=_make_ready, told=_tell_logins)


def _throw_away() -> None:
    """The demo's own database and files, never anybody else's: the folder is the demo's alone."""
    with in_use.alone(settings.DATA):
        for name in ("pejling.sqlite3", "pejling.sqlite3-wal", "pejling.sqlite3-shm"):
            (settings.DATA / name).unlink(missing_ok=True)
        for folder in (settings.MEDIA_ROOT, settings.EMAIL_FOLDER):
            shutil.rmtree(folder, ignore_errors=True)


def _make_ready() -> None:
    bring_up_to_date()
    if not is_loaded():
        say("Indlæser Fjordlund Kommune ...")
        load(load_story(today()), shown=lambda steps: bar(steps, "Fjordlund", unit="trin"))


def _tell_logins() -> None:
    say()
    rows = [
        ("Log ind som", "navn", "e-mail"),
        *((str(each.role), each.name, each.email) for each in logins()),
    ]
    for line in table(rows):
        say(f"  {line}")
    say()
    say(f"  Adgangskoden er den samme for alle: {PASSWORD}")
    say("  Forfra med friske datoer: pejling demo --fresh")
    say()
