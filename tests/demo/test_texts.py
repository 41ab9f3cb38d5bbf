"""The made-up municipality: does it hold what the demo needs, and does it hang together?"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from pejling.demo.checks import AIMS, faults
from pejling.demo.reading import read_body
from pejling.demo.shifting import moved_to
from pejling.demo.story import Document, Story, Tie
from pejling.demo.texts import load_story


@pytest.fixture(scope="module")
def story() -> Story:
    return load_story()


def test_story_has_no_reference_that_leads_nowhere(story: Story) -> None:
    assert faults(story) == []


def test_story_is_the_same_every_time(story: Story) -> None:
    load_story.__globals__["_written_story"].cache_clear()

    assert load_story() == story


def test_municipality_has_the_size_of_a_real_one(story: Story) -> None:
    units = [unit for unit in story.units if unit.valid_to is None]
    employed = {post.person for post in story.posts if post.valid_to is None}
    levels = {kind.name: kind.level for kind in story.unit_kinds}

    assert len(units) == 140
    assert {levels[unit.kind] for unit in units} == {1, 2, 3, 4}
    assert len(employed) == 190
    assert 120 <= len(story.documents) <= 130
    assert 1_300 <= len(story.elements) <= 1_450
    assert 900 <= len(story.ties) <= 1_000


def test_council_has_twenty_five_members_and_one_chair(story: Story) -> None:
    roles = Counter(seat.role for seat in story.seats if seat.forum == "byraad")

    assert roles == {"Formand": 1, "Næstformand": 1, "Medlem": 23}


def test_each_kind_of_person_has_a_login(story: Story) -> None:
    assert set(story.logins) == {
        "operator", "secretariat", "controller", "chief_executive", "centre_head", "unit_leader", "team_leader",
        "staff", "council_member",
    }  # fmt: skip


def test_every_unit_has_one_leader_and_every_address_is_its_owners_alone(story: Story) -> None:
    leading = {kind.name: kind.leader_role for kind in story.unit_kinds}
    posts = Counter((post.unit, post.role) for post in story.posts if post.valid_to is None)

    assert {posts[unit.key, leading[unit.kind]] for unit in story.units if unit.valid_to is None} == {1}
    assert len({person.email for person in story.people}) == len(story.people)
    assert all(person.email.isascii() for person in story.people)


def in_force(story: Story) -> Iterator[Document]:
    return (document for document in story.documents if document.adopted_on)


def test_story_holds_the_faults_of_real_life(story: Story) -> None:
    left = {post.person for post in story.posts if post.valid_to} - {
        p.person for p in story.posts if not p.valid_to
    }
    lowers = {tie.lower.split("/")[0] for tie in story.ties}
    uppers = {tie.upper for tie in story.ties}
    tied_to = Counter(tie.upper for tie in story.ties)
    untouched = [
        d
        for d in story.documents
        if d.kind == "strategy_plan" and (story.today - d.last_changed_on).days > 365
    ]

    expired = {d.key for d in in_force(story) if d.period_to and d.period_to < story.today}

    assert {"politik-erhverv", "politik-frivillighed", "politik-sundhed"} <= expired
    assert [d.key for d in in_force(story) if d.key not in lowers and d.kind == "policy"] == [
        "politik-indkoeb", "politik-personale",
    ]  # fmt: skip
    assert {d.responsible for d in story.documents} & left == {"gitte.malling", "poul.tranberg"}
    assert [d for d in story.documents if d.responsible is None and d.kind == "strategy_plan"] != []
    assert [key for key, e in story.elements.items() if e.kind in AIMS and key not in uppers] != []
    assert len(untouched) >= 8
    assert tied_to["strategi-digital-tidligere/digital-foerst"] == 2


def test_one_succession_is_done_and_one_lacks_fates(story: Story) -> None:
    documents = {document.key: document for document in story.documents}
    missing = {
        succession.new: {e.key for old in succession.olds for e in documents[old].elements()}
        - {fate.element for fate in succession.fates}
        for succession in story.successions
    }

    assert documents["strategi-digital"].adopted_on is not None
    assert missing["strategi-digital"] == set()
    assert documents["udkast-vision-faellesskab"].adopted_on is None
    assert len(missing["udkast-vision-faellesskab"]) == 7


def test_unit_plans_are_tied_to_both_policies_of_the_succession_under_way(story: Story) -> None:
    for policy in ("politik-sundhed/", "politik-frivillighed/"):
        assert [t for t in story.ties if t.upper.startswith(policy) and t.lower.startswith("plan-")] != []


def test_documents_by_hand_are_long_enough_to_be_worth_reading(story: Story) -> None:
    def words(document: Document) -> int:
        texts = [text for s in document.sections for text in (s.title, s.text)]
        texts += [text for e in document.elements() for text in (e.title, e.text)]
        return sum(len(text.split()) for text in texts)

    plans = [d for d in story.documents if d.kind == "strategy_plan" and d.is_by_hand]

    assert len(plans) == 12
    assert min(words(plan) for plan in plans) >= 230


def test_no_sentence_of_a_document_by_hand_stands_twice(story: Story) -> None:
    texts = Counter(
        e.text for d in story.documents if d.is_by_hand for e in d.elements() if len(e.text.split()) > 4
    )

    assert [text for text, times in texts.items() if times > 1] == []


def test_few_sentences_by_rule_stand_more_than_four_times(story: Story) -> None:
    hows = Counter(tie.how for tie in story.ties)

    assert max(hows.values()) <= 5


def test_slots_are_all_filled_in(story: Story) -> None:
    texts = [text for d in story.documents for s in d.sections for text in (d.title, s.title, s.text)]
    texts += [text for e in story.elements.values() for text in (e.title, e.text)] + [
        tie.how for tie in story.ties
    ]

    assert [text for text in texts if "{" in text or "}" in text] == []


def test_moved_story_keeps_weekdays_and_follows_the_years(story: Story) -> None:
    moved = moved_to(story, date(2028, 11, 20))
    budget = next(document for document in moved.documents if document.key == "budgetaftale")

    assert moved.today == date(2028, 11, 18)
    assert budget.adopted_on == date(2028, 10, 10)
    assert budget.title == "Budgetaftale 2029: Ro om velfærden, værn mod vandet"
    assert faults(moved) == []


def test_moved_story_leaves_real_laws_as_they_are(story: Story) -> None:
    def laws(told: Story) -> list[Document]:
        return [document for document in told.documents if document.kind == "law"]

    assert laws(moved_to(story, date(2029, 1, 1))) == laws(story)


def test_tie_to_an_aim_that_does_not_exist_is_a_fault(story: Story) -> None:
    wrong = replace(story, ties=(*story.ties, Tie("plan-hr/hvorfor", "vision/findes-ikke", "Sådan.")))

    assert faults(wrong) == ["plan-hr/hvorfor: vision/findes-ikke findes ikke"]


def test_tie_downwards_is_a_fault(story: Story) -> None:
    wrong = replace(story, ties=(*story.ties, Tie("vision/boern", "plan-hr/hvorfor", "Sådan.")))

    assert faults(wrong)[0] == "vision/boern: bidrager ikke opad til plan-hr/hvorfor"


def test_unknown_heading_tells_the_line() -> None:
    with pytest.raises(ValueError, match="ukendt overskrift: '## Maal: Noget'"):
        read_body("# Afsnit\n\n## Maal: Noget\n", "prøve")


def test_heading_that_skips_a_level_is_refused() -> None:
    with pytest.raises(ValueError, match="springer et niveau over"):
        read_body("# Afsnit\n\n### Indsats: Noget\n", "prøve")


def test_text_of_a_document_is_read_with_elements_and_ties() -> None:
    body = "# Afsnit\nTekst.\n\n## Målsætning: Mere ro\nFordi.\nAnsvarlig: rune.hald\nBidrager til: vision/boern – Derfor.\n"

    (section,), ties = read_body(body, "plan")

    assert (section.title, section.text) == ("Afsnit", "Tekst.")
    assert (section.elements[0].key, section.elements[0].text) == ("plan/mere-ro", "Fordi.")
    assert section.elements[0].responsible == "rune.hald"
    assert ties == [Tie("plan/mere-ro", "vision/boern", "Derfor.")]
