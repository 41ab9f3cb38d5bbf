"""A complete installation from the lock files, by the Makefile's own targets: with an old pip, and with uv.

Debian 12 has pip 23.0, which looks at what a package asks for anew where a newer pip is content with what the lock names.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.provision import REPOSITORY

pytestmark = pytest.mark.fetches

OLD_PIP = "pip==23.0.1"
TAKEN_ALONG = ("Makefile", "pyproject.toml", "README.md", "LICENSE", "requirements", "src")


def run(*command: str | Path, cwd: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    """One command to its end, outside of the environment that the tests run in."""
    inherited = {
        name: value for name, value in os.environ.items() if name not in ("VIRTUAL_ENV", "PYTHONPATH")
    }
    return subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=inherited | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what is needed to install, with an environment that has an old pip and nothing else."""
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    for name in TAKEN_ALONG:
        source, copy = REPOSITORY / name, checkout / name
        if source.is_dir():
            shutil.copytree(source, copy, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        else:
            shutil.copy(source, copy)
    run(sys.executable, "-m", "venv", ".venv", cwd=checkout)
    add(OLD_PIP, to=checkout / ".venv")
    return checkout


def add(package: str, *, to: Path) -> None:
    """A package from the registry; a machine that cannot reach it leaves the test out."""
    done = run(to / "bin" / "python", "-m", "pip", "install", "--quiet", package, cwd=to)
    if done.returncode:
        pytest.skip(f"{package} could not be had ({done.stderr.strip()[-300:]})")


def folder_with_uv(tools: Path) -> Path:
    """A folder with uv in it."""
    run(sys.executable, "-m", "venv", tools, cwd=tools.parent)
    add("uv", to=tools)
    return tools / "bin"


def folder_without_uv(tools: Path) -> Path:
    """A folder that hides a uv further on, so that pip has a try."""
    tools.mkdir()
    hidden = tools / "uv"
    hidden.write_text("#!/bin/sh\nexit 1\n")
    hidden.chmod(0o755)
    return tools


def index_of_pip(cwd: Path) -> dict[str, str]:
    """Where pip finds packages on this machine, in the words that uv reads."""
    told = run(sys.executable, "-m", "pip", "config", "get", "global.index-url", cwd=cwd)
    return {"UV_DEFAULT_INDEX": told.stdout.strip()} if told.returncode == 0 else {}


@pytest.mark.parametrize("installer", ["pip", "uv"])
def test_what_the_locks_name_satisfies_itself(installer: str, checkout: Path, tmp_path: Path) -> None:
    tools = (folder_with_uv if installer == "uv" else folder_without_uv)(tmp_path / "tools")
    environment = {"PATH": f"{tools}:{os.environ['PATH']}", "MAKEFLAGS": "", **index_of_pip(tmp_path)}
    for target in (".venv/.installed", ".venv/.installed-dev"):
        made = run("make", target, cwd=checkout, **environment)
        assert made.returncode == 0, made.stdout + made.stderr
        checked = run(".venv/bin/python", "-m", "pip", "check", cwd=checkout)
        assert (target, checked.stdout) == (target, "No broken requirements found.\n")
    told = {
        path.read_text().strip() for path in checkout.glob(".venv/lib/*/site-packages/[dD]jango-*/INSTALLER")
    }
    assert told == {installer}
