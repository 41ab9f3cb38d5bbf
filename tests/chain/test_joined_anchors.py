"""A room joins a condition of the ring: the strongest source counts, and each explains itself."""

from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import AnonymousUser

from pejling.chain.anchors import AimSet, AimViewer, AnchorSource, Explanation, Reason, Remedy, RingQuarter
from pejling.chain.figures.ring import RingState, explained
from pejling.chain.graph import Strength
from pejling.direction.models import Document, Element, Visibility
from tests import world
from tests.chain.anchoring import contributed, make_direction, quarter
from tests.rooms import Tell

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

FULL, HALF, NONE = Strength.FULL, Strength.HALF, Strength.NONE
KEY = "chain.contributed_to"
Join = Callable[[Mapping[int, Strength]], None]


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    """The small direction, and work under an aim in its own document."""
    w = make_direction()
    w.work = world.make_element(w.plan, "Læsebånd på alle hold", kind="initiative", parent=w.low)
    return w


@pytest.fixture
def join(tell: Tell) -> Join:
    """Let the aims be held by work under way, as another room would say."""

    def held(strengths: Mapping[int, Strength]) -> None:
        source = AnchorSource(KEY, "initiatives.under_way", lambda aims: strengths, explain)
        tell(source, instead_of=AnchorSource)

    def explain(reader: AimViewer, strength: Strength, aims: AimSet) -> Explanation:
        return Explanation((Reason(f"Arbejdet holder {strength.name}."),), (Remedy("Sæt det i gang."),))

    return held


def explanation(aim: Element, viewer: "Viewer") -> Explanation:
    """What is said about whether something contributes."""
    _ring, quarters = explained(Element.objects.for_list().get(pk=aim.pk), viewer)
    found = [each.explanation for q in quarters for each in q.conditions if each.condition.anchor.key == KEY]
    assert found[0] is not None
    return found[0]


def told(aim: Element, viewer: "Viewer") -> tuple[list[str], list[str]]:
    """The reasons and the remedies, in words."""
    said = explanation(aim, viewer)
    return [reason.text for reason in said.reasons], [remedy.text for remedy in said.remedies]


def remedy_urls(aim: Element, viewer: "Viewer") -> list[str]:
    return [remedy.url for remedy in explanation(aim, viewer).remedies]


def test_joined_source_holds_what_the_anchor_itself_does_not(w: SimpleNamespace, join: Join) -> None:
    assert contributed(w.low) == NONE
    join({w.low.pk: FULL})
    assert (contributed(w.low), quarter(w.low, RingQuarter.PLANNING)) == (FULL, RingState.HALF)


@pytest.mark.parametrize(("joins", "holds"), [(NONE, FULL), (HALF, FULL), (FULL, FULL)])
def test_strongest_source_counts(w: SimpleNamespace, join: Join, joins: Strength, holds: Strength) -> None:
    world.tie(w.low, w.middle)
    join({w.middle.pk: joins})
    assert contributed(w.middle) == holds


def test_joined_source_says_nothing_of_other_aims(w: SimpleNamespace, join: Join) -> None:
    join({w.low.pk: FULL})
    assert contributed(w.middle) == NONE


def test_each_source_explains_its_own_answer(w: SimpleNamespace, join: Join) -> None:
    world.tie(w.low, w.middle)
    join({w.middle.pk: HALF})
    reasons, _remedies = told(w.middle, w.leader)
    assert reasons == ["»Læsning hver dag« i »Strategiplan« bidrager.", "Arbejdet holder HALF."]


def test_remedies_of_all_sources_are_given_until_one_holds(w: SimpleNamespace, join: Join) -> None:
    join({w.low.pk: HALF})
    assert told(w.low, w.leader)[1][-1] == "Sæt det i gang."
    join({w.low.pk: FULL})
    assert told(w.low, w.leader)[1] == []


def test_source_is_asked_once_for_the_ring_and_its_explanation(w: SimpleNamespace, tell: Tell) -> None:
    asked: list[AimSet] = []

    def count(aims: AimSet) -> Mapping[int, Strength]:
        asked.append(aims)
        return {}

    tell(AnchorSource(KEY, "effects.counted", count, lambda reader, held, aims: Explanation()))
    told(w.low, w.leader)
    assert len(asked) == 1


def test_work_that_nobody_follows_is_named_with_what_would_make_it_count(w: SimpleNamespace) -> None:
    reasons, remedies = told(w.low, w.leader)
    assert reasons == [
        "Intet i andre dokumenter bidrager til det.",
        "»Læsebånd på alle hold« hænger under det i samme dokument, men følges ikke som indsats.",
    ]
    assert remedies[-1] == "Gør »Læsebånd på alle hold« til en indsats, og sæt den i gang."


def test_those_who_may_are_led_to_follow_it(w: SimpleNamespace) -> None:
    staff = world.give_post(world.make_person("Ny"), w.top)
    beginning = f"/punkter/{w.work.pk}/indsats"
    assert [remedy_urls(w.low, viewer)[-1] for viewer in (w.leader, staff)] == [beginning, ""]


def test_public_hears_nothing_of_how_the_work_goes(w: SimpleNamespace) -> None:
    Document.objects.update(visibility=Visibility.PUBLIC)
    assert told(w.low, AnonymousUser())[0] == ["Intet i andre dokumenter bidrager til det."]


def test_aim_with_no_work_below_it_names_none(w: SimpleNamespace) -> None:
    assert told(w.middle, w.leader)[0] == ["Intet i andre dokumenter bidrager til det."]


def test_source_under_the_same_key_takes_the_place_of_the_other(w: SimpleNamespace, join: Join) -> None:
    join({})
    assert told(w.low, w.leader)[0] == [
        "Intet i andre dokumenter bidrager til det.",
        "Arbejdet holder NONE.",
    ]
