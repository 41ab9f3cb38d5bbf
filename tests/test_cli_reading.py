"""Files made to do harm, on an installation that runs: a sentence for whoever hands them in, nothing for all others."""

import json
import os
import shutil
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.installation import PATIENCE, TOKEN, Installation, Visitor
from tests.reading import hostile
from tests.test_cli_starting import OPTIONS, option
from tests.world import PASSWORD

HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "ord.docx": (lambda: hostile.word_of_paragraphs(1_000_000), "urimeligt meget"),
    "tegn.pdf": (lambda: hostile.pdf_of_operators(1_500_000), "for meget hukommelse eller tid"),
    "pakket.pdf": (lambda: hostile.pdf_packed_twice(800_000_000), "for meget hukommelse eller tid"),
}


@pytest.fixture(scope="module")
def secretary(tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    """Somebody of the secretariat in a municipality that was begun just now, and is shown."""
    ours = Installation(tmp_path_factory.mktemp("reading"))
    shutil.copytree(tables, ours.data)
    with ours.running("start", *OPTIONS) as running:
        (link,) = [line.strip() for line in running.lines if "/konto/invitation/" in line]
        visitor = Visitor(running.url)
        visitor.fill_in(link, password=PASSWORD, again=PASSWORD)
        form = "/personer/1/poster/ny"
        text = visitor.get(f"{form}?valg=alle")[1]
        visitor.fill_in(form, unit=option(text, "Ærø Kommune"), role=option(text, "Strategikonsulent"))
        yield visitor


def hand_in(visitor: Visitor, name: str, content: bytes) -> tuple[int, str]:
    """Send the file in on the import page, as a browser does."""
    page = "/dokumenter/indlaesning"
    text = visitor.get(f"{page}?valg=alle")[1]
    token = TOKEN.search(text)
    assert token, text[:500]
    fields = {
        "csrfmiddlewaretoken": token[1],
        "unit": option(text, "Ærø Kommune"),
        "kind": option(text, "Strategiplan"),
    }
    parts = [
        f'Content-Disposition: form-data; name="{key}"\r\n\r\n{value}'.encode()
        for key, value in fields.items()
    ]
    parts.append(
        f'Content-Disposition: form-data; name="file"; filename="{name}"\r\n'.encode()
        + b"Content-Type: application/octet-stream\r\n\r\n"
        + content
    )
    body = b"".join(b"--PEJLING\r\n" + part + b"\r\n" for part in parts) + b"--PEJLING--\r\n"
    address = urllib.parse.urljoin(visitor.url, page)
    headers = {"Referer": address, "Content-Type": "multipart/form-data; boundary=PEJLING"}
    return visitor.open(urllib.request.Request(address, body, headers), patience=PATIENCE)


@pytest.mark.parametrize("name", HOSTILE)
def test_pages_answer_while_a_file_that_unfolds_is_read_and_refused(name: str, secretary: Visitor) -> None:
    make, words = HOSTILE[name]
    content, reader = make(), Visitor(secretary.url)
    answers = []
    with ThreadPoolExecutor(1) as beside:
        handed_in = beside.submit(hand_in, secretary, name, content)
        while not handed_in.done():
            answers.append(reader.get("/")[0])
    status, text = handed_in.result()
    assert (status, words in text, set(answers)) == (422, True, {200})


@pytest.mark.parametrize("name", HOSTILE)
def test_preview_of_a_file_that_unfolds_is_one_line_and_no_trace(name: str, tmp_path: Path) -> None:
    make, words = HOSTILE[name]
    (tmp_path / name).write_bytes(make())
    done = Installation(tmp_path).run("import", "document", name, "--preview", "json")
    (told,) = done.stderr.splitlines()
    assert (done.returncode, done.stdout, words in told) == (1, "", True)


@pytest.mark.parametrize(("what", "most"), [("organisation", 20), ("document", 50)])
def test_file_without_an_end_or_too_large_is_one_line(what: str, most: int, tmp_path: Path) -> None:
    (tmp_path / "tom.txt").touch()
    os.truncate(tmp_path / "tom.txt", 6 * 1024**3)
    os.mkfifo(tmp_path / "roer")
    for file, words in [
        ("/dev/full", "/dev/full er ikke en almindelig fil."),
        ("roer", "roer er ikke en almindelig fil."),
        (".", ". er ikke en almindelig fil."),
        ("tom.txt", f"tom.txt er for stor. Den må højst fylde {most} MB."),
    ]:
        for more in (["--preview", "json"], []):
            done = Installation(tmp_path).run("import", what, file, *more)
            assert (done.returncode, done.stdout, done.stderr) == (1, "", f"pejling: {words}\n")


def test_preview_asks_for_no_setting_and_says_json_alone(tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_text("# Plan for biblioteket\n\n## Mål\n\n- Flere børn låner bøger\n")
    nowhere = {"PEJLING_DATA": "/findes/ikke", "PEJLING_BASE_URL": "forkert", "EMAIL_URL": "forkert"}
    done = Installation(tmp_path, database="slet ikke en adresse").run(
        "import", "document", "plan.md", "--preview", "json", **nowhere
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["title"] == "Plan for biblioteket"


SAG = "Ny vej\nÅben sag\n\nSagsfremstilling\nVejen er slidt.\n\nIndstilling\nDirektionen indstiller, at vejen anlægges.\n"
DAGSORDEN = (
    '<Dagsorden DagsordenID="1" Åben="true" Dagsordentype="dagsorden">'
    '<Møde MødeID="7" Udvalg="Byrådet" Mødedato="14. september 2026"/>'
    '<Dagsordenpunkter><Dagsordenpunkt DagsordenpunktID="5" Nummer="1" Åbent="true"><Overskrift>Budget</Overskrift>'
    "</Dagsordenpunkt>"
    "</Dagsordenpunkter></Dagsorden>"
)


def test_case_and_agendas_are_json_alone_without_settings(tmp_path: Path) -> None:
    (tmp_path / "sag.txt").write_text(SAG)
    (tmp_path / "a.xml").write_text(DAGSORDEN)
    (tmp_path / "b.xml").write_text("<Dagsorden")
    nowhere = {"PEJLING_DATA": "/findes/ikke", "PEJLING_BASE_URL": "forkert"}
    ours = Installation(tmp_path, database="slet ikke en adresse")
    case = ours.run("import", "case", "sag.txt", "--preview", "json", **nowhere)
    agenda = ours.run("import", "agenda", "a.xml", "b.xml", "--preview", "json", **nowhere)
    assert (case.returncode, case.stderr, agenda.returncode, agenda.stderr) == (0, "", 0, "")
    assert json.loads(case.stdout)["recommendation"] == {
        "lead": "Direktionen indstiller,",
        "points": [{"text": "at vejen anlægges."}],
    }
    told = json.loads(agenda.stdout)
    assert [(each["id"], each["start"], len(each["items"])) for each in told["meetings"]] == [
        ("7", "2026-09-14", 1)
    ]
    assert [text.startswith("b.xml: XML-filen er beskadiget") for text in told["warnings"]] == [True]
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.xml", "b.xml", "sag.txt"]


@pytest.mark.parametrize("what", ["case", "agenda"])
def test_hostile_case_or_agenda_is_one_line(what: str, tmp_path: Path) -> None:
    (tmp_path / "tom.txt").touch()
    (tmp_path / "stor.xml").touch()
    os.truncate(tmp_path / "stor.xml", 6 * 1024**3)
    (tmp_path / "bombe.xml").write_text(
        '<!DOCTYPE a [<!ENTITY b "' + "x" * 9_000 + '">]><Dagsorden>' + "&b;" * 9_000 + "</Dagsorden>"
    )
    (tmp_path / "bombe.docx").write_bytes(hostile.word_of_paragraphs(1_000_000))
    (tmp_path / "billede").write_bytes(bytes(range(256)) * 40)
    for name in (
        "tom.txt",
        "stor.xml",
        "bombe.xml",
        "bombe.docx",
        "billede",
        "findes-ikke",
        ".",
    ):
        done = Installation(tmp_path).run("import", what, name, "--preview", "json")
        (told,) = done.stderr.splitlines()
        assert (done.returncode, done.stdout, told.startswith("pejling: ")) == (1, "", True), (name, told)


def test_agenda_made_to_do_harm_takes_no_other_with_it(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(DAGSORDEN)
    # So many tags as may be read, each with an attribute of its own: small on disk, much in memory.
    many = "".join(f"<p a{at}='1'/>" for at in range(900_000))
    (tmp_path / "b.xml").write_text(f"<Dagsorden>{many}</Dagsorden>")
    done = Installation(tmp_path).run("import", "agenda", "b.xml", "a.xml", "--preview", "json")
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert [each["id"] for each in told["meetings"]] == ["7"]
    assert [text.startswith("b.xml: ") for text in told["warnings"]] == [True]


def test_a_case_without_its_preview_is_refused_in_danish(tmp_path: Path) -> None:
    done = Installation(tmp_path).run("import", "case", "sag.txt")
    (told,) = done.stderr.splitlines()
    assert (done.returncode, done.stdout, "--preview" in told and "Kommandoen kan ikke læses" in told) == (
        2,
        "",
        True,
    )
