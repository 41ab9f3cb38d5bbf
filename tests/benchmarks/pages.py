"""The pages that are measured, and who asks for them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from pejling.people.models import Person
from tests.benchmarks.world import World


@dataclass(frozen=True)
class Page:
    """A page and its address in the made-up municipality; `half` of what the fastest comparable system needs, in ms."""

    name: str
    address: Callable[[World], str]
    on_postgresql: bool = False
    half: float | None = None


ONE_ITEM, LIST_OF_A_HUNDRED = 14.0, 22.0

PAGES = (
    Page("forsiden", lambda world: reverse("front")),
    Page("registret, 50 dokumenter", lambda world: reverse("documents"), half=LIST_OF_A_HUNDRED),
    Page("et dokument", lambda world: reverse("document", args=[world.long_document.pk]), on_postgresql=True),
    Page("et punkt", lambda world: reverse("element", args=[world.aim.pk]), half=ONE_ITEM),
    Page("et måls ring", lambda world: reverse("ring", args=[world.aim.pk]), half=ONE_ITEM),
    Page("kæden fra et mål", lambda world: f"{reverse('chain')}?punkt={world.aim.pk}", on_postgresql=True),
    Page("søgning", lambda world: f"{reverse('search')}?q=trivsel"),
    Page("personer, 100 på en side", lambda world: reverse("people"), half=LIST_OF_A_HUNDRED),
)


def viewers(world: World) -> dict[str, Person]:
    """Who asks: the leader of the unit whose plan is the long document, and the secretariat."""
    return {"leder": world.leader, "sekretariat": world.secretary}
