"""Keep a server while the tests live: `guard.py FOLDER OWNER COMMAND...`, run by tests.provision.postgresql.

The tests hold the other end of standard input. It closes when they end, in whatever way - also by `kill -9`, which no
finaliser survives - and then the server is stopped and its folder removed.
"""

import contextlib
import os
import select
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path


def keep(folder: Path, owner: str, command: list[str]) -> None:
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            command, user=owner or None, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
    while server.poll() is None and not select.select([sys.stdin], [], [], 0.5)[0]:
        pass
    server.send_signal(signal.SIGQUIT)  # at once: what it holds is thrown away
    server.wait()
    sys.stdin.read()  # a server that could not start leaves its log until the tests have read it
    end_another(folder / "data" / "postmaster.pid")
    shutil.rmtree(folder, ignore_errors=True)


def end_another(told: Path) -> None:
    """The one that the tests themselves stopped the first for and started in its place."""
    until = time.monotonic() + 10
    with contextlib.suppress(OSError, ValueError, IndexError):
        pid = int(told.read_text().split()[0])
        os.kill(pid, signal.SIGQUIT)
        while time.monotonic() < until:
            os.kill(pid, 0)
            time.sleep(0.1)


if __name__ == "__main__":
    keep(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])
