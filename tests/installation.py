"""An installation in a folder of its own, run as an operator runs it: real processes, real ports, real signals.

What takes long to make - tables, collected files, Fjordlund - is made once for all test processes, and copied.
"""

import fcntl
import http.cookiejar
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

PEJLING = Path(sys.executable).with_name("pejling")
PATIENCE = 180.0
"""To make all tables takes 25 seconds of processor, and the machine may be busy with something else."""
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
        return port


def processes_in(folder: Path) -> list[int]:
    """The living processes whose data folder is this one or lies in it."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            told = (path / "environ").read_bytes().split(b"\0")
            state = (path / "stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            continue
        if state != "Z" and any(line.startswith(b"PEJLING_TRIED_IN=" + bytes(folder)) for line in told):
            found.append(int(path.name))
    return found


def children_of(pid: int) -> list[int]:
    """The living children of a process."""
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def holds_open(pid: int, folder: Path) -> bool:
    """Whether the process has a file in the folder open."""
    with suppress(OSError):
        return any(folder in file.readlink().parents for file in Path(f"/proc/{pid}/fd").iterdir())
    return False


def wait_until_gone(folder: Path, patience: float = 15) -> list[int]:
    """The processes that are still there when patience ends."""
    until = time.monotonic() + patience
    while (left := processes_in(folder)) and time.monotonic() < until:
        time.sleep(0.05)
    return left


@dataclass
class Running:
    """A `pejling` that serves."""

    process: "subprocess.Popen[str]"
    lines: list[str]
    url: str
    data: Path
    seconds: float = 0.0
    """From the command to the first page."""

    @property
    def webs(self) -> list[int]:
        """The web processes."""
        return sorted(set(children_of(self.process.pid)) - set(self.workers))

    @property
    def workers(self) -> list[int]:
        """The worker: the child that holds a lock by which it is known to live."""
        locks = self.data / "workers"
        return [pid for pid in children_of(self.process.pid) if holds_open(pid, locks)]

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        """Tell it to stop, as Ctrl-C does, and answer its exit code."""
        self.process.send_signal(how)
        out, _nothing = self.process.communicate(timeout=30)
        self.lines += out.splitlines()
        return self.process.returncode


class Visitor:
    """A browser without JavaScript."""

    def __init__(self, url: str) -> None:
        self.url = url
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar)

    def get(self, path: str) -> tuple[int, str]:
        """Status and text of a page."""
        return self.open(urllib.request.Request(urllib.parse.urljoin(self.url, path)))

    def fill_in(self, path: str, **fields: str) -> tuple[int, str]:
        """Open the form on the page and send it in with these fields."""
        _status, text = self.get(path)
        token = TOKEN.search(text)
        assert token, text[:500]
        data = urllib.parse.urlencode({"csrfmiddlewaretoken": token[1], **fields}).encode()
        address = urllib.parse.urljoin(self.url, path)
        return self.open(urllib.request.Request(address, data, {"Referer": address}))

    def sign_in(self, email: str, password: str) -> tuple[int, str]:
        """Through the sign-in page."""
        return self.fill_in("/konto/log-ind", login=email, password=password)

    def open(self, request: urllib.request.Request, patience: float = 30) -> tuple[int, str]:
        """Status and text of what is answered."""
        try:
            with self.opener.open(request, timeout=patience) as answer:
                return answer.status, answer.read().decode(errors="replace")
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode(errors="replace")


@dataclass
class Installation:
    """A data folder, and the commands that are run on it."""

    folder: Path
    database: str = ""

    @property
    def data(self) -> Path:
        """Where the municipality's data lie."""
        return self.folder / "data"

    @property
    def environment(self) -> dict[str, str]:
        """As on a machine where nothing but the folder has been told."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PEJLING_", "DATABASE_", "DJANGO_"))
        }
        told = {"PEJLING_DATA": str(self.data), "PEJLING_TRIED_IN": str(self.folder)}
        return kept | told | ({"DATABASE_URL": self.database} if self.database else {})

    def run(self, *words: str | Path, **environment: str) -> "subprocess.CompletedProcess[str]":
        """One command, to its end."""
        command = [str(PEJLING), *map(str, words)]
        told = self.environment | environment
        return subprocess.run(
            command,
            cwd=self.folder,
            env=told,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            stdin=subprocess.DEVNULL,
            check=False,
        )

    @contextmanager
    def running(self, *words: str) -> Iterator[Running]:
        """A command that serves, from the moment it answers; nothing of it is left afterwards."""
        port = free_port()
        command = [str(PEJLING), *words, "--port", str(port), "--processes", "2"]
        process = subprocess.Popen(
            command,
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        data = self.data / "demo" if words[0] == "demo" else self.data
        running = Running(process, [], f"http://localhost:{port}", data)
        begun = time.monotonic()
        try:
            _read_until_ready(running)
            running.seconds = time.monotonic() - begun
            yield running
        finally:
            if process.poll() is None:
                process.terminate()
                process.communicate(timeout=30)
            for pid in processes_in(self.folder):
                os.kill(pid, signal.SIGKILL)


def _read_until_ready(running: Running) -> None:
    assert running.process.stdout
    for line in running.process.stdout:
        running.lines.append(line.rstrip("\n"))
        if line.startswith("Stop med"):
            return
    raise AssertionError("\n".join(running.lines))


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Installation], object]) -> Path:
    """The data folder of an installation that the first test process to ask for it makes for all."""
    root = factory.getbasetemp()
    root = root.parent if "PYTEST_XDIST_WORKER" in os.environ else root
    folder = root / f"installation-{name}"
    with (root / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (root / f"{name}.made").exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(Installation(folder))
            (root / f"{name}.made").touch()
    return folder / "data"


def _make_tables(ours: Installation) -> None:
    for words in (
        ["migrate", "-v0"],
        ["shell", "-v0", "-c", "from pejling.cli.static_files import collect; collect()"],
    ):
        done = ours.run("manage", *words)
        assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of an installation with tables and nothing in them."""
    return made_once(tmp_path_factory, "tables", _make_tables)


@pytest.fixture
def empty(tables: Path, tmp_path: Path) -> Installation:
    """An installation of one's own with tables and nothing in them; its files are collected when it serves."""
    shutil.copytree(tables, tmp_path / "data", ignore=shutil.ignore_patterns("static"))
    return Installation(tmp_path)
