"""From a typed word to the stems that answer it."""

import pytest

from pejling.search.models import Word
from pejling.search.vocabulary import MOST_STEMS, expand
from pejling.search.words import stem, terms

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
