"""The one search function: what is found, by whom, and in which order."""

import string
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pejling.core.dates import today
from pejling.direction.models import Document, Element, Phase, Visibility
from pejling.initiatives.models import Initiative
from pejling.initiatives.models import Phase as WorkPhase
from pejling.search.figures import Results, find, search
from pejling.search.models import Synonyms
from tests import world

NOBODY = AnonymousUser()
PIECES = [
    "plan",
    "børn",
    '"',
    "'",
    "(",
    ")",
    "AND",
    "OR",
    "NOT",
    "NEAR(",
    "*",
    ":",
    "^",
    "{title_terms} :",
    "&",
    "|",
    "!",
]
PIECES += ["<->", "--", ";", "%", "\\", "\x00"]


def names(results: Results, source: str | None = None) -> list[str]:
    """What the hits are called, best first."""
    return [hit.name for hit in results.hits if source in (None, hit.source.key)]


@pytest.mark.parametrize(
    "asked", ["plan", "planen", "PLANER", "strategiplan", "strategiplanerne", "strategip"]
)
def test_word_finds_its_forms_and_its_compounds(w: SimpleNamespace, asked: str) -> None:
    assert names(search(asked, w.secretary, sources=["document"])) == ["Strategiplan for Søparkens Skole"]


@pytest.mark.parametrize("asked", ["læsere", "laesere", "LÆSERE"])
def test_danish_letters_may_be_spelled_out(w: SimpleNamespace, asked: str) -> None:
    found = names(search(asked, w.secretary, sources=["element"]))
    assert found == ["Alle børn bliver dygtige læsere", "Alle læser hver dag"]


def test_name_spelled_with_aa_is_found_by_the_ring_and_the_other_way(w: SimpleNamespace) -> None:
    world.make_person("Aage Skårup")
    assert names(search("åge skaarup", w.secretary)) == ["Aage Skårup"]


def test_all_words_must_be_met_each_anywhere_in_the_thing(w: SimpleNamespace) -> None:
    world.make_section(w.document, "Trivsel", "<p>Børn leger sammen.</p>")
    assert names(search("trivsel leg", w.secretary)) == ["Trivsel"]
    assert names(search("trivsel fodbold", w.secretary)) == []


def test_title_comes_before_text_and_the_word_before_its_compounds(w: SimpleNamespace) -> None:
    world.make_section(w.document, "Noget andet", "<p>Om lys.</p>")
    world.make_section(w.document, "Stearinlys", "")
    world.make_section(w.document, "Lysning i skoven", "")
    world.make_section(w.document, "Lyset i byen", "")
    world.make_section(w.document, "Om kerter", "<p>Stearinlys.</p>")
    found = names(search("lys", w.secretary, sources=["section"]))
    assert found == ["Lyset i byen", "Lysning i skoven", "Stearinlys", "Noget andet", "Om kerter"]


@pytest.fixture
def waste(w: SimpleNamespace) -> SimpleNamespace:
    """The word in a policy, in a plan, in a draft and in what has been succeeded: the longer, the more it binds."""
    policy = world.make_adopted("Plan for affaldet i hele kommunen", forum=w.forum, unit=w.top)
    gone = world.make_adopted("Affald", forum=w.forum, unit=w.top)
    Document.objects.filter(pk=gone.pk).update(
        phase=Phase.SUCCEEDED, in_force_until=today() - timedelta(days=1)
    )
    world.make_document("Affald på skolen", kind="strategy_plan", unit=w.unit)
    world.make_adopted("Noget andet", forum=w.forum, unit=w.top, summary="Affald")
    Document.objects.filter(pk=w.draft.pk).update(title="Mindre affald")
    w.policy = policy
    return w


def test_direction_comes_before_plans_and_what_binds_before_what_has_ended(waste: SimpleNamespace) -> None:
    found = names(search("affald", waste.secretary, sources=["document"]))
    assert found == [
        "Plan for affaldet i hele kommunen",
        "Affald på skolen",
        "Mindre affald",
        "Affald",
        "Noget andet",
    ]


def test_point_that_has_ended_comes_after_those_of_plans(waste: SimpleNamespace) -> None:
    ended = world.make_element(waste.policy, "Affald")
    Element.objects.filter(pk=ended.pk).update(ended_on=today())
    world.make_element(waste.document, "Børnene sorterer affald")
    world.make_element(waste.policy, "Vi vil have mindre affald i naturen")
    found = names(search("affald", waste.secretary, sources=["element"]))
    assert found == ["Vi vil have mindre affald i naturen", "Børnene sorterer affald", "Affald"]


def test_initiative_that_is_over_and_person_who_has_left_come_last(w: SimpleNamespace) -> None:
    over = world.make_initiative(document=w.document, competences="Kunst")
    Initiative.objects.filter(pk=over.pk).update(phase=WorkPhase.DONE)
    going = world.make_initiative(document=w.document, competences="Kunst og musik")
    world.make_person("Kaj Kunst", is_active=False)
    world.make_person("Karen Birgitte Kunst")
    found = search("kunst", w.secretary)
    assert [hit.pk for hit in found.hits if hit.source.key == "initiative"] == [going.pk, over.pk]
    assert names(found, "person") == ["Karen Birgitte Kunst", "Kaj Kunst"]


def test_kind_with_the_words_in_a_title_comes_before_one_with_them_in_the_text(w: SimpleNamespace) -> None:
    world.make_document("Noget andet", unit=w.unit, visibility=Visibility.INTERNAL, summary="Kaj Kunst")
    world.make_person("Kaj Kunst")
    found = search("kaj kunst", w.secretary)
    assert [source.key for source, _hits in found.by_source] == ["person", "document"]


def test_words_of_nearly_the_same_meaning_are_found_after_the_word_itself(w: SimpleNamespace) -> None:
    Synonyms.objects.create(name="plejehjem, plejecenter")
    world.make_section(w.document, "Plejecentret", "")
    world.make_section(w.document, "Andet", "<p>Om plejehjem.</p>")
    world.make_section(w.document, "Et nyt plejehjem", "")
    found = names(search("plejehjem", w.secretary, sources=["section"]))
    assert found == ["Et nyt plejehjem", "Andet", "Plejecentret"]


def test_misspelt_word_finds_what_was_meant_and_says_so(waste: SimpleNamespace) -> None:
    found = search("Afald skolen", waste.secretary, sources=["document"])
    assert (names(found), found.misspelt) == (["Affald på skolen"], ["Afald"])


def test_limit_is_per_source_and_counts_tell_of_all(w: SimpleNamespace) -> None:
    for number in range(4):
        world.make_element(w.document, f"Mere kunst {number}")
    world.make_section(w.document, "Kunst", "")
    found = search("kunst", w.secretary, limit=2)
    assert found.counts == {"element": 4, "section": 1}
    assert [(source.key, len(hits)) for source, hits in found.by_source] == [("element", 2), ("section", 1)]


def test_stretch_goes_on_where_the_one_before_it_ended(w: SimpleNamespace) -> None:
    for number in range(5):
        world.make_element(w.document, f"Mere kunst {number}")
    stretches = [find("kunst", w.secretary, {"element": slice(first, first + 2)}) for first in (0, 2, 4, 6)]
    assert [len(found.hits) for found in stretches] == [2, 2, 1, 0]
    assert len({hit.pk for found in stretches for hit in found.hits}) == 5
    assert {found.counts["element"] for found in stretches} == {5}


def test_picker_searches_within_rows_of_its_own(w: SimpleNamespace) -> None:
    world.make_element(w.document, "Børn læser for hinanden", kind="initiative")
    found = search("børn læser", w.secretary, sources=["element"], within={"element": Element.objects.aims()})
    assert names(found) == ["Alle børn bliver dygtige læsere"]


def test_draft_is_found_by_its_editors_only(w: SimpleNamespace) -> None:
    world.make_element(w.draft, "Hemmelig læselyst")
    found = {
        who: search("læselyst", getattr(w, who)).counts
        for who in ("owner", "secretary", "colleague", "outsider")
    }
    assert found == {"owner": {"element": 1}, "secretary": {"element": 1}, "colleague": {}, "outsider": {}}


def test_public_things_are_found_by_all_and_internal_ones_by_staff(w: SimpleNamespace) -> None:
    assert search("børn", NOBODY).counts == {"document": 1, "element": 1}
    assert search("strategiplan", NOBODY).counts == {}
    assert search("strategiplan", w.colleague).counts == {"document": 1}


def test_what_becomes_public_is_found_at_once(w: SimpleNamespace) -> None:
    assert search("strategiplan", NOBODY).counts == {}
    w.document.visibility = Visibility.PUBLIC
    w.document.save()
    assert search("strategiplan", NOBODY).counts == {"document": 1}


@pytest.mark.parametrize("asked", ["Søparken", "Gerda Holm", "Byrådet"])
def test_organisation_is_found_by_staff_and_council_members_only(w: SimpleNamespace, asked: str) -> None:
    member = world.give_seat(world.make_person("Karl Råd"), w.forum)
    only = ["unit", "person", "forum"]
    assert [search(asked, who, sources=only).total for who in (w.colleague, member, w.outsider, NOBODY)] == [
        1,
        1,
        0,
        0,
    ]


def test_person_is_shown_with_what_they_are_today(w: SimpleNamespace) -> None:
    busy = world.give_post(world.make_person("Frida Flid"), w.unit, "Medarbejder")
    world.give_post(busy, w.other_unit, "Souschef", ends_on=today() - timedelta(days=1))
    world.give_seat(busy, w.forum, starts_on=date(2026, 1, 1))
    (hit,) = search("frida", w.secretary).hits
    assert hit.place.where == "Medarbejder, Søparkens Skole · Medlem, Byrådet"
    assert hit.place.state == ""


def test_person_who_has_left_is_marked(w: SimpleNamespace) -> None:
    world.make_person("Frida Flid", is_active=False)
    (hit,) = search("frida", w.secretary).hits
    assert hit.place.state == "Fratrådt"


def test_hit_says_where_it_stands_and_whether_it_binds(w: SimpleNamespace) -> None:
    section = world.make_section(w.draft, "Lystlæsning", "<p>Om lystlæsning &amp; ro.</p>")
    (hit,) = search("lystlæsning", w.secretary).hits
    assert (hit.place.kind, hit.place.where, hit.place.state) == ("Afsnit", "Ny læsepolitik", "Kladde")
    assert hit.place.url == f"/dokumenter/{w.draft.pk}/#afsnit-{section.pk}"
    assert "".join(run.text for run in hit.excerpt) == "Om lystlæsning & ro."


def test_hit_of_a_document_with_dates_to_come_says_what_holds_today(w: SimpleNamespace) -> None:
    coming = world.make_adopted("Ny vision om ro", forum=w.forum, on=today() + timedelta(days=9), unit=w.top)
    going = world.make_adopted("Gammel vision om ro", forum=w.forum, on=date(2020, 1, 1), unit=w.top)
    Document.objects.filter(pk=going.pk).update(
        phase=Phase.SUCCEEDED, in_force_until=today() + timedelta(days=8)
    )
    states = {hit.place.name: hit.place.state for hit in search("ro", w.secretary).hits}
    assert states == {coming.title: f"Træder i kraft {today() + timedelta(days=9):%d.%m.%Y}", going.title: ""}


@pytest.mark.parametrize("asked", ["", "   ", "og", "i på", "!?*", "🙂"])
def test_question_without_words_is_not_understood(w: SimpleNamespace, asked: str) -> None:
    assert search(asked, w.secretary) == Results(was_understood=False)


@settings(max_examples=80)
@given(st.text() | st.text(alphabet=string.printable) | st.lists(st.sampled_from(PIECES)).map(" ".join))
@example("x" * 10_000)
@example("plan " * 2_000)
@example("\x00")
@example("\ud83d 🙂 læs")
@example('"plan')
def test_no_question_is_an_error(w: SimpleNamespace, asked: str) -> None:
    found = search(asked, w.secretary)
    assert found.total == sum(found.counts.values())
