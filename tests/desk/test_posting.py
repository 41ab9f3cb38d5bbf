"""Each mail goes once: when the mail server is in trouble, when two workers have the same work, when one is killed."""

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import connections
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from pejling.desk.mailing.digests import send_digests
from pejling.desk.mailing.posting import IN_FLIGHT, Unreachable, give_up_lost
from pejling.desk.models import Delivery, Mail, MailedDuty
from pejling.desk.tasks import MOST_ATTEMPTS
from pejling.desk.tasks import send_digests as send_task
from pejling.people.models import Person
from tests import world
from tests.access import make_world
from tests.desk.conftest import Room
from tests.installation import Installation, free_port
from tests.mail_server import HUNG_UP, REFUSED, MailServer
from tests.provision import REPOSITORY

MONDAY = date(2026, 11, 23)
IN_A_WEEK = MONDAY + timedelta(days=7)


def fates() -> dict[str, str]:
    return {str(row.person): row.delivery for row in Mail.objects.select_related("person")}


def told() -> list[str]:
    """Those of whom one remembers that they have been told."""
    return [str(row.person) for row in MailedDuty.objects.select_related("person").order_by("pk")]


def ask_all(room: Room, *people: Person) -> None:
    for person in people:
        room.ask(person, f"prøve:{person.pk}")


# --- A mail server in trouble ----------------------------------------------------------------------------------------


def test_refused_mail_stops_nobody_elses_and_its_duty_stays_untold(
    w: SimpleNamespace, room: Room, ours: MailServer
) -> None:
    ask_all(room, w.owner, w.colleague)
    ours.to_receiver = lambda number: REFUSED if number == 1 else "250 ok"
    assert send_digests([w.owner, w.colleague], MONDAY) == 1
    assert fates() == {"Gerda Holm": Delivery.REFUSED, "Bo Friis": Delivery.SENT}
    assert (told(), ours.taken) == (["Bo Friis"], [w.colleague.email])


def test_server_that_hangs_up_may_have_the_mail_so_it_is_not_sent_again(
    w: SimpleNamespace, room: Room, ours: MailServer
) -> None:
    ask_all(room, w.owner, w.colleague)
    ours.to_mail = lambda number: HUNG_UP if number == 1 else "250 ok"
    with pytest.raises(Unreachable):
        send_digests([w.owner, w.colleague], MONDAY)
    assert send_digests([w.owner, w.colleague], MONDAY) == 1
    assert fates() == {"Gerda Holm": Delivery.UNCERTAIN, "Bo Friis": Delivery.SENT}
    assert ours.counts == {w.owner.email: 1, w.colleague.email: 1}
    # What the uncertain mail told of counts as untold, and comes with the next week's.
    assert send_digests([w.owner], IN_A_WEEK) == 1


@pytest.fixture
def monday(monkeypatch: pytest.MonkeyPatch) -> None:
    """Today is a working day."""
    monkeypatch.setattr("pejling.desk.tasks.today", lambda: MONDAY)


def test_server_that_is_away_is_tried_later_and_nothing_is_lost(
    w: SimpleNamespace, room: Room, ours: MailServer, settings: Settings, monday: None
) -> None:
    ask_all(room, w.owner)
    settings.EMAIL_PORT = free_port()
    send_task.func(w.owner.pk, w.owner.pk, [0])
    later = DBTaskResult.objects.get()
    assert (fates(), later.args_kwargs["args"]) == ({}, [w.owner.pk, w.owner.pk, [0], 2])
    settings.EMAIL_PORT = ours.port
    send_task.func(*later.args_kwargs["args"])
    assert (fates(), ours.taken) == ({"Gerda Holm": Delivery.SENT}, [w.owner.email])


def test_server_that_stays_away_is_given_up_and_told(
    w: SimpleNamespace, room: Room, ours: MailServer, settings: Settings, monday: None
) -> None:
    ask_all(room, w.owner)
    settings.EMAIL_PORT = free_port()
    with pytest.raises(Unreachable):
        send_task.func(w.owner.pk, w.owner.pk, [0], MOST_ATTEMPTS)
    assert DBTaskResult.objects.count() == 0


def test_mail_of_a_killed_worker_is_given_up_and_its_duties_are_told_again(
    w: SimpleNamespace, room: Room, ours: MailServer
) -> None:
    ask_all(room, w.owner, w.colleague)
    send_digests([w.owner, w.colleague], MONDAY)
    long_ago = timezone.now() - IN_FLIGHT - timedelta(minutes=1)
    Mail.objects.filter(person=w.owner).update(delivery=Delivery.HANDED, handed_at=long_ago)
    Mail.objects.filter(person=w.colleague).update(delivery=Delivery.HANDED)
    give_up_lost(timezone.now())
    assert fates() == {"Gerda Holm": Delivery.UNCERTAIN, "Bo Friis": Delivery.HANDED}
    assert told() == ["Bo Friis"]
    assert send_digests([w.owner, w.colleague], IN_A_WEEK) == 1


# --- Two workers -----------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_workers_with_the_same_people_send_each_mail_once(room: Room, ours: MailServer) -> None:
    w = make_world()
    people = [world.make_leader(f"Leder {number}", w.unit) for number in range(12)]
    ask_all(room, *people)
    start, sent = threading.Barrier(2), []

    def work() -> None:
        try:
            mine = list(Person.objects.filter(pk__in=[each.pk for each in people]))
            start.wait(timeout=10)
            sent.append(send_digests(mine, MONDAY))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _each in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (sum(sent), Mail.objects.filter(delivery=Delivery.SENT).count()) == (12, 12)
    assert ours.counts == {person.email: 1 for person in people}


# --- A killed worker -------------------------------------------------------------------------------------------------

LEADERS = 12
PREPARE = f"""
from datetime import date
from tests import world
world.ensure_words()
top = world.make_unit("Fjordlund Kommune", kind="Kommune")
for number in range({LEADERS}):
    unit = world.make_unit(f"Skole {{number}}", parent=top)
    plan = world.make_document(f"Plan {{number}}", kind="strategy_plan", unit=unit)
    lead = world.make_leader(f"Leder {{number}}", unit, email=f"leder{{number}}@fjordlund.example")
    world.make_initiative(f"Indsats {{number}}", document=plan, lead=lead, starts_on=date(2026, 1, 1))
"""
ON_MONDAY = """
import sys
from datetime import datetime, UTC
from time_machine import travel
travel(datetime(2026, 11, 23, 8, int(sys.argv[1]), tzinfo=UTC)).start()
from pejling.cli import main
sys.exit(main(["worker"]))
"""
"""`pejling worker`, on a Monday morning: by then it is itself that finds the weekly mail due."""


@contextlib.contextmanager
def worker(ours: Installation, server: MailServer, *, minute: int = 0) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen(
        [sys.executable, "-c", ON_MONDAY, str(minute)],
        cwd=ours.folder,
        env=ours.environment | {"EMAIL_URL": f"smtp://127.0.0.1:{server.port}"},
        stdout=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait(timeout=20)


def killing(process: "subprocess.Popen[bytes]", at: int) -> Callable[[int], str]:
    """What a mail server answers while whose mails it takes is killed at the mail with this number."""

    def answer(number: int) -> str:
        if number == at:
            os.kill(process.pid, signal.SIGKILL)
            process.wait(timeout=20)
        return "250 ok"

    return answer


def wait_for(count: int, server: MailServer, data: Path) -> None:
    """Until the server has so many mails and no task is left undone."""
    undone = f"SELECT count(*) FROM {DBTaskResult._meta.db_table} WHERE status IN ('READY', 'RUNNING')"
    until = time.monotonic() + 30
    with contextlib.closing(sqlite3.connect(data / "pejling.sqlite3")) as database:
        while time.monotonic() < until:
            if len(server.taken) >= count and database.execute(undone).fetchone() == (0,):
                return
            time.sleep(0.05)


def deliveries(data: Path) -> list[str]:
    """What became of the mails, in the order in which they were begun."""
    with contextlib.closing(sqlite3.connect(data / "pejling.sqlite3")) as database:
        rows = database.execute(f"SELECT delivery FROM {Mail._meta.db_table} ORDER BY id").fetchall()
    return [delivery for (delivery,) in rows]


def test_workers_killed_in_the_middle_leave_the_rest_to_the_next_and_nobody_gets_two(
    empty: Installation, mail_server: MailServer
) -> None:
    done = empty.run("manage", "shell", "-v0", "-c", PREPARE, PYTHONPATH=str(REPOSITORY))
    assert done.returncode == 0, done.stderr
    with worker(empty, mail_server) as first:
        mail_server.to_receiver = killing(first, at=4)
        assert first.wait(timeout=30) == -signal.SIGKILL
    begun = [f"leder{number}@fjordlund.example" for number in range(LEADERS)]
    assert (mail_server.taken, deliveries(empty.data)) == (begun[:3], ["sent"] * 3 + ["handed"])
    with worker(empty, mail_server) as second:
        mail_server.to_mail = killing(second, at=8)
        assert second.wait(timeout=30) == -signal.SIGKILL
    assert mail_server.taken == [*begun[:3], *begun[4:8]]
    # Work that has lost two workers is begun again a minute after the last one began it.
    with worker(empty, mail_server, minute=2):
        wait_for(LEADERS - 1, mail_server, empty.data)
    # The fourth may have had the mail for all anybody knows: it is told in the next one. The eighth has had it.
    assert mail_server.taken == [*begun[:3], *begun[4:]]
    assert [number for number, mark in enumerate(deliveries(empty.data)) if mark == "handed"] == [3, 7]
