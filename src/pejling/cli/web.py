"""The web processes. Each is waitress with one thread for pages.

Its other thread takes requests in whole and sends answers out, for hundreds of visitors at once: whoever is silent or slow,
in asking or in reading, holds a socket and never the thread that makes pages.
"""

import errno
import io
import os
import resource
import signal
import socket
import time
from random import randrange
from typing import Any

from django.conf import settings
from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher, WSGITask

from pejling.cli.terminal import Refusal, complain, reason_of

NOT_SPOKEN = (errno.EAFNOSUPPORT, errno.EADDRNOTAVAIL)
MOST_PROCESSES = 5
SILENCE = 60
"""Seconds after which a visitor who neither sends nor takes anything is left."""
STUCK = 60
"""Seconds after which a page that is not made is taken for stuck, and its process ended."""
TURN = 0.5
"""Seconds between two looks at the clock when nothing happens."""
FINISHING = 10
"""Seconds that a process which is told to stop has for what it is doing."""
REQUESTS_BEFORE_RENEWAL = 5_000
MOST_VISITORS = 1_000
FILES_EACH = 3
MOST_LISTENED_TO = 1 << 30
"""So many bytes are heard out, so that the browser reads our answer instead of losing the connection."""
IN_MEMORY = 1 << 19
LONGEST_ANSWER_IN_WAITING = 1 << 28
"""An answer waits on the disk until the visitor has taken it, up to so many bytes; the page's thread goes on."""


def processes() -> int:
    """As many web processes as the machine's cores can keep busy, but not more than the memory is worth."""
    return min((os.cpu_count() or 1) * 2 + 1, MOST_PROCESSES)


def listen(host: str, port: int) -> list[socket.socket]:
    """The open doors; localhost has one for each kind of address. Refused when somebody else has the port."""
    sockets = []
    for family, kind, protocol, _name, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        try:
            sockets.append(_door(socket.socket(family, kind, protocol), address))
        except OSError as error:
            if error.errno in NOT_SPOKEN and host == "localhost":
                continue  # the machine does not speak this kind of address
            raise Refusal(_why_not(host, port, error)) from error
    return sockets


def _door(door: socket.socket, address: Any) -> socket.socket:
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if door.family == socket.AF_INET6:
        door.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    try:
        door.bind(address)
    except OSError:
        door.close()
        raise
    door.listen(1024)
    return door


def _why_not(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} er optaget af et andet program. Vælg en anden, fx »PORT={port + 1} make demo« eller --port."
    return f"Der kan ikke lyttes på {host} port {port}: {reason_of(error)}."


class Request(HTTPRequestParser):  # type: ignore[misc]
    """A request. The body of one that is far too large is heard and not kept; the page says that it was too much."""

    def parse_header(self, header_plus: bytes) -> None:
        """Read how much is coming, before anything is kept."""
        super().parse_header(header_plus)
        # Without a length told ahead, Django would not read it either.
        if self.chunked or self.content_length > settings.UPLOAD_LIMIT + settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            self.body_rcv.buf = Nothing()


class Nothing:
    """Where bytes go that nobody will read."""

    def append(self, _data: bytes) -> None:
        """Forget them."""

    def getfile(self) -> Any:
        """An empty file."""
        return io.BytesIO()

    def __len__(self) -> int:
        return 0

    def close(self) -> None:
        """There is nothing to close."""


class Answer(WSGITask):  # type: ignore[misc]
    """An answer, after which the line is closed: the next request goes to whichever process is free."""

    def build_response_header(self) -> bytes:
        """Never keep the line, whatever the visitor would like."""
        self.request.headers["CONNECTION"] = "close"
        header: bytes = super().build_response_header()
        return header


class Visitor(HTTPChannel):  # type: ignore[misc]
    """One line to a visitor."""

    task_class = Answer
    parser_class = Request


class Door(TcpWSGIServer):  # type: ignore[misc]
    """Lets visitors in while this process makes no page: meanwhile they are for the others."""

    channel_class = Visitor

    def readable(self) -> bool:
        """Whether to let the next one in."""
        return super().readable() and not _asked(self._map)


class Site:
    """What one process serves, and for how long."""

    def __init__(self, doors: list[socket.socket]) -> None:
        from pejling.wsgi import application

        self.application = application
        self.left = REQUESTS_BEFORE_RENEWAL + randrange(REQUESTS_BEFORE_RENEWAL // 10)
        self.stopping = False
        self.map: dict[int, Any] = {}
        told = Adjustments(
            sockets=doors,
            threads=1,
            connection_limit=_room_for_visitors(),
            channel_timeout=SILENCE,
            cleanup_interval=max(1, SILENCE // 6),
            max_request_body_size=MOST_LISTENED_TO,
            inbuf_overflow=IN_MEMORY,
            outbuf_overflow=IN_MEMORY,
            outbuf_high_watermark=LONGEST_ANSWER_IN_WAITING,
            log_socket_errors=False,
            clear_untrusted_proxy_headers=False,  # pejling.web.proxies does it, whatever the server
            ident="pejling",
        )
        self.pages = ThreadedTaskDispatcher()
        self.pages.queue_logger.disabled = True
        self.pages.set_thread_count(told.threads)
        self.doors = [
            Door(self, self.map, True, door, self.pages, told, _told_of(door), bind_socket=False)
            for door in doors
        ]

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        """A page; after some thousands of them the process makes room for a fresh one."""
        self.left -= 1
        return self.application(environ, start_response)

    def serve(self) -> None:
        """Until told to stop, or until it is time for a fresh process."""
        signal.signal(signal.SIGTERM, self._stop)
        while self.left > 0 and not self.stopping:
            self._turn()
        for door in self.doors:
            wasyncore.dispatcher.close(door)  # lets nobody in; the lines of those inside stay
        until = time.monotonic() + FINISHING
        while _busy(self.map) and time.monotonic() < until:
            self._turn()

    def _turn(self) -> None:
        """One round of all lines. The kernel ends the process if the next round never comes."""
        signal.alarm(STUCK)
        wasyncore.loop(timeout=TURN, use_poll=True, map=self.map, count=1)
        asked_before = time.time() - STUCK
        for line in _asked(self.map):
            if line.last_activity < asked_before:
                complain(f"Siden {line.requests[0].path} blev ikke færdig på {STUCK} sekunder.")
                os._exit(1)

    def _stop(self, _signal: int, _frame: object) -> None:
        self.stopping = True


def _asked(lines: dict[int, Any]) -> list[Visitor]:
    """The visitors who have asked and whose answer is not made."""
    return [line for line in lines.values() if isinstance(line, Visitor) and line.requests]


def _busy(lines: dict[int, Any]) -> bool:
    """Whether anybody waits for an answer, or for the rest of one."""
    return any(
        isinstance(line, Visitor) and (line.requests or line.total_outbufs_len) for line in lines.values()
    )


def _told_of(door: socket.socket) -> tuple[Any, ...]:
    return door.family, door.type, door.proto, door.getsockname()


def _room_for_visitors() -> int:
    """As many as there may be open files for: each visitor may need one, and one for what comes and one for what goes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_VISITORS * FILES_EACH + 100
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return (
        MOST_VISITORS
        if soft == resource.RLIM_INFINITY
        else max(10, min(MOST_VISITORS, (soft - 100) // FILES_EACH))
    )


def load() -> None:
    """Import all that pages need, once, before the processes part."""
    from django.urls import get_resolver

    import pejling.wsgi

    _ = pejling.wsgi.application, get_resolver().url_patterns


def answer(doors: list[socket.socket]) -> None:
    """Answer requests until told to stop."""
    Site(doors).serve()
