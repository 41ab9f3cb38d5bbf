"""A link that cannot be used says so in plain words, whatever is tried with it, and nothing is written."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from types import SimpleNamespace

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pejling.core.dates import today
from pejling.initiatives.actions import reports, requests
from pejling.initiatives.models import Initiative, Phase, StatusChoices, StatusReport, StatusRequest
from pejling.organisation.actions import people
from pejling.organisation.models import Deputyship
from pejling.people.actions import sign_out_everywhere as sign_out
from pejling.people.models import Person
from tests import world

ANSWER = {"level": "off_track", "sentence": "Det er ikke mig, der skriver."}
NOTHING = "Intet er ændret."


@pytest.fixture
def i(w: SimpleNamespace, client: Client) -> SimpleNamespace:
    """An initiative that Mette, who is not a leader, leads; she has been asked how it goes. Nobody is signed in."""
    cache.clear()
    w.client = client
    w.mette = world.give_post(world.make_person("Mette Lund"), w.unit)
    w.initiative = world.make_initiative("Læsebånd", document=w.document, lead=w.mette)
    w.path = re.sub(r"^https?://[^/]+", "", requests.ask(w.initiative, w.mette, today()))
    return w


def tamper(i: SimpleNamespace) -> None:
    i.path = i.path[:-1] + ("A" if i.path[-1] != "A" else "B")


def cut(i: SimpleNamespace) -> None:
    i.path = i.path[:-9]


def use(i: SimpleNamespace) -> None:
    assert i.client.post(i.path, {"level": "on_track"}).status_code == 303


def expire(i: SimpleNamespace) -> None:
    StatusRequest.objects.update(expires_on=today() - timedelta(days=1))


def hand_over(i: SimpleNamespace) -> None:
    Initiative.objects.update(lead=i.owner)


def end_post(i: SimpleNamespace) -> None:
    i.mette.posts.update(ends_on=today() - timedelta(days=1))


def leave(i: SimpleNamespace) -> None:
    i.mette.is_active = False
    i.mette.save()


def correct_address(i: SimpleNamespace) -> None:
    i.mette.email = "mette.lund@fjordlund.example"
    i.mette.save()


def leave_and_come_back(i: SimpleNamespace) -> None:
    people.leave(i.mette, on=today(), by=i.secretary)
    people.come_back(i.mette, by=i.secretary)


def sign_out_everywhere(i: SimpleNamespace) -> None:
    sign_out(Person.objects.get(pk=i.mette.pk))


def finish(i: SimpleNamespace) -> None:
    Initiative.objects.update(phase=Phase.DONE)


def turn_off(i: SimpleNamespace) -> None:
    StatusChoices.objects.create(pk=1, version=1, takes_links=False)


def sign_in_another(i: SimpleNamespace) -> None:
    i.client.force_login(i.colleague)


def sign_in_the_deputy(i: SimpleNamespace) -> None:
    """A deputy answers under both names, which a link cannot."""
    Deputyship.objects.create(person=i.mette, deputy=i.colleague)
    i.client.force_login(i.colleague)


GONE = "Linket virker ikke mere"
NO_LONGER = "Du leder ikke indsatsen mere, eller din post i kommunen er slut."
OUTDATED = "Siden mailen blev sendt, er din e-mail ændret, eller du har logget af alle andre steder."
UNKNOWN = "Vi kender det ikke. Det er måske skåret over i mailen, eller der er rettet i det."
FOR_ANOTHER = (
    "Linket hører til en mail, som er sendt til en anden end dig. Du er logget ind som Bo Friis, og status skal bære det "
    "rigtige navn. Intet er gemt."
)
REFUSALS: list[tuple[Callable[[SimpleNamespace], None], int, str, list[str]]] = [
    (tamper, 410, "Linket virker ikke", [UNKNOWN, NOTHING]),
    (cut, 410, "Linket virker ikke", [UNKNOWN, NOTHING]),
    (
        use,
        410,
        "Du har allerede svaret",
        [
            "Linket kan bruges én gang, og der er givet status med det, eller du har givet den i Pejling.",
            "Den første status er gemt. Er der skrevet noget nyt, er det ikke gemt.",
        ],
    ),
    (expire, 410, GONE, ["Det gjaldt en statusrunde, som er forbi.", NOTHING]),
    (hand_over, 410, GONE, [NO_LONGER, NOTHING]),
    (end_post, 410, GONE, [NO_LONGER, NOTHING]),
    (leave, 410, GONE, [NO_LONGER, NOTHING]),
    (correct_address, 410, GONE, [OUTDATED, NOTHING]),
    (leave_and_come_back, 410, GONE, [OUTDATED, NOTHING]),
    (sign_out_everywhere, 410, GONE, [OUTDATED, NOTHING]),
    (finish, 410, GONE, ["Indsatsen er slut, så der ventes ikke status på den mere.", NOTHING]),
    (
        turn_off,
        410,
        "Status gives efter login",
        ["Kommunen har valgt, at status ikke kan gives gennem et link i en mail.", NOTHING],
    ),
    (sign_in_another, 403, "Linket er til en anden", [FOR_ANOTHER]),
    (sign_in_the_deputy, 403, "Linket er til en anden", [FOR_ANOTHER, "Giv status i dit eget navn"]),
]


def words_of(response: HttpResponse) -> str:
    """The text of the page as one reads it."""
    body = re.sub(r"<(script|style).*?</\1>", "", response.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def writes(counted: CaptureQueriesContext) -> list[str]:
    """What was written, but for how often somebody has tried links, which the cache counts."""
    written = [query["sql"] for query in counted if query["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]
    return [sql for sql in written if '"cache"' not in sql]


@pytest.mark.parametrize("method", ["get", "head", "post"])
@pytest.mark.parametrize(("why", "status", "title", "sentences"), REFUSALS)
def test_refused_link_says_why_and_writes_nothing(
    i: SimpleNamespace,
    why: Callable[[SimpleNamespace], None],
    status: int,
    title: str,
    sentences: list[str],
    method: str,
) -> None:
    why(i)
    before = (list(StatusReport.objects.values()), list(StatusRequest.objects.values()))
    with CaptureQueriesContext(connection) as counted:
        response = getattr(i.client, method)(i.path, ANSWER if method == "post" else None)
    assert (response.status_code, writes(counted)) == (status, [])
    assert (list(StatusReport.objects.values()), list(StatusRequest.objects.values())) == before
    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    if method != "head":
        text = words_of(response)
        assert [words for words in [title, *sentences] if words not in text] == []


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_at_a_link_that_lives_writes_nothing_at_all(i: SimpleNamespace, method: str) -> None:
    for _look in range(3):
        with CaptureQueriesContext(connection) as counted:
            assert getattr(i.client, method)(i.path).status_code == 200
        assert writes(counted) == []
    assert i.client.post(i.path, {"level": "on_track"}).status_code == 303


def test_replayed_answer_changes_nothing_about_the_first(i: SimpleNamespace) -> None:
    use(i)
    given = StatusReport.objects.get()
    assert i.client.post(i.path, ANSWER).status_code == 410
    assert (list(StatusReport.objects.all()), Initiative.objects.get().latest_report) == ([given], given)
    assert given.level == "on_track"


def test_answer_written_before_the_role_ended_is_refused_after(i: SimpleNamespace) -> None:
    assert i.client.get(i.path).status_code == 200
    end_post(i)
    assert i.client.post(i.path, ANSWER).status_code == 410
    assert StatusReport.objects.count() == 0


def test_role_that_comes_back_brings_the_link_back(i: SimpleNamespace) -> None:
    hand_over(i)
    assert i.client.get(i.path).status_code == 410
    Initiative.objects.update(lead=i.mette)
    assert i.client.get(i.path).status_code == 200


def test_link_in_the_next_mail_works_when_the_address_was_corrected(i: SimpleNamespace) -> None:
    correct_address(i)
    again = re.sub(r"^https?://[^/]+", "", requests.ask(i.initiative, i.mette, today()))
    assert [i.client.get(path).status_code for path in (i.path, again)] == [410, 200]


# --- Guesses ---------------------------------------------------------------------------------------------------------

MOST = 20


@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_guesses_are_counted_whatever_the_method_and_then_a_right_link_helps_no_more(
    i: SimpleNamespace, method: str
) -> None:
    tries = [getattr(i.client, method)(f"/status/{number}").status_code for number in range(MOST + 1)]
    assert tries == [410] * MOST + [429]
    assert i.client.get(i.path).status_code == 429
    assert i.client.get(i.path, REMOTE_ADDR="192.0.2.7").status_code == 200
    with time_machine.travel(timezone.now() + timedelta(minutes=5, seconds=1)):
        assert i.client.get(i.path).status_code == 200


def test_guesses_at_links_of_all_kinds_are_counted_together(i: SimpleNamespace) -> None:
    i.client.force_login(i.mette)
    places = ["status", "status/kvittering", "konto/invitation", "konto/e-mail", "konto/post/afmelding"]
    places += ["konto/adgangskode/glemt/1-"]
    for number in range(MOST):
        place = places[number % len(places)]
        path = f"/{place}{'' if place.endswith('-') else '/'}gaet{number}"
        assert i.client.get(path).status_code in (404, 410), path
    assert i.client.get(i.path).status_code == 429


def test_links_that_are_good_or_used_are_no_guesses(i: SimpleNamespace) -> None:
    use(i)
    assert {i.client.get(i.path).status_code for _look in range(MOST + 5)} == {410}


# --- The receipt -----------------------------------------------------------------------------------------------------


@pytest.fixture
def receipt(i: SimpleNamespace) -> str:
    """The address of the receipt for a status that Mette has given through her link."""
    return str(i.client.post(i.path, {"level": "on_track"})["Location"])


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_at_a_receipt_takes_nothing_back(i: SimpleNamespace, receipt: str, method: str) -> None:
    with CaptureQueriesContext(connection) as counted:
        assert getattr(i.client, method)(receipt).status_code == 200
    assert writes(counted) == []
    assert StatusReport.objects.active().count() == 1


def test_receipt_is_good_for_thirty_days(i: SimpleNamespace, receipt: str) -> None:
    with time_machine.travel(today() + timedelta(days=29), tick=False):
        assert i.client.get(receipt).status_code == 200
    with time_machine.travel(today() + timedelta(days=31), tick=False):
        response = i.client.post(receipt)
    assert response.status_code == 410
    assert (
        "Kvitteringen er for gammel, sendt til en anden e-mail end din nuværende, eller der er rettet i linket."
    ) in words_of(response)
    assert StatusReport.objects.active().count() == 1


def test_receipt_of_another_takes_nothing_back_for_who_is_signed_in(i: SimpleNamespace, receipt: str) -> None:
    i.client.force_login(i.colleague)
    for response in (i.client.get(receipt), i.client.post(receipt)):
        assert (response.status_code, FOR_ANOTHER in words_of(response)) == (403, True)
    assert StatusReport.objects.active().count() == 1


def test_receipt_of_somebody_who_has_no_post_any_more_takes_nothing_back(
    i: SimpleNamespace, receipt: str
) -> None:
    end_post(i)
    response = i.client.post(receipt)
    assert (response.status_code, StatusReport.objects.active().count()) == (403, 1)
    assert "Kun den, der har givet en status" in words_of(response)


@pytest.mark.parametrize("go", [leave, correct_address, leave_and_come_back, sign_out_everywhere])
def test_receipt_dies_with_the_mailbox_that_it_was_sent_to(
    i: SimpleNamespace, receipt: str, go: Callable[[SimpleNamespace], None]
) -> None:
    go(i)
    response = i.client.post(receipt)
    assert (response.status_code, StatusReport.objects.active().count()) == (410, 1)


def test_receipt_of_a_status_that_was_not_given_through_a_link_is_not_there(i: SimpleNamespace) -> None:
    """The link of a mail opens nothing else: a receipt is signed for itself alone."""
    given = reports.report(i.initiative, level="on_track", by=i.mette)
    assert i.client.get(f"/status/kvittering/{given.pk}").status_code == 410
