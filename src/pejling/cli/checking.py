"""`pejling check`: what an operator should know before people come, a line each."""

import os
import shutil
import stat
import tempfile
from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import get_connection
from django.db import Error, connection
from django.http.request import validate_host
from django.utils import timezone

from pejling.cli.database import require_there, unapplied
from pejling.cli.environment import in_words
from pejling.cli.terminal import Refusal, bar, reason_of, say
from pejling.cli.uploads import faults_of_uploads
from pejling.core.formats import number

OK, WARNING, ERROR = "ok", "advarsel", "fejl"
LITTLE_SPACE = 1_000_000_000
SHORT_KEY = 40


@dataclass(frozen=True)
class Finding:
    """One line: how it stands, and with what."""

    level: str
    words: str


def check(_arguments: Namespace) -> int:
    """Say all findings; the exit code is 1 when any of them is an error."""
    findings = [finding for look in LOOKS for finding in look()]
    for finding in findings:
        say(f"{finding.level:<9} {finding.words}")
    return int(any(finding.level == ERROR for finding in findings))


def _folder() -> Iterator[Finding]:
    try:
        with tempfile.TemporaryFile(dir=settings.DATA):
            pass
    except OSError as error:
        yield Finding(ERROR, f"Mappen {settings.DATA} kan ikke bruges: {reason_of(error)}.")
        return
    yield Finding(OK, f"Mappen {settings.DATA} kan der skrives i.")
    free = shutil.disk_usage(settings.DATA).free
    if free < LITTLE_SPACE:
        yield Finding(WARNING, f"Der er kun {number(free // 1_000_000)} MB fri plads.")


def _database() -> Iterator[Finding]:
    try:
        require_there()
        missing = unapplied()
    except Refusal as refusal:
        yield Finding(ERROR, str(refusal))
        return
    except Error as error:
        yield Finding(ERROR, " ".join(in_words(error).split()))
        return
    yield Finding(OK, f"Databasen ({connection.vendor}) svarer.")
    if missing:
        yield Finding(ERROR, f"Databasen mangler {len(missing)} ændringer. Kør »pejling manage migrate«.")
        return
    yield Finding(OK, "Databasen er ført helt frem.")
    yield from _operators()
    yield from _tasks()
    yield from _uploads()


def _operators() -> Iterator[Finding]:
    from pejling.organisation.models import Capacity, Post

    posts = Post.objects.current().filter(role__capacity=Capacity.OPERATOR, person__is_active=True)
    able = [post for post in posts.select_related("person") if post.person.may_sign_in]
    if able:
        yield Finding(
            OK, f"Der er {len({post.person_id for post in able})} it-administrator(er), som kan logge ind."
        )
    else:
        yield Finding(ERROR, "Der er ingen it-administrator, som kan logge ind. Kør »pejling start«.")


def _tasks() -> Iterator[Finding]:
    from django_tasks_db.models import DBTaskResult

    now = timezone.now()
    if late := DBTaskResult.objects.ready().filter(enqueued_at__lt=now - timedelta(minutes=10)).count():
        yield Finding(
            WARNING,
            f"{late} opgaver har ventet over ti minutter. Kører »pejling serve« eller »pejling worker«?",
        )
    if failed := DBTaskResult.objects.failed().filter(finished_at__gt=now - timedelta(days=7)).count():
        yield Finding(WARNING, f"{failed} opgaver er mislykkedes den seneste uge.")


def _uploads() -> Iterator[Finding]:
    faults = faults_of_uploads(partial(bar, words="Læser filerne", unit="filer"))
    for line in faults:
        yield Finding(ERROR, line)
    if not faults:
        yield Finding(OK, "De uploadede filer er der alle, som da de blev gemt.")


def _key() -> Iterator[Finding]:
    kept = settings.DATA / "secret_key"
    if os.environ.get("PEJLING_SECRET_KEY"):
        if len(settings.SECRET_KEY) < SHORT_KEY:
            yield Finding(WARNING, f"PEJLING_SECRET_KEY er kort. Brug mindst {SHORT_KEY} tilfældige tegn.")
        else:
            yield Finding(OK, "Den hemmelige nøgle kommer fra PEJLING_SECRET_KEY.")
    elif not kept.exists():
        yield Finding(ERROR, f"Den hemmelige nøgle {kept} er væk.")
    elif stat.S_IMODE(kept.stat().st_mode) & 0o077:
        yield Finding(ERROR, f"Andre på maskinen kan læse {kept}. Kør »chmod 600 {kept}«.")
    else:
        yield Finding(OK, f"Den hemmelige nøgle ligger i {kept} og kan kun læses af ejeren.")


def _modes() -> Iterator[Finding]:
    if settings.DEBUG:
        yield Finding(
            ERROR, "PEJLING_DEBUG er slået til. Det viser fremmede, hvad der står i koden og i dataene."
        )
    else:
        yield Finding(OK, "PEJLING_DEBUG er slået fra.")
    if settings.DEMO:
        yield Finding(
            WARNING, "PEJLING_DEMO er slået til: loginsiden viser opdigtede personers adgangskoder."
        )


def _address() -> Iterator[Finding]:
    if "PEJLING_BEHIND_PROXY" in os.environ:
        words = "PEJLING_BEHIND_PROXY bruges ikke mere. Sæt PEJLING_PROXIES til adressen på serveren foran, fx 127.0.0.1."
        yield Finding(ERROR, words)
    told = urlsplit(settings.BASE_URL)
    host = told.hostname or ""
    if told.scheme not in ("http", "https") or not host:
        yield Finding(
            ERROR,
            f"PEJLING_BASE_URL ({settings.BASE_URL}) er ikke en adresse som https://pejling.kommune.dk.",
        )
    elif told.scheme == "https":
        yield Finding(OK, f"Adressen er {settings.BASE_URL}.")
        if not settings.PROXIES:
            yield Finding(
                WARNING,
                "PEJLING_PROXIES er tom, men https kræver en server foran. Sæt dens adresse, fx 127.0.0.1.",
            )
    elif host in ("localhost", "127.0.0.1", "::1"):
        yield Finding(
            WARNING,
            f"Adressen er {settings.BASE_URL}, som kun virker på denne maskine. Sæt PEJLING_BASE_URL.",
        )
    else:
        yield Finding(
            ERROR, f"Adressen {settings.BASE_URL} er uden https: adgangskoder sendes, så andre kan læse dem."
        )
    if not validate_host(host, settings.ALLOWED_HOSTS):
        yield Finding(
            ERROR, f"PEJLING_HOSTS nævner ikke {host}, så siderne svarer ikke på deres egen adresse."
        )
    elif "*" in settings.ALLOWED_HOSTS:
        yield Finding(WARNING, "PEJLING_HOSTS tillader alle navne. Nævn dem, I bruger.")


def _mail() -> Iterator[Finding]:
    if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        yield Finding(WARNING, f"Mails sendes ikke, men lægges i {settings.EMAIL_FOLDER}. Sæt EMAIL_URL.")
        return
    try:
        get_connection(timeout=5).open()
    except (OSError, ValueError) as error:
        why = reason_of(error) if isinstance(error, OSError) else str(error)
        yield Finding(ERROR, f"Mailserveren {settings.EMAIL_HOST} kan ikke nås: {why}.")
        return
    yield Finding(OK, f"Mailserveren {settings.EMAIL_HOST} svarer.")
    if "@localhost" in settings.DEFAULT_FROM_EMAIL:
        yield Finding(WARNING, f"Mails sendes fra {settings.DEFAULT_FROM_EMAIL}. Sæt PEJLING_FROM_EMAIL.")


def _backups() -> Iterator[Finding]:
    if connection.vendor == "postgresql":
        for program in ("pg_dump", "pg_restore", "psql"):
            if shutil.which(program) is None:
                yield Finding(WARNING, f"Programmet {program} mangler, så »pejling backup« virker ikke her.")


LOOKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    _folder,
    _database,
    _key,
    _modes,
    _address,
    _mail,
    _backups,
)
