"""From a typed word to the stems that answer it."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from pejling.search.defaults import SYNONYMS, ensure_default_synonyms
from pejling.search.models import Synonyms, Word
from pejling.search.vocabulary import MOST_STEMS, expand, is_one_letter_from
from pejling.search.words import Term, stem, terms

pytestmark = pytest.mark.django_db


def learn(*known: str) -> None:
    """Let the vocabulary know these folded words."""
    Word.objects.bulk_create(Word(word=word, stem=stem(word)) for word in known)


def test_word_leads_to_itself_its_beginnings_its_compounds_and_no_others() -> None:
    learn("plan", "planerne", "planlaegning", "strategiplaner", "kommuneplanlov", "plads", "vision")
    (found,) = expand(terms("planen"))
    assert found.exact == ("plan",)
    assert found.prefix == ("plan", "planlaegning")
    assert found.parts == ("plan", "planlaegning", "strategiplan", "kommuneplanlov")


def test_half_a_word_finds_the_word_though_its_stem_is_shorter() -> None:
    learn("sundhed")
    (found,) = expand(terms("sundhe"))
    assert found.parts == ("sund",)


def test_short_word_is_not_looked_for_inside_others() -> None:
    learn("byraad", "landsby", "rugbyhold")
    (found,) = expand(terms("by"))
    assert found.parts == ("byraad", "landsby")


def test_single_letter_stands_for_itself_alone() -> None:
    learn("b", "boern")
    (found,) = expand(terms("b"))
    assert found.parts == ("b",)


def test_each_term_has_its_own_stems() -> None:
    learn("laesning", "skole")
    assert [found.parts for found in expand(terms("skole læsning fodbold"))] == [("skol",), ("laesning",), ()]


def test_very_common_part_is_expanded_to_the_nearest_words_only() -> None:
    learn("plan", *(f"plan{number}x" for number in range(200)))
    (found,) = expand(terms("plan"))
    assert len(found.parts) == MOST_STEMS
    assert found.parts[0] == "plan"


# --- Words of nearly the same meaning --------------------------------------------------------------------------------


def test_word_finds_what_means_nearly_the_same_last() -> None:
    learn("plejehjem", "plejehjemmene", "aeldrecentret", "skole")
    Synonyms.objects.create(name="plejehjem, Ældrecenter")
    (found,) = expand(terms("plejehjemmet"))
    assert found.parts == ("plejehjem",)
    assert found.near == ("plejehjem", "aeldrecentr")


def test_word_that_occurs_nowhere_is_found_by_its_neighbour() -> None:
    learn("plejecenter")
    Synonyms.objects.create(name="plejehjem, plejecenter")
    (found,) = expand(terms("plejehjem"))
    assert (found.parts, found.near, found.meant) == ((), ("plejecent",), ())


@pytest.mark.parametrize("typed", ["plejehjem", "", "pleje hjem, plejecenter", "plejehjem,", "og, plejehjem"])
def test_group_is_two_single_words_or_more(typed: str) -> None:
    with pytest.raises(ValidationError):
        Synonyms(name=typed).full_clean()


@pytest.mark.parametrize("group", SYNONYMS)
def test_every_group_that_is_there_from_the_start_is_one(group: str) -> None:
    Synonyms(name=group).full_clean()


def test_groups_that_are_missing_are_written_together_with_their_history(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    Synonyms.objects.all().delete()
    Synonyms.objects.create(name=SYNONYMS[0])
    with django_assert_max_num_queries(10):
        ensure_default_synonyms()
    for each in Synonyms.objects.all():
        assert each.history.count() == 1
    ensure_default_synonyms()
    assert sorted(Synonyms.objects.values_list("name", flat=True)) == sorted(SYNONYMS)


# --- One wrong letter ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed", ["affald", "afald", "afffald", "affalt", "faffald", "afafld", "afflad", "bffald", "affal"]
)
def test_one_wrong_letter_is_forgiven(typed: str) -> None:
    learn("affald", "aften", "fald", "affaldssortering", "skole")
    (found,) = expand(terms(typed))
    assert found.near[0] == "affald"
    assert "affaldssortering" in found.near
    assert "skol" not in found.near


def test_what_was_meant_is_told_and_only_near() -> None:
    learn("klima", "klimaplan")
    (found,) = expand(terms("klmia"))
    assert (found.exact, found.parts, found.meant) == ((), (), ("klima",))
    assert found.near == ("klima", "klimaplan")


def test_misspelt_beginning_finds_the_word() -> None:
    learn("biodiversitet")
    (found,) = expand(terms("biodivarsi"))
    assert found.meant == ("biodiversitet",)


@pytest.mark.parametrize("typed", ["mrd", "zzzzzz", "klippe", "effold"])
def test_short_words_and_two_wrong_letters_are_not_guessed_at(typed: str) -> None:
    learn("med", "klima", "affald")
    (found,) = expand(terms(typed))
    assert found.near == ()


def one_letter_from(word: str) -> set[str]:
    """Every word that one slip makes of it, over a small alphabet."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    less = {start + end[1:] for start, end in cuts if end}
    other = {start + letter + end[1:] for start, end in cuts if end for letter in "abc"}
    more = {start + letter + end for start, end in cuts for letter in "abc"}
    swapped = {start + end[1] + end[0] + end[2:] for start, end in cuts if len(end) > 1}
    return (less | other | more | swapped) - {word}


@given(st.text("abc", max_size=5), st.text("abc", max_size=5))
def test_one_slip_is_known_and_nothing_else(typed: str, word: str) -> None:
    assert is_one_letter_from(typed, word) == (typed in one_letter_from(word))


@given(st.text("abc", min_size=4, max_size=7), st.data())
def test_every_slip_finds_the_word(word: str, data: st.DataObject) -> None:
    typed = data.draw(st.sampled_from(sorted(slip for slip in one_letter_from(word) if len(slip) >= 4)))
    Word.objects.all().delete()
    Word.objects.create(word=word, stem=word)
    (found,) = expand((Term(typed, typed),))
    assert word in found.near
