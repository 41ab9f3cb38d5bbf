"""The archive that `pejling backup` writes and `pejling restore` reads: a zip of the database, the uploads and a manifest.

The manifest names every member with its size and SHA-256. A member that it does not name, or that is not what it says, makes
the whole archive worthless: nothing of it is used.
"""

import hashlib
import json
import shutil
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO

from pejling.cli.terminal import Refusal

MANIFEST = "manifest.json"
FORMAT = 1
UPLOADS = "uploads"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
LARGEST_MANIFEST = 200_000_000
CHUNK = 1 << 20
Shown = Callable[[Iterable[str]], Iterable[str]]
"""How the members are gone through: as they come, or with a bar that shows how far one has come."""
UNREADABLE = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError,
    TypeError, FileExistsError, NotADirectoryError, IsADirectoryError,
)  # fmt: skip
"""What reading something that only looks like an archive of ours can end in."""


class Broken(Refusal):
    """An archive that is not whole, or was not written by us."""


@dataclass(frozen=True)
class Member:
    """One file in the archive."""

    size: int
    sha256: str


@dataclass
class Manifest:
    """What is in the archive, and what it was taken from."""

    version: str
    taken_at: str
    engine: str
    migrations: list[str]
    members: dict[str, Member] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def database(self) -> str:
        """The member that holds the database."""
        return DATABASES[self.engine]

    @property
    def size(self) -> int:
        """The bytes that it unpacks to."""
        return sum(member.size for member in self.members.values())


def is_safe(name: str) -> bool:
    """Whether a member stays in the folder it is unpacked in, on every system."""
    path = PurePosixPath(name)
    plain = name.isprintable() and not set(name) & set('\\:*?"<>|')
    return plain and not path.is_absolute() and ".." not in path.parts and str(path) == name


def write(target: IO[bytes], manifest: Manifest, files: Iterable[tuple[str, Path]]) -> None:
    """Write the files into the archive, and the manifest of what was written at the end."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        for name, path in files:
            if not is_safe(name):
                raise Refusal(
                    f"Filen {path} har et navn, som Pejling ikke selv giver. Fjern den fra mappen, og prøv igen."
                )
            manifest.members[name] = _add(archive, name, path)
        archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))


def _add(archive: zipfile.ZipFile, name: str, path: Path) -> Member:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as member:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            member.write(chunk)
    return Member(size, digest.hexdigest())


def unpack(path: Path, folder: Path, shown: Shown) -> Manifest:
    """Unpack every member into the folder and hold it against the manifest. Raises `Broken`."""
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _manifest(archive)
            _refuse_other_members(archive, manifest)
            _refuse_too_large(manifest, folder)
            for name in shown(manifest.members):
                _take_out(archive, name, manifest.members[name], folder / name)
    except UNREADABLE as error:
        raise Broken(
            f"{path.name} er ikke en hel sikkerhedskopi fra Pejling ({error}). Intet er ændret."
        ) from error
    return manifest


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    if archive.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
        raise ValueError("fortegnelsen er for stor")
    told = json.loads(archive.read(MANIFEST))
    if told["format"] != FORMAT:
        raise ValueError("arkivet har et andet format; brug en nyere Pejling")
    members = {name: Member(**member) for name, member in told.pop("members").items()}
    manifest = Manifest(**told, members=members)
    datetime.fromisoformat(manifest.taken_at)
    if not all(isinstance(text, str) for text in (manifest.version, *manifest.migrations)):
        raise ValueError("fortegnelsen kan ikke læses")
    if manifest.engine not in DATABASES or manifest.database not in members:
        raise ValueError("databasen mangler")
    return manifest


def _refuse_other_members(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    names = [info.filename for info in archive.infolist()]
    if any(
        info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in archive.infolist()
    ):
        raise ValueError("arkivet er pakket på en anden måde")
    if sorted(names) != sorted([*manifest.members, MANIFEST]):
        raise ValueError("indholdet svarer ikke til fortegnelsen")
    for name in manifest.members:
        if not is_safe(name) or not (name == manifest.database or name.startswith(f"{UPLOADS}/")):
            raise ValueError(f"filen {name!r} hører ikke til")


def _refuse_too_large(manifest: Manifest, folder: Path) -> None:
    free = shutil.disk_usage(folder).free
    if manifest.size > free:
        raise Refusal(
            f"Der er ikke plads: pakket ud fylder arkivet {manifest.size // 10**6} MB; {free // 10**6} MB er fri."
        )


def _take_out(archive: zipfile.ZipFile, name: str, member: Member, target: Path) -> None:
    """Never more bytes than the manifest says: a bomb is stopped by the byte after the last."""
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, left = hashlib.sha256(), member.size
    with archive.open(name) as source, target.open("wb") as file:
        for chunk in _chunks(source):
            left -= len(chunk)
            if left < 0:
                break
            digest.update(chunk)
            file.write(chunk)
    if left or digest.hexdigest() != member.sha256:
        raise ValueError(f"filen {name} er ikke, som da kopien blev taget")


def _chunks(source: IO[bytes]) -> Iterator[bytes]:
    while chunk := source.read(CHUNK):
        yield chunk
