"""The link in a mail: one answer to one question, and nothing else."""

import re
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client

from pejling.core.dates import today
from pejling.core.links import fingerprint
from pejling.core.permissions import Refused
from pejling.initiatives.actions import reports, requests
from pejling.initiatives.actions.choices import choose_links
from pejling.initiatives.models import (
    Initiative,
    Level,
    Phase,
    StatusChoices,
    StatusReport,
    StatusRequest,
    Way,
)
from tests import world
from tests.people.mailbox import deliver

ANSWER = {"level": "pressed", "sentence": "Vi mangler to vejledere."}


@pytest.fixture
def i(w: SimpleNamespace) -> SimpleNamespace:
    """An initiative that Mette, who is not a leader, leads; she has been asked how it goes."""
    cache.clear()
    w.mette = world.give_post(world.make_person("Mette Lund"), w.unit)
    w.initiative = world.make_initiative(document=w.document, lead=w.mette)
    w.path = path_of(requests.ask(w.initiative, w.mette, today()))
    return w


def path_of(address: str) -> str:
    return re.sub(r"^https?://[^/]+", "", address)


def title_of(body: bytes) -> str:
    found = re.search(r"<h1>(.*?)</h1>", body.decode())
    assert found
    return found[1]


def test_link_takes_one_answer_in_the_name_of_the_one_who_was_asked(
    i: SimpleNamespace, client: Client
) -> None:
    response = client.post(i.path, ANSWER)
    assert response.status_code == 303
    (given,) = StatusReport.objects.all()
    assert (given.level, given.sentence, given.way, given.by) == (
        "pressed",
        ANSWER["sentence"],
        Way.LINK,
        i.mette,
    )
    assert given.request.answered_at is not None
    assert Initiative.objects.get().latest_report == given


def test_looking_at_the_link_writes_nothing(i: SimpleNamespace, client: Client) -> None:
    before = list(StatusRequest.objects.values())
    assert client.get(i.path).status_code == 200
    assert client.head(i.path).status_code == 200
    assert list(StatusRequest.objects.values()) == before
    assert StatusReport.objects.count() == 0
    assert "sessionid" not in client.cookies


def test_page_of_the_link_is_kept_from_search_engines_and_other_sites(
    i: SimpleNamespace, client: Client
) -> None:
    response = client.get(i.path)
    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert response["Referrer-Policy"] == "same-origin"
    assert "no-store" in response["Cache-Control"]


def test_only_the_fingerprint_of_a_link_is_kept(i: SimpleNamespace) -> None:
    token = i.path.rsplit("/", 1)[1]
    assert len(token) == 43
    (kept,) = StatusRequest.objects.values_list("fingerprint", flat=True)
    assert kept == fingerprint(token)
    assert token not in kept


def test_link_asked_for_again_is_the_same(i: SimpleNamespace) -> None:
    assert path_of(requests.ask(i.initiative, i.mette, today())) == i.path
    assert StatusRequest.objects.count() == 1


def test_link_is_used_up_by_its_first_answer(i: SimpleNamespace, client: Client) -> None:
    client.post(i.path, ANSWER)
    again = client.post(i.path, ANSWER | {"sentence": "Noget andet"})
    assert (again.status_code, title_of(again.content)) == (410, "Du har allerede svaret")
    assert client.get(i.path).status_code == 410
    assert StatusReport.objects.count() == 1


def test_second_of_two_answers_at_once_is_told_and_saves_nothing(i: SimpleNamespace) -> None:
    opened = StatusRequest.objects.select_related("person", "initiative").get()
    reports.report(i.initiative, level="on_track", by=i.mette, way=Way.LINK, request=opened)
    with pytest.raises(ValidationError) as refusal:
        reports.report(
            i.initiative, level="off_track", sentence="x", by=i.mette, way=Way.LINK, request=opened
        )
    assert refusal.value.messages == ["Linket er allerede brugt. Din nye tekst er ikke gemt."]
    assert [given.level for given in StatusReport.objects.all()] == ["on_track"]


def test_status_given_in_pejling_answers_the_mail_too(i: SimpleNamespace, client: Client) -> None:
    reports.report(i.initiative, level="on_track", by=i.mette)
    assert title_of(client.get(i.path).content) == "Du har allerede svaret"


def test_used_link_asked_for_again_leads_to_the_form_behind_sign_in(i: SimpleNamespace) -> None:
    reports.report(i.initiative, level="on_track", by=i.mette)
    assert path_of(requests.ask(i.initiative, i.mette, today())) == f"/indsatser/{i.initiative.pk}/status"


def test_tampered_link_is_refused(i: SimpleNamespace, client: Client) -> None:
    other = i.path[:-1] + ("A" if i.path[-1] != "A" else "B")
    response = client.post(other, ANSWER)
    assert (response.status_code, title_of(response.content)) == (410, "Linket virker ikke")
    assert StatusReport.objects.count() == 0


def test_who_tries_many_links_waits(i: SimpleNamespace, client: Client) -> None:
    answers = [client.post(f"/status/{number:043}", ANSWER).status_code for number in range(21)]
    assert answers == [410] * 20 + [429]
    assert client.post(i.path, ANSWER).status_code == 429
    assert StatusReport.objects.count() == 0


def test_link_dies_when_its_period_and_the_grace_are_over(i: SimpleNamespace, client: Client) -> None:
    asked = StatusRequest.objects.get()
    with time_machine.travel(asked.expires_on, tick=False):
        assert client.get(i.path).status_code == 200
    with time_machine.travel(asked.expires_on + timedelta(days=1), tick=False):
        assert title_of(client.get(i.path).content) == "Linket virker ikke mere"


def test_period_of_a_link_is_the_units_own(i: SimpleNamespace) -> None:
    from pejling.initiatives.actions.choices import set_rhythm

    set_rhythm(i.top, 1, by=i.secretary)
    requests.ask(i.initiative, i.mette, date(2027, 1, 31))
    asked = StatusRequest.objects.get(period_from=date(2027, 1, 31))
    assert asked.expires_on == date(2027, 2, 28) + timedelta(days=14)


@pytest.mark.parametrize("what", ["another leads", "has left", "has no post"])
def test_link_dies_with_the_persons_part_in_the_work(i: SimpleNamespace, client: Client, what: str) -> None:
    if what == "another leads":
        Initiative.objects.update(lead=i.owner)
    elif what == "has left":
        i.mette.is_active = False
        i.mette.save()
    else:
        i.mette.posts.update(ends_on=today() - timedelta(days=1))
    response = client.post(i.path, ANSWER)
    assert (response.status_code, title_of(response.content)) == (410, "Linket virker ikke mere")
    assert StatusReport.objects.count() == 0


def test_link_dies_with_the_initiative(i: SimpleNamespace, client: Client) -> None:
    Initiative.objects.update(phase=Phase.DONE)
    assert "Indsatsen er slut" in client.post(i.path, ANSWER).content.decode()
    assert StatusReport.objects.count() == 0


def test_leader_above_who_is_asked_can_answer(i: SimpleNamespace, client: Client) -> None:
    path = path_of(requests.ask(i.initiative, i.owner, today()))
    assert client.post(path, ANSWER).status_code == 303
    assert StatusReport.objects.get().by == i.owner


def test_somebody_else_who_is_signed_in_is_told_why(i: SimpleNamespace, client: Client) -> None:
    client.force_login(i.colleague)
    response = client.post(i.path, ANSWER)
    assert (response.status_code, title_of(response.content)) == (403, "Linket er til en anden")
    assert "Giv status i dit eget navn" not in response.content.decode()
    assert StatusReport.objects.count() == 0


def test_another_who_may_report_is_offered_to_do_so_by_name(i: SimpleNamespace, client: Client) -> None:
    client.force_login(i.owner)
    assert f'href="/indsatser/{i.initiative.pk}/status"' in client.get(i.path).content.decode()


def test_the_one_who_was_asked_may_be_signed_in(i: SimpleNamespace, client: Client) -> None:
    client.force_login(i.mette)
    assert client.get(i.path).status_code == 200


def test_pressed_work_needs_a_sentence_and_keeps_what_was_typed(i: SimpleNamespace, client: Client) -> None:
    response = client.post(i.path, {"level": "pressed", "expected_on": "31.12.2026"})
    assert response.status_code == 422
    assert "Skriv en sætning om, hvad der er i vejen" in response.content.decode()
    assert 'value="31.12.2026"' in response.content.decode()
    assert client.post(i.path, ANSWER).status_code == 303


def test_receipt_tells_what_was_given_and_undoes_it(i: SimpleNamespace, client: Client) -> None:
    shown = client.post(i.path, ANSWER)
    deliver()
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([i.mette.email], "Din status er gemt")
    found = re.search(r"http://\S+", letter.body.split("tilbage her:")[1])
    assert found
    undo = path_of(found[0])
    assert undo == shown["Location"]
    assert title_of(client.get(undo).content) == "Tak. Din status er gemt"
    assert StatusReport.objects.active().count() == 1
    assert title_of(client.post(undo).content) == "Din status er taget tilbage"
    assert (StatusReport.objects.active().count(), StatusReport.objects.count()) == (0, 1)
    assert StatusReport.objects.get().withdrawn_by == i.mette
    assert Initiative.objects.get().latest_report is None
    assert "allerede taget tilbage" in client.post(undo).content.decode()


def test_receipt_is_in_the_language_of_the_one_who_gets_it(i: SimpleNamespace, client: Client) -> None:
    i.mette.language = "en"
    i.mette.save()
    client.post(i.path, ANSWER, headers={"accept-language": "da"})
    deliver()
    (letter,) = mail.outbox
    assert ("Pressed" in letter.body, "Presset" in letter.body) == (True, False)


def test_forged_receipt_undoes_nothing(i: SimpleNamespace, client: Client) -> None:
    undo = client.post(i.path, ANSWER)["Location"]
    assert client.post(undo[:-1] + ("A" if undo[-1] != "A" else "B")).status_code == 410
    assert StatusReport.objects.active().count() == 1


def test_municipality_turns_links_off(i: SimpleNamespace, client: Client) -> None:
    choices = StatusChoices.current()
    choices.takes_links = False
    choose_links(choices, opened=0, by=i.secretary)
    response = client.post(i.path, ANSWER)
    assert (response.status_code, title_of(response.content)) == (410, "Status gives efter login")
    assert path_of(requests.ask(i.initiative, i.mette, today())) == f"/indsatser/{i.initiative.pk}/status"
    assert StatusReport.objects.count() == 0


def test_choice_about_links_is_the_secretariats(i: SimpleNamespace, client: Client) -> None:
    with pytest.raises(Refused):
        choose_links(StatusChoices.current(), opened=0, by=i.owner)
    client.force_login(i.secretary)
    assert client.post("/status/valg", {"version": "0"}).status_code == 303
    assert StatusChoices.current().takes_links is False
    late = client.post("/status/valg", {"version": "0", "takes_links": "on"})
    assert late.status_code == 409
    assert StatusChoices.current().takes_links is False


@pytest.mark.parametrize("count", [1, 3])
def test_many_are_asked_in_as_many_queries_as_one(
    i: SimpleNamespace, count: int, django_assert_num_queries: object
) -> None:
    rows = [world.make_initiative(f"Indsats {n}", document=i.document, lead=i.mette) for n in range(count)]
    wanted = [requests.StatusPrompt(row.pk, i.mette.pk, today()) for row in rows]
    with django_assert_num_queries(8):  # type: ignore[operator]
        links = requests.ask_all(wanted)
    assert len(set(links.values())) == count


def test_levels_are_those_that_are_known(i: SimpleNamespace, client: Client) -> None:
    assert client.post(i.path, {"level": "green"}).status_code == 422
    assert set(Level.values) == {"on_track", "pressed", "off_track", "not_assessed"}
