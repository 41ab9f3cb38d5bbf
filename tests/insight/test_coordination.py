"""Who works on the same: across units, on an aim, on a theme, and on aims elsewhere that say nearly the same."""

from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pejling.direction.models import Document, Element, Visibility
from pejling.insight.figures.coordination import Coordination, coordination_on
from pejling.search.actions import catch_up
from tests import world

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


@pytest.fixture
def shared(w: SimpleNamespace) -> SimpleNamespace:
    """Both schools work on the aim that everybody becomes a good reader; the library has one that says nearly the same."""
    world.tie(w.reading.element, w.aim)
    world.tie(w.music.element, w.aim)
    w.library = world.make_unit("Biblioteket", parent=w.top)
    policy = world.make_adopted(
        "Bibliotekspolitik", unit=w.library, forum=w.forum, visibility=Visibility.PUBLIC
    )
    w.same = world.make_element(policy, "Børn er dygtige læsere")
    world.make_element(policy, "Rent vand i søer og åer")
    w.library_plan = world.make_document("Bibliotekets plan", kind="strategy_plan", unit=w.library)
    w.club = world.make_initiative("Bogklub", document=w.library_plan, lead=w.secretary)
    world.tie(w.club.element, w.same)
    return w


def asked(aims: list[Element], viewer: "Viewer") -> Coordination | None:
    """With the index as it stands after a search."""
    catch_up()
    return coordination_on(aims, viewer)


def told(found: Coordination | None) -> list[tuple[str, list[str]]]:
    assert found is not None
    return [(party.unit.name, [work.title for work in party.works]) for party in found.parties]


def alike(found: Coordination | None) -> list[tuple[str, list[str]]]:
    assert found is not None
    return [(each.aim.title, [party.unit.name for party in each.parties]) for each in found.alike]


def test_units_that_work_on_the_aim_are_named_with_what_they_do_and_who_leads_it(
    shared: SimpleNamespace,
) -> None:
    found = asked([shared.aim], shared.owner)
    assert told(found) == [("Bakkens Skole", ["Musik til alle"]), ("Søparkens Skole", ["Læsebånd"])]
    assert found is not None
    assert {work.lead for party in found.parties for work in party.works} == {
        shared.owner.name,
        shared.colleague.name,
    }


def test_aim_elsewhere_that_says_nearly_the_same_is_named_with_who_works_on_it(
    shared: SimpleNamespace,
) -> None:
    found = asked([shared.aim], shared.owner)
    assert alike(found) == [("Børn er dygtige læsere", ["Biblioteket"])]


def test_aim_that_is_tied_already_is_no_other_aim(shared: SimpleNamespace) -> None:
    world.tie(shared.same, shared.aim)
    found = asked([shared.aim], shared.owner)
    assert alike(found) == []
    assert "Biblioteket" in [name for name, _works in told(found)]


def test_work_that_only_few_may_see_and_aims_of_drafts_are_not_told(shared: SimpleNamespace) -> None:
    Document.objects.filter(pk=shared.library_plan.pk).update(visibility=Visibility.DRAFT)
    world.make_element(shared.draft, "Alle børn er dygtige læsere")
    found = asked([shared.aim], shared.colleague)
    assert alike(found) == [("Børn er dygtige læsere", [])]


def test_work_that_is_over_is_not_told(shared: SimpleNamespace) -> None:
    type(shared.music).objects.filter(pk=shared.music.pk).update(phase="done")
    Element.objects.filter(pk=shared.same.pk).update(title="Noget helt andet")
    assert asked([shared.aim], shared.owner) is None


@pytest.mark.parametrize("who", ["outsider", "nobody"])
def test_public_is_told_nothing(who: str, shared: SimpleNamespace) -> None:
    viewer: Viewer = AnonymousUser() if who == "nobody" else shared.outsider
    assert asked([shared.aim], viewer) is None


def test_ways_lead_from_an_aim_and_from_a_theme_to_who_works_on_it(
    shared: SimpleNamespace, client: Client
) -> None:
    client.force_login(shared.owner)
    on_aim, on_theme = (
        f"/overblik/maal/{shared.aim.pk}/samarbejde",
        f"/overblik/dokumenter/{shared.public.pk}/samarbejde",
    )
    assert f'href="{on_aim}"' in client.get(f"/punkter/{shared.aim.pk}/").content.decode()
    address = f"/dokumenter/{shared.public.pk}/"
    assert f'href="{on_theme}"' not in client.get(address).content.decode()
    Document.objects.filter(pk=shared.public.pk).update(is_cross_cutting=True)
    assert f'href="{on_theme}"' in client.get(address).content.decode()
    for page in (on_aim, on_theme):
        html = client.get(page).content.decode()
        assert "Musik til alle" in html
        assert "Bogklub" in html


def test_aim_that_nobody_else_works_on_says_so(shared: SimpleNamespace, client: Client) -> None:
    client.force_login(shared.owner)
    html = client.get(f"/overblik/maal/{shared.element.pk}/samarbejde").content.decode()
    assert "Ingen andre arbejder med det endnu" in html


def test_many_units_cost_no_more_queries_than_two(shared: SimpleNamespace) -> None:
    def queries() -> int:
        asked([shared.aim], shared.owner)
        with CaptureQueriesContext(connection) as captured:
            asked([shared.aim], shared.owner)
        return len(captured)

    few = queries()
    for number in range(3):
        unit = world.make_unit(f"Skole {number}", parent=shared.top)
        plan = world.make_document(f"Plan {number}", kind="strategy_plan", unit=unit)
        world.tie(world.make_initiative(f"Indsats {number}", document=plan).element, shared.aim)
    assert queries() == few
