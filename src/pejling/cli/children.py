"""Processes that belong together: started, started again when one dies, and stopped together."""

import ctypes
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import connections

from pejling.cli.terminal import complain

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
WATCHED = (*STOP_SIGNALS, signal.SIGCHLD)
PATIENCE = 20.0
"""Seconds that a child has to finish what it is doing."""
SHORT_LIFE = 10.0
MOST_SHORT_LIVES = 4
PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    """One process and what it does."""

    name: str
    work: Callable[[], object]
    pid: int = 0
    started: float = 0.0
    short_lives: int = 0


@dataclass
class Family:
    """The children of one command. Signals are waited for, never handled in the middle of something else."""

    children: list[Child]
    when_started: Callable[[], object] = lambda: None
    stopping: bool = field(default=False, init=False)

    def live(self) -> int:
        """Run until told to stop, or until a child cannot be kept alive; answers the exit code."""
        signal.pthread_sigmask(signal.SIG_BLOCK, WATCHED)
        connections.close_all()
        try:
            for child in self.children:
                _start(child)
            self.when_started()
            return self._watch()
        finally:
            self._stop()

    def _watch(self) -> int:
        while True:
            if signal.sigwait(WATCHED) != signal.SIGCHLD:
                return 0
            for child, code in self._gone():
                if not _start_again(child, code):
                    complain(
                        f"{child.name} bliver ved med at gå i stå. Pejling stopper; se linjerne ovenfor."
                    )
                    return 1

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


def _start_again(child: Child, code: int) -> bool:
    """Start a dead child anew, unless it has died young too many times in a row."""
    died_young = time.monotonic() - child.started < SHORT_LIFE
    child.short_lives = child.short_lives + 1 if died_young else 0
    if child.short_lives > MOST_SHORT_LIVES:
        return False
    complain(f"{child.name} gik i stå (kode {code}) og startes igen.")
    time.sleep(min(0.2 * 2**child.short_lives, 3) if died_young else 0)
    _start(child)
    return True


def _start(child: Child) -> None:
    """Fork. The child has a session of its own: Ctrl-C reaches the family's head alone, which stops all in order."""
    parent = os.getpid()
    child.started = time.monotonic()
    sys.stdout.flush()
    child.pid = os.fork()
    if child.pid:
        return
    code = 1
    try:
        os.setsid()
        end_with(parent)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, WATCHED)
        child.work()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def end_with(parent: int) -> None:
    """On Linux: be told to stop when the parent is gone, however it went, so that nothing is left running."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            sys.exit(1)
