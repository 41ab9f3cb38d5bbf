"""`pejling start`: from nothing to the first person who signs in, and from there to the first document."""

import contextlib
import json
import re
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.installation import Installation, Running, Visitor, free_port
from tests.world import PASSWORD

OPTIONS = ("--name", "Ærø Kommune", "--operator", "Ida Bø", "--email", "ida@example.org")


@pytest.fixture(scope="module")
def started(tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Installation, Running]]:
    """A municipality that was begun just now, and is shown."""
    ours = Installation(tmp_path_factory.mktemp("start"))
    shutil.copytree(tables, ours.data)
    with ours.running("start", *OPTIONS) as running:
        yield ours, running


@pytest.fixture(scope="module")
def operator(started: tuple[Installation, Running]) -> Visitor:
    """The first operator, come in by the link."""
    running = started[1]
    (link,) = [line.strip() for line in running.lines if "/konto/invitation/" in line]
    visitor = Visitor(running.url)
    status, text = visitor.fill_in(link, password=PASSWORD, again=PASSWORD)
    assert status == 200, text
    return visitor


@pytest.fixture(scope="module")
def secretary(operator: Visitor) -> Visitor:
    """The operator, who has given herself the secretariat's role through the pages."""
    assert operator.get("/dokumenter/nyt")[0] == 403
    form = "/personer/1/poster/ny"
    text = operator.get(f"{form}?valg=alle")[1]
    status, text = operator.fill_in(
        form, unit=option(text, "Ærø Kommune"), role=option(text, "Strategikonsulent")
    )
    assert status == 200, text
    return operator


def option(text: str, words: str) -> str:
    """The value of the choice with these words."""
    found = re.search(rf'<option value="(\d+)"[^>]*>\s*{re.escape(words)}', text)
    assert found, text
    return found[1]


def test_link_is_good_for_one_use(started: tuple[Installation, Running], operator: Visitor) -> None:
    running = started[1]
    (link,) = [line.strip() for line in running.lines if "/konto/invitation/" in line]
    assert Visitor(running.url).get(link)[0] == 410
    assert Visitor(running.url).sign_in("ida@example.org", PASSWORD)[0] == 200


def test_operator_finds_the_municipality_itself_as_the_first_unit(operator: Visitor) -> None:
    status, text = operator.get("/enheder/")
    assert status == 200
    assert "Ærø Kommune" in text


def test_operator_who_has_taken_the_secretariats_role_may_begin_a_document(secretary: Visitor) -> None:
    assert secretary.get("/dokumenter/nyt")[0] == 200


def test_second_start_changes_nothing_and_gives_no_link_away(
    started: tuple[Installation, Running], operator: Visitor
) -> None:
    done = started[0].run("start", "--name", "En anden Kommune", "--no-serve")
    assert done.returncode == 0
    assert done.stdout.splitlines() == ["Her er allerede en kommune: Ærø Kommune. Intet er ændret."]


def test_link_that_was_lost_before_anybody_came_in_is_given_anew(empty: Installation) -> None:
    ours = empty
    assert ours.run("start", *OPTIONS, "--no-serve", "--band", "#222222").returncode == 0
    first, second = (ours.run("start", "--no-serve").stdout.splitlines() for _time in range(2))
    assert first[:2] == second[:2]
    assert first[2] != second[2]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (
            ("--name", "Ærø Kommune", "--operator", "Ida Bø", "--email", "forkert"),
            "Indtast en gyldig e-mail-adresse.",
        ),
        ((*OPTIONS, "--band", "gul"), "Skriv farven som #rrggbb, fx #0b3a5c."),
        ((*OPTIONS, "--logo", "/etc/hostname"), "Logoet skal være en PNG-fil."),
        ((*OPTIONS, "--logo", "/findes/ikke.png"), "/findes/ikke.png"),
        (OPTIONS[:2], "Der mangler et svar på: Navnet på den første it-administrator."),
    ],
)
def test_start_that_is_told_wrong_says_so_and_begins_nothing(
    empty: Installation, told: tuple[str, ...], words: str
) -> None:
    done = empty.run("start", *told, "--no-serve")
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"pejling: {words}")
    with contextlib.closing(sqlite3.connect(empty.data / "pejling.sqlite3")) as database:
        assert database.execute("SELECT count(*) FROM organisation_unit").fetchone() == (0,)


# --- The other commands, on what was begun ---------------------------------------------------------------------------


def test_check_names_what_is_missing_in_a_line_each(tmp_path: Path) -> None:
    done = Installation(tmp_path).run(
        "check", PEJLING_DEBUG="1", PEJLING_BASE_URL="http://pejling.example.dk"
    )
    assert done.returncode == 1
    assert [line.split(maxsplit=1)[0] for line in done.stdout.splitlines()] == [
        "ok", "fejl", "ok", "fejl", "fejl", "advarsel",
    ]  # fmt: skip


def test_check_is_content_with_a_municipality_that_is_ready(started: tuple[Installation, Running]) -> None:
    done = started[0].run(
        "check",
        PEJLING_BASE_URL="https://pejling.example.dk",
        PEJLING_PROXIES="127.0.0.1",
        EMAIL_URL="console://",
        PEJLING_FROM_EMAIL="pejling@example.dk",
    )
    assert done.returncode == 0
    assert {line.split(maxsplit=1)[0] for line in done.stdout.splitlines()} == {"ok"}


def test_serve_refuses_tables_of_another_version(empty: Installation) -> None:
    with contextlib.closing(sqlite3.connect(empty.data / "pejling.sqlite3")) as database, database:
        database.execute("DELETE FROM django_migrations WHERE app = 'web' AND name = '0001_initial'")
    done = empty.run("serve", PORT="0" + "18999")
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("pejling: Databasen mangler 1 ændringer.")


def made_by_another_version(ours: Installation) -> None:
    with contextlib.closing(sqlite3.connect(ours.data / "pejling.sqlite3")) as database, database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('direction', '0005_old', '2026-01-01')"
        )


EVERY_COMMAND = [
    ["check"], ["serve"], ["worker"], ["backup", "x.zip"], ["import", "organisation", "x.csv"], ["manage", "migrate"],
    ["import", "document", "x.md", "--unit", "x", "--kind", "x"], ["start", "--no-serve", *OPTIONS],
]  # fmt: skip


def told_by(ours: Installation, command: list[str], **told: str) -> str:
    """The one line of what is wrong, with exit code 1 and without any line of the program."""
    (ours.folder / "x.csv").write_text("enhed;enhedstype\n")
    (ours.folder / "x.md").write_text("# x\n")
    done = ours.run(*command, PORT=str(free_port()), **told)
    lines = [
        line for line in (done.stdout + done.stderr).splitlines() if not line.startswith(("ok ", "advarsel "))
    ]
    found = [line for line in lines if line.startswith(("pejling: ", "fejl "))]
    assert done.returncode == 1, done.stdout
    assert "Traceback" not in done.stderr
    return "\n".join(found)


@pytest.mark.parametrize("command", EVERY_COMMAND, ids=" ".join)
def test_every_command_says_in_a_line_that_another_version_has_made_the_tables(
    empty: Installation, command: list[str]
) -> None:
    made_by_another_version(empty)
    (line,) = told_by(empty, command).splitlines()
    assert line.split(maxsplit=1)[1].startswith("Databasen er lavet af en anden udgave af Pejling")
    assert not (empty.folder / "x.zip").exists()


@pytest.mark.parametrize("command", EVERY_COMMAND, ids=" ".join)
def test_every_command_says_in_a_line_that_the_database_is_damaged(
    tmp_path: Path, command: list[str]
) -> None:
    ours = Installation(tmp_path)
    ours.data.mkdir()
    (ours.data / "pejling.sqlite3").write_bytes(b"Den her fil er ingen database. " * 1_000)
    assert "Databasen er beskadiget. Sæt en sikkerhedskopi tilbage" in told_by(ours, command)


@pytest.mark.parametrize("command", EVERY_COMMAND, ids=" ".join)
def test_every_command_says_in_a_line_that_there_are_no_other_databases(
    tmp_path: Path, command: list[str]
) -> None:
    told = told_by(Installation(tmp_path), command, DATABASE_URL="mysql://ida@localhost/pejling")
    assert told.startswith(
        "pejling: En indstilling kan ikke læses: DATABASE_URL begynder med sqlite: eller postgres:"
    )


@pytest.mark.parametrize("command", EVERY_COMMAND, ids=" ".join)
def test_every_command_says_in_a_line_that_the_folder_may_not_be_written(
    tmp_path: Path, command: list[str]
) -> None:
    told = told_by(Installation(tmp_path), command, PEJLING_DATA="/proc/pejling")
    assert told == "pejling: /proc/pejling: findes ikke."


@pytest.mark.parametrize(
    "command", [each for each in EVERY_COMMAND if each[0] not in ("start", "manage")], ids=" ".join
)
def test_empty_database_is_told_as_what_it_is(tmp_path: Path, command: list[str]) -> None:
    ours = Installation(tmp_path)
    ours.data.mkdir()
    (ours.data / "pejling.sqlite3").touch()
    assert f"Databasen {ours.data / 'pejling.sqlite3'} er tom (0 byte)." in told_by(ours, command)


def test_looking_for_a_database_does_not_make_one(tmp_path: Path) -> None:
    told = told_by(Installation(tmp_path), ["check"])
    assert f"Der er ingen database i {tmp_path / 'data' / 'pejling.sqlite3'}." in told
    assert not (tmp_path / "data" / "pejling.sqlite3").exists()


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (
            {"DATABASE_URL": "postgres://nobody@/nothing?host=/findes/ikke"},
            "Databasen kan ikke nås eller svarer ikke: ",
        ),
        ({"DATABASE_URL": "tusindben://x"}, "En indstilling kan ikke læses: DATABASE_URL begynder med"),
        (
            {"DATABASE_URL": "postgres://"},
            "En indstilling kan ikke læses: DATABASE_URL nævner ingen database",
        ),
        (
            {"DATABASE_URL": "postgres://a:b@h:port/x"},
            "En indstilling kan ikke læses: DATABASE_URL har en værdi, som ikke kan bruges. Se docs",
        ),
        (
            {"PEJLING_DEBUG": "måske"},
            "En indstilling kan ikke læses: PEJLING_DEBUG har en værdi, som ikke kan bruges. Se docs",
        ),
        ({"PEJLING_PROXIES": "foran"}, "En indstilling kan ikke læses: PEJLING_PROXIES er ip-adresser"),
        ({"PEJLING_LOG_LEVEL": "alt"}, "En indstilling kan ikke læses: PEJLING_LOG_LEVEL er et af"),
        (
            {"EMAIL_URL": "forkert"},
            "En indstilling kan ikke læses: EMAIL_URL er ikke en mailserver som smtp+tls",
        ),
        ({"PEJLING_DATA": "/proc/pejling"}, "/proc/pejling: "),
    ],
)
def test_setting_that_cannot_be_used_is_told_in_one_line(
    tmp_path: Path, told: dict[str, str], words: str
) -> None:
    done = Installation(tmp_path).run("backup", "x.zip", **told)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"pejling: {words}")


def test_organisation_comes_in_from_a_file_after_a_dry_run(started: tuple[Installation, Running]) -> None:
    ours = started[0]
    (ours.folder / "enheder.csv").write_bytes(
        "Enheds-id;Enhed;Type\n1;Søparkens Skole;Skole\n2;Åskolen;Skole\n".encode("cp1252")
    )
    tried = ours.run("import", "organisation", "enheder.csv", "--dry-run")
    assert tried.returncode == 0, tried.stderr
    assert tried.stdout.splitlines()[-2:] == [
        "2 nye, 0 ændrede, 0 afsluttede, 0 som før.",
        "Det var en prøve: intet er ændret.",
    ]
    done = ours.run("import", "organisation", "enheder.csv")
    assert done.stdout.splitlines()[-2:] == ["2 nye, 0 ændrede, 0 afsluttede, 0 som før.", "Gjort."]
    again = ours.run("import", "organisation", "enheder.csv").stdout.splitlines()
    assert again == [
        "Læst som Windows (Windows-1252): Søparkens, Åskolen.",
        "0 nye, 0 ændrede, 0 afsluttede, 2 som før.",
        "Gjort.",
    ]


def test_organisation_with_a_bad_line_changes_nothing(started: tuple[Installation, Running]) -> None:
    ours = started[0]
    (ours.folder / "daarlig.csv").write_text("Enheds-id;Enhed;Type\n7;Den gode skole;Skole\n8;;Skole\n")
    done = ours.run("import", "organisation", "daarlig.csv")
    assert done.returncode == 1
    assert done.stderr.splitlines()[0].startswith("pejling: linje 3: ")
    assert done.stderr.splitlines()[-1] == "pejling: daarlig.csv har 1 fejl. Intet er ændret."


PLAN = "# Plan for biblioteket\n\n## Målsætninger\n\n- Flere børn låner bøger\n- Åbent hver aften\n"


def test_preview_of_a_document_needs_no_database_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_text(PLAN)
    done = Installation(tmp_path, database="postgres://nobody@/nothing?host=/findes/ikke").run(
        "import", "document", "plan.md", "--preview", "json"
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["title"] == "Plan for biblioteket"
    assert [each["title"] for each in told["elements"]] == ["Flere børn låner bøger", "Åbent hver aften"]
    assert [path.name for path in tmp_path.iterdir()] == ["plan.md"]


def test_document_comes_in_under_the_secretariats_name_where_nobody_leads(
    started: tuple[Installation, Running], secretary: Visitor
) -> None:
    ours = started[0]
    (ours.folder / "plan.md").write_text(PLAN)
    words = ["import", "document", "plan.md", "--unit", "Ærø Kommune", "--kind", "Strategiplan"]
    done = ours.run(*words)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(
        "Hentet ind som kladde: Plan for biblioteket (http://localhost:8000/dokumenter/"
    )
    status, text = secretary.get(done.stdout.rpartition("localhost:8000")[2].rstrip(")\n"))
    assert status == 200
    assert "Flere børn låner bøger" in text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--unit", "Ærø Kommune"), "Skriv enheden og typen"),
        (("--unit", "Findes ikke", "--kind", "Politik"), "Der er ingen enhed, der hedder Findes ikke."),
        (("--unit", "Ærø Kommune", "--kind", "Drøm"), "Der er ingen dokumenttype, der hedder Drøm."),
        (
            ("--unit", "1", "--kind", "policy", "--by", "ukendt@example.org"),
            "Ingen logger ind med ukendt@example.org.",
        ),
    ],
)
def test_document_that_is_told_wrong_does_not_come_in(
    started: tuple[Installation, Running], words: tuple[str, ...], told: str
) -> None:
    ours = started[0]
    (ours.folder / "andet.md").write_text(PLAN)
    done = ours.run("import", "document", "andet.md", *words)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"pejling: {told}")


def test_command_that_does_not_exist_is_told_in_danish(tmp_path: Path) -> None:
    done = Installation(tmp_path).run("servér")
    assert done.returncode == 2
    assert done.stderr.startswith("pejling: Kommandoen kan ikke læses (")
