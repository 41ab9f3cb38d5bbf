"""Every address, asked for by one of every kind of person: nobody reads a word that is not theirs to read.

The addresses come from the URL table, the words from tests/planting.py, which also says by hand who may read each.
It takes many minutes and is run by hand: `.venv/bin/pytest tests/planted_words.py`.
"""

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from itertools import product
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.core import mail
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from pejling.core.dates import today
from pejling.desk.mailing.digests import send_digests
from pejling.direction.models import Contribution, Fate, Revision
from pejling.files.models import Attachment
from pejling.initiatives.models import Milestone, PublicText
from pejling.organisation.models import Deputyship, Post, Seat
from pejling.search.actions import catch_up
from tests.planting import (
    EVERYBODY,
    PUBLIC_ALONE,
    Planted,
    make_hidden,
    make_internal,
    make_open,
    make_people,
    make_shared,
    units,
)

pytestmark = pytest.mark.django_db
WORD = re.compile(r"zq\d{3}xv")
SECRETS = {"signed", "token", "uidb36", "key"}
"""Addresses with a secret in them are tried where they are made."""
EVERYWHERE = {"anonymous", "colleague", "lead", "shared_unit"}
"""They ask for every address: the public, and those who see most of what is beside what is hidden from them."""
PARTS = 6
"""Each of the others asks for one address in so many, another one than the next: together they ask for all several times."""


@pytest.fixture(scope="module")
def planted(django_db_setup: None, django_db_blocker: Any) -> Iterator[SimpleNamespace]:
    """The municipality is made once; what its pages answered before the hidden was there is kept."""
    if not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        pytest.skip("what one may see is the same on both databases")
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        w, plant = SimpleNamespace(), Planted()
        make_people(w, plant)
        make_open(w, plant)
        w.public_addresses = open_addresses(w)
        w.before = {kind: pages(w, kind, w.public_addresses) for kind in ("anonymous", "outsider")}
        make_internal(w, plant)
        make_shared(w, plant)
        w.before |= {kind: pages(w, kind, w.public_addresses) for kind in ("answering", "colleague")}
        make_hidden(w, plant)
        catch_up()
        w.plant = plant
        yield w
        transaction.set_rollback(True)


# --- The addresses ----------------------------------------------------------------------------------------------------


def patterns(found: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, str, list[str]]]:
    """The name of every address, its first part, and what it asks for."""
    for each in found:
        if isinstance(each, URLResolver):
            yield from patterns(each.url_patterns, before + str(each.pattern))
        elif each.name:
            route = before + str(each.pattern)
            yield each.name, route, list(each.pattern.converters) or re.findall(r"\?P<(\w+)>", route)


def rows_of(w: SimpleNamespace) -> dict[str, list[Any]]:
    """What stands behind the numbers of an address, by its first part; more than one part where that is not enough."""
    rows = list(w.rows.values())
    documents = (
        [row.document for row in rows] + [w.bearing]
        if hasattr(w, "bearing")
        else [row.document for row in rows]
    )
    elements = [
        element
        for row in rows
        for element in (
            (row.aim,)
            if row.label in ("besvaret", "gammel")
            else (row.aim, row.initiative.element, row.criterion)
        )
    ] + [row.ended for row in rows if row.label == "kladde"]
    people = [w.people[kind] for kind in ("leader", "outsider", "lead")]
    return {
        "dokumenter/indlaesning": [w.intake] if hasattr(w, "intake") else [],
        "dokumenter": documents,
        "planer": documents,
        "pejlinger": documents[-1:],
        "punkter": elements,
        "afsnit": [row.section for row in rows],
        "filer": list(Attachment.objects.all()),
        "bidrag": list(Contribution.objects.all()),
        "indsatser": [row.initiative for row in rows],
        "loefter": [row.aim for row in rows],
        "offentlige-tekster": list(PublicText.objects.all()),
        "delmaal": list(Milestone.objects.all()[::2]),
        "statusmeldinger": [row.report for row in rows],
        "enheder": units(w),
        "personer": people,
        "poster": list(Post.objects.all()[:2]),
        "pladser": list(Seat.objects.all()[:2]),
        "stedfortraedere": list(Deputyship.objects.all()[:1]),
        "fora": [w.council, w.committee],
        "bekraeftelser": [], "inddragelse": [], "arv": [], "indlaesninger": [],
        "foelger": [], "betegnelser": [1], "retning/typer": [1],
    }  # fmt: skip


def others_of(w: SimpleNamespace) -> dict[str, list[Any]]:
    """What an address asks for besides."""
    rows = list(w.rows.values())
    return {
        "unit_pk": [w.unit],
        "fate_pk": list(Fate.objects.all()),
        "criterion_pk": [row.criterion for row in rows],
        "bearing_pk": [w.bearing] if hasattr(w, "bearing") else [],
        "phase": ["done", "approved", "stopped"],
        "slug": ["roller", "enhedstyper"],
        "family": ["dokumenter", "punkter"],
        "kind": [],
        "number": [1],
        "owner_key": ["dokumenter"],
        "owner_pk": [row.document for row in rows],
        "section_pk": [], "element_pk": [],
        "year": [today().year], "month": [today().month], "day": [today().day],
    }  # fmt: skip


def addresses(w: SimpleNamespace) -> list[str]:
    """Every address that can be asked for, with every number that stands for something."""
    known, others = rows_of(w), others_of(w)
    found = []
    for name, route, asked in patterns(get_resolver().url_patterns):
        if SECRETS & set(asked):
            continue
        first = next((part for part in known if route.startswith(f"{part}/")), "")
        assert first or "pk" not in asked, f"whose numbers are these: {route}"
        values = [known[first] if part == "pk" else others[part] for part in asked]
        for chosen in product(*values):
            args = [each.pk if isinstance(each, Model) else each for each in chosen]
            found.append(reverse(name, args=args))
    return [*dict.fromkeys(found), *variants(w)]


def variants(w: SimpleNamespace) -> list[str]:
    """The same with what can be asked of a list, of other days, of a search."""
    rows, on = list(w.rows.values()), today().isoformat()
    of_lists = [
        "format=xlsx",
        "vis=alle",
        "sort=-titel",
        "sort=leder",
        "ryd_op=alt",
        "mine=on",
        "fase=alle",
        "page=2",
    ]
    found = [f"{reverse(name)}?{query}" for name in ("documents", "initiatives") for query in of_lists]
    found += [f"{reverse('chain_broken')}?slags={which}" for which in ("brudte", "loese", "uden")]
    found += [
        f"{reverse('statuses')}?enhed={w.centre.pk}",
        f"{reverse('statuses_sheet')}?enhed={w.centre.pk}",
    ]
    for row in rows:
        pk = row.document.pk
        found += [
            f"{reverse('chain')}?{query}"
            for query in (f"dokument={pk}", f"punkt={row.aim.pk}", f"punkt={row.below.pk}")
        ]
        found += [f"{reverse(name)}?plan={pk}" for name in ("statuses", "statuses_sheet")]
        found += [
            f"{reverse('as_of', args=[pk])}?den={on}",
            f"{reverse('comparison', args=[pk])}?fra={on}&til={on}",
        ]
        found += [
            f"{reverse('element_as_of', args=[element.pk])}?den={on}"
            for element in (row.aim, row.initiative.element)
        ]
        found += [
            f"{reverse('as_of', args=[pk])}?version={each.pk}"
            for each in Revision.objects.filter(document=pk)
        ]
        found += [
            f"{reverse('initiatives')}?maal={row.aim.pk}",
            f"{reverse('document_new')}?tillaeg_til={pk}",
        ]
        found += [f"{reverse('initiative_new', args=[pk])}?pejling={pk}"]
    found += [f"{reverse('chain')}?enhed={unit.pk}" for unit in units(w)]
    return found


def open_addresses(w: SimpleNamespace) -> list[str]:
    """The addresses of what is there by now."""
    return [each for each in addresses(w) if "xlsx" not in each and "regneark" not in each]


# --- What is answered -------------------------------------------------------------------------------------------------


def client_of(w: SimpleNamespace, kind: str) -> Client:
    client = Client(raise_request_exception=False)
    if kind != "anonymous":
        client.force_login(w.people[kind])
    return client


def page_of(response: Any) -> str:
    """The page, or what a workbook has in it."""
    # The client has closed it already; closing it again would close the database within our transaction.
    raw = b"".join(response.streaming_content) if response.streaming else response.content
    if raw[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            raw = b" ".join(packed.read(name) for name in packed.namelist())
    return CHANGING.sub("", raw.decode(errors="replace"))


CHANGING = re.compile(r'(csrfmiddlewaretoken|form_stamp)" value="[^"]*"')


def text_of(response: Any) -> str:
    """All that is told: also where one is sent, and what is kept in the browser."""
    headers = " ".join(f"{name}: {value}" for name, value in response.headers.items())
    return unquote(f"{page_of(response)} {headers} {response.cookies}")


def pages(w: SimpleNamespace, kind: str, asked: list[str]) -> dict[str, str]:
    """What one kind of person is answered at each of the addresses."""
    catch_up()
    client = client_of(w, kind)
    return {address: page_of(client.get(address)) for address in asked}


def leaks(w: SimpleNamespace, kind: str, told: dict[str, str]) -> list[str]:
    """The words that this kind of person was told and may not know."""
    found = []
    for address, text in told.items():
        for word in sorted(set(WORD.findall(text))):
            what, readers = w.plant.words[word]
            if kind not in readers:
                found.append(f"{kind} reads »{what}« at {address}")
    return found


@pytest.fixture(scope="module")
def answering_addresses(planted: SimpleNamespace) -> list[str]:
    """Those that answer somebody at all: what not even the secretariat, the leader and the lead can ask for is left out."""
    client = client_of(planted, "secretary")

    def is_answered(address: str) -> bool:
        response = client.get(address)
        page_of(response)
        return response.status_code not in (404, 405)

    return [each for each in addresses(planted) if is_answered(each)]


@pytest.mark.parametrize("kind", sorted(EVERYBODY))
def test_nobody_reads_a_word_that_is_not_theirs_to_read(
    kind: str, planted: SimpleNamespace, answering_addresses: list[str]
) -> None:
    planted.read = getattr(planted, "read", defaultdict(set))
    client = client_of(planted, kind)
    told = {}
    place = sorted(EVERYBODY).index(kind)
    for address in answering_addresses if kind in EVERYWHERE else answering_addresses[place % PARTS :: PARTS]:
        response = client.get(address)
        assert response.status_code < 500, f"{kind} at {address}"
        told[address] = text_of(response)
    for text in told.values():
        for word in WORD.findall(text):
            planted.read[word].add(kind)
    assert leaks(planted, kind, told) == []


def test_every_word_is_read_by_somebody(planted: SimpleNamespace) -> None:
    """Else it was not planted where anybody looks, and proves nothing."""
    read = getattr(planted, "read", None)
    if read is None or len(read) < 50:
        pytest.skip("only where all kinds of people have read before in this process")
    unread = {what for word, (what, _readers) in planted.plant.words.items() if not read[word]}
    assert unread == set()


@pytest.mark.parametrize("kind", sorted(EVERYBODY))
def test_search_finds_for_nobody_what_is_not_theirs_to_read(kind: str, planted: SimpleNamespace) -> None:
    """A word that is not theirs is answered like one that stands nowhere, alone and beside one that is theirs."""
    client, own = client_of(planted, kind), planted.rows["offentlig"].document.title

    def answer(words: str, hidden: str) -> str:
        return page_of(client.get(reverse("search"), {"q": words})).replace(hidden, "§")

    nothing = {"": answer("zq999xq", "zq999xq"), own: answer(f"{own} zq999xq", "zq999xq")}
    hidden = [word for word, (_what, readers) in planted.plant.words.items() if kind not in readers]
    for word in hidden[:: max(1, len(hidden) // 25)]:
        assert answer(word, word) == nothing[""], planted.plant.words[word][0]
        assert answer(f"{own} {word}", word) == nothing[own], planted.plant.words[word][0]


@pytest.mark.parametrize("kind", ["anonymous", "outsider", "answering", "colleague"])
def test_what_is_hidden_changes_nothing_on_the_pages_of_those_who_may_not_see_it(
    kind: str, planted: SimpleNamespace
) -> None:
    """Neither a count nor a ring: compared with what the same pages answered before it was there."""
    after = pages(planted, kind, planted.public_addresses)
    changed = [address for address, text in planted.before[kind].items() if after[address] != text]
    assert changed == []


def test_mails_tell_nobody_what_is_not_theirs_to_read(planted: SimpleNamespace) -> None:
    mail.outbox.clear()
    kinds = {person.email: kind for kind, person in planted.people.items()}
    assert send_digests(list(planted.people.values()), today()) > 5
    told: dict[str, dict[str, str]] = defaultdict(dict)
    for sent in mail.outbox:
        kind = next(kind for address, kind in kinds.items() if address in sent.to[0])
        told[kind]["a mail"] = sent.message().as_string() + str(sent.body) + str(sent.subject)
    assert [leak for kind, texts in told.items() for leak in leaks(planted, kind, texts)] == []
    assert not PUBLIC_ALONE & told.keys()


def test_what_one_may_not_see_answers_like_what_is_not_there(planted: SimpleNamespace) -> None:
    hidden = planted.rows["nabo"]
    there = {
        "document": hidden.document.pk, "document_activity": hidden.document.pk, "as_of": hidden.document.pk,
        "element": hidden.aim.pk, "ring": hidden.aim.pk, "tie_new": hidden.aim.pk, "fate": hidden.aim.pk,
        "initiative": hidden.initiative.pk, "report_new": hidden.initiative.pk, "plan": hidden.document.pk,
    }  # fmt: skip
    for kind in sorted(EVERYBODY - {"secretary", "leader_beside"}):
        get = partial(client_of(planted, kind).get)
        for name, pk in there.items():
            here, nowhere = (
                (answer.status_code, page_of(answer).replace(address, "§"))
                for address in (reverse(name, args=[number]) for number in (pk, 999_999))
                for answer in [get(address)]
            )
            assert here == nowhere, f"{kind} at {name}"
