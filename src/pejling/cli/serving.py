"""`pejling serve`: web processes and a worker under one roof."""

import http.client
import signal
import time
from argparse import Namespace
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from django.conf import settings

from pejling.cli import in_use, web
from pejling.cli.children import STOP_SIGNALS, Child, Family
from pejling.cli.database import require_up_to_date
from pejling.cli.static_files import collect
from pejling.cli.terminal import say
from pejling.cli.working import run_worker

PATIENCE = 20.0


def serve(arguments: Namespace) -> int:
    """Serve an installation that stands."""
    return keep_serving(arguments, prepare=require_up_to_date)


def keep_serving(
    arguments: Namespace,
    *,
    prepare: Callable[[], object],
    told: Callable[[], object] = lambda: None,
) -> int:
    """Take the port, prepare, serve, and tell what there is to see; until told to stop. Answers the exit code."""
    doors = web.listen(arguments.host, arguments.port)
    with in_use.shared():
        prepare()
        collect()
        web.load()
        count = arguments.processes or web.processes()
        children = [Child("Webserveren", partial(web.answer, doors)) for _each in range(count)]
        if not getattr(arguments, "no_worker", False):
            children.append(Child("Opgaverne", run_worker))
        Family(children, when_started=partial(_tell, arguments, told)).live()
    say("Pejling er stoppet.")
    return 0


def _tell(arguments: Namespace, told: Callable[[], object]) -> None:
    """Say that the pages are there, when they are. They go on where nobody can be told, as on a full disk."""
    if not _answers(arguments.host, arguments.port):
        return
    with suppress(OSError):
        say(f"Pejling kører på {settings.BASE_URL}")
        told()
        say("Stop med Ctrl-C.")


def _answers(host: str, port: int) -> bool:
    """Whether a page was answered, however, before patience or somebody's wish to stop ended it."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and not signal.sigpending() & set(STOP_SIGNALS):
        connection = http.client.HTTPConnection(host, port, timeout=PATIENCE)
        try:
            connection.request("GET", "/konto/log-ind", headers={"Host": settings.ALLOWED_HOSTS[0]})
            connection.getresponse()
        except OSError:
            time.sleep(0.05)
        else:
            return True
        finally:
            connection.close()
    return False
