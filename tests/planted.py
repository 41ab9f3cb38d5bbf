"""One of every kind of person before every address: who is alike, what is answered, and which words of it are not theirs."""

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import unescape
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from pypdfium2 import PdfDocument

from pejling.search.actions import catch_up
from tests.planting import (
    ACROSS,
    EVERYBODY,
    INTERNAL,
    MET,
    OWN_INTAKE,
    OWN_NOTE,
    PART,
    PLANNED,
    READERS,
    SECRETARIAT,
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

NOWHERE = "zq999999999xv"
"""A word that was not planted."""


def planted_municipality() -> SimpleNamespace:
    w, plant = SimpleNamespace(), Planted()
    for make in (make_people, make_open, make_internal, make_shared, make_hidden, make_agreed, make_met):
        make(w, plant)
    catch_up()
    w.plant = plant
    return w


def for_a_module(blocker: Any) -> Iterator[SimpleNamespace]:
    """The municipality is made once for the tests of a file, and gone with them."""
    if not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        pytest.skip("what one may see is the same on both databases")
    with blocker.unblock(), transaction.atomic():
        yield planted_municipality()
        transaction.set_rollback(True)


# --- The kinds of people ----------------------------------------------------------------------------------------------


RIGHTS = (
    *READERS.values(), PART, OWN_INTAKE, INTERNAL, TAKEN_ON, WISHED, TALKED, PLANNED, ACROSS, SECRETARIAT,
    MET, OWN_NOTE,    frozenset({"anonymous"}),
)  # fmt: skip


def alike() -> list[tuple[str, ...]]:
    """The kinds of people who may read the same words besides those about themselves. The anonymous are asked to sign in."""
    found = defaultdict(list)
    for kind in sorted(EVERYBODY):
        found[tuple(kind in readers for readers in RIGHTS)].append(kind)
    return [tuple(kinds) for kinds in found.values()]


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


FILES = re.compile(r'href="([^"#]*[?&;]format=(?:xlsx|csv)[^"]*)"')


def files_offered(address: str, text: str) -> Iterator[str]:
    """The same list as a workbook and as csv, where a page offers them."""
    for link in FILES.findall(text):
        link = unescape(link)
        yield address.partition("?")[0] + link if link.startswith("?") else link


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


def told(w: SimpleNamespace, kind: str, addresses: Iterable[str]) -> tuple[list[str], set[str]]:
    """What a kind of person reads that is not theirs, and all words that they read; also in the files that a page offers."""
    client = client_of(w, kind)
    found: list[str] = []
    read: set[str] = set()
    waiting = list(dict.fromkeys(addresses))
    for address in waiting:
        answer = client.get(address)
        assert answer.status_code < 500, f"{kind} at {address}"
        text = text_of(answer)
        found += leaks(w, kind, {address: text})
        read |= set(WORD.findall(text))
        waiting += [each for each in files_offered(address, text) if each not in waiting]
    return found, read


def sort_of(what: str) -> str:
    """What a word is, in whichever document."""
    return what.partition(": ")[2] or what
