"""The web processes: gunicorn with sync workers, which have the steadiest answer times of what was tried."""

import errno
import logging
import os
import signal
import socket
import sys
from pathlib import Path
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker

from pejling.cli.children import end_with
from pejling.cli.slow_visitors import patient
from pejling.cli.terminal import Refusal

NOT_SPOKEN = (errno.EAFNOSUPPORT, errno.EADDRNOTAVAIL)
MOST_PROCESSES = 5
TIMEOUT = 60
"""Seconds of silence after which a web process is taken for stuck."""
REQUESTS_BEFORE_RENEWAL = 5_000
SHARED_MEMORY = Path("/dev/shm")
"""Where gunicorn's workers show that they are alive without touching the disk."""


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
    door.listen(128)
    return door


def _why_not(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} er optaget af et andet program. Vælg en anden, fx »PORT={port + 1} make demo« eller --port."
    return f"Der kan ikke lyttes på {host} port {port}: {error.strerror}."


class Site(BaseApplication):  # type: ignore[misc]
    """Our pages as gunicorn serves them. What they need is imported once, before the processes part."""

    def __init__(self, doors: list[socket.socket], count: int) -> None:
        self.doors, self.count = doors, count
        super().__init__()

    def load_config(self) -> None:
        """Few settings, for gunicorn's own are good."""
        options = {
            "bind": [f"fd://{os.dup(door.fileno())}" for door in self.doors],
            "workers": self.count,
            "worker_class": "sync",
            "preload_app": True,
            "timeout": TIMEOUT,
            "graceful_timeout": 10,
            "max_requests": REQUESTS_BEFORE_RENEWAL,
            "max_requests_jitter": REQUESTS_BEFORE_RENEWAL // 10,
            "loglevel": "error",
            "control_socket_disable": True,
            "post_fork": _after_fork,
            "post_worker_init": _bear_with_slow_visitors,
        }
        if SHARED_MEMORY.is_dir():
            options["worker_tmp_dir"] = str(SHARED_MEMORY)
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The door for a WSGI server, and all addresses behind it."""
        from django.urls import get_resolver

        from pejling.wsgi import application

        _ = get_resolver().url_patterns
        return application


def _bear_with_slow_visitors(worker: Worker) -> None:
    worker.wsgi = patient(worker.wsgi, worker.notify)


def _after_fork(arbiter: Arbiter, _worker: Worker) -> None:
    """A wish to stop that came while the worker was being born lies in its copy of the master's queue, unread."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    while not arbiter.SIG_QUEUE.empty():
        if arbiter.SIG_QUEUE.get_nowait() == signal.SIGTERM:
            sys.exit(0)
    end_with(arbiter.pid)


def answer(doors: list[socket.socket], count: int) -> None:
    """Answer requests until told to stop."""
    # Django leaves it to the server to drop the body of an answer to HEAD; gunicorn does, and need not say so each time.
    logging.getLogger("gunicorn.http.wsgi").setLevel(logging.ERROR)
    Arbiter(Site(doors, count)).run()
