"""What was acknowledged is kept, and the site comes back by itself: with kill -9, the database away, and a full disk.

Real processes, and people who save over HTTP all the while. PEJLING_SAVERS, PEJLING_KILLS
and PEJLING_AWAY (seconds without the database) make it longer by hand.
"""

import http.cookiejar
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path

import pytest

from tests.installation import PEJLING, Installation, Running, Visitor, free_port, processes_in
from tests.provision import Missing, postgresql
from tests.world import PASSWORD

SAVERS = int(os.environ.get("PEJLING_SAVERS", "6"))
KILLS = int(os.environ.get("PEJLING_KILLS", "10"))
AWAY = int(os.environ.get("PEJLING_AWAY", "3"))
PATIENCE = 60
FORM = "/dokumenter/nyt"
READ = ["/", "/retning/", "/soeg?q=plan", "/enheder/", "/konto/log-ind"]
BEGIN = f"""
from pejling.cli.starting import begin
from pejling.core.dates import today
from pejling.organisation.actions.posts import give_post
from pejling.organisation.models import Role, Unit
from pejling.people.models import Person
from pejling.web.models import Identity
begin(Identity(pk=1, version=0, name="Ærø Kommune"), operator="Ida Bø", email="ida@example.org")
ida, role = Person.objects.get(), Role.objects.get(name="Strategikonsulent")
ida.set_password({PASSWORD!r})
ida.save()
give_post(person=ida, unit=Unit.objects.get(), role=role, starts_on=today(), by=None)
"""
DO_A_TASK_AND_TELL_TITLES = """
import time
from pejling.direction.models import Document
from pejling.search.tasks import catch_up_later
task = catch_up_later.enqueue()
until = time.monotonic() + 120
while task.status != "SUCCESSFUL" and time.monotonic() < until:
    time.sleep(0.2)
    task.refresh()
print(task.status, *Document.objects.values_list("title", flat=True), sep="\\n")
"""


@dataclass
class Service:
    """`pejling serve`, started again when its head dies, as systemd does it."""

    ours: Installation
    port: int = field(default_factory=free_port)
    stopping: bool = False
    process: "subprocess.Popen[bytes] | None" = None

    def keep(self) -> None:
        """Until told to stop."""
        log = (self.ours.folder / "log").open("ab")
        command = [str(PEJLING), "serve", "--port", str(self.port), "--processes", "2"]
        while not self.stopping:
            self.process = subprocess.Popen(
                command, cwd=self.ours.folder, env=self.ours.environment, stdout=log, stderr=log
            )
            self.process.wait()
            time.sleep(0.5)
        log.close()

    @property
    def running(self) -> Running:
        """What runs now."""
        assert self.process
        return Running(self.process, [], f"http://localhost:{self.port}", self.ours.data)  # type: ignore[arg-type]

    def answers(self, path: str = "/sundhed") -> int:
        """The status of a page; 0 when nobody is there."""
        try:
            with urllib.request.urlopen(f"http://localhost:{self.port}{path}", timeout=PATIENCE) as answer:
                status: int = answer.status
                return status
        except urllib.error.HTTPError as error:
            with error:
                return error.code
        except OSError:
            return 0


@dataclass
class Saver:
    """Somebody who begins one document after the other, and notes what was said to be saved, and what was not."""

    number: int
    visitor: "Browser"
    saved: list[str] = field(default_factory=list)
    refused: list[tuple[int, str, str]] = field(default_factory=list)

    def filled_in(self, title: str) -> dict[str, str]:
        """The fields of the form, opened and filled in; nothing when it was not to be had."""
        status, text = self.visitor.get(f"{FORM}?valg=alle")
        if status != 200:
            self.refused.append((status, title, text))
            return {}
        form = next(each for each in text.split("<form")[1:] if 'name="title"' in each).partition("</form>")
        fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form[0]))
        (kind, *_others) = re.findall(r'name="kind"[^>]* value="(\d+)"', form[0])
        (unit, *_others) = re.findall(r'<option value="(\d+)"', form[0])
        return fields | {"title": title, "kind": kind, "unit": unit}

    def save(self, title: str) -> None:
        """Open the form, fill it in, send it."""
        if fields := self.filled_in(title):
            status, text = self.visitor.send(FORM, fields)
            if status == 200 and title in text:
                self.saved.append(title)
            else:
                self.refused.append((status, title, text))

    def go_on(self, stop: threading.Event) -> None:
        """Until told to stop, whatever happens."""
        count = 0
        while not stop.is_set():
            count += 1
            with suppress(OSError, HTTPException):
                self.save(f"Plan {self.number}-{count:04}.")


@contextmanager
def served(ours: Installation) -> Iterator[Service]:
    """A municipality that has begun, served; nothing of it is left afterwards."""
    done = ours.run("manage", "shell", "-v0", "-c", BEGIN)
    assert done.returncode == 0, done.stderr
    service = Service(ours)
    keeper = threading.Thread(target=service.keep)
    keeper.start()
    try:
        wait_for(lambda: service.answers() == 200)
        yield service
    finally:
        service.stopping = True
        if service.process:
            service.process.terminate()
        keeper.join(timeout=40)
        for pid in processes_in(ours.folder):
            os.kill(pid, signal.SIGKILL)


@contextmanager
def saving(service: Service) -> Iterator[list[Saver]]:
    """Many who save, all signed in as the one person there is."""
    first = Browser(f"http://localhost:{service.port}")
    assert first.sign_in("ida@example.org", PASSWORD)[0] == 200
    savers = [Saver(number, like(first)) for number in range(SAVERS)]
    stop = threading.Event()
    threads = [threading.Thread(target=saver.go_on, args=(stop,)) for saver in savers]
    for thread in threads:
        thread.start()
    try:
        wait_for(lambda: all(saver.saved for saver in savers))
        yield savers
        now = [len(saver.saved) for saver in savers]
        wait_for(lambda: all(len(saver.saved) > count for saver, count in zip(savers, now, strict=True)))
    finally:
        stop.set()
        for thread in threads:
            thread.join(timeout=PATIENCE)


class Browser(Visitor):
    """One whose cookies can be copied."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def send(self, path: str, fields: dict[str, str]) -> tuple[int, str]:
        """Status and text of what is answered to a form."""
        body = urllib.parse.urlencode(fields).encode()
        return self.open(urllib.request.Request(self.url + path, body))


def like(browser: Browser) -> Browser:
    """Another browser with the same session."""
    other = Browser(browser.url)
    for cookie in browser.jar:
        other.jar.set_cookie(cookie)
    return other


def wait_for(happens: Callable[[], object], patience: float = 120) -> None:
    until = time.monotonic() + patience
    while not happens():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.1)


def kill_at_random(service: Service, chance: random.Random) -> None:
    """Web processes, workers and the head, at moments of chance; workers most, for they used to take the site with them."""
    for count in range(KILLS):
        time.sleep(chance.uniform(0.2, 1))
        running = service.running
        with suppress(OSError, IndexError):
            if count % 10 == 7:
                running.process.kill()
                wait_for(lambda: service.answers() == 200)
            else:
                os.kill(
                    chance.choice([running.webs, running.workers, running.workers][count % 3]), signal.SIGKILL
                )


def require_all(ours: Installation, savers: list[Saver]) -> None:
    """The worker works, and every write that was acknowledged is there."""
    done = ours.run("manage", "shell", "-v0", "-c", DO_A_TASK_AND_TELL_TITLES)
    assert done.returncode == 0, done.stderr
    status, *titles = done.stdout.splitlines()
    saved = [title for saver in savers for title in saver.saved]
    lost = sorted(set(saved) - set(titles))
    print(f"{len(saved)} acknowledged, {len(lost)} lost")
    assert (status, lost) == ("SUCCESSFUL", [])


@contextmanager
def full_disk(service: Service) -> Iterator[None]:
    """No process of the service can write to any file: a limit that an ordinary user may set and take away again."""
    pids = [service.running.process.pid, *service.running.webs, *service.running.workers]
    before = {}
    for pid in pids:
        with suppress(ProcessLookupError):  # one that was just killed; it has been replaced
            before[pid] = resource.prlimit(pid, resource.RLIMIT_FSIZE)
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, before[pid][1]))
    yield
    for pid, limit in before.items():
        with suppress(ProcessLookupError):
            resource.prlimit(pid, resource.RLIMIT_FSIZE, limit)


def refusals(savers: list[Saver]) -> list[tuple[int, str, str]]:
    """What was answered instead of saving: status, title and text."""
    return [each for saver in savers for each in saver.refused]


def holds_what_was_typed(status: int, title: str, text: str) -> bool:
    """An answer that says that it could not be saved, with the typed title in it."""
    return status in (503, 507) and title in text


def settled(service: Service) -> int:
    """The head, when it has all its children again."""
    wait_for(lambda: len(service.running.webs) == 2 and len(service.running.workers) == 1)
    return service.running.process.pid


def test_on_sqlite_nothing_acknowledged_is_lost(tables: Path, tmp_path: Path) -> None:
    ours = Installation(tmp_path)
    shutil.copytree(tables, ours.data)
    with served(ours) as service:
        with saving(service) as savers:
            kill_at_random(service, random.Random(7))
            head = settled(service)
            before = len(refusals(savers))
            with full_disk(service):
                wait_for(lambda: len(refusals(savers)) > before + SAVERS)
                reader = like(savers[0].visitor)
                assert [reader.get(path)[0] for path in READ] == [200] * len(READ)
                told = refusals(savers)[before:]
        require_all(ours, savers)
        assert settled(service) == head
    assert any(holds_what_was_typed(*each) for each in told)


@pytest.mark.fetches
def test_on_postgresql_nothing_acknowledged_is_lost(tables: Path, tmp_path: Path) -> None:
    try:
        with postgresql.cluster(synchronous_commit="on") as url:
            ours = Installation(tmp_path, database=url)
            shutil.copytree(tables / "static", ours.data / "static")
            assert ours.run("manage", "migrate", "-v0").returncode == 0
            try_on_postgresql(ours, url)
    except Missing as reason:
        pytest.skip(str(reason))


def try_on_postgresql(ours: Installation, url: str) -> None:
    with served(ours) as service:
        with saving(service) as savers:
            kill_at_random(service, random.Random(7))
            head = settled(service)
            last = Saver(SAVERS, like(savers[0].visitor))
            written = last.filled_in("Det, som jeg skrev, mens databasen var væk.")
            with postgresql.away(url):
                told = last.visitor.send(FORM, written)
                assert [service.answers(path) for path in ("/", "/sundhed")] == [503, 503]
                time.sleep(AWAY)
            wait_for(lambda: service.answers("/") == 200)
        require_all(ours, savers)
        assert settled(service) == head
    assert holds_what_was_typed(told[0], written["title"], told[1])
