"""The database as a file: copied out while others write, looked through, put back; a store for each kind of database."""

import os
import shutil
import sqlite3
import subprocess
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.db import connection

from pejling.cli.terminal import Refusal

Options = dict[str, Any]


class Store(Protocol):
    """What a backup needs of a database."""

    @property
    def engine(self) -> str:
        """Which kind it is, as the manifest names it."""

    def copy_to(self, target: Path) -> None:
        """A whole copy as of one moment, however many are writing."""

    def refuse_broken(self, copy: Path) -> None:
        """Raise `Refusal` unless the copy can be read from one end to the other."""

    def place(self, copy: Path, folder: Path) -> None:
        """Lay the copy in the new data folder as the database that it will be, when it is a file there."""

    def load(self, copy: Path) -> None:
        """Let the copy be the database, all or nothing, when that is a server's."""


@dataclass(frozen=True)
class Sqlite:
    """A file in the data folder."""

    file: Path
    engine: str = "sqlite"

    def copy_to(self, target: Path) -> None:
        """By SQLite's own online backup, which sees one moment and lets the others write on."""
        if not self.file.exists():
            raise Refusal(f"Der er ingen database i {self.file}. Begynd med »pejling start«.")
        source, copy = sqlite3.connect(self.file, timeout=60), sqlite3.connect(target)
        try:
            source.backup(copy)
        finally:
            copy.close()
            source.close()

    def refuse_broken(self, copy: Path) -> None:
        """By SQLite's own check of every page and index."""
        database = sqlite3.connect(copy)
        try:
            found = database.execute("PRAGMA integrity_check").fetchone()[0]
        except sqlite3.DatabaseError as error:
            found = str(error)
        finally:
            database.close()
        if found != "ok":
            raise Refusal(f"Databasen i kopien er beskadiget ({found}).")

    def place(self, copy: Path, folder: Path) -> None:
        """Under the name that the settings know it by."""
        if settings.DATA not in self.file.resolve().parents:
            raise Refusal(
                f"Databasen {self.file} ligger uden for {settings.DATA}. Flyt den tilbage, eller kopiér den selv."
            )
        target = folder / self.file.resolve().relative_to(settings.DATA)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(copy, target)

    def load(self, copy: Path) -> None:
        """It is the database already."""


@dataclass(frozen=True)
class Postgresql:
    """A database on a server, by PostgreSQL's own programs."""

    engine: str = "postgresql"

    def copy_to(self, target: Path) -> None:
        """pg_dump reads one snapshot; an older one than the server cannot."""
        self._refuse_older_program()
        self._run(
            "pg_dump",
            "--format=custom",
            "--no-owner",
            "--no-privileges",
            "--schema=public",
            f"--file={target}",
        )

    def refuse_broken(self, copy: Path) -> None:
        """pg_restore reads the whole of it and writes it nowhere."""
        self._run("pg_restore", "--file=/dev/null", str(copy), connects=False)

    def place(self, copy: Path, folder: Path) -> None:
        """It waits beside the files until they are in their place."""

    def load(self, copy: Path) -> None:
        """In one transaction: what stands there goes, what is in the copy comes, or nothing happens."""
        script = copy.with_suffix(".sql")
        self._run(
            "pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(copy), connects=False
        )
        clear = "DROP SCHEMA IF EXISTS public CASCADE;"
        if not _makes_schema(script):
            clear += "CREATE SCHEMA public;"
        try:
            self._run(
                "psql",
                "--quiet",
                "--single-transaction",
                "-v",
                "ON_ERROR_STOP=1",
                f"-c{clear}",
                f"-f{script}",
            )
        finally:
            script.unlink()
        copy.unlink()

    def _refuse_older_program(self) -> None:
        connection.ensure_connection()
        server = connection.connection.info.server_version // 10_000
        words = self._run("pg_dump", "--version", connects=False).split()
        program = int(words[2].split(".")[0])
        if program < server:
            raise Refusal(
                f"pg_dump {program} er ældre end serveren ({server}). Installér postgresql-client-{server}."
            )

    def _run(self, program: str, *words: str, connects: bool = True) -> str:
        """A program beside the server; the password goes by the environment, where no list of processes shows it."""
        told = settings.DATABASES["default"]
        names = {
            "PGHOST": "HOST",
            "PGPORT": "PORT",
            "PGUSER": "USER",
            "PGPASSWORD": "PASSWORD",
            "PGDATABASE": "NAME",
        }
        environment = os.environ | {
            name: str(told[key]) for name, key in names.items() if told.get(key) and connects
        }
        try:
            done = subprocess.run(
                [program, *words], env=environment, capture_output=True, text=True, check=False
            )
        except FileNotFoundError:
            raise Refusal(f"Programmet {program} mangler. Installér postgresql-client.") from None
        if done.returncode:
            raise Refusal(f"{program} kunne ikke: {done.stderr.strip()[-400:]}")
        return done.stdout


def _makes_schema(script: Path) -> bool:
    with script.open(errors="replace") as lines:
        return any(line.startswith("CREATE SCHEMA public;") for line in islice(lines, 200))


def store() -> Store:
    """The store of the database in use."""
    if connection.vendor == "postgresql":
        return Postgresql()
    return Sqlite(Path(settings.DATABASES["default"]["NAME"]))
