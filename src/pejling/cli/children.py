"""Processes that belong together: started, started again when one dies, and stopped together."""

import ctypes
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from django.db import connections

from pejling.cli.terminal import complain

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
WATCHED = (*STOP_SIGNALS, signal.SIGCHLD, signal.SIGALRM)
PATIENCE = 20.0
"""Seconds that a child has to finish what it is doing."""
SHORT_LIFE = 10.0
LONGEST_PAUSE = 30.0
"""Seconds, at most, before a child that keeps dying is started again."""
PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    """One process and what it does. One that dies is started again without end, at growing intervals."""

    name: str
    work: Callable[[], object]
    pid: int = 0
    started: float = 0.0
    short_lives: int = 0
    due: float = 0.0
    """When to start it again."""

    def has_ended(self, code: int) -> None:
        """Say so when it was not meant to, and choose when it is to be started again."""
        lived = time.monotonic() - self.started
        self.short_lives = self.short_lives + 1 if lived < SHORT_LIFE else 0
        pause = min(0.1 * 2**self.short_lives, LONGEST_PAUSE) if self.short_lives else 0.0
        self.due = time.monotonic() + pause
        if code:
            when = f" om {pause:.0f} s" if pause >= 1 else ""
            complain(f"{self.name} gik i stå (kode {code}) og startes igen{when}.")


@dataclass
class Family:
    """The children of one command. Signals are waited for, never handled in the middle of something else."""

    children: list[Child]
    when_started: Callable[[], object] = lambda: None

    def live(self) -> None:
        """Run until told to stop. None of the children takes another with it, however often it dies."""
        signal.pthread_sigmask(signal.SIG_BLOCK, WATCHED)
        connections.close_all()
        try:
            self._start_due()
            self.when_started()
            while signal.sigwait(WATCHED) not in STOP_SIGNALS:
                for child, code in self._gone():
                    child.has_ended(code)
                self._start_due()
        finally:
            self._stop()

    def _start_due(self) -> None:
        """Start those whose time has come, and be woken for the next."""
        for child in self.children:
            if not child.pid and child.due <= time.monotonic():
                _start(child)
        if waiting := [child.due for child in self.children if not child.pid]:
            signal.setitimer(signal.ITIMER_REAL, max(0.01, min(waiting) - time.monotonic()))

    def _gone(self) -> list[tuple[Child, int]]:
        """The children that have ended, each with its exit code."""
        gone = []
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                break
            if not pid:
                break
            for child in self.children:
                if child.pid == pid:
                    child.pid = 0
                    gone.append((child, os.waitstatus_to_exitcode(status)))
        return gone

    def _stop(self) -> None:
        """Ask all to finish, wait for them, and end those that do not."""
        self._tell(signal.SIGTERM)
        until = time.monotonic() + PATIENCE
        while any(child.pid for child in self.children) and time.monotonic() < until:
            self._gone()
            time.sleep(0.02)
        self._tell(signal.SIGKILL)
        self._gone()

    def _tell(self, what: signal.Signals) -> None:
        for child in self.children:
            if child.pid:
                os.kill(child.pid, what)


def _start(child: Child) -> None:
    """Fork. The child has a session of its own: Ctrl-C reaches the family's head alone, which stops all in order."""
    parent = os.getpid()
    child.started = time.monotonic()
    flush()
    child.pid = os.fork()
    if child.pid:
        return
    code = 1
    try:
        code = _live_as(child, parent)
    finally:
        flush()
        os._exit(code)


def _live_as(child: Child, parent: int) -> int:
    """The child's whole life; answers its exit code."""
    try:
        os.setsid()
        end_with(parent)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, WATCHED)
        child.work()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    except BaseException:
        with suppress(OSError):
            traceback.print_exc()
        return 1
    return 0


def flush() -> None:
    """Let what was said be read; on a full disk it cannot be."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()


def end_with(parent: int) -> None:
    """On Linux: be told to stop when the parent is gone, however it went, so that nothing is left running."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            sys.exit(1)
