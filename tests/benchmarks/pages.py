"""The pages that are measured, and who asks for them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from pejling.people.models import Person
from tests.benchmarks.world import World

LEADER, SECRETARIAT, DIRECTOR, PLAN_LEADER = "leader", "secretariat", "director", "the plan's leader"


@dataclass(frozen=True)
class Page:
    """A page and its address in the made-up municipality; `half` of what the fastest comparable system needs, in ms."""

    name: str
    address: Callable[[World], str]
    on_postgresql: bool = False
    half: float | None = None
    viewers: tuple[str, ...] = (LEADER, SECRETARIAT)


ONE_ITEM, LIST_OF_A_HUNDRED = 14.0, 22.0
OF_THE_PLAN = (PLAN_LEADER, SECRETARIAT)

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
    Page("the whole chain", lambda world: reverse("chain")),
    Page("Overblik of everything", lambda world: reverse("overview"), viewers=(DIRECTOR, SECRETARIAT)),
    Page("who else works on an aim", lambda world: reverse("coordination_on_aim", args=[world.aim.pk])),
    Page("list of initiatives, the first 100", lambda world: reverse("initiatives"), half=LIST_OF_A_HUNDRED),
    Page("search", lambda world: f"{reverse('search')}?q=trivsel"),
    Page("people, 100 on a page", lambda world: reverse("people"), half=LIST_OF_A_HUNDRED),
    Page("front page over all units", lambda world: reverse("front"), viewers=(DIRECTOR,)),
    Page(
        "a plan of 500 initiatives, as text",
        lambda world: reverse("document", args=[world.plan.pk]),
        on_postgresql=True,
        viewers=OF_THE_PLAN,
    ),
    Page(
        "its work",
        lambda world: reverse("plan", args=[world.plan.pk]),
        on_postgresql=True,
        viewers=OF_THE_PLAN,
    ),
    Page("whether it lives", lambda world: reverse("plan_life", args=[world.plan.pk]), viewers=OF_THE_PLAN),
    Page(
        "status on 50 rows of it",
        lambda world: f"{reverse('statuses')}?plan={world.plan.pk}",
        viewers=OF_THE_PLAN,
    ),
    Page(
        "an initiative with 12 reports",
        lambda world: reverse("initiative", args=[world.initiative.pk]),
        half=ONE_ITEM,
        viewers=OF_THE_PLAN,
    ),
    Page(
        "the ledger of agreements, the first 100",
        lambda world: reverse("commitments"),
        half=LIST_OF_A_HUNDRED,
    ),
    Page("the same by forum", lambda world: f"{reverse('commitments_gathered')}?efter=forum"),
    Page(
        "answers across all conversations",
        lambda world: reverse("answers_across"),
        viewers=(DIRECTOR, SECRETARIAT),
    ),
    Page("all initiatives on one page", lambda world: f"{reverse('initiatives')}?vis=alle"),
)


def viewers(world: World) -> dict[str, Person]:
    """Who asks: the leaders of the units that the long document and the full plan belong to, who stands above all, and the
    secretariat."""
    return {
        LEADER: world.leader,
        SECRETARIAT: world.secretary,
        DIRECTOR: world.director,
        PLAN_LEADER: world.leader_of(world.plan),
    }
