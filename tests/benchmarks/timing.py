"""Timing a page and its floor, turn and turn about, so that what else the machine does falls on both."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter

from tests.benchmarks import floor
from tests.benchmarks.asking import Door, sign_in
from tests.benchmarks.pages import Page, viewers
from tests.benchmarks.world import World

WARM = 5
FLOOR = "/gulv"


@dataclass(frozen=True)
class Figure:
    """What a page costs one viewer: times in milliseconds."""

    page: str
    viewer: str
    p50: float
    p95: float
    floor: float
    queries: int
    bytes: int
    half: float | None

    @property
    def times(self) -> float:
        """How many times its floor the page costs."""
        return self.p50 / self.floor


def figures(world: World, pages: list[Page], *, runs: int) -> list[Figure]:
    """A figure for each page, of the viewer whom it costs most."""
    door = Door()
    cookies = {name: sign_in(person) for name, person in viewers(world).items()}
    return [
        max(
            (_figure(door, page, world, name, cookie, runs) for name, cookie in cookies.items()),
            key=lambda figure: figure.p50,
        )
        for page in pages
    ]


def _figure(door: Door, page: Page, world: World, viewer: str, cookie: str, runs: int) -> Figure:
    address = page.address(world)
    body, asked = prepare_floor(door, address, cookie)
    pages: list[float] = []
    floors: list[float] = []
    for number in range(-WARM, runs):
        took = seconds(lambda: door.get(address, cookie)), seconds(lambda: door.get(FLOOR, cookie))
        if number >= 0:
            pages.append(1000 * took[0])
            floors.append(1000 * took[1])
    p95 = quantiles(pages, n=20)[-1]
    return Figure(page.name, viewer, median(pages), p95, median(floors), asked, len(body), page.half)


def prepare_floor(door: Door, address: str, cookie: str) -> tuple[bytes, int]:
    """Let the floor run what the page runs beyond what is run before every page. The page, and how many its queries are."""
    floor.queries.clear()
    door.get(FLOOR, cookie)
    with floor.recorded() as bare:
        door.get(FLOOR, cookie)
    door.get(address, cookie)
    with floor.recorded() as all_of_them:
        body = door.get(address, cookie)
    before = {sql for sql, _parameters in bare}
    floor.queries.extend(query for query in all_of_them if query[0] not in before)
    return body, len(all_of_them)


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    start = perf_counter()
    work()
    return perf_counter() - start
