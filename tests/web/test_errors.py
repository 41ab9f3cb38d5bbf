"""When something goes wrong the page says what happened, what was kept and what to do."""

import errno
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import DatabaseError, OperationalError, connection
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.utils.html import escape

from pejling.core.permissions import Refused
from pejling.web import errors
from pejling.web.errors import ErrorPage
from pejling.web.outages import outage
from tests import world


@pytest.fixture
def request_of_somebody(rf: RequestFactory, db: None) -> HttpRequest:
    request = rf.get("/borte")
    request.user = AnonymousUser()
    return request


@pytest.mark.parametrize(
    "trouble", [each for each in vars(errors).values() if isinstance(each, ErrorPage)], ids=lambda t: t.title
)
def test_every_trouble_tells_what_happened_what_was_kept_and_what_to_do(
    trouble: ErrorPage, request_of_somebody: HttpRequest
) -> None:
    answer = errors.explain(request_of_somebody, trouble)
    assert answer.status_code == trouble.status
    assert [str(words) in answer.text for words in (trouble.happened, trouble.kept, trouble.advice)] == [
        True
    ] * 3


def test_missing_page_is_explained(client: Client, db: None) -> None:
    answer = client.get("/findes-ikke")
    assert answer.status_code == 404
    assert "<h1>Siden findes ikke</h1>" in answer.text


def test_request_that_fails_before_anybody_is_known_is_explained(client: Client, db: None) -> None:
    answer = client.get("/", headers={"host": "en-anden-kommune.dk"})
    assert answer.status_code == 400
    assert "<h1>Det kunne vi ikke læse</h1>" in answer.text


def test_refusal_gives_the_reason_of_the_rule(request_of_somebody: HttpRequest) -> None:
    answer = errors.refused(request_of_somebody, Refused("Kun sekretariatet må vedtage."))
    assert answer.status_code == 403
    assert "Kun sekretariatet må vedtage." in answer.text


def test_refusal_from_elsewhere_says_nothing_of_its_inside(request_of_somebody: HttpRequest) -> None:
    answer = errors.refused(request_of_somebody, PermissionDenied("table people_person"))
    assert "people_person" not in answer.text


@pytest.mark.parametrize(
    ("fault", "status"), [(RequestDataTooBig("x"), 413), (SuspiciousOperation("x"), 400)]
)
def test_what_is_too_large_is_told_apart_from_what_cannot_be_read(
    fault: Exception, status: int, request_of_somebody: HttpRequest
) -> None:
    assert errors.malformed(request_of_somebody, fault).status_code == status


def test_form_without_its_token_is_refused_with_an_explanation(db: None) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(world.make_person("Gerda Holm"))
    answer = browser.post("/sprog", {"language": "en"})
    assert answer.status_code == 403
    assert "<h1>Siden var åben for længe</h1>" in answer.text


def test_password_without_its_token_is_not_to_be_copied(db: None) -> None:
    typed = {"login": "gerda@fjordlund.example", "password": "fire tilfældige ord"}
    answer = Client(enforce_csrf_checks=True).post("/konto/log-ind", typed)
    assert (answer.status_code, "kopiér" in answer.text, "Åbn siden igen" in answer.text) == (
        403,
        False,
        True,
    )


def test_broken_page_asks_neither_database_nor_session(rf: RequestFactory) -> None:
    # No `db`: pytest-django fails any query that this would make.
    answer = errors.broken(rf.get("/"))
    assert answer.status_code == 500
    assert "<h1>Noget gik galt hos os</h1>" in answer.text


@pytest.fixture
def away(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No statement reaches the database."""

    def gone() -> None:
        raise OperationalError("server closed the connection unexpectedly")

    with monkeypatch.context() as broken:
        broken.setattr(connection, "cursor", gone)
        yield


def test_page_says_that_the_database_is_away_and_asks_again_by_itself(away: None) -> None:
    answer = Client(raise_request_exception=False).get("/")
    assert answer.status_code == 503
    assert "<h1>Databasen svarer ikke lige nu</h1>" in answer.text
    assert '<meta http-equiv="refresh" content="15">' in answer.text


def test_what_was_typed_while_the_database_is_away_can_be_read_and_sent_again(rf: RequestFactory) -> None:
    # No `db`: pytest-django fails any query that this would make.
    typed = {"title": "Vi læser højt hver dag", "body": "<p>Fra 0. klasse & op</p>", "kind": "7"}
    try:
        raise OperationalError("server closed the connection unexpectedly")
    except OperationalError:
        answer = errors.broken(rf.post("/dokumenter/nyt?unit=3", typed))
    assert answer.status_code == 503
    assert '<form method="post" action="/dokumenter/nyt?unit=3">' in answer.text
    for name, value in typed.items():
        assert f'<textarea name="{name}" hidden>\n{escape(value)}</textarea>' in answer.text
    assert '<p class="kept-text">Vi læser højt hver dag</p>' in answer.text


def test_password_is_not_sent_back(away: None) -> None:
    typed = {"login": "ida@example.org", "password": "hemmelig-hemmelig"}
    answer = Client(raise_request_exception=False).post("/konto/log-ind", typed)
    assert answer.status_code == 503
    assert "hemmelig" not in answer.text
    assert "<form" not in answer.text


def test_full_disk_is_told_apart_from_a_database_that_is_away(rf: RequestFactory) -> None:
    try:
        raise OSError(errno.ENOSPC, "No space left on device")
    except OSError:
        answer = errors.broken(rf.post("/x", {"text": "en tekst, der er længere"}))
    assert answer.status_code == 507
    assert "<h1>Der kan ikke gemmes lige nu</h1>" in answer.text
    assert "en tekst, der er længere" in answer.text


@pytest.mark.django_db
def test_faulty_statement_is_no_outage() -> None:
    with pytest.raises(DatabaseError) as fault, connection.cursor() as cursor:
        cursor.execute("SELECT * FROM no_such_table")
    assert outage(fault.value) is None


def test_health_tells_that_the_database_answers(client: Client, db: None) -> None:
    answer = client.get("/sundhed")
    assert (answer.status_code, answer.text) == (200, "ok\n")


def test_health_tells_that_the_database_does_not_answer(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone() -> None:
        raise OperationalError

    with monkeypatch.context() as broken:
        broken.setattr(connection, "cursor", gone)
        answer = client.get("/sundhed")
    assert (answer.status_code, answer.text) == (503, "databasen svarer ikke\n")


def test_component_page_is_not_there_in_a_real_municipality(client: Client, db: None) -> None:
    assert not settings.DEMO
    assert client.get("/komponenter").status_code == 404
