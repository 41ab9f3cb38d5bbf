"""The product as it is served: what a web process needs of memory, and fifty people who save at once."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median
from threading import Barrier
from urllib.parse import urlencode

from django.urls import reverse

from pejling.direction.models import Document, Element
from pejling.organisation.models import Post
from pejling.people.models import Person
from tests.benchmarks.asking import HOST, sign_in
from tests.benchmarks.pages import PAGES, viewers
from tests.benchmarks.world import World

PATIENCE = 30
VISITS = 200
PEOPLE, SAVES = 50, 4
TOKEN = "0123456789abcdefghijklmnopqrstuv"


@contextmanager
def served(*options: str) -> Iterator[tuple[int, int]]:
    """`pejling serve` on a free port with this process's database. The process and the port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        str(Path(sys.executable).with_name("pejling")),
        "serve",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    settings = os.environ | {"DJANGO_SETTINGS_MODULE": "pejling.settings"}
    server = subprocess.Popen([*command, "--no-worker", *options], env=settings, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port, server)
        yield server.pid, port
    finally:
        server.terminate()
        server.wait(PATIENCE)


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert server.poll() is None, "the server ended"
        with suppress(OSError):
            _ask(port, "GET", reverse("health"))
            return
        time.sleep(0.1)
    raise AssertionError("the server does not answer")


def _ask(port: int, method: str, address: str, cookie: str = "", body: str = "") -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    headers = {"Host": HOST, "Cookie": f"{cookie}; csrftoken={TOKEN}", "X-CSRFToken": TOKEN}
    if body:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    try:
        connection.request(method, address, body or None, headers)
        response = connection.getresponse()
        response.read()
    finally:
        connection.close()
    return response.status


def memory(world: World) -> float:
    """Megabytes that the largest process of the server holds after two hundred pages."""
    cookies = {name: sign_in(person) for name, person in viewers(world).items()}
    with served("--processes", "1") as (pid, port):
        for number in range(VISITS):
            page = PAGES[number % len(PAGES)]
            viewer = page.viewers[number // len(PAGES) % len(page.viewers)]
            status = _ask(port, "GET", page.address(world), cookies[viewer])
            assert status == 200, f"{page.name} answered {status}"
        return max(_resident(each) for each in [pid, *_below(pid)])


def _below(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            found += [int(child), *_below(int(child))]
    return found


def _resident(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    (size,) = (int(line.split()[1]) for line in lines if line.startswith("VmRSS"))
    return size / 1024


def fifty_save_at_once(world: World) -> tuple[float, float, int, int]:
    """Seconds in all, the median of a save in milliseconds, how many were saved and kept, and how many should be."""
    points = _points(world)
    writers = [sign_in(leader) for leader in points.values()]
    together = Barrier(len(points))
    with served() as (_pid, port), ThreadPoolExecutor(len(points)) as people:
        start = time.monotonic()
        at_work = [
            people.submit(_write, port, point, cookie, together)
            for point, cookie in zip(points, writers, strict=True)
        ]
        took = [one.result() for one in at_work]
        whole = time.monotonic() - start
    last = {point.pk: _wording(point, SAVES) for point in points}
    kept = Element.objects.filter(pk__in=last).values_list("pk", "title", "version")
    saved = sum(version - 1 for pk, title, version in kept if title == last[pk])
    return whole, 1000 * median(each for one in took for each in one), saved, len(points) * SAVES


def _points(world: World) -> dict[Element, Person]:
    """A point in each of fifty plans, and the leader of its unit."""
    leaders = {post.unit_id: post.person for post in Post.objects.leading().select_related("person")}
    plans = Document.objects.in_force().filter(kind__code="strategy_plan", unit__in=leaders)
    by_unit = {plan.unit_id: plan for plan in plans.exclude(pk=world.long_document.pk)}
    standing = Element.objects.active().order_by("pk")
    return {
        standing.filter(document=plan).first() or Element(): leaders[unit]
        for unit, plan in list(by_unit.items())[:PEOPLE]
    }


def _wording(point: Element, number: int) -> str:
    return f"Punkt {point.pk} efter {number} rettelser"


def _write(port: int, point: Element, cookie: str, together: Barrier) -> list[float]:
    """One person's saves, each opened on the version that the one before it left."""
    together.wait()
    took = []
    for number in range(1, SAVES + 1):
        body = urlencode({"title": _wording(point, number), "version": number})
        start = time.monotonic()
        status = _ask(port, "POST", reverse("element_wording", args=[point.pk]), cookie, body)
        took.append(time.monotonic() - start)
        assert status in (200, 204, 303), f"a save was answered by {status}"
    return took
