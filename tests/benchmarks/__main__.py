"""`make bench`: each part in a process and with a data folder of its own, and the table of what they found."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests.benchmarks.table import missed, told
from tests.provision import REPOSITORY, Missing, postgresql

PARTS = ("whole", "fifth", "postgresql")


def main(asked: list[str]) -> int:
    """Run the parts asked for, or all, and tell. A missed goal is no error: on a busy machine everything is slow.

    `--times 7` asks for each page seven times instead of 25.
    """
    arguments = argparse.ArgumentParser(prog="bench")
    arguments.add_argument("parts", nargs="*", choices=[[], *PARTS])
    arguments.add_argument("--times", type=int, default=25)
    chosen = arguments.parse_args(asked)
    started = time.monotonic()
    findings = {}
    for name in chosen.parts or PARTS:
        print(f"==> {name}", file=sys.stderr, flush=True)
        try:
            findings[name] = _part(name, chosen.times)
        except Missing as missing:
            print(f"left out: {missing}", file=sys.stderr)
    print(told(findings))
    print(f"\n{missed(findings)} not reached. {time.monotonic() - started:.0f} s in all.")
    return 0


def _part(name: str, times: int) -> dict[str, Any]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="pejling-bench-")))
        settings = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings",
            "PEJLING_DATA": str(folder),
            "PEJLING_SECRET_KEY": "only-for-the-bench",
        }
        for unwanted in ("DATABASE_URL", "PEJLING_DEBUG", "PEJLING_DEMO"):
            settings.pop(unwanted, None)
        if name == "postgresql":
            settings["DATABASE_URL"] = stack.enter_context(postgresql.cluster())
        told_in = folder / "findings.json"
        command = [sys.executable, "-m", "tests.benchmarks.part", name, str(told_in), str(times)]
        subprocess.run(command, env=settings, cwd=REPOSITORY, check=True)
        found: dict[str, Any] = json.loads(told_in.read_text())
        return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
