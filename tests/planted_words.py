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
from django.db.models import CharField, FileField, JSONField, Model, TextField
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from pejling.core.dates import today
from pejling.desk.mailing.digests import send_digests
from pejling.direction.models import Contribution, Fate, Revision
from pejling.files.models import Attachment
from pejling.initiatives.models import Confirmation, Involvement, Milestone, PublicText
from pejling.organisation.models import Delivery, Deputyship, Post, Seat
from pejling.search.actions import catch_up
from pejling.search.models import Entry
from tests.planting import (
    EVERYBODY,
    INTERNAL,
    OWN_INTAKE,
    PART,
    PUBLIC_ALONE,
    READERS,
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
WIDELY = {"kladde", "delt", "nabo"}
"""Of the points of these documents more than one is asked for."""
ALL = os.environ.get("PLANTED") == "all"


def planted_municipality() -> SimpleNamespace:
    w, plant = SimpleNamespace(), Planted()
    for make in (make_people, make_open, make_internal, make_shared, make_hidden):
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


RIGHTS = (*READERS.values(), PART, OWN_INTAKE, INTERNAL, frozenset({"anonymous"}))


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
    documents = [row.document for row in rows] + ([w.bearing] if hasattr(w, "bearing") else [])
    wide = [row for row in rows if row.label in WIDELY]
    elements = [row.aim for row in rows]
    elements += [each for row in wide for each in (row.initiative.element, row.criterion, row.ended)]
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
        "personer": [w.people[kind] for kind in ("leader", "outsider", "lead")],
        "poster": list(Post.objects.all()[:2]),
        "pladser": list(Seat.objects.all()[:2]),
        "stedfortraedere": list(Deputyship.objects.all()[:1]),
        "fora": [w.council, w.committee],
        "overblik/enheder": units(w), "overblik/fora": [w.council, w.committee],
        "overblik/dokumenter": documents, "overblik/maal": [row.aim for row in rows],
        "indlaesninger": list(Delivery.objects.all()),
        "bekraeftelser": list(Confirmation.objects.all()[:1]), "inddragelse": list(Involvement.objects.all()[:1]),
        "arv": [1], "foelger": [], "betegnelser": [1], "retning/typer": [1],
    }  # fmt: skip


def others_of(w: SimpleNamespace) -> dict[str, list[Any]]:
    """What an address asks for besides."""
    rows = list(w.rows.values())
    return {
        "unit_pk": [w.unit],
        "fate_pk": list(Fate.objects.all()),
        "criterion_pk": [row.criterion for row in rows],
        "bearing_pk": [w.bearing] if hasattr(w, "bearing") else [],
        "section_pk": [row.section for row in rows], "element_pk": [row.aim for row in rows],
        "phase": ["done", "approved", "stopped"],
        "slug": ["roller", "enhedstyper"],
        "family": ["dokumenter", "punkter"],
        "kind": [],
        "number": [1],
        "owner_key": ["dokumenter"],
        "owner_pk": [row.document for row in rows],
        "year": [today().year], "month": [today().month], "day": [today().day],
    }  # fmt: skip


def named_addresses(w: SimpleNamespace) -> dict[str, list[str]]:
    """The addresses of each name of the URL table, one for each number that stands for something.

    An address with two numbers is asked for with those that belong together.
    """
    known, others = rows_of(w), others_of(w)
    found = {}
    for name, route, asked in patterns(get_resolver().url_patterns):
        if SECRETS & set(asked):
            continue
        first = next((part for part in known if route.startswith(f"{part}/")), "")
        assert first or "pk" not in asked, f"whose numbers are these: {route}"
        values = [known[first] if part == "pk" else others[part] for part in asked]
        times = max(map(len, values), default=1) if all(values) else 0
        chosen = [[each[number % len(each)] for each in values] for number in range(times)]
        found[name] = [
            reverse(name, args=[each.pk if isinstance(each, Model) else each for each in args])
            for args in chosen
        ]
    return found


def variants(w: SimpleNamespace) -> list[str]:
    """The same with what can be asked of a list, of other days, of a search."""
    on = today().isoformat()
    of_lists = [
        "format=xlsx",
        "vis=alle&sort=-titel",
        "sort=leder",
        "ryd_op=alt",
        "mine=on",
        "fase=alle",
        "page=2",
    ]
    found = [f"{reverse(name)}?{query}" for name in ("documents", "initiatives") for query in of_lists]
    found += [f"{reverse('chain_broken')}?slags={which}" for which in ("brudte", "loese", "uden")]
    found += [f"{reverse(name)}?enhed={w.centre.pk}" for name in ("statuses", "statuses_sheet")]
    found += [f"{reverse('chain')}?enhed={unit.pk}" for unit in units(w)]
    for row in [row for row in w.rows.values() if row.label in WIDELY or row.label == "offentlig"]:
        pk, versions = row.document.pk, Revision.objects.filter(document=row.document.pk)
        found += [f"{reverse('chain')}?{query}" for query in (f"dokument={pk}", f"punkt={row.aim.pk}")]
        found += [f"{reverse(name)}?plan={pk}" for name in ("statuses", "statuses_sheet")]
        found += [f"{reverse('element_as_of', args=[row.aim.pk])}?den={on}"]
        found += [f"{reverse('comparison', args=[pk])}?fra={on}&til={on}"]
        found += [f"{reverse('as_of', args=[pk])}?version={each.pk}" for each in versions]
        found += [
            f"{reverse('initiatives')}?maal={row.aim.pk}",
            f"{reverse('document_new')}?tillaeg_til={pk}",
        ]
        found += [f"{reverse('initiative_new', args=[pk])}?pejling={pk}"]
    return found


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
def asked_by_most(planted: SimpleNamespace, asked: list[str]) -> list[str]:
    """The same with half of the numbers where staff are refused on what they may read: these are forms of few."""
    client = client_of(planted, "colleague")
    left_out = {
        address
        for found in named_addresses(planted).values()
        if len(found) > 2 and status(client, found[0]) != 200
        for address in found[::2]
    }
    return [address for address in asked if address not in left_out]


@pytest.mark.parametrize("kinds", alike(), ids="-".join)
def test_nobody_reads_a_word_that_is_not_theirs_to_read(
    kinds: tuple[str, ...], planted: SimpleNamespace, asked: list[str], asked_by_most: list[str]
) -> None:
    """The kinds take the addresses in turn, so that each thing is asked for by all of them at one page or another."""
    clients = {kind: client_of(planted, kind) for kind in kinds}
    found, read = [], set()
    for number, address in enumerate(asked if ALL or "secretary" in kinds else asked_by_most):
        for kind in kinds if ALL else [kinds[number % len(kinds)]]:
            answer = clients[kind].get(address)
            assert answer.status_code < 500, f"{kind} at {address}"
            text = text_of(answer)
            found += leaks(planted, kind, {address: text})
            read |= set(WORD.findall(text))
    assert found == []
    if "secretary" in kinds:
        # What nobody reads was not planted where anybody looks, and proves nothing.
        assert {what for word, (what, _readers) in planted.plant.words.items() if word not in read} == set()


NOT_PLANTED = {
    "core.ScheduledRun", "web.Identity", "web.SentForm", "web.UnsavedForm", "people.Invitation", "search.Entry",
    "search.Word", "search.Change", "desk.Mail", "desk.MailedDuty", "initiatives.StatusRequest",
    "organisation.UnitKind", "organisation.Role", "organisation.ForumKind", "organisation.SeatRole",
    "organisation.Unit", "organisation.Post", "organisation.Forum", "direction.DocumentKind", "direction.ElementKind",
    "people.Person.password", "people.Person.external_id", "activity.Activity.verb", "files.StoredFile",
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
    """A word that is not theirs is answered like one that stands nowhere, alone and beside one that is theirs."""
    client, own = client_of(planted, kinds[-1]), planted.rows["offentlig"].document.title

    def answer(words: str, hidden: str) -> str:
        return page_of(client.get(reverse("search"), {"q": words})).replace(hidden, "§")

    nothing = {"": answer("zq999xq", "zq999xq"), own: answer(f"{own} zq999xq", "zq999xq")}
    hidden = [word for word, (_what, readers) in planted.plant.words.items() if kinds[-1] not in readers]
    for word in hidden[:: max(1, len(hidden) // 12)]:
        assert answer(word, word) == nothing[""], planted.plant.words[word][0]
        assert answer(f"{own} {word}", word) == nothing[own], planted.plant.words[word][0]


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
