"""`pejling demo`, from the command to the page, with real processes."""

import contextlib
import os
import re
import shutil
import signal
import sqlite3
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from pejling.demo.logins import PASSWORD
from tests.installation import (
    Installation,
    Running,
    Visitor,
    children_of,
    free_port,
    made_once,
    processes_in,
    wait_until_gone,
)

LEADER = "trine.falkenberg@fjordlund.example"
LARGEST_PROCESS = 200_000


@pytest.fixture(scope="session")
def fjordlunds_folder(tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of an installation where the demo has been shown once."""

    def show_once(ours: Installation) -> None:
        shutil.copytree(tables / "static", ours.data / "demo" / "static")
        with ours.running("demo") as demo:
            assert "Indlæser Fjordlund Kommune ..." in demo.lines
            assert demo.stop() == 0

    return made_once(tmp_path_factory, "demo", show_once)


@pytest.fixture(scope="module")
def loaded(fjordlunds_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder where the demo has been shown once."""
    folder = tmp_path_factory.mktemp("demo")
    shutil.copytree(fjordlunds_folder, folder / "data")
    return folder


@pytest.fixture(scope="module")
def shown(loaded: Path) -> Iterator[Running]:
    """The demo, shown for the second time."""
    with Installation(loaded).running("demo") as demo:
        yield demo


@pytest.fixture
def fresh(fjordlunds_folder: Path, tmp_path: Path) -> Installation:
    """A folder of one's own with the demo in it."""
    shutil.copytree(fjordlunds_folder, tmp_path / "data")
    return Installation(tmp_path)


def forget_names(file: Path) -> None:
    """What somebody playing with the demo may have done to it."""
    with contextlib.closing(sqlite3.connect(file)) as database, database:
        database.execute("UPDATE people_person SET email = id || '@example.org'")


# --- What one sees ---------------------------------------------------------------------------------------------------


def test_demo_tells_its_address_and_a_login_of_each_kind(shown: Running) -> None:
    text = "\n".join(shown.lines)
    assert f"Pejling kører på {shown.url}" in shown.lines
    assert f"  Adgangskoden er den samme for alle: {PASSWORD}" in shown.lines
    assert text.count("@fjordlund.example") == 9


def test_anybody_reads_the_front_page(shown: Running) -> None:
    status, text = Visitor(shown.url).get("/")
    assert status == 200
    assert "Fjordlund Kommune" in text


def test_leader_signs_in_and_reads_the_plan_of_the_school(shown: Running) -> None:
    visitor = Visitor(shown.url)
    status, text = visitor.sign_in(LEADER, PASSWORD)
    assert status == 200
    assert "Strategiplan for Åbylille Skole" in text
    assert visitor.get("/retning/")[0] == 200
    assert visitor.get("/kaeden/")[0] == 200


def test_sign_in_page_offers_the_logins(shown: Running) -> None:
    assert LEADER in Visitor(shown.url).get("/konto/log-ind")[1]


def test_files_of_the_pages_may_be_kept_for_ever(shown: Running) -> None:
    _status, text = Visitor(shown.url).get("/")
    sheet = re.search(r'href="(/static/web/[^"]+\.css)"', text)
    assert sheet
    request = urllib.request.Request(shown.url + sheet[1], headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        kept, packed = answer.headers["Cache-Control"], answer.headers["Content-Encoding"]
    assert (kept, packed) == ("max-age=315360000, public, immutable", "gzip")


def test_web_process_stays_small(shown: Running) -> None:
    for pid in shown.webs:
        (size,) = [
            line.split()[1]
            for line in Path(f"/proc/{pid}/status").read_text().splitlines()
            if line.startswith("VmRSS")
        ]
        assert int(size) < LARGEST_PROCESS


def test_demo_lies_apart_from_a_real_municipality(loaded: Path) -> None:
    assert [path.name for path in (loaded / "data").iterdir()] == ["demo"]


# --- How it lives and dies -------------------------------------------------------------------------------------------


def test_second_start_loads_nothing(shown: Running) -> None:
    assert [line for line in shown.lines if line.endswith("...")] == []


def test_stopped_demo_leaves_nothing_running_and_never_saw_the_real_database(fresh: Installation) -> None:
    real = fresh.folder / "real.sqlite3"
    fresh.database = f"sqlite:///{real}"
    with fresh.running("demo") as demo:
        assert len(processes_in(fresh.folder)) == 4
        assert demo.stop(signal.SIGINT) == 0
        assert wait_until_gone(fresh.folder, 1) == []
    assert demo.lines[-1] == "Pejling er stoppet."
    assert not real.exists()


def test_killed_demo_takes_its_children_with_it_and_can_be_shown_anew(fresh: Installation) -> None:
    with fresh.running("demo") as demo:
        demo.process.kill()
        demo.process.communicate(timeout=30)
        assert wait_until_gone(fresh.folder) == []
    forget_names(fresh.data / "demo" / "pejling.sqlite3")
    with fresh.running("demo", "--fresh") as demo:
        assert "Indlæser Fjordlund Kommune ..." in demo.lines
        assert Visitor(demo.url).sign_in(LEADER, PASSWORD)[0] == 200
        assert demo.stop(signal.SIGHUP) == 0


def test_process_that_dies_is_started_again(fresh: Installation) -> None:
    with fresh.running("demo") as demo:
        old = {demo.webs[0], demo.workers[0]}
        for pid in old:
            os.kill(pid, signal.SIGKILL)
        until = time.monotonic() + 15
        while time.monotonic() < until and (
            len(children_of(demo.process.pid)) < 3 or old & set(children_of(demo.process.pid))
        ):
            time.sleep(0.05)
        assert Visitor(demo.url).get("/")[0] == 200
        assert demo.stop(signal.SIGTERM) == 0
    told = sorted(line for line in demo.lines if "startes igen" in line)
    assert told == [
        "pejling: Opgaverne gik i stå (kode -9) og startes igen.",
        "pejling: Webserveren gik i stå (kode -9) og startes igen.",
    ]


def test_taken_port_is_told_in_one_line(fresh: Installation, shown: Running) -> None:
    port = int(shown.url.rpartition(":")[2])
    done = fresh.run("demo", PORT=str(port))
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith(
        f"pejling: Port {port} er optaget af et andet program. Vælg en anden, fx »PORT={port + 1} make demo«"
    )


def test_fresh_demo_is_refused_while_the_old_one_is_shown(loaded: Path, shown: Running) -> None:
    done = Installation(loaded).run("demo", "--fresh", PORT=str(free_port()))
    assert done.returncode == 1
    assert done.stderr.startswith(f"pejling: Pejling er i gang i mappen {loaded / 'data' / 'demo'}.")
