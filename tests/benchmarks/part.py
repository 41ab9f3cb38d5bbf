"""One part of the bench, in a process of its own: python -m tests.benchmarks.part NAME FILE TIMES.

What needs the application is imported when its database and its files are there.
"""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command

Findings = dict[str, Any]


def whole(times: int) -> Findings:
    """SQLite with the whole municipality: every page, and everything that is not a page."""
    world, found = _made(1, is_searched=True)
    from tests.benchmarks import reading, serving
    from tests.benchmarks.pages import PAGES
    from tests.benchmarks.timing import figures
    from tests.benchmarks.weekly import weekly_mails

    found["pages"] = [asdict(figure) for figure in figures(world, list(PAGES), runs=times)]
    found["rings"] = reading.all_rings(world)
    found["listing"] = reading.all_initiatives(world)
    found["word"] = reading.long_word_file(world)
    found["pdf"] = reading.long_pdf(world)
    found["memory"] = serving.memory(world)
    found["saving"] = serving.fifty_save_at_once(world)
    found["weekly"] = weekly_mails(world)
    return found


def fifth(times: int) -> Findings:
    """SQLite with a fifth of everything: every page."""
    world, found = _made(5, is_searched=True)
    from tests.benchmarks.pages import PAGES
    from tests.benchmarks.timing import figures

    return found | {"pages": [asdict(figure) for figure in figures(world, list(PAGES), runs=times)]}


def postgresql(times: int) -> Findings:
    """PostgreSQL with the whole municipality: the pages that ask most of it."""
    world, found = _made(1, is_searched=False)
    from tests.benchmarks.pages import PAGES
    from tests.benchmarks.timing import figures

    pages = [page for page in PAGES if page.on_postgresql]
    return found | {"pages": [asdict(figure) for figure in figures(world, pages, runs=times)]}


def _made(one_of: int, *, is_searched: bool) -> "tuple[Any, Findings]":
    from tests.benchmarks.world import FULL, make_world

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    start = time.monotonic()
    world = make_world(FULL.part(one_of), is_searched=is_searched)
    return world, {"made": time.monotonic() - start}


PARTS: dict[str, Callable[[int], Findings]] = {"whole": whole, "fifth": fifth, "postgresql": postgresql}

if __name__ == "__main__":
    django.setup()
    Path(sys.argv[2]).write_text(json.dumps(PARTS[sys.argv[1]](int(sys.argv[3]))))
