"""Fetch one pinned package from the npm registry that the machine is set up for, without Node."""

import base64
import hashlib
import os
import ssl
import tarfile
import urllib.request
from io import BytesIO
from pathlib import Path

from tests.provision import Missing

PUBLIC_REGISTRY = "https://registry.npmjs.org"


def fetch(package: str, *, version: str, integrity: str, into: Path) -> None:
    """Unpack the package's files into a folder, once their bytes match the integrity that npm itself records."""
    settings = _settings()
    registry = settings.get("registry", PUBLIC_REGISTRY).rstrip("/")
    address = f"{registry}/{package}/-/{package.rpartition('/')[2]}-{version}.tgz"
    context = ssl.create_default_context(cafile=settings.get("cafile"))
    try:
        with urllib.request.urlopen(address, context=context, timeout=120) as answer:
            packed = answer.read()
    except OSError as error:
        raise Missing(f"npm's registry did not give {package} {version} ({error})") from error
    require_integrity(packed, integrity, name=f"{package} {version}")
    with tarfile.open(fileobj=BytesIO(packed)) as archive:
        unpack(archive, into)


def unpack(archive: tarfile.TarFile, into: Path) -> None:
    """All files into a folder, none beside it. Debian 12's Python 3.11.2 knows no filters: there the pinned hash must do."""
    archive.extraction_filter = getattr(tarfile, "data_filter", None)
    archive.extractall(into)


def require_integrity(packed: bytes, integrity: str, *, name: str) -> None:
    """Refuse bytes that are not the ones that were pinned (`sha512-` and the digest in base64, as in npm's lock)."""
    digest = base64.b64encode(hashlib.sha512(packed).digest()).decode()
    if f"sha512-{digest}" != integrity:
        raise Missing(f"{name} is not the file that was pinned: its hash differs")


def _settings() -> dict[str, str]:
    """The lines of npm's own settings files, the user's last, and above them npm's environment variables."""
    found: dict[str, str] = {}
    for path in (Path("/etc/npmrc"), Path("/usr/etc/npmrc"), Path.home() / ".npmrc"):
        if path.is_file():
            found |= parse(path.read_text())
    for name in ("registry", "cafile"):
        given = os.environ.get(f"npm_config_{name}") or os.environ.get(f"NPM_CONFIG_{name.upper()}")
        if given:
            found[name] = given
    return found


def parse(text: str) -> dict[str, str]:
    """The `name = value` lines of an npmrc; comments and lists are passed over."""
    lines = [line.partition("=") for line in text.splitlines() if line.strip()[:1] not in ("", ";", "#")]
    return {
        name.strip(): value.strip().strip('"') for name, _, value in lines if not name.strip().endswith("[]")
    }
