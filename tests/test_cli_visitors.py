"""Visitors who are silent or slow, at real doors: the others do not notice. Silence is tried with seconds."""

import contextlib
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.installation import Installation, Running, free_port, processes_in

OF_EACH_KIND = 50
LARGE = 30_000_000
HEAD = (
    b"POST /konto/log-ind HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
)
PATIENCE = 20
PIECE = 70_000


@pytest.fixture(scope="module")
def shown(tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """An installation with two web processes, and with a file that is larger than what fits on the way to a browser."""
    ours = Installation(tmp_path_factory.mktemp("shown"))
    shutil.copytree(tables, ours.data)
    (ours.data / "static" / "large.bin").write_bytes(bytes(LARGE))
    with ours.running("serve") as running:
        yield running


def door_of(running: Running) -> tuple[str, int]:
    return urlsplit(running.url).hostname or "", int(running.url.rpartition(":")[2])


def begun(running: Running, *, sent: bytes = b"") -> socket.socket:
    """A line on which so much was sent."""
    line = socket.create_connection(door_of(running), timeout=PATIENCE)
    line.sendall(sent)
    return line


def silent(running: Running) -> socket.socket:
    return begun(running)


def slow_to_ask(running: Running) -> socket.socket:
    return begun(running, sent=HEAD[:60])


def slow_to_send(running: Running) -> socket.socket:
    return begun(running, sent=HEAD + b"Content-Length: 100000\r\n\r\nlogin=")


def slow_to_read(running: Running) -> socket.socket:
    return begun(running, sent=b"GET /static/large.bin HTTP/1.1\r\nHost: localhost\r\n\r\n")


def page(running: Running, path: str = "/konto/log-ind") -> int:
    """The status of a page, within patience."""
    with urllib.request.urlopen(running.url + path, timeout=PATIENCE) as answer:
        answer.read()
        status: int = answer.status
        return status


@pytest.mark.parametrize("kinds", [[silent], [slow_to_ask], [slow_to_send], [slow_to_read], None])
def test_others_are_answered_while_many_are_silent_or_slow(
    shown: Running, kinds: list[Callable[[Running], socket.socket]] | None
) -> None:
    kinds = kinds or [silent, slow_to_ask, slow_to_send, slow_to_read]
    with ExitStack() as lines:
        for kind in kinds * OF_EACH_KIND:
            lines.enter_context(kind(shown))
        assert [page(shown) for _time in range(20)] == [200] * 20


def test_slow_readers_get_all_of_it_in_the_end(shown: Running) -> None:
    with slow_to_read(shown) as line:
        assert page(shown) == 200
        received = 0
        while piece := line.recv(1 << 20):
            received += len(piece)
    assert received > LARGE


def test_what_is_far_too_large_is_heard_out_and_not_kept(shown: Running) -> None:
    token = b"Cookie: csrftoken=" + b"a" * 32 + b"\r\n"
    with begun(shown, sent=HEAD + token + b"Content-Length: 80000000\r\n\r\n") as line:
        line.sendall(bytes(79_000_000))
        kept = sum(size_of_deleted(pid) for pid in shown.webs)
        line.sendall(bytes(1_000_000))
        answer = line.recv(12)
    assert (answer, kept) == (b"HTTP/1.1 413", 0)


def size_of_deleted(pid: int) -> int:
    """The bytes in files that only this process still holds."""
    found = 0
    for file in Path(f"/proc/{pid}/fd").iterdir():
        with contextlib.suppress(OSError):
            if "deleted" in str(file.readlink()):
                found += file.stat().st_size
    return found


def test_every_process_answers_one_request_on_a_line(shown: Running) -> None:
    """Else a browser's next one would wait for a process that is busy while others are not."""
    with begun(
        shown, sent=b"GET /sundhed HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n"
    ) as line:
        received = b""
        while piece := line.recv(1 << 16):
            received += piece
    assert received.endswith(b"\r\n\r\nok\n")
    assert b"\r\nConnection: close\r\n" in received


# --- With patience of seconds, and with pages that take their time ----------------------------------------------------

SILENCE = 3
STUCK = 15
SERVE = f"""
import pathlib, sys, time
import django; django.setup()
from functools import partial
from pejling.cli import web
from pejling.cli.children import Child, Family
import pejling.wsgi
web.SILENCE, web.STUCK = {SILENCE}, {STUCK}
answered = pejling.wsgi.application
def application(environ, start_response):
    if seconds := environ["QUERY_STRING"]:
        pathlib.Path("begun").touch()
        time.sleep(int(seconds))
    return answered(environ, start_response)
pejling.wsgi.application = application
doors = web.listen("127.0.0.1", int(sys.argv[1]))
Family([Child("Webserveren", partial(web.answer, doors)) for _each in range(2)]).live()
"""
HEALTH = "/sundhed"


@pytest.fixture
def hasty(tables: Path, tmp_path: Path) -> Iterator[Running]:
    """Two web processes with little patience, where `?5` makes a page take five seconds."""
    ours = Installation(tmp_path)
    shutil.copytree(tables, ours.data)
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(port)],
        env=ours.environment | {"DJANGO_SETTINGS_MODULE": "pejling.settings"},
        cwd=ours.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    running = Running(process, [], f"http://127.0.0.1:{port}", ours.data)
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with contextlib.suppress(OSError):
            page(running, HEALTH)
            break
        time.sleep(0.1)
    yield running
    if process.poll() is None:
        running.stop(signal.SIGTERM)
    assert processes_in(ours.folder) == []


def upload(running: Running, pauses: list[float]) -> bytes:
    """What is answered to a body that comes in pieces, with these pauses between them. (It is refused, but read first.)"""
    with begun(running, sent=HEAD + f"Content-Length: {PIECE * len(pauses)}\r\n\r\n".encode()) as line:
        try:
            for pause in pauses:
                time.sleep(pause)
                line.sendall(b"a" * PIECE)
            return line.recv(12)
        except OSError:
            return b""


def long_page(running: Running, seconds: int) -> socket.socket:
    """A line on which a page is being made."""
    line = begun(running, sent=f"GET {HEALTH}?{seconds} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    until = time.monotonic() + PATIENCE
    while not (running.data.parent / "begun").exists() and time.monotonic() < until:
        time.sleep(0.05)
    return line


def test_upload_that_takes_longer_than_the_silence_goes_through(hasty: Running) -> None:
    assert upload(hasty, [1] * 6) == b"HTTP/1.1 403"


def test_visitor_who_falls_silent_is_left(hasty: Running) -> None:
    assert upload(hasty, [0, 0, SILENCE * 3, 0]) != b"HTTP/1.1 403"


def test_page_that_is_never_done_takes_its_own_process_only(hasty: Running) -> None:
    first = hasty.webs
    with long_page(hasty, STUCK * 10) as line:
        assert [page(hasty, HEALTH) for _time in range(20)] == [200] * 20
        line.settimeout(STUCK * 3)
        assert line.recv(10) == b""
    until = time.monotonic() + PATIENCE
    while (len(hasty.webs) < 2 or hasty.webs == first) and time.monotonic() < until:
        time.sleep(0.05)
    assert len(set(hasty.webs) & set(first)) == 1
    hasty.stop(signal.SIGTERM)
    assert f"pejling: Siden {HEALTH} blev ikke færdig på {STUCK} sekunder." in hasty.lines


def test_whoever_stops_it_waits_for_the_page_that_is_being_made(hasty: Running) -> None:
    with long_page(hasty, 3) as line:
        hasty.process.send_signal(signal.SIGTERM)
        received = b"".join(iter(lambda: line.recv(1 << 16), b""))
    assert received.endswith(b"\r\n\r\nok\n")
