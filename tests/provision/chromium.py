"""A Chromium for the browser tests: the installed one, else one that is fetched and kept in `.tools/`.

The order is: what PEJLING_CHROMIUM names (a path, or `installed`, `packed`, `debian` to force one way), an installed
Chromium or Chrome, the one packed in npm's `@sparticuz/chromium`, and last Debian's package. The packed one comes before
Debian's because it changes nothing outside this folder and needs no rights; `apt-get` changes the machine, so it is left
to root on a machine where the packed one did not start (another processor, say).
"""

import contextlib
import os
import shutil
import subprocess
import tarfile
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from tests.provision import TOOLS, Missing, npm

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGE = "@sparticuz/chromium"
VERSION = "153.0.0"
INTEGRITY = "sha512-jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA=="

READY = "DevTools listening on"

# A test browser calls nobody: without these, Chromium looks up its maker's hosts at every start.
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-default-browser-check",
    "--no-first-run",
    "--no-pings",
]

# The package's own list of fonts names folders of the cloud that it was made for.
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>{folder}</dir>
  <cachedir>{folder}/cache</cachedir>
</fontconfig>
"""


@dataclass(frozen=True)
class Chromium:
    """How a browser is started: its program, the switches it needs and the environment it needs."""

    program: Path
    switches: list[str] = field(default_factory=list)
    environment: dict[str, str] = field(default_factory=dict)

    def require_start(self) -> None:
        """Fail with the browser's own words when it cannot start: a program that is there may lack libraries."""
        with tempfile.TemporaryDirectory(prefix="pejling-chromium-", ignore_cleanup_errors=True) as profile:
            started = self._start(profile)
            # Without an answer the watch ends the program, and with it the reading below.
            watch = threading.Timer(30, started.kill)
            watch.start()
            try:
                said = self._words_until_ready(started)
            finally:
                watch.cancel()
                started.kill()
                started.communicate()
        if READY not in said:
            raise Missing(f"{self.program} did not start ({said.strip()[-300:] or 'no answer'})")

    def _start(self, profile: str) -> subprocess.Popen[str]:
        switches = ["--headless", "--remote-debugging-port=0", f"--user-data-dir={profile}", *self.switches]
        try:
            return subprocess.Popen(
                [str(self.program), *switches, "about:blank"],
                env=os.environ | self.environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
            )
        except OSError as error:
            raise Missing(f"{self.program} did not start ({error})") from error

    @staticmethod
    def _words_until_ready(started: subprocess.Popen[str]) -> str:
        said = ""
        for line in started.stderr or ():
            said += line
            if READY in line:
                break
        return said


def provide() -> Chromium:
    """The first Chromium that really starts, or `Missing` with what was tried."""
    wanted = os.environ.get("PEJLING_CHROMIUM", "")
    if "/" in wanted:
        return _started(lambda: _with_switches(Path(wanted)))
    tried = []
    for name, way in WAYS.items():
        if wanted in ("", name):
            try:
                return _started(way)
            except Missing as reason:
                tried.append(f"{name}: {reason}")
    raise Missing(
        "no Chromium: " + "; ".join(tried or [f"PEJLING_CHROMIUM={wanted} is none of {', '.join(WAYS)}"])
    )


def _started(way: Callable[[], Chromium]) -> Chromium:
    chromium = way()
    chromium.require_start()
    return chromium


def _with_switches(program: Path) -> Chromium:
    # Chromium's sandbox refuses root, and the pages under test are our own.
    return Chromium(program, [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])])


def _installed() -> Chromium:
    for name in NAMES:
        if program := shutil.which(name):
            return _with_switches(Path(program))
    raise Missing("none is installed")


def _packed() -> Chromium:
    """The browser that is packed for servers without one: program, libraries, software rendering and a font."""
    folder = TOOLS / f"chromium-{VERSION}"
    if not folder.is_dir():
        _unpack(folder)
    environment = {"LD_LIBRARY_PATH": str(folder / "lib"), "FONTCONFIG_FILE": str(folder / "fonts.conf")}
    # It comes without the helper that the sandbox needs, for root and everybody else.
    return Chromium(folder / "chromium", [*QUIET, "--no-sandbox"], environment)


def _unpack(folder: Path) -> None:
    """Unpack beside the folder and move into place at the end: a half unpacked browser is never taken for a whole one."""
    making = folder.with_name(f"{folder.name}.{os.getpid()}")
    try:
        npm.fetch(PACKAGE, version=VERSION, integrity=INTEGRITY, into=making)
        packed = making / "package" / "bin"
        _unpack_program(packed / "chromium.br", making / "chromium")
        for name in ("al2023.tar.br", "swiftshader.tar.br", "fonts.tar.br"):
            _unpack_archive(packed / name, making)
        (making / "fonts.conf").write_text(FONTS.format(folder=folder / "fonts"))
        shutil.rmtree(making / "package")
        with contextlib.suppress(OSError):  # another test process was quicker
            making.rename(folder)
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _unpack_program(packed: Path, program: Path) -> None:
    program.write_bytes(_plain(packed))
    program.chmod(0o755)


def _unpack_archive(packed: Path, folder: Path) -> None:
    with tarfile.open(fileobj=BytesIO(_plain(packed))) as archive:
        npm.unpack(archive, folder)


def _plain(packed: Path) -> bytes:
    import brotli  # only a machine without a browser needs it

    return bytes(brotli.decompress(packed.read_bytes()))


def _debian() -> Chromium:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Missing("only root can install Debian's package")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
        done = subprocess.run(
            ["apt-get", "--quiet", *command], env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise Missing(f"apt-get {command[0]} failed ({done.stderr.strip()[-300:]})")
    return _installed()


WAYS: dict[str, Callable[[], Chromium]] = {"installed": _installed, "packed": _packed, "debian": _debian}
