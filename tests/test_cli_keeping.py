"""`pejling backup` and `restore`: whole copies while people write, put back whole or not at all."""

import contextlib
import hashlib
import json
import re
import shutil
import sqlite3
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from pejling.cli.archive import Broken
from pejling.cli.restoring import replace
from pejling.cli.stores import Sqlite
from pejling.cli.terminal import Refusal
from tests.installation import Installation
from tests.provision import Missing, postgresql

PICTURE = bytes(range(256)) * 40
UPLOAD = "uploads/documents/ab/abcdef0123456789"


@pytest.fixture(scope="module")
def begun(tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A municipality that has just begun, with one upload."""
    folder = tmp_path_factory.mktemp("begun")
    shutil.copytree(tables, folder / "data", ignore=shutil.ignore_patterns("static"))
    done = Installation(folder).run(
        "start", "--name", "Ærø Kommune", "--operator", "Ida Bø", "--email", "ida@example.org", "--no-serve"
    )
    assert done.returncode == 0, done.stderr
    file = folder / "data" / UPLOAD
    file.parent.mkdir(parents=True)
    file.write_bytes(PICTURE)
    return folder


@pytest.fixture
def ours(begun: Path, tmp_path: Path) -> Installation:
    """A copy of it to do harm to."""
    shutil.copytree(begun / "data", tmp_path / "data")
    return Installation(tmp_path)


@pytest.fixture(scope="module")
def archive(begun: Path) -> Path:
    """A backup of it."""
    done = Installation(begun).run("backup", "whole.zip")
    assert done.returncode == 0, done.stderr
    return begun / "whole.zip"


def query(ours: Installation, sql: str) -> list[Any]:
    with contextlib.closing(sqlite3.connect(ours.data / "pejling.sqlite3")) as database, database:
        return database.execute(sql).fetchall()


def contents(folder: Path) -> dict[str, str]:
    """Every file below the folder by what is in it, but for the locks."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".lock"
    }


# --- Backup ----------------------------------------------------------------------------------------------------------


def test_backup_holds_database_uploads_and_their_fingerprints(archive: Path) -> None:
    with zipfile.ZipFile(archive) as opened:
        manifest = json.loads(opened.read("manifest.json"))
        members = {name: opened.read(name) for name in opened.namelist() if name != "manifest.json"}
    assert set(members) == {"database.sqlite3", UPLOAD}
    assert members[UPLOAD] == PICTURE
    assert {name: told["sha256"] for name, told in manifest["members"].items()} == {
        name: hashlib.sha256(content).hexdigest() for name, content in members.items()
    }


def test_backup_is_for_its_owner_only(archive: Path) -> None:
    assert archive.stat().st_mode & 0o077 == 0


def test_backup_never_overwrites(ours: Installation) -> None:
    file = ours.folder / "old.zip"
    file.write_text("the only copy")
    done = ours.run("backup", file)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"pejling: {file} findes allerede. Vælg et andet navn; en sikkerhedskopi overskrives aldrig."
    ]
    assert file.read_text() == "the only copy"


def test_backup_that_cannot_be_taken_leaves_nothing_behind(ours: Installation) -> None:
    database = ours.data / "pejling.sqlite3"
    content = bytearray(database.read_bytes())
    content[40_960:200_000] = bytes(200_000 - 40_960)
    database.write_bytes(content)
    done = ours.run("backup", "damaged.zip")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert [path.name for path in ours.folder.iterdir()] == ["data"]


def test_backup_is_whole_while_somebody_writes(ours: Installation) -> None:
    """Each writer moves an amount between two rows: in a copy of one moment they add up."""
    query(ours, "CREATE TABLE account (name text, amount int)")
    query(ours, "INSERT INTO account VALUES ('a', 500), ('b', 500)")
    stop = threading.Event()
    writer = threading.Thread(target=move_to_and_fro, args=(ours.data / "pejling.sqlite3", stop))
    writer.start()
    try:
        done = ours.run("backup", "busy.zip")
    finally:
        stop.set()
        writer.join()
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(ours.folder / "busy.zip") as opened:
        opened.extract("database.sqlite3", ours.folder)
    with contextlib.closing(sqlite3.connect(ours.folder / "database.sqlite3")) as copy:
        assert copy.execute("SELECT sum(amount) FROM account").fetchone() == (1_000,)


def move_to_and_fro(file: Path, stop: threading.Event) -> None:
    with contextlib.closing(sqlite3.connect(file, timeout=30)) as database:
        amount = 1
        while not stop.wait(0.001):
            with database:
                database.execute("UPDATE account SET amount = amount - ? WHERE name = 'a'", [amount])
                database.execute("UPDATE account SET amount = amount + ? WHERE name = 'b'", [amount])
            amount = -amount


GIVE_LOGO = """
from django.core.files.base import ContentFile
from pejling.web.models import Identity
identity = Identity.current()
identity.logo = ContentFile(b"a picture", "logo.png")
identity.save()
print(identity.logo.name)
"""


def with_logo(ours: Installation) -> Path:
    """The file of a logo that was just uploaded."""
    done = ours.run("manage", "shell", "-v0", "-c", GIVE_LOGO)
    assert done.returncode == 0, done.stderr
    return ours.data / "uploads" / done.stdout.strip()


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (lambda file: file.unlink(), "mangler"),
        (lambda file: file.write_bytes(b"a pict\x00re"), "er ikke, som da den blev gemt"),
    ],
)
def test_check_and_backup_name_a_file_that_is_missing_or_changed(
    ours: Installation, harm: Callable[[Path], object], words: str
) -> None:
    file = with_logo(ours)
    fine = ours.run("backup", "fine.zip")
    assert fine.returncode == 0, fine.stderr
    harm(file)
    name = file.relative_to(ours.data).as_posix()
    named_by_check_and_backup(
        ours, f"Filen {name} {words} (identitet »Ærø Kommune«). Hent den fra en sikkerhedskopi."
    )


def test_check_and_backup_name_a_file_of_which_nothing_was_noted(ours: Installation) -> None:
    name = with_logo(ours).relative_to(ours.data).as_posix()
    query(ours, "DELETE FROM files_storedfile")
    words = "har ingen kontrolsum, så ingen ved, om den er, som da den blev gemt"
    named_by_check_and_backup(ours, f"Filen {name} {words} (identitet »Ærø Kommune«).")


def named_by_check_and_backup(ours: Installation, line: str) -> None:
    assert f"fejl      {line}" in ours.run("check").stdout.splitlines()
    done = ours.run("backup", "with-a-gap.zip")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [f"pejling: {line}"]
    assert done.stdout.startswith("Gemt: ")
    assert (ours.folder / "with-a-gap.zip").exists()


def test_backup_before_an_upgrade_is_taken_though_the_tables_are_behind(ours: Installation) -> None:
    query(ours, "DROP TABLE files_storedfile")
    query(ours, "DELETE FROM django_migrations WHERE app = 'files'")
    done = ours.run("backup", "before.zip")
    assert (done.returncode, done.stderr) == (0, "")
    saved, unseen = done.stdout.splitlines()
    assert saved.startswith("Gemt: ")
    assert unseen.startswith("De uploadede filer er med, men ikke set efter")


# --- Restore ---------------------------------------------------------------------------------------------------------


def test_restore_brings_everything_back_and_keeps_what_it_replaces(ours: Installation, archive: Path) -> None:
    before = contents(ours.data)
    query(ours, "UPDATE people_person SET name = 'Slettet ved en fejl'")
    (ours.data / UPLOAD).unlink()
    (ours.data / "demo").mkdir()
    done = ours.run("restore", archive)
    assert done.returncode == 0, done.stderr
    assert query(ours, "SELECT name FROM people_person") == [("Ida Bø",)]
    assert (ours.data / UPLOAD).read_bytes() == PICTURE
    assert (ours.data / "secret_key").read_bytes() != b""
    assert contents(ours.data).keys() == before.keys()
    assert (ours.data / "demo").is_dir()
    (aside,) = ours.folder.glob("data.before-*")
    with contextlib.closing(sqlite3.connect(aside / "pejling.sqlite3")) as old:
        assert old.execute("SELECT name FROM people_person").fetchall() == [("Slettet ved en fejl",)]


def test_restored_municipality_is_backed_up_to_the_same_content(ours: Installation, archive: Path) -> None:
    ours.run("restore", archive)
    assert ours.run("backup", "again.zip").returncode == 0
    with zipfile.ZipFile(archive) as first, zipfile.ZipFile(ours.folder / "again.zip") as second:
        assert first.namelist() == second.namelist()
        assert dump(first, ours.folder / "first") == dump(second, ours.folder / "second")


def dump(opened: zipfile.ZipFile, folder: Path) -> list[str]:
    opened.extract("database.sqlite3", folder)
    with contextlib.closing(sqlite3.connect(folder / "database.sqlite3")) as database:
        return list(database.iterdump())


def test_restore_is_refused_while_pejling_serves(ours: Installation, archive: Path, tables: Path) -> None:
    shutil.copytree(tables / "static", ours.data / "static")
    with ours.running("serve"):
        before = contents(ours.data / "uploads")
        done = ours.run("restore", archive)
        assert contents(ours.data / "uploads") == before
    assert done.returncode == 1
    assert done.stderr.startswith(f"pejling: Pejling er i gang i mappen {ours.data}.")
    assert list(ours.folder.glob("data.before-*")) == []


def rewritten(archive: Path, target: Path, change: Callable[[dict[str, bytes]], object]) -> Path:
    """The archive with its members changed."""
    with zipfile.ZipFile(archive) as opened:
        members = {name: opened.read(name) for name in opened.namelist()}
    change(members)
    with zipfile.ZipFile(target, "w") as made:
        for name, content in members.items():
            made.writestr(name, content)
    return target


def with_manifest(members: dict[str, bytes], change: Callable[[dict[str, Any]], object]) -> None:
    manifest = json.loads(members["manifest.json"])
    change(manifest)
    members["manifest.json"] = json.dumps(manifest).encode()


def add(members: dict[str, bytes], name: str, content: bytes) -> None:
    """A member that the manifest names as it names the others."""
    members[name] = content
    told = {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    with_manifest(members, lambda manifest: manifest["members"].update({name: told}))


def put_other_database(members: dict[str, bytes]) -> None:
    add(members, "database.sqlite3", b"not a database at all" * 1_000)


def come_from_another_version(members: dict[str, bytes]) -> None:
    with_manifest(members, lambda told: told["migrations"].append("people.0005_other"))


def tell_size(members: dict[str, bytes], size: int) -> None:
    """Let the manifest say another size of the upload."""
    with_manifest(members, lambda told: told["members"][UPLOAD].update(size=size))


def come_from_a_server(members: dict[str, bytes]) -> None:
    del members["database.sqlite3"]
    with_manifest(members, lambda told: told["members"].pop("database.sqlite3"))
    with_manifest(members, lambda told: told.update(engine="postgresql"))
    add(members, "database.dump", b"dump")


HARM: dict[str, tuple[str, Callable[[dict[str, bytes]], object]]] = {
    "a changed byte": (
        "er ikke, som da",
        lambda members: members.update({UPLOAD: b"x" + members[UPLOAD][1:]}),
    ),
    "a missing member": ("svarer ikke til fortegnelsen", lambda members: members.pop(UPLOAD)),
    "a member too many": (
        "svarer ikke til fortegnelsen",
        lambda members: members.update({"uploads/more": b"more"}),
    ),
    "no manifest": ("manifest.json", lambda members: members.pop("manifest.json")),
    "a manifest that is no manifest": (
        "members",
        lambda members: members.update({"manifest.json": b'{"format": 1}'}),
    ),
    "a manifest that is a list": ("list indices", lambda members: members.update({"manifest.json": b"[]"})),
    "a step upwards": ("hører ikke til", lambda members: add(members, "uploads/../../outside", b"outside")),
    "an absolute path": ("hører ikke til", lambda members: add(members, "/tmp/outside", b"outside")),
    "a file in the way of a folder": (
        "uploads/documents",
        lambda members: add(members, "uploads/documents", b"in the way"),
    ),
    "a file beside the uploads": ("hører ikke til", lambda members: add(members, "secret_key", b"mine")),
    "something else than a database": ("Databasen i kopien er beskadiget", put_other_database),
    "tables of another Pejling": ("lavet af en anden udgave af Pejling", come_from_another_version),
    "another kind of database": ("Kopien er fra postgresql", come_from_a_server),
    "more than it says": ("er ikke, som da", lambda members: tell_size(members, 10)),
    "less than it says": ("er ikke, som da", lambda members: tell_size(members, len(PICTURE) + 1)),
    "more than there is room for": ("ikke plads", lambda members: tell_size(members, 10**15)),
}


@pytest.mark.parametrize("harm", HARM)
def test_archive_with_harm_in_it_changes_nothing(
    ours: Installation, archive: Path, harm: str, settings: Settings
) -> None:
    settings.DATA = ours.data
    why, change = HARM[harm]
    broken = rewritten(archive, ours.folder / "broken.zip", change)
    before = contents(ours.data)
    with pytest.raises(Refusal, match=re.escape(why)):
        replace(broken, Sqlite(ours.data / "pejling.sqlite3"))
    assert contents(ours.data) == before
    assert sorted(path.name for path in ours.folder.iterdir()) == ["broken.zip", "data"]
    assert not (ours.folder.parent / "outside").exists()


def test_archive_without_harm_is_taken(ours: Installation, archive: Path, settings: Settings) -> None:
    settings.DATA = ours.data
    whole = rewritten(archive, ours.folder / "whole.zip", lambda members: members)
    aside, _manifest = replace(whole, Sqlite(ours.data / "pejling.sqlite3"))
    assert contents(aside).keys() == contents(ours.data).keys()


@pytest.mark.parametrize("share", [0.0, 0.3, 0.99])
def test_archive_that_was_cut_off_changes_nothing(
    ours: Installation, archive: Path, share: float, settings: Settings
) -> None:
    settings.DATA = ours.data
    broken = ours.folder / "broken.zip"
    content = archive.read_bytes()
    broken.write_bytes(content[: int(len(content) * share)])
    before = contents(ours.data)
    with pytest.raises(Broken):
        replace(broken, Sqlite(ours.data / "pejling.sqlite3"))
    assert contents(ours.data) == before


def test_broken_archive_is_told_in_one_line(ours: Installation) -> None:
    (ours.folder / "broken.zip").write_bytes(b"PK")
    done = ours.run("restore", "broken.zip")
    assert done.returncode == 1
    assert done.stderr.startswith("pejling: broken.zip er ikke en hel sikkerhedskopi fra Pejling")
    assert len(done.stderr.splitlines()) == 1


# --- On PostgreSQL ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A throw-away server."""
    if shutil.which("pg_dump") is None:
        pytest.skip("PostgreSQL's pg_dump is not installed")
    try:
        with postgresql.cluster() as url:
            yield url
    except Missing as reason:
        pytest.skip(str(reason))


@pytest.mark.fetches
def test_backup_and_restore_on_postgresql(server: str, tmp_path: Path) -> None:
    ours = Installation(tmp_path, database=server)
    words = ["--name", "Ærø Kommune", "--operator", "Ida Bø", "--email", "ida@example.org", "--no-serve"]
    assert ours.run("start", *words).returncode == 0
    taken = ours.run("backup", "whole.zip")
    assert taken.returncode == 0, taken.stderr
    rename = "from pejling.people.models import Person; Person.objects.update(name='Ændret')"
    assert ours.run("manage", "shell", "-v0", "-c", rename).returncode == 0
    restored = ours.run("restore", "whole.zip")
    assert restored.returncode == 0, restored.stderr
    names = "from pejling.people.models import Person; print(*Person.objects.values_list('name', flat=True))"
    assert ours.run("manage", "shell", "-v0", "-c", names).stdout == "Ida Bø\n"
    assert len(list(tmp_path.glob("data.before-*/before-database.dump"))) == 1
    assert not (ours.data / "database.dump").exists()
