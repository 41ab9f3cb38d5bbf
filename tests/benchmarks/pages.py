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
    Page("front page", lambda world: reverse("front")),
    Page("register, 50 documents", lambda world: reverse("documents"), half=LIST_OF_A_HUNDRED),
    Page(
        "a document of 200 points",
        lambda world: reverse("document", args=[world.long_document.pk]),
        on_postgresql=True,
    ),
    Page("a point", lambda world: reverse("element", args=[world.aim.pk]), half=ONE_ITEM),
    Page("an aim's ring", lambda world: reverse("ring", args=[world.aim.pk]), half=ONE_ITEM),
    Page("chain from an aim", lambda world: f"{reverse('chain')}?punkt={world.aim.pk}", on_postgresql=True),
    Page("search", lambda world: f"{reverse('search')}?q=trivsel"),
    Page("people, 100 on a page", lambda world: reverse("people"), half=LIST_OF_A_HUNDRED),
)


def viewers(world: World) -> dict[str, Person]:
    """Who asks: the leader of the unit whose plan is the long document, and the secretariat."""
    return {"leader": world.leader, "secretariat": world.secretary}
