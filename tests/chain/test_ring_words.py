"""The ring in words: why each quarter stands as it does, and where to do something about it; nothing hidden is named."""

from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import AnonymousUser

from pejling.chain.figures.ring import explained
from pejling.core.dates import today
from pejling.core.formats import day
from pejling.direction.models import Document, Element, Visibility
from tests import world
from tests.chain.anchoring import make_direction, succeed

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    return make_direction()


@pytest.fixture
def inherited(w: SimpleNamespace) -> SimpleNamespace:
    return succeed(w)


def sentences(aim: Element, viewer: "Viewer") -> dict[str, list[str]]:
    """What is told about each condition that direction answers."""
    _ring, quarters = explained(Element.objects.for_list().get(pk=aim.pk), viewer)
    return {
        each.condition.anchor.key: [reason.text for reason in each.explanation.reasons]
        for q in quarters
        for each in q.conditions
        if each.explanation
    }


def test_explanation_says_what_decided_and_when(w: SimpleNamespace) -> None:
    world.tie(w.low, w.high)
    told = sentences(w.low, w.leader)["chain.decided"]
    assert told == ["Det bidrager til »Alle er med« i »Vision 2034«, som Byrådet vedtog den 24.06.2025."]


def test_explanation_does_not_name_what_the_viewer_may_not_see(w: SimpleNamespace) -> None:
    Document.objects.filter(pk=w.plan.pk).update(visibility=Visibility.SHARED)
    world.tie(w.low, w.high)
    staff = world.give_post(world.make_person("Ny"), w.top)
    assert sentences(w.high, staff)["chain.contributed_to"] == ["Noget i et internt dokument bidrager."]


def test_explanation_tells_why_a_way_is_half(inherited: SimpleNamespace) -> None:
    assert sentences(inherited.low, inherited.leader)["chain.decided"] == [
        "Det bidrager til »Alle læser« i »Ny strategi«, som Byrådet vedtog den " + f"{day(today())}.",
        "Bidraget fra »Læsning hver dag« til »Alle læser« er arvet og tæller halvt, til det er bekræftet.",
    ]


def test_explanation_names_no_people_to_strangers(w: SimpleNamespace) -> None:
    Document.objects.filter(pk=w.vision.pk).update(responsible=w.leader)
    assert sentences(w.high, AnonymousUser())["chain.answered"] == ["En person svarer for hele dokumentet."]
    assert sentences(w.high, w.secretary)["chain.answered"] == ["Gerda Holm svarer for hele dokumentet."]


def test_remedy_leads_only_those_who_may_to_where_it_is_done(w: SimpleNamespace) -> None:
    def ways(viewer: "Viewer") -> list[str]:
        _ring, quarters = explained(Element.objects.for_list().get(pk=w.low.pk), viewer)
        explanation = quarters[0].conditions[0].explanation
        assert explanation is not None
        return [remedy.url for remedy in explanation.remedies]

    staff = world.give_post(world.make_person("Ny"), w.top)
    assert (ways(w.leader), ways(staff)) == ([f"/punkter/{w.low.pk}/bidrag"], [""])
