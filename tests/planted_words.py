"""Every address, asked for by one of every kind of person: nobody reads a word that is not theirs to read.

The addresses come from the URL table, the words from tests/planting.py, which also says by hand who may read each. Kinds of
people who may read the same words share the addresses among them, and it is proven first that they see the same rows.
A part of this, `tests/test_planted.py`, is in `make test`. This is all of it, for some minutes, by hand:

    .venv/bin/pytest -n 0 tests/planted_words.py tests/test_planted.py
    PLANTED=all .venv/bin/pytest -n 0 tests/planted_words.py        # each of the kinds asks for every address

It was seen to fail: whoever answers for a document without a post read who of the staff had asked about a contribution of it
(mended by `ui.names`). Put the raw names back into chain/tie_question.html, and `answering` is red.
"""

import os
import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from pejling.people.models import Person
from tests.planted import (
    NOWHERE,
    alike,
    client_of,
    for_a_module,
    page_of,
    pages,
    sort_of,
    status,
    told,
)
from tests.planted_addresses import named_addresses, variants
from tests.planting import TALKED, Planted, make_hidden, make_internal, make_open, make_people, make_shared

pytestmark = pytest.mark.django_db
ALL = os.environ.get("PLANTED") == "all"


def test_what_is_hidden_changes_nothing_on_the_pages_of_those_who_may_not_see_it(db: None) -> None:
    """Neither a count nor a ring: compared with what the same pages answered before it was there."""
    assert not Person.objects.exists(), "it stands first in this file, before the municipality of the others"
    w, plant = SimpleNamespace(), Planted()

    def shown(kind: str) -> dict[str, str]:
        client = client_of(w, kind)
        named = [found for found in named_addresses(w).values() if found and status(client, found[0]) == 200]
        addresses = [address for found in named for address in found[:4]] + variants(w)
        return pages(w, kind, [each for each in addresses if not re.search(r"xlsx|regneark|\.", each)])

    make_people(w, plant)
    make_open(w, plant)
    before = {"outsider": shown("outsider")}
    make_internal(w, plant)
    make_shared(w, plant)
    before |= {kind: shown(kind) for kind in ("answering", "colleague")}
    make_hidden(w, plant)
    for kind, texts in before.items():
        after = pages(w, kind, texts)
        assert [address for address, text in texts.items() if after.get(address) != text] == [], kind


@pytest.fixture(scope="module")
def planted(django_db_setup: None, django_db_blocker: Any) -> Iterator[SimpleNamespace]:
    """The municipality."""
    yield from for_a_module(django_db_blocker)


@pytest.fixture(scope="module")
def asked(planted: SimpleNamespace) -> list[str]:
    """The addresses that answer who asks: those that only take a post are left out by name."""
    client = client_of(planted, "secretary")
    named = [
        found for found in named_addresses(planted).values() if found and status(client, found[0]) != 405
    ]
    assert len(named) > 110
    return [*dict.fromkeys(address for found in named for address in found), *variants(planted)]


def asked_by(kinds: tuple[str, ...], asked: list[str]) -> list[str]:
    """The secretariat and the leader ask for all addresses, each other group for a third of them, another than the next."""
    if ALL or {"secretary", "leader"} & {*kinds}:
        return asked
    return asked[alike().index(kinds) % 3 :: 3]


@pytest.mark.parametrize("kinds", alike(), ids="-".join)
def test_nobody_reads_a_word_that_is_not_theirs_to_read(
    kinds: tuple[str, ...], planted: SimpleNamespace, asked: list[str]
) -> None:
    """The kinds take the addresses in turn, so that each thing is asked for by all of them at one page or another."""
    theirs = asked_by(kinds, asked)
    found, read = [], set()
    for place, kind in enumerate(kinds):
        leaked, words = told(planted, kind, theirs if ALL else theirs[place :: len(kinds)])
        found += leaked
        read |= words
    assert not found, "\n".join(found)
    if "secretary" in kinds:
        # What nobody reads was not planted where anybody looks, and proves nothing.
        planted_words = planted.plant.words.items()
        reached = {sort_of(what) for word, (what, _readers) in planted_words if word in read}
        sorts = {sort_of(what) for _word, (what, readers) in planted_words if "secretary" in readers}
        assert sorts - reached == set()
    if "leader" in kinds:
        said = {word for word, (_what, readers) in planted.plant.words.items() if readers == TALKED}
        assert said <= read


@pytest.mark.parametrize("kinds", alike(), ids="-".join)
def test_search_finds_for_nobody_what_is_not_theirs_to_read(
    kinds: tuple[str, ...], planted: SimpleNamespace
) -> None:
    """A word that is not theirs is answered like one that stands nowhere: alone, misspelt, and beside one that is theirs."""
    client, own = client_of(planted, kinds[-1]), planted.rows["offentlig"].document.title

    def answer(words: str, hidden: str) -> str:
        return page_of(client.get(reverse("search"), {"q": words})).replace(hidden, "§")

    nothing = {"": answer(NOWHERE, NOWHERE), own: answer(f"{own} {NOWHERE}", NOWHERE)}
    hidden = [word for word, (_what, readers) in planted.plant.words.items() if kinds[-1] not in readers]
    for word in hidden[:: max(1, len(hidden) // 12)]:
        assert answer(word, word) == nothing[""], planted.plant.words[word][0]
        assert answer(f"{own} {word}", word) == nothing[own], planted.plant.words[word][0]
        misspelt = word.replace("x", "w")
        assert answer(misspelt, misspelt) == nothing[""], planted.plant.words[word][0]
