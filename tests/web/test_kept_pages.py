"""Public pages are kept by the version of what they show: right at once, and never across viewers."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from pejling.activity.models import Activity
from pejling.direction.actions.documents import share
from pejling.direction.actions.elements import remove_element
from pejling.direction.models import Element, Visibility
from pejling.initiatives.actions.publishing import withdraw_public_text, write_public_text
from pejling.initiatives.models import PublicText, PublicTextKind
from pejling.search.actions import catch_up
from pejling.web import kept_pages
from pejling.web.kept_pages import FOR_ALL, SHELF
from tests import world
from tests.access import make_world


@pytest.fixture
def w(db: None, settings: Any) -> Iterator[SimpleNamespace]:
    """The small municipality, with pages kept."""
    settings.KEEP_PUBLIC_PAGES = True
    SHELF.empty()
    yield make_world()
    SHELF.empty()


def told(w: SimpleNamespace) -> PublicText:
    w.document.visibility = "public"
    w.document.save()
    row = world.make_initiative("Læsebånd", document=w.document, lead=w.owner, is_status_public=True)
    world.tie(row.element, w.aim)
    return write_public_text(row, kind=PublicTextKind.REACHED, text="Alle læser nu.", by=w.owner)


def test_page_is_made_once_for_all_who_have_not_signed_in(w: SimpleNamespace) -> None:
    first = Client().get("/")
    # Changed behind the log's back, which nothing of ours does: so one sees that it was kept.
    Element.objects.filter(pk=w.aim.pk).update(title="Ordet bagom")
    second = Client().get("/")
    assert second.content == first.content
    assert (
        second.headers["Cache-Control"] == first.headers["Cache-Control"] == FOR_ALL == "public, max-age=60"
    )
    assert "Cookie" in second.headers["Vary"]
    assert "Content-Security-Policy" in second.headers


def test_what_is_done_shows_at_once(w: SimpleNamespace) -> None:
    text = told(w)
    assert "Alle læser nu." in Client().get("/").content.decode()
    withdraw_public_text(text, by=w.owner)
    assert "Alle læser nu." not in Client().get("/").content.decode()


def test_what_was_done_without_a_line_is_right_within_a_minute(
    w: SimpleNamespace,
) -> None:
    now = timezone.now()
    with time_machine.travel(now, tick=False) as clock:
        Client().get("/")
        Element.objects.filter(pk=w.aim.pk).update(title="Ordet bagom")
        assert "Ordet bagom" not in Client().get("/").content.decode()
        clock.shift(61)
        assert "Ordet bagom" in Client().get("/").content.decode()


def test_who_has_signed_in_gets_a_page_of_their_own_and_leaves_none(w: SimpleNamespace) -> None:
    client = Client()
    client.force_login(w.owner)
    own = client.get("/")
    assert (own.headers["Cache-Control"], len(SHELF.pages)) == ("private, no-store", 0)
    assert "Min side" not in Client().get("/").content.decode()
    assert "Min side" in client.get("/").content.decode()


def test_each_language_is_kept_apart(w: SimpleNamespace) -> None:
    danish, english = Client(), Client()
    english.cookies["django_language"] = "en"
    assert '<html lang="da">' in danish.get("/").content.decode()
    assert '<html lang="en">' in english.get("/").content.decode()
    assert '<html lang="da">' in danish.get("/").content.decode()
    assert len(SHELF.pages) == 2


@pytest.mark.parametrize("header", ["HX-Request", "Authorization"])
def test_what_is_asked_for_otherwise_is_not_kept(w: SimpleNamespace, header: str) -> None:
    Client().get("/", headers={header: "true"})
    assert len(SHELF.pages) == 0


def test_pages_with_a_token_and_pages_of_ones_own_are_not_kept(w: SimpleNamespace) -> None:
    Client().get("/konto/log-ind")
    Client().get("/planer/")
    assert len(SHELF.pages) == 0


def test_no_more_than_so_many_pages_are_kept(w: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_pages, "MOST", 2)
    for number in range(4):
        Client().get(f"/?side={number}")
    assert [address for _host, address, _language in SHELF.pages] == ["/?side=2", "/?side=3"]


def test_page_says_how_old_it_is_so_that_nobody_keeps_it_longer_than_a_minute(
    w: SimpleNamespace,
) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert "Age" not in Client().get("/").headers
        clock.shift(40)
        assert Client().get("/").headers["Age"] == "40"


def test_who_commits_last_with_the_earlier_line_makes_the_page_new(w: SimpleNamespace) -> None:
    """Two act at the same moment: the number of a line is drawn when it is written, not when it is seen."""
    text = told(w)
    between = Activity.objects.latest("pk").pk + 1
    Activity.objects.create(pk=between + 1, verb="people.signed_in", target=w.owner, by=w.owner)
    assert "Alle læser nu." in Client().get("/").content.decode()
    PublicText.objects.filter(pk=text.pk).update(withdrawn_at=timezone.now())
    Activity.objects.create(
        pk=between, verb="initiatives.public_text_withdrawn", target=text.initiative, by=w.owner
    )
    assert "Alle læser nu." not in Client().get("/").content.decode()


def test_signs_as_they_are_sent_are_not_kept_for_others_that_they_resemble(w: SimpleNamespace) -> None:
    """The bytes of an ø as they are, and the two signs that they would be alone."""
    world.make_document("Tryghed for børn", unit=w.unit, visibility=Visibility.PUBLIC)
    catch_up()
    answers = [
        Client().get("/soeg", QUERY_STRING=f"q=b{signs}rn").content.decode()
        for signs in ("\xc3\xb8", "%C3%83%C2%B8", "%C3%B8")
    ]
    assert ["Tryghed for" in answer for answer in answers] == [True, False, True]


@pytest.mark.parametrize(
    "asked",
    [
        {"HTTP_ACCEPT": "application/json"}, {"HTTP_ACCEPT_LANGUAGE": "en"}, {"HTTP_ACCEPT_ENCODING": "gzip"},
        {"HTTP_REFERER": "http://testserver/konto/profil"}, {"HTTP_X_FORWARDED_HOST": "ondt.example"},
        {"HTTP_X_FORWARDED_PROTO": "https"}, {"HTTP_IF_NONE_MATCH": "*"},
    ],
    ids=lambda asked: next(iter(asked)),
)  # fmt: skip
def test_what_a_visitor_says_of_themselves_changes_nothing_for_the_next(
    asked: dict[str, str], w: SimpleNamespace
) -> None:
    told_first = Client().get("/", **asked)  # type: ignore[arg-type]
    SHELF.empty()
    assert told_first.content == Client().get("/").content
    assert "ondt.example" not in told_first.content.decode()


def test_each_host_is_kept_apart_and_a_foreign_one_is_refused(w: SimpleNamespace, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["pejling.example", "en.example"]
    answers = [
        Client().get("/", HTTP_HOST=host) for host in ("pejling.example", "en.example", "ondt.example")
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 400]
    assert [host for host, _address, _language in SHELF.pages] == [
        "http://pejling.example",
        "http://en.example",
    ]


def test_asking_for_the_head_alone_neither_leaves_a_page_nor_takes_one(w: SimpleNamespace) -> None:
    head = Client().head("/")
    assert (head.content, len(SHELF.pages)) == (b"", 0)
    page = Client().get("/")
    assert (Client().head("/").content, Client().get("/").content) == (b"", page.content)


@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "messages", "", "noget"])
def test_whoever_brings_a_cookie_neither_leaves_a_page_nor_takes_one(name: str, w: SimpleNamespace) -> None:
    Client().get("/")
    Element.objects.filter(pk=w.aim.pk).update(title="Ordet bagom")
    answer = Client().get("/", HTTP_COOKIE=f"{name}=x" if name else "x")
    assert "public" not in answer.headers["Cache-Control"]
    assert len(SHELF.pages) == 1
    assert "Age" not in answer.headers


def test_what_is_said_to_who_signed_out_is_said_to_nobody_else(w: SimpleNamespace) -> None:
    client = Client()
    client.force_login(w.owner)
    client.post("/konto/log-af")
    said = client.get("/")
    assert "public" not in said.headers["Cache-Control"]
    assert SHELF.pages == {}


def closing(w: SimpleNamespace) -> None:
    share(w.document, visibility=Visibility.INTERNAL, opened=w.document.version, by=w.owner)


def removing(w: SimpleNamespace) -> None:
    remove_element(w.secret, by=w.owner)


@pytest.mark.parametrize("act", [closing, removing], ids=lambda act: act.__name__)
def test_what_is_public_no_more_is_gone_at_once_from_every_kept_page(
    act: Callable[[SimpleNamespace], None], w: SimpleNamespace
) -> None:
    w.document.visibility = Visibility.PUBLIC
    w.document.save()
    w.secret = world.make_element(w.document, "Snart ikke mere", section=w.document.sections.first())
    catch_up()
    pk = w.document.pk
    asked = [
        f"/dokumenter/{pk}/", f"/punkter/{w.secret.pk}/", f"/kaeden/?punkt={w.secret.pk}", "/soeg?q=snart",
        f"/dokumenter/{pk}/dokument.docx",
    ]  # fmt: skip
    before = [Client().get(address) for address in asked]
    assert [answer.status_code for answer in before] == [200] * len(asked)
    assert sum("ikke mere" in answer.content.decode(errors="replace") for answer in before) == len(asked) - 1
    act(w)
    catch_up()
    after = [Client().get(address) for address in asked]
    assert [
        address for address, answer in zip(asked, after, strict=True) if b"ikke mere" in answer.content
    ] == []


def test_visitor_chooses_a_language_without_a_token_and_who_has_signed_in_does_not(
    w: SimpleNamespace,
) -> None:
    visitor, owner = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)
    assert visitor.post("/sprog", {"language": "en"}).status_code == 303
    owner.force_login(w.owner)
    assert owner.post("/sprog", {"language": "en"}).status_code == 403
