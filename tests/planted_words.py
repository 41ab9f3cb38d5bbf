"""Every address, asked for by one of every kind of person: nobody reads a word that is not theirs to read.

The addresses come from the URL table, the words from tests/planting.py, which also says by hand who may read each. Kinds of
people who may read the same words share the addresses among them, and it is proven first that they see the same rows.
`PLANTED=all .venv/bin/pytest tests/planted_words.py` lets each of the kinds ask for every address, for many minutes.

It was seen to fail: whoever answers for a document without a post read who of the staff had asked about a contribution of it
(mended by `ui.names`). Put the raw names back into chain/tie_question.html, and `answering` is red.
"""

import io
import os
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.db.models import CharField, FileField, JSONField, TextField
from django.test import Client
from django.urls import reverse
from pypdfium2 import PdfDocument

from pejling.core.dates import today
from pejling.desk.mailing.digests import send_digests
from pejling.search.actions import catch_up
from pejling.search.models import Entry
from tests.planted_addresses import named_addresses, variants
from tests.planting import (
    EVERYBODY,
    INTERNAL,
    MET,
    OWN_INTAKE,
    OWN_NOTE,
    PART,
    PUBLIC_ALONE,
    READERS,
    TAKEN_ON,
    TALKED,
    WISHED,
    WORD,
    Planted,
    make_agreed,
    make_hidden,
    make_internal,
    make_met,
    make_open,
    make_people,
    make_shared,
)

pytestmark = pytest.mark.django_db
NOWHERE = "zq999999999xv"
"""A word that was not planted."""
ALL = os.environ.get("PLANTED") == "all"


def planted_municipality() -> SimpleNamespace:
    w, plant = SimpleNamespace(), Planted()
    for make in (make_people, make_open, make_internal, make_shared, make_hidden, make_agreed, make_met):
        make(w, plant)
    catch_up()
    w.plant = plant
    return w


@pytest.fixture(scope="module")
def planted(django_db_setup: None, django_db_blocker: Any) -> Iterator[SimpleNamespace]:
    """The municipality is made once."""
    if not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        pytest.skip("what one may see is the same on both databases")
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield planted_municipality()
        transaction.set_rollback(True)


# --- The kinds of people ----------------------------------------------------------------------------------------------


RIGHTS = (
    *READERS.values(),
    PART,
    OWN_INTAKE,
    INTERNAL,
    TAKEN_ON,
    WISHED,
    TALKED,
    MET,
    OWN_NOTE,
    frozenset({"anonymous"}),
)


def alike() -> list[tuple[str, ...]]:
    """The kinds of people who may read the same words besides those about themselves. The anonymous are asked to sign in."""
    found = defaultdict(list)
    for kind in sorted(EVERYBODY):
        found[tuple(kind in readers for readers in RIGHTS)].append(kind)
    return [tuple(kinds) for kinds in found.values()]


def test_kinds_of_people_who_share_their_addresses_see_the_same_rows(planted: SimpleNamespace) -> None:
    def seen(kind: str) -> dict[str, list[int]]:
        viewer = AnonymousUser() if kind == "anonymous" else planted.people[kind]
        tables: dict[str, Any] = {
            model._meta.label: model._default_manager.all() for model in apps.get_models()
        }
        protected = {
            label: rows
            for label, rows in tables.items()
            if hasattr(rows, "visible_to") and rows.model is not Entry
        }
        return {
            label: sorted(rows.visible_to(viewer).values_list("pk", flat=True))
            for label, rows in protected.items()
        }

    def known(kind: str, kinds: tuple[str, ...]) -> list[str]:
        """Besides what is about one of these people themselves."""
        own = tuple(f" of {each}" for each in kinds)
        words = planted.plant.words.values()
        return [what for what, readers in words if kind in readers and not what.endswith(own)]

    assert len(seen("secretary")) > 5
    for kinds in alike():
        first = seen(kinds[0])
        assert {
            (kind, label) for kind in kinds for label, rows in seen(kind).items() if rows != first[label]
        } == set()
        assert [kind for kind in kinds if known(kind, kinds) != known(kinds[0], kinds)] == []


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
    if raw[:4] == b"%PDF":
        raw = words_of_pdf(raw).encode()
    return CHANGING.sub("", raw.decode(errors="replace"))


def words_of_pdf(raw: bytes) -> str:
    """All that stands on its pages, and in its properties."""
    document = PdfDocument(raw)
    texts = [sheet.get_textpage().get_text_range() for sheet in document]
    return " ".join([*texts, *document.get_metadata_dict().values()])


CHANGING = re.compile(r'(csrfmiddlewaretoken|form_stamp)" value="[^"]*"')


def text_of(response: Any) -> str:
    """All that is told: also where one is sent, and what is kept in the browser."""
    headers = " ".join(f"{name}: {value}" for name, value in response.headers.items())
    return unquote(f"{page_of(response)} {headers} {response.cookies}")


def status(client: Client, address: str) -> int:
    answer = client.get(address)
    page_of(answer)
    return answer.status_code


def pages(w: SimpleNamespace, kind: str, asked: Iterable[str]) -> dict[str, str]:
    """What one kind of person is shown at each of the addresses, where they are shown anything."""
    catch_up()
    client = client_of(w, kind)
    shown = {}
    for address in asked:
        answer = client.get(address)
        text = page_of(answer)
        if answer.status_code == 200:
            shown[address] = text
    return shown


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
def asked(planted: SimpleNamespace) -> list[str]:
    """The addresses that answer who asks: those that only take a post are left out by name."""
    client = client_of(planted, "secretary")
    named = [
        found for found in named_addresses(planted).values() if found and status(client, found[0]) != 405
    ]
    assert len(named) > 110
    return [*dict.fromkeys(address for found in named for address in found), *variants(planted)]


@pytest.fixture(scope="module")
def forms_of_few(planted: SimpleNamespace, asked: list[str]) -> dict[str, int]:
    """The addresses where staff are refused on what they may read, numbered."""
    client = client_of(planted, "colleague")
    return {
        address: number
        for found in named_addresses(planted).values()
        if len(found) > 2 and status(client, found[0]) != 200
        for number, address in enumerate(found)
    }


def asked_by(kinds: tuple[str, ...], asked: list[str], forms_of_few: dict[str, int]) -> list[str]:
    """All addresses; of the forms of few the secretariat asks for all numbers, and each other group for a third."""
    if ALL or "secretary" in kinds:
        return asked
    third = alike().index(kinds) % 3
    return [address for address in asked if forms_of_few.get(address, third) % 3 == third]


@pytest.mark.parametrize("kinds", alike(), ids="-".join)
def test_nobody_reads_a_word_that_is_not_theirs_to_read(
    kinds: tuple[str, ...], planted: SimpleNamespace, asked: list[str], forms_of_few: dict[str, int]
) -> None:
    """The kinds take the addresses in turn, so that each thing is asked for by all of them at one page or another."""
    clients = {kind: client_of(planted, kind) for kind in kinds}
    found, read = [], set()
    for number, address in enumerate(asked_by(kinds, asked, forms_of_few)):
        for kind in kinds if ALL else [kinds[number % len(kinds)]]:
            answer = clients[kind].get(address)
            assert answer.status_code < 500, f"{kind} at {address}"
            text = text_of(answer)
            found += leaks(planted, kind, {address: text})
            read |= set(WORD.findall(text))
    assert not found, "\n".join(found)
    if "secretary" in kinds:
        # What nobody reads was not planted where anybody looks, and proves nothing.
        words = planted.plant.words.items()
        reached = {sort_of(what) for word, (what, _readers) in words if word in read}
        sorts = {sort_of(what) for _word, (what, readers) in words if "secretary" in readers}
        assert sorts - reached == NOT_REACHED
    if "leader" in kinds:
        said = {word for word, (_what, readers) in planted.plant.words.items() if readers == TALKED}
        assert said <= read


def sort_of(what: str) -> str:
    """What a word is, in whichever document."""
    return what.partition(": ")[2] or what


NOT_REACHED = {
    "confirmation", "note of adoption", "note of hearing", "why adoption withdrawn", "why retired",
    "why retirement withdrawn",
}  # fmt: skip
"""Shown of a document in hearing, adopted or retired, and these are not; they are there so that nothing else shows them."""


NOT_PLANTED = {
    "core.ScheduledRun", "web.Identity", "web.SentForm", "web.UnsavedForm", "people.Invitation", "search.Entry",
    "search.Word", "search.Change", "search.Synonyms", "desk.Mail", "desk.MailedDuty", "initiatives.StatusRequest",
    "organisation.UnitKind", "organisation.Role", "organisation.ForumKind", "organisation.SeatRole",
    "organisation.Unit", "organisation.Post", "organisation.Forum", "direction.DocumentKind", "direction.ElementKind",
    "people.Person.password", "people.Person.external_id", "activity.Activity.verb", "files.StoredFile",
    "people.Person.sort_key", "direction.Document.sort_key", "agreements.Commitment.sort_key",
    "agreements.Proposal.sort_key", "desk.CalendarFeed", "desk.CalendarEvent",
    "files.FileVersion.stored", "files.FileVersion.content_type", "organisation.Delivery.encoding",
    "direction.Document.source_url", "direction.Correction.field", "direction.Intake.stored",
    "direction.Intake.content_type", "direction.Intake.choices", "initiatives.CriterionVerdict.source_url",
}  # fmt: skip
"""What the house itself writes, the municipality's own words, which all may read, and addresses of sources."""


def test_every_text_that_somebody_writes_is_planted(planted: SimpleNamespace) -> None:
    kinds = (CharField, TextField, JSONField, FileField)
    fields = [
        (f"{model._meta.label}.{field.name}", model, field.name)
        for model in apps.get_models()
        if model.__module__.startswith("pejling.") and not model.__name__.startswith("Historical")
        for field in model._meta.concrete_fields
        if isinstance(field, kinds) and not field.choices
    ]
    missing = [
        label
        for label, model, name in fields
        if not {label, model._meta.label} & NOT_PLANTED
        and not any(WORD.search(str(text)) for text in model._default_manager.values_list(name, flat=True))
    ]
    assert missing == []


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


def test_what_is_hidden_changes_nothing_on_the_pages_of_those_who_may_not_see_it(db: None) -> None:
    """Neither a count nor a ring: compared with what the same pages answered before it was there."""
    w, plant = SimpleNamespace(), Planted()

    def shown(kind: str) -> dict[str, str]:
        client = client_of(w, kind)
        named = [found for found in named_addresses(w).values() if found and status(client, found[0]) == 200]
        addresses = [address for found in named for address in found] + variants(w)
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
    for kind in {kinds[0] for kinds in alike()} - {"secretary", "leader_beside"}:
        get = partial(client_of(planted, kind).get)
        for name, pk in there.items():
            here, nowhere = (
                (answer.status_code, page_of(answer).replace(address, "§"))
                for address in (reverse(name, args=[number]) for number in (pk, 999_999))
                for answer in [get(address)]
            )
            assert here == nowhere, f"{kind} at {name}"
