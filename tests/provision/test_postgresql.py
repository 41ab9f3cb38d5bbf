"""The throw-away PostgreSQL: it starts, it is nobody else's, and it goes with the process that asked for it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import unquote, urlparse

import psycopg
import pytest

from tests.provision import REPOSITORY, Missing, postgresql


def socket_folder(url: str) -> Path:
    return Path(unquote(urlparse(url).netloc.partition("@")[2]))


@pytest.mark.parametrize("programs", ["debian", pytest.param("packed", marks=pytest.mark.fetches)])
def test_cluster_answers_through_its_socket_and_is_gone_afterwards(
    programs: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEJLING_POSTGRESQL", programs)
    try:
        with postgresql.cluster() as url:
            folder = socket_folder(url)
            with psycopg.connect(host=str(folder), user="pejling", dbname="pejling") as connection:
                answer = connection.execute(
                    "SELECT lower('ÆØÅ'), current_setting('listen_addresses')"
                ).fetchone()
            assert answer == ("æøå", "")
    except Missing as reason:
        pytest.skip(str(reason))
    assert not folder.exists()


def test_cluster_goes_when_the_tests_are_killed() -> None:
    command = ["-m", "tests.provision.postgresql", "sh", "-c", "echo $$ $DATABASE_URL; exec sleep 60"]
    with subprocess.Popen(
        [sys.executable, *command], cwd=REPOSITORY, stdout=subprocess.PIPE, text=True
    ) as runner:
        assert runner.stdout is not None
        sleeper, _, url = runner.stdout.readline().strip().partition(" ")
        if not sleeper:
            pytest.skip("no PostgreSQL to be had")
        folder = socket_folder(url)
        server = int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])
        runner.kill()
        os.kill(int(sleeper), signal.SIGKILL)
    assert has_ended(server)
    assert not folder.exists()


def has_ended(process: int) -> bool:
    """Whether the process ends within ten seconds (its guard removes the folder first thing afterwards)."""
    for _ in range(100):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            time.sleep(0.5)
            return True
        time.sleep(0.1)
    return False
