"""The conditions of the ring: those that the chain answers itself, and those that wait for rooms to come.

A later room answers a waiting one by telling an anchor of the same key in its `room.py`.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from pejling.chain.anchors import AimSet, Anchor, RingQuarter
from pejling.chain.figures.explanations import (
    explain_answering,
    explain_contributors,
    explain_decision,
)
from pejling.chain.graph import Strength
from pejling.core.dates import today
from pejling.core.prepared import Given, Prepared
from pejling.organisation.models import Post, Seat

if TYPE_CHECKING:
    from django.db.models import QuerySet


def decided(aims: AimSet) -> Mapping[int, Strength]:
    """Its document, or one that it contributes to, is in force by political decision or as law."""
    return aims.graph.political


def answered(aims: AimSet) -> Mapping[int, Strength]:
    """Somebody who holds a post or a seat today answers for it."""
    graph = aims.graph
    who = {pk: graph.answers(pk) for pk in aims.ids if pk in graph.nodes}
    at_work = people_in_post({person for person in who.values() if person})
    return {pk: graph.worth(pk) for pk, person in who.items() if person in at_work}


def contributed_to(aims: AimSet) -> Mapping[int, Strength]:
    """Something that stands in another document contributes to it."""
    return aims.graph.supported


def people_in_post(people: set[int]) -> set[int]:
    """Those of the people who have not left, and hold a post or a seat today."""
    return {pk for (pk,) in _IN_POST.ask(people=people, on=today().isoformat())}


def _in_post(given: type[Given]) -> "QuerySet[Any, Any]":
    on: Any = given("on")
    posts, seats = (
        held.filter(person__in=given("people"), person__is_active=True).order_by().values_list("person")
        for held in (Post.objects.current(on), Seat.objects.current(on))
    )
    return posts.union(seats)


_IN_POST = Prepared(_in_post)


ANCHORS = (
    Anchor(
        "chain.decided",
        RingQuarter.POLITICAL,
        _("Er det besluttet politisk?"),
        decided,
        explain_decision,
    ),
    Anchor(
        "chain.answered",
        RingQuarter.MANAGERIAL,
        _("Er der en, der svarer for det?"),
        answered,
        explain_answering,
    ),
    Anchor(
        "conversations.discussed",
        RingQuarter.MANAGERIAL,
        _("Har det været på dagsordenen i en samtale, en kontrakt eller et direktionsmøde inden for et år?"),
        waits_for=_("Møder og samtaler"),
    ),
    Anchor(
        "chain.contributed_to",
        RingQuarter.PLANNING,
        _("Er der noget, der bidrager til det?"),
        contributed_to,
        explain_contributors,
    ),
    Anchor(
        "processes.heard",
        RingQuarter.PLANNING,
        _("Er de, det angår, blevet hørt?"),
        waits_for=_("Forløb og høringer"),
    ),
    Anchor(
        "economy.paid_for",
        RingQuarter.STEERING,
        _("Er der penge til det, eller er det erklæret udgiftsfrit?"),
        waits_for=_("Økonomi"),
    ),
    Anchor(
        "effects.measured",
        RingQuarter.STEERING,
        _("Er der et nøgletal med en frisk måling?"),
        waits_for=_("Effekt"),
    ),
)
