"""The picture of the whole chain: what it counts is what its links list, and only what one may see."""

import re
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pejling.chain.figures.breaks import Fault
from pejling.chain.figures.whole import threads_between, whole_chain, whole_chart
from pejling.core import version_cache
from pejling.core.dates import today
from pejling.direction.models import ChainColumn, Document, Fate, FateKind, Nature, Phase
from tests import world
from tests.chain.anchoring import make_direction


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    """A vision, a strategy and a school's plan, tied; and an aim of the strategy that stands alone."""
    w = make_direction()
    w.aside = world.make_element(w.strategy, "Rene strande")
    world.tie(w.middle, w.high)
    world.tie(w.low, w.middle)
    world.let_documents_settle()
    return w


@pytest.fixture
def browse(w: SimpleNamespace) -> Callable[[str], str]:
    client = Client()
    client.force_login(w.leader)

    def get(address: str) -> str:
        response = client.get(address)
        assert response.status_code == 200, address
        return response.content.decode()

    return get


def test_columns_bands_and_breaks_are_counted(w: SimpleNamespace) -> None:
    whole = whole_chain(w.leader)
    assert whole.counts == {
        (ChainColumn.VISION, Nature.AIM): 1, (ChainColumn.STRATEGY, Nature.AIM): 2, (ChainColumn.ACTION, Nature.AIM): 1,
    }  # fmt: skip
    assert whole.bands == {
        (ChainColumn.STRATEGY, ChainColumn.VISION): 1,
        (ChainColumn.ACTION, ChainColumn.STRATEGY): 1,
    }
    assert whole.faults == {
        (ChainColumn.STRATEGY, Fault.LOOSE): 1,
        (ChainColumn.STRATEGY, Fault.UNSUPPORTED): 1,
    }


def test_whole_counts_the_visible_only(w: SimpleNamespace) -> None:
    whole = whole_chain(AnonymousUser())
    assert whole.counts == {(ChainColumn.VISION, Nature.AIM): 1}
    assert whole.bands == {}
    assert {column for column, _fault in whole.faults} <= {ChainColumn.VISION}


def test_tie_that_has_been_inherited_runs_to_the_heir(w: SimpleNamespace) -> None:
    heir = world.make_element(w.vision, "Arvtager")
    yesterday = today() - timedelta(days=1)
    Document.objects.filter(pk=w.strategy.pk).update(phase=Phase.SUCCEEDED, in_force_until=yesterday)
    Fate.objects.create(element=w.middle, kind=FateKind.MOVED, to=heir, effective_on=today())
    assert whole_chain(w.leader).bands == {(ChainColumn.ACTION, ChainColumn.VISION): 1}
    assert [edge.upper for edge in threads_between(ChainColumn.ACTION, ChainColumn.VISION, w.leader)] == [
        heir.pk
    ]


def test_everything_in_the_picture_opens_what_it_counts(
    w: SimpleNamespace, browse: Callable[[str], str]
) -> None:
    svg = whole_chart(whole_chain(w.leader)).svg(1_232)
    links = {link.replace("&amp;", "&") for link in re.findall(r'href="([^"]+)"', svg)}
    assert len(links) == 3 + 2 + 2
    assert all(link in browse(reverse("chain")).replace("&amp;", "&") for link in links)
    assert browse(reverse("chain_column", args=["strategy"])).count('class="line"') == 2
    band = browse(reverse("chain_band", args=["action", "strategy"]))
    assert (w.middle.title in band, w.low.title in band) == (True, True)
    broken = browse(f"{reverse('chain_broken')}?slags=loese&kolonne=strategy")
    assert (w.aside.title in broken, "Kun kolonnen Strategi." in broken) == (True, True)
    assert w.aside.title not in browse(f"{reverse('chain_broken')}?slags=loese&kolonne=policy")


@pytest.mark.parametrize("address", ["kolonne/x", "traade/x/policy", "traade/policy/x"])
def test_what_is_no_column_answers_404(w: SimpleNamespace, address: str) -> None:
    client = Client()
    assert client.get(f"{reverse('chain')}{address}").status_code == 404


@pytest.mark.parametrize("what", ["start", "column", "band"])
def test_pages_ask_no_more_for_three_than_for_one(
    w: SimpleNamespace, browse: Callable[[str], str], what: str
) -> None:
    address = {
        "start": reverse("chain"),
        "column": reverse("chain_column", args=["strategy"]),
        "band": reverse("chain_band", args=["strategy", "vision"]),
    }[what]
    browse(address)
    version_cache.forget()
    with CaptureQueriesContext(connection) as once:
        browse(address)
    for number in range(3):
        world.tie(world.make_element(w.strategy, f"Mål {number}"), w.high)
    version_cache.forget()
    with CaptureQueriesContext(connection) as again:
        browse(address)
    assert len(again) <= len(once)


def test_search_does_not_draw_the_picture(w: SimpleNamespace) -> None:
    client = Client()
    headers = {"HX-Request": "true", "HX-Target": "div#found"}
    found = client.get(reverse("chain"), {"q": "strande"}, headers=headers).content.decode()
    assert "<svg xmlns" not in found
