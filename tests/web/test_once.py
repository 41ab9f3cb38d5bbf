"""A form that is sent again does nothing more, and is answered as it was the first time."""

import re
import threading
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from pejling.agreements.models import Commitment
from pejling.core.dates import today
from pejling.direction.models import Document, Section
from pejling.initiatives.models import Initiative, LeaderRequest, PublicText
from pejling.web import once
from pejling.web.models import SentForm
from tests import world
from tests.access import make_world
from tests.conversations.access_conversations import talk

AT_ONCE = 12


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    return make_world()


def browser(person: object) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(person)  # type: ignore[arg-type]
    return client


def stamp_on(client: Client, page: str) -> str:
    found = re.search(r'name="form_stamp" value="([^"]+)"', client.get(page).content.decode())
    assert found
    return found[1]


def test_form_sent_again_makes_nothing_more_and_leads_to_the_same_place(w: SimpleNamespace) -> None:
    client, address = browser(w.owner), reverse("sections", args=[w.document.pk])
    sent = {"title": "Mål", "form_stamp": stamp_on(client, reverse("document_write", args=[w.document.pk]))}
    first, second = client.post(address, sent), client.post(address, sent)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first["Location"] == second["Location"]
    assert w.document.sections.filter(title="Mål").count() == 1


def test_what_is_typed_anew_after_a_look_back_is_another_act(w: SimpleNamespace) -> None:
    client, address = browser(w.owner), reverse("sections", args=[w.document.pk])
    stamp = stamp_on(client, reverse("document_write", args=[w.document.pk]))
    for title in ("Mål", "Midler"):
        client.post(address, {"title": title, "form_stamp": stamp})
    assert w.document.sections.filter(title__in=["Mål", "Midler"]).count() == 2


def test_same_words_in_a_form_opened_anew_are_meant(w: SimpleNamespace) -> None:
    client, address = browser(w.owner), reverse("sections", args=[w.document.pk])
    for _each in range(2):
        stamp = stamp_on(client, reverse("document_write", args=[w.document.pk]))
        client.post(address, {"title": "Mål", "form_stamp": stamp})
    assert w.document.sections.filter(title="Mål").count() == 2


def test_form_that_was_refused_may_be_sent_again(w: SimpleNamespace) -> None:
    client, address = browser(w.owner), reverse("sections", args=[w.document.pk])
    stamp = stamp_on(client, reverse("document_write", args=[w.document.pk]))
    assert client.post(address, {"title": "x" * 400, "form_stamp": stamp}).status_code == 422
    assert not SentForm.objects.exists()
    assert client.post(address, {"title": "Mål", "form_stamp": stamp}).status_code == 303


def test_editor_that_never_heard_the_answer_gets_it_the_second_time(w: SimpleNamespace) -> None:
    client, address = browser(w.owner), reverse("section_text", args=[w.section.pk])
    stamp = stamp_on(client, reverse("document_write", args=[w.document.pk]))
    headers = {"accept": "application/json", "x-form-stamp": stamp, "x-form-once": "en"}
    sent = {"title": "Mål", "body": "<p>Vi vil.</p>", "version": w.section.version}
    first, second = (client.post(address, sent, headers=headers) for _each in range(2))
    assert (first.status_code, second.status_code) == (200, 200)
    assert first.json() == second.json()


def test_nobody_gets_the_answer_to_anothers_form(w: SimpleNamespace) -> None:
    address = reverse("sections", args=[w.document.pk])
    stamp = stamp_on(browser(w.owner), reverse("document_write", args=[w.document.pk]))
    browser(w.owner).post(address, {"title": "Mål", "form_stamp": stamp})
    assert browser(w.secretary).post(address, {"title": "Mål", "form_stamp": stamp}).status_code == 409


def test_what_was_remembered_of_forms_is_forgotten_in_time(w: SimpleNamespace) -> None:
    old = SentForm.objects.create(key="a")
    SentForm.objects.filter(pk=old.pk).update(at=old.at - once.REMEMBERED_FOR)
    SentForm.objects.create(key="b")
    once.forget_old()
    assert list(SentForm.objects.values_list("key", flat=True)) == ["b"]


def work_of(w: SimpleNamespace) -> Initiative:
    """Work of the school's that somebody else leads: made when it is first asked for."""
    found = Initiative.objects.first()
    return found or world.make_initiative("Læsebånd", document=w.document, lead=w.colleague)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("page", "address", "body", "made"),
    [
        (
            lambda w: reverse("document_write", args=[w.document.pk]),
            lambda w: reverse("sections", args=[w.document.pk]),
            lambda w: {"title": "Mål"},
            lambda w: Section.objects.filter(document=w.document, title="Mål"),
        ),
        (
            lambda w: reverse("document_new"),
            lambda w: reverse("document_new"),
            lambda w: {"title": "Ny plan", "kind": w.document.kind_id, "unit": w.unit.pk},
            lambda w: Document.objects.filter(title="Ny plan"),
        ),
        (
            lambda w: reverse("status_asking", args=[work_of(w).pk]),
            lambda w: reverse("status_asking", args=[work_of(w).pk]),
            lambda w: {},
            lambda w: LeaderRequest.objects.filter(initiative=work_of(w)),
        ),
        (
            lambda w: reverse("public_text_new", args=[work_of(w).pk]),
            lambda w: reverse("public_text_new", args=[work_of(w).pk]),
            lambda w: {"kind": "progress", "text": "Alle læser nu.", "on": f"{today():%d.%m.%Y}"},
            lambda w: PublicText.objects.filter(initiative=work_of(w)),
        ),
        (
            lambda w: reverse("commitment_new"),
            lambda w: reverse("commitment_new"),
            lambda w: {
                "title": "To hold ad gangen",
                "unit": w.unit.pk,
                "element": w.element.pk,
                "visibility": "internal",
                "agreed_on": f"{today():%d.%m.%Y}",
                "due_on": f"{today():%d.%m.%Y}",
            },
            lambda w: Commitment.objects.filter(title="To hold ad gangen"),
        ),
        (
            lambda w: reverse("conversation_agreeing", args=[talk(w).pk]),
            lambda w: reverse("conversation_agreeing", args=[talk(w).pk]),
            lambda w: {"title": "Ét hold", "side": "host", "due_on": f"{today():%d.%m.%Y}"},
            lambda w: Commitment.objects.filter(title="Ét hold"),
        ),
    ],
    ids=["afsnit", "dokument", "anmodning", "tekst", "aftale", "aftale i en samtale"],
)
def test_twelve_at_the_same_moment_make_one(page, address, body, made) -> None:  # type: ignore[no-untyped-def]
    w = make_world()
    clients = [browser(w.owner) for _each in range(AT_ONCE)]
    sent = {**body(w), "form_stamp": stamp_on(clients[0], page(w))}
    start, answers = threading.Barrier(AT_ONCE), []

    def send(client: Client) -> None:
        start.wait()
        answers.append(client.post(address(w), sent))
        connection.close()

    threads = [threading.Thread(target=send, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} == {303}
    assert len({answer["Location"] for answer in answers}) == 1
    assert made(w).count() == 1
