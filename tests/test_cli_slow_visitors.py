"""A web process is ended after silence, not after length: tried with four seconds in place of sixty."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from tests.installation import Installation, free_port

SILENCE = 4
SERVE = f"""
import django; django.setup()
from pejling.cli import web
web.TIMEOUT = {SILENCE}
web.answer(web.listen("127.0.0.1", int(__import__("sys").argv[1])), 1)
"""
PIECE = 70_000


@pytest.fixture
def port(empty: Installation) -> Iterator[int]:
    """Where one web process answers."""
    port = free_port()
    collected = empty.run(
        "manage", "shell", "-v0", "-c", "from pejling.cli.static_files import collect; collect()"
    )
    assert collected.returncode == 0, collected.stderr
    told = empty.environment | {"DJANGO_SETTINGS_MODULE": "pejling.settings"}
    process = subprocess.Popen([sys.executable, "-c", SERVE, str(port)], env=told, cwd=empty.folder)
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with socket.socket() as door:
            if door.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    yield port
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=20)


def upload(port: int, pauses: list[float]) -> bytes:
    """What is answered to a file that comes in pieces, with these pauses between them. (It is refused, but read first.)"""
    begin = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
    end = b"\r\n--x--\r\n"
    length = len(begin) + PIECE * len(pauses) + len(end)
    head = (
        "POST /konto/log-ind HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\n"
        f"Cookie: csrftoken={'a' * 32}\r\nContent-Length: {length}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        line.sendall(head.encode() + begin)
        try:
            for pause in pauses:
                time.sleep(pause)
                line.sendall(b"a" * PIECE)
            line.sendall(end)
            return line.recv(12)
        except OSError:
            return b""


def test_upload_that_takes_longer_than_the_silence_goes_through(port: int) -> None:
    assert upload(port, [1.2] * 6) == b"HTTP/1.1 403"


def test_visitor_who_falls_silent_is_left(port: int) -> None:
    assert upload(port, [0, 0, SILENCE * 2.5, 0]) != b"HTTP/1.1 403"
