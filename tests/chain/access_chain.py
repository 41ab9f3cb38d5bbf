"""What the addresses of elements, ties, rings and the chain answer."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from pejling.direction.models import Fate, FateKind, InheritanceAnswer, InheritanceReply, Phase, TieQuestion
from tests import world
from tests.access import Access


def of_element(w: SimpleNamespace) -> list[Any]:
    return [w.element.pk]


def of_aim(w: SimpleNamespace) -> list[Any]:
    return [w.aim.pk]


def of_tie(w: SimpleNamespace) -> list[Any]:
    return [w.tie.pk]


def of_question(w: SimpleNamespace) -> list[Any]:
    """The tie, doubted by the secretariat."""
    TieQuestion.objects.create(contribution=w.tie, why="Hvordan?", by=w.secretary)
    return [w.tie.pk]


def of_inheritance(w: SimpleNamespace) -> list[Any]:
    """The tie and a fate: its aim has been carried on in a vision."""
    vision = world.make_adopted(
        "Vision 2034", kind="vision", forum=w.forum, unit=w.top, visibility=w.public.visibility
    )
    w.public.phase, w.public.in_force_until = Phase.SUCCEEDED, date(2026, 1, 1)
    w.public.save()
    heir = world.make_element(vision, "Læselyst hele livet")
    fate = Fate.objects.create(
        element=w.aim, kind=FateKind.CARRIED_ON, to=heir, effective_on=date(2026, 1, 2)
    )
    return [w.tie.pk, fate.pk]


def of_answer(w: SimpleNamespace) -> list[Any]:
    """An answer that the owner has given."""
    tie, fate = of_inheritance(w)
    answer = InheritanceAnswer.objects.create(
        contribution_id=tie, fate_id=fate, reply=InheritanceReply.ENDED, by=w.owner
    )
    return [answer.pk]


ACCESS = {
    "element": Access(owner=200, colleague=200, outsider=404, anonymous=404, args=of_element),
    "ring": Access(owner=200, colleague=200, outsider=200, anonymous=200, args=of_aim),
    "tie_new": Access(owner=200, colleague=403, outsider=404, anonymous="login", args=of_element),
    "tie_ending": Access(
        owner=303, colleague=403, outsider=404, anonymous="login", args=of_tie, method="post"
    ),
    "tie_resumption": Access(
        owner=303, colleague=403, outsider=404, anonymous="login", args=of_tie, method="post"
    ),
    "tie_redirection": Access(owner=200, colleague=403, outsider=404, anonymous="login", args=of_tie),
    "tie_question": Access(owner=200, colleague=200, outsider=404, anonymous="login", args=of_tie),
    "tie_answer": Access(
        owner=422, colleague=403, outsider=404, anonymous="login", args=of_question, method="post"
    ),
    "tie_settlement": Access(
        owner=403, colleague=403, outsider=404, anonymous="login", args=of_question, method="post"
    ),
    "inheritance": Access(owner=200, colleague=403, outsider=404, anonymous="login", args=of_inheritance),
    "inheritance_reopening": Access(
        owner=303, colleague=403, outsider=404, anonymous="login", args=of_answer, method="post"
    ),
    "contributors": Access(owner=200, colleague=200, outsider=200, anonymous="login", args=of_aim),
    "chain": Access(owner=200, colleague=200, outsider=200, anonymous=200),
    "chain_column": Access(owner=200, colleague=200, outsider=200, anonymous=200, args=lambda _w: ["policy"]),
    "chain_band": Access(
        owner=200, colleague=200, outsider=200, anonymous=200, args=lambda _w: ["action", "policy"]
    ),
    "chain_broken": Access(owner=200, colleague=200, outsider=200, anonymous=200),
}
