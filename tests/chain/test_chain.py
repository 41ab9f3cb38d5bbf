"""Kæden: what is seen from where, what is broken, where things stand in the picture, and its pages."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pejling.chain.figures.breaks import Fault, broken_threads
from pejling.chain.figures.bundles import Bundle, read_codes
from pejling.chain.figures.chain import Chain, ChainNode, chain_from
from pejling.chain.figures.chain_picture import Picture, picture
from pejling.chain.figures.chain_tree import chain_tree
from pejling.core import version_cache
from pejling.core.dates import today
from pejling.direction.models import ChainColumn, Document, Element, Fate, FateKind, Phase, Visibility
from tests import world


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    """A vision, a policy and a strategy below it, and two schools' plans; and a policy that hangs by itself."""
    world.ensure_words()
    w = SimpleNamespace()
    w.top = world.make_unit("Fjordlund Kommune", kind="Kommune")
    w.school = world.make_unit(parent=w.top)
    w.leader = world.make_leader("Gerda Holm", w.school)
    w.council = world.make_forum()

    def adopted(title: str, kind: str) -> Document:
        return world.make_adopted(
            title, kind=kind, forum=w.council, unit=w.top, visibility=Visibility.PUBLIC, responsible=w.leader
        )

    w.vision, w.policy, w.strategy = (
        adopted("Vision", "vision"),
        adopted("Politik", "policy"),
        adopted("Strategi", "strategy"),
    )
    w.plan = world.make_document("Plan", kind="strategy_plan", unit=w.school)
    w.high = world.make_element(w.vision, "Alle er med", kind="vision_statement")
    w.middle = world.make_element(w.policy, "Flere læser")
    w.aside = world.make_element(w.policy, "Rene strande")
    w.lower = world.make_element(w.strategy, "Læsning hver dag")
    w.low = world.make_element(w.plan, "Læsebånd", kind="initiative")
    world.tie(w.middle, w.high)
    world.tie(w.lower, w.middle)
    world.tie(w.low, w.lower)
    return w


@pytest.fixture
def browse(w: SimpleNamespace) -> Callable[[str], str]:
    client = Client()
    client.force_login(w.leader)

    def get(address: str) -> str:
        response = client.get(address)
        assert response.status_code == 200
        return response.content.decode()

    return get


def titles(chain: Chain) -> dict[ChainColumn, list[str]]:
    """What each column that holds something shows."""
    return {
        column.column: [box.name if isinstance(box, Bundle) else box.element.title for box in column.boxes]
        for column in chain.columns
        if column.boxes
    }


def test_chain_runs_from_vision_to_effect(w: SimpleNamespace) -> None:
    chain = chain_from([w.low.pk], w.leader)
    assert [column.column for column in chain.columns] == list(ChainColumn)
    assert titles(chain) == {
        ChainColumn.VISION: ["Alle er med"],
        ChainColumn.POLICY: ["Flere læser"],
        ChainColumn.STRATEGY: ["Læsning hver dag"],
        ChainColumn.ACTION: ["Læsebånd"],
    }


def test_chain_shows_threads_both_ways_and_leaves_out_the_rest(w: SimpleNamespace) -> None:
    chain = chain_from([w.middle.pk], w.leader)
    assert {node.element.title: node.steps for node in chain.nodes.values()} == {
        "Alle er med": -1,
        "Flere læser": 0,
        "Læsning hver dag": 1,
        "Læsebånd": 2,
    }
    assert len(chain.threads) == 3


def test_chain_seen_from_a_document_shows_all_of_it(w: SimpleNamespace) -> None:
    chain = chain_from([w.middle.pk, w.aside.pk], w.leader)
    assert sorted(titles(chain)[ChainColumn.POLICY]) == ["Flere læser", "Rene strande"]


def test_chain_shows_the_visible_only(w: SimpleNamespace) -> None:
    assert ChainColumn.ACTION not in titles(chain_from([w.high.pk], AnonymousUser()))
    assert ChainColumn.ACTION in titles(chain_from([w.high.pk], w.leader))


def test_column_shows_the_first_of_its_focus_and_counts_the_rest(w: SimpleNamespace) -> None:
    start = [world.make_element(w.plan, f"Indsats {number}").pk for number in range(6)]
    action = chain_from(start, w.leader, most=4).columns[list(ChainColumn).index(ChainColumn.ACTION)]
    assert (len(action.boxes), action.more, action.count) == (4, 2, 6)


@pytest.fixture
def many(w: SimpleNamespace) -> SimpleNamespace:
    """Two centres: one with eleven schools of three initiatives each, one with a home of two; and one at the top."""
    w.centre = world.make_unit("Center for Skole", kind="Center", parent=w.top)
    w.homes = world.make_unit("Center for Ældre", kind="Center", parent=w.top)
    w.home = world.make_unit("Plejehjemmet", parent=w.homes)
    w.schools = [world.make_unit(f"Skole {number}", parent=w.centre) for number in range(11)]
    for unit, count in (*((school, 3) for school in w.schools), (w.home, 2)):
        plan = world.make_document(f"Plan for {unit}", kind="strategy_plan", unit=unit)
        for number in range(count):
            world.tie(world.make_element(plan, f"Indsats {number}", kind="initiative"), w.lower)
    return w


def bundles(chain: Chain) -> dict[str, tuple[int, int]]:
    """How many elements of how many units each bundle holds."""
    found = [box for box in chain.boxes.values() if isinstance(box, Bundle)]
    return {bundle.name: (len(bundle.elements), bundle.places) for bundle in found}


def test_many_units_are_one_bundle(many: SimpleNamespace) -> None:
    chain = chain_from([many.lower.pk], many.leader)
    assert bundles(chain) == {"Center for Skole": (33, 11), "Center for Ældre": (2, 1)}
    assert chain.columns[list(ChainColumn).index(ChainColumn.ACTION)].count == 36
    assert [len(thread.edges) for thread in chain.threads if "-" in thread.lower] == [33, 2]


def test_bundle_opens_to_its_units_and_these_to_their_elements(many: SimpleNamespace) -> None:
    opened = chain_from([many.lower.pk], many.leader, opened=[f"e{many.centre.pk}"])
    assert bundles(opened)["Skole 0"] == (3, 1)
    assert opened.opened == ((f"e{many.centre.pk}", "Center for Skole"),)
    home = chain_from([many.lower.pk], many.leader, opened=[f"e{many.homes.pk}"])
    assert {node.element.document.unit for node in home.nodes.values()} >= {many.home}


def test_two_bundles_of_the_same_name_say_what_they_belong_to(many: SimpleNamespace) -> None:
    Document.objects.filter(unit__in=many.schools).update(title="Strategiplan")
    Document.objects.filter(unit__in=many.schools[7:]).update(visibility=Visibility.SHARED)
    names = set(bundles(chain_from([many.lower.pk], many.leader)))
    assert names >= {"Strategiplan · Skole 0", "Strategiplan · Skole 6", "Plan for Plejehjemmet"}


def test_bundle_counts_the_visible_only(many: SimpleNamespace) -> None:
    Document.objects.filter(unit__in=many.schools[:1]).update(visibility=Visibility.SHARED)
    chain = chain_from([many.lower.pk], many.leader)
    assert bundles(chain)["Center for Skole"] == (30, 10)


def test_strange_codes_of_bundles_are_left_out() -> None:
    assert read_codes("e12,d7,e12,x9,e,e-1,,e²,d99999999999999999999") == ["e12", "d7"]


def test_way_up_and_down_is_told_of_each_box(w: SimpleNamespace) -> None:
    chain = chain_from([w.middle.pk], w.leader)
    assert set(chain.above(f"{w.lower.pk}")) == {f"{w.middle.pk}", f"{w.high.pk}"}
    assert chain.below(f"{w.lower.pk}") == [f"{w.low.pk}"]


def test_tree_has_each_box_once_below_the_nearest_that_it_leads_up_to(w: SimpleNamespace) -> None:
    world.tie(w.low, w.high)
    (root,) = chain_tree(chain_from([w.high.pk], w.leader))
    down: list[Element] = []
    branch = root
    while True:
        assert isinstance(branch.box, ChainNode)
        down.append(branch.box.element)
        if not branch.below:
            break
        (branch,) = branch.below
    assert down == [w.high, w.middle, w.lower, w.low]
    assert [other.key for other, _thread in branch.others] == [f"{w.high.pk}"]


def test_two_of_the_same_name_say_their_unit(w: SimpleNamespace) -> None:
    other = world.make_unit("Nordskolen", parent=w.top)
    twin = world.make_element(world.make_document("Plan", kind="strategy_plan", unit=other), "Læsebånd")
    world.tie(twin, w.lower)
    where = {pk: node.where for pk, node in chain_from([w.lower.pk], w.leader).nodes.items()}
    assert (where[w.low.pk], where[twin.pk]) == (f"Plan · {w.school}", "Plan · Nordskolen")
    assert where[w.lower.pk] == "Strategi"


def test_chain_tells_what_hangs_loose_and_what_lacks_support(w: SimpleNamespace) -> None:
    chain = chain_from([w.aside.pk], w.leader)
    assert [node.element for node in chain.loose] == [w.aside]
    assert [node.element for node in chain.unsupported] == [w.aside]
    whole = chain_from([w.low.pk], w.leader)
    assert (whole.loose, whole.unsupported) == ([], [])


@pytest.fixture
def lapsed(w: SimpleNamespace) -> SimpleNamespace:
    """The policy is retired, and its aim has lapsed."""
    yesterday = today() - timedelta(days=1)
    Document.objects.filter(pk=w.policy.pk).update(phase=Phase.RETIRED, in_force_until=yesterday)
    Fate.objects.create(element=w.middle, kind=FateKind.LAPSED, why="Nået.", effective_on=today())
    return w


def test_tie_to_a_lapsed_aim_is_a_broken_thread(lapsed: SimpleNamespace) -> None:
    chain = chain_from([lapsed.low.pk], lapsed.leader)
    assert [(each.lower, each.end) for each in chain.broken] == [(lapsed.lower, lapsed.middle)]
    assert broken_threads(lapsed.leader).faults[Fault.BROKEN] == [lapsed.lower.pk]


def test_tie_to_an_aim_that_lives_on_is_not_broken(lapsed: SimpleNamespace) -> None:
    heir = world.make_element(lapsed.vision, "Arvtager")
    Fate.objects.update(kind=FateKind.MOVED, to=heir)
    chain = chain_from([lapsed.low.pk], lapsed.leader)
    assert (chain.broken, [edge.upper for thread in chain.threads for edge in thread.edges if edge.fate]) == (
        (),
        [heir.pk],
    )


def test_old_aim_leads_to_its_heir_and_to_the_chain_of_its_last_day(
    lapsed: SimpleNamespace, browse: Callable[[str], str]
) -> None:
    heir = world.make_element(lapsed.vision, "Arvtager")
    Fate.objects.update(kind=FateKind.MOVED, to=heir)
    page = browse(f"{reverse('chain')}?punkt={lapsed.middle.pk}")
    assert f'{reverse("chain")}?punkt={heir.pk}">Arvtager</a>' in page
    last = f"{reverse('element_as_of', args=[lapsed.middle.pk])}?den={today() - timedelta(days=1)}"
    assert last in page
    second = world.make_element(lapsed.vision, "Arvtager i samme dokument")
    Fate.objects.create(element=lapsed.middle, kind=FateKind.MOVED, to=second, effective_on=today())
    Document.objects.filter(pk=lapsed.vision.pk).update(visibility=Visibility.SHARED)
    hidden = Client().get(f"{reverse('chain')}?punkt={lapsed.middle.pk}").content.decode()
    assert ("Arvtager" in hidden, "I et dokument, som du ikke har adgang til" in hidden) == (
        False,
        True,
    )


def test_tie_to_a_draft_is_not_broken(w: SimpleNamespace) -> None:
    draft = world.make_document("Kladde", unit=w.top, forum=w.council)
    world.tie(w.low, world.make_element(draft))
    assert chain_from([w.low.pk], w.leader).broken == ()


def test_list_of_broken_threads_names_each_fault(w: SimpleNamespace) -> None:
    world.let_documents_settle()
    found = broken_threads(w.leader).faults
    assert found[Fault.LOOSE] == [w.aside.pk]
    assert found[Fault.UNSUPPORTED] == [w.aside.pk]
    assert found[Fault.BROKEN] == []


def test_list_of_broken_threads_shows_the_visible_only(lapsed: SimpleNamespace) -> None:
    Document.objects.filter(pk=lapsed.strategy.pk).update(visibility=Visibility.SHARED)
    stranger = world.give_post(world.make_person("Ny"), lapsed.school)
    assert broken_threads(stranger).faults[Fault.BROKEN] == []


def drawn(w: SimpleNamespace, *start: Element) -> Picture:
    return picture(chain_from([each.pk for each in start], w.leader))


def test_picture_runs_to_the_right_and_is_read_downwards(w: SimpleNamespace) -> None:
    for number in range(4):
        world.tie(world.make_element(w.plan, f"Indsats {number}"), w.lower)
    found = drawn(w, w.high)
    places = [heading.x for heading in found.headings]
    assert places == sorted(places)
    assert [(box.x, box.y) for box in found.boxes] == sorted((box.x, box.y) for box in found.boxes)
    assert all(box.y + box.height <= found.height and box.right <= found.width for box in found.boxes)


def test_names_stand_whole_in_their_boxes(w: SimpleNamespace) -> None:
    name = ("Meget lang ordlyd " * 20).strip()
    Element.objects.filter(pk=w.low.pk).update(title=name)
    (box,) = [box for box in drawn(w, w.low).boxes if box.box.key == str(w.low.pk)]
    assert " ".join(line.text for line in box.name) == name
    assert box.name[-1].y < box.small[0].y < box.height


def test_chosen_box_lights_up_with_its_way_and_nothing_else(w: SimpleNamespace) -> None:
    world.tie(w.aside, w.high)
    found = drawn(w, w.high)
    lit = found.lit(str(w.middle.pk))
    assert {box.box.key for box in found.boxes if box.box.key not in lit} == {str(w.aside.pk)}
    assert [lit.has(curve.thread) for curve in found.curves].count(False) == 1
    assert not found.lit("99999")


def test_picture_dashes_the_ends_of_broken_threads(w: SimpleNamespace) -> None:
    assert len(drawn(w, w.aside).stubs) == 2
    assert drawn(w, w.low).stubs == ()


@pytest.mark.parametrize("what", ["element", "ring", "punkt", "dokument", "enhed", "start", "broken"])
def test_pages_ask_no_more_however_many_ties_there_are(
    w: SimpleNamespace, browse: Callable[[str], str], what: str
) -> None:
    chain = reverse("chain")
    address = {
        "element": reverse("element", args=[w.lower.pk]),
        "ring": reverse("ring", args=[w.lower.pk]),
        "punkt": f"{chain}?punkt={w.lower.pk}",
        "dokument": f"{chain}?dokument={w.strategy.pk}",
        "enhed": f"{chain}?enhed={w.school.pk}",
        "start": chain,
        "broken": reverse("chain_broken"),
    }[what]
    browse(address)
    version_cache.forget()
    with CaptureQueriesContext(connection) as once:
        browse(address)
    for number in range(3):
        world.tie(world.make_element(w.plan, f"Indsats {number}"), w.lower)
        world.tie(w.lower, world.make_element(w.policy, f"Mål {number}"))
    version_cache.forget()
    with CaptureQueriesContext(connection) as again:
        browse(address)
    assert len(again) <= len(once)


def test_chain_page_shows_picture_and_list(w: SimpleNamespace, browse: Callable[[str], str]) -> None:
    content = browse(f"{reverse('chain')}?punkt={w.low.pk}")
    assert content.count('class="chain-box') == 4
    assert content.count('<title id="chain-title">Kæden set fra Læsebånd</title>') == 1
    assert content.count('class="chain-leaf') == 4


def test_chosen_box_is_told_of_with_the_ways_on_from_it(
    w: SimpleNamespace, browse: Callable[[str], str]
) -> None:
    world.tie(w.aside, w.high)
    content = browse(f"{reverse('chain')}?punkt={w.high.pk}&valgt={w.middle.pk}")
    assert f'{reverse("chain")}?punkt={w.middle.pk}">' in content
    assert "Vejen lyser op i billedet: 1 opad, 2 nedad." in content
    assert content.count("chain-lit") == 4 + 3
    assert "chain-lit" not in browse(f"{reverse('chain')}?punkt={w.high.pk}&valgt=x")


@pytest.mark.parametrize(
    "query", ["punkt=abc", "punkt=999999", "punkt=-1", "dokument=0", "enhed=99999999999999999999", "punkt=²"]
)
def test_chain_of_nothing_answers_404(w: SimpleNamespace, query: str) -> None:
    client = Client()
    client.force_login(w.leader)
    assert client.get(f"{reverse('chain')}?{query}").status_code == 404


def test_strange_limits_do_no_harm(w: SimpleNamespace, browse: Callable[[str], str]) -> None:
    for limit in ("0", "-5", "99999", "x"):
        assert "chain-box" in browse(f"{reverse('chain')}?punkt={w.low.pk}&vis={limit}")


def test_tie_is_found_by_search_and_made_without_javascript(w: SimpleNamespace) -> None:
    client = Client()
    client.force_login(w.leader)
    address = reverse("tie_new", args=[w.low.pk])
    found = client.get(address, {"q": "strande"}).content.decode()
    assert f"{address}?maal={w.aside.pk}" in found
    assert "Rene strande" in client.get(address, {"maal": w.aside.pk}).content.decode()
    answer = client.post(address, {"upper": w.aside.pk, "how": "Det hænger sammen."})
    assert (answer.status_code, answer["Location"]) == (303, reverse("element", args=[w.low.pk]))
    assert w.low.contributions.get(upper=w.aside).how == "Det hænger sammen."


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"upper": "x", "how": "Fordi."},
        {"upper": "99999999999999999999", "how": "Fordi."},
        {"upper": "0", "how": ""},
        {"how": "x" * 1001},
        {"upper": "\x00", "how": "\x00"},
    ],
)
def test_bad_tie_is_refused_beside_the_field(w: SimpleNamespace, typed: dict[str, str]) -> None:
    client = Client()
    client.force_login(w.leader)
    answer = client.post(reverse("tie_new", args=[w.low.pk]), typed)
    assert answer.status_code == 422
    assert w.low.contributions.count() == 1


def test_what_is_typed_about_a_tie_is_shown_as_text(w: SimpleNamespace, browse: Callable[[str], str]) -> None:
    world.tie(w.low, w.aside, how="<script>alert(1)</script>")
    assert "<script>alert(1)" not in browse(reverse("element", args=[w.low.pk]))
    assert "<script>alert(1)" not in browse(f"{reverse('chain')}?punkt={w.low.pk}")


def test_ended_tie_offers_to_be_taken_back(w: SimpleNamespace) -> None:
    client = Client()
    client.force_login(w.leader)
    tie = w.low.contributions.get()
    content = client.post(reverse("tie_ending", args=[tie.pk]), follow=True).content.decode()
    assert reverse("tie_resumption", args=[tie.pk]) in content


def test_inherited_tie_is_answered_on_its_page(lapsed: SimpleNamespace) -> None:
    heir = world.make_element(lapsed.vision, "Arvtager")
    Fate.objects.update(kind=FateKind.MOVED, to=heir)
    client = Client()
    secretary = world.make_secretary(lapsed.top)
    client.force_login(secretary)
    address = reverse("inheritance", args=[lapsed.lower.contributions.get().pk, Fate.objects.get().pk])
    assert address in client.get(reverse("element", args=[lapsed.lower.pk])).content.decode()
    assert client.post(address, {"how": "", "upper": heir.pk}).status_code == 422
    assert client.post(address, {"how": "Stadig.", "upper": heir.pk}).status_code == 303
    assert lapsed.lower.contributions.active().filter(upper=heir).get().how == "Stadig."
    assert client.post(address, {"ended": "1"}).status_code == 422


def test_chain_is_in_focus_at_what_it_is_seen_from_alone(w: SimpleNamespace) -> None:
    chain = chain_from([w.middle.pk, w.aside.pk], w.leader)
    assert {node.element.title for node in chain.nodes.values() if node.is_focus} == {
        "Flere læser",
        "Rene strande",
    }
