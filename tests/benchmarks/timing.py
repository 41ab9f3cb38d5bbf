"""Timing a page and its floor, turn and turn about, so that what else the machine does falls on both."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from tests.benchmarks import floor
from tests.benchmarks.asking import Door, sign_in
from tests.benchmarks.pages import Page, viewers
from tests.benchmarks.world import World

WARM, LOOKS = 5, 3
FLOOR, OBJECTS = "/gulv", "/gulv/objekter"


@dataclass(frozen=True)
class Figure:
    """What a page costs one viewer: times in milliseconds, of the clock of `seconds`."""

    page: str
    viewer: str
    p50: float
    p95: float
    floor: float
    objects: float
    queries: int
    bytes: int
    half: float | None


def figures(world: World, pages: list[Page], *, runs: int) -> list[Figure]:
    """A figure for each page, of the viewer whom it costs most."""
    door = Door()
    cookies = {name: sign_in(person) for name, person in viewers(world).items()}
    found = []
    for page in pages:
        viewer = _dearest(door, page.address(world), {name: cookies[name] for name in page.viewers})
        found.append(_figure(door, page, world, viewer, cookies[viewer], runs))
    return found


def _dearest(door: Door, address: str, cookies: dict[str, str]) -> str:
    """Whom the page costs most, by a few looks."""

    def cost(viewer: str) -> float:
        door.get(address, cookies[viewer])
        return min(seconds(partial(door.get, address, cookies[viewer])) for _look in range(LOOKS))

    return max(cookies, key=cost)


def _figure(door: Door, page: Page, world: World, viewer: str, cookie: str, runs: int) -> Figure:
    address = page.address(world)
    body, asked = prepare_floor(door, address, cookie)
    took: dict[str, list[float]] = {address: [], FLOOR: [], OBJECTS: []}
    for number in range(-WARM, runs):
        for each, times in took.items():
            lasted = 1000 * seconds(partial(door.get, each, cookie))
            if number >= 0:
                times.append(lasted)
    p95 = quantiles(took[address], n=20)[-1]
    page_takes, floor_takes, objects_take = (median(times) for times in took.values())
    return Figure(page.name, viewer, page_takes, p95, floor_takes, objects_take, asked, len(body), page.half)


def prepare_floor(door: Door, address: str, cookie: str) -> tuple[bytes, int]:
    """Let the floor run what the page runs beyond what is run before every page. The page, and how many its queries are."""
    floor.work = floor.Work()
    door.get(FLOOR, cookie)
    with floor.recorded() as bare:
        door.get(FLOOR, cookie)
    door.get(address, cookie)
    with floor.recorded() as found:
        body = door.get(address, cookie)
    before = {sql for sql, _parameters in bare.statements}
    floor.work = floor.Work(
        [each for each in found.statements if each[0] not in before],
        [each for each in found.steps if _statement(each) not in before],
        len(body),
    )
    return body, len(found.statements)


def _statement(step: "floor.Statement | QuerySet[Any]") -> str:
    """The SQL of a step; nothing for a question that Django answers itself, because no row can fit."""
    try:
        return str(step.query.sql_with_params()[0]) if isinstance(step, QuerySet) else step[0]
    except EmptyResultSet:
        return ""


def seconds(work: Callable[[], object]) -> float:
    """How long it takes: of this process's own time where the database works within it, else as a person waits."""
    clock = process_time if connection.vendor == "sqlite" else perf_counter
    start = clock()
    work()
    return clock() - start
