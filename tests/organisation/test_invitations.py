"""Who can sign in, and everybody else invited at once: one mail each, also when the worker is killed in the middle."""

import re
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from pejling.activity.models import Activity
from pejling.organisation.actions import people
from pejling.organisation.actions.invitations import invite_all, invite_person, uninvited
from pejling.organisation.tasks import invite_all_uninvited
from pejling.people.actions import invite
from pejling.people.figures import sign_in_facts
from pejling.people.mails import NotSent
from pejling.people.models import Invitation, Person, SignIn
from tests import world
from tests.people.mailbox import deliver, links


@pytest.fixture
def new(w: SimpleNamespace) -> list[Person]:
    """Three whom nobody has invited; everybody else has a password."""
    for person in (w.gerda, w.bo, w.secretary, w.operator):
        person.set_password(world.PASSWORD)
        person.save()
    return [
        people.create_person(name=name, email=f"{name.lower()}@fjordlund.example", by=w.secretary)
        for name in ("Asta", "Bent", "Carl")
    ]


@pytest.fixture
def secretary(w: SimpleNamespace, new: list[Person], client: Client) -> Client:
    """A browser in which the secretary has signed in."""
    client.force_login(w.secretary)
    return client


def receivers() -> list[str]:
    return [sent.to[0].partition("@")[0] for sent in mail.outbox]


def state(person: Person) -> SignIn:
    return sign_in_facts(Person.objects.get(pk=person.pk)).state


# --- How far a person has come ---------------------------------------------------------------------------------------


def test_person_is_uninvited_then_invited_then_able_to_sign_in(w: SimpleNamespace, new: list[Person]) -> None:
    seen = [state(new[0])]
    invite_person(new[0], by=w.secretary)
    deliver()
    seen.append(state(new[0]))
    Client().post(links()[0], {"password": world.PASSWORD, "again": world.PASSWORD})
    seen.append(state(new[0]))
    assert seen == [SignIn.UNINVITED, SignIn.INVITED, SignIn.ABLE]


def test_person_whose_link_is_too_old_counts_as_uninvited(w: SimpleNamespace, new: list[Person]) -> None:
    invite(new[0], by=w.secretary)
    Invitation.objects.update(invited_at=timezone.now() - timedelta(days=15))
    assert state(new[0]) == SignIn.UNINVITED
    assert "linket er udløbet" in sign_in_facts(new[0]).words


def test_person_without_email_or_who_has_left_has_no_sign_in(w: SimpleNamespace, new: list[Person]) -> None:
    nameless = people.create_person(name="Uden Mail", by=w.secretary)
    people.leave(new[0], on=timezone.localdate(), by=w.secretary)
    assert [state(nameless), state(new[0])] == [SignIn.WITHOUT, SignIn.WITHOUT]


def test_page_tells_the_secretariat_alone_when_somebody_last_signed_in(
    w: SimpleNamespace, secretary: Client
) -> None:
    Person.objects.filter(pk=w.gerda.pk).update(last_login=timezone.now())
    told = "Loggede ind senest"
    shown = [told in secretary.get(f"/personer/{w.gerda.pk}/").content.decode()]
    secretary.force_login(w.bo)
    shown.append(told in secretary.get(f"/personer/{w.gerda.pk}/").content.decode())
    assert shown == [True, False]


# --- The list --------------------------------------------------------------------------------------------------------


def listed(client: Client, choice: str) -> list[str]:
    text = client.get("/personer/", {"sign_in": choice}).content.decode()
    return re.findall(r'<th scope="row"><a href="/personer/\d+/">([^<]+)</a>', text)


def test_list_is_narrowed_by_how_far_people_are(
    w: SimpleNamespace, secretary: Client, new: list[Person]
) -> None:
    people.create_person(name="Uden Mail", by=w.secretary)
    invite_person(new[1], by=w.secretary)
    deliver()
    assert (listed(secretary, "ikke"), listed(secretary, "inviteret"), listed(secretary, "uden")) == (
        ["Asta", "Carl"],
        ["Bent"],
        ["Uden Mail"],
    )
    assert "Gerda Holm" in listed(secretary, "kan")


def test_list_tells_others_nothing_about_sign_in(w: SimpleNamespace, secretary: Client) -> None:
    secretary.force_login(w.bo)
    assert len(listed(secretary, "ikke")) == Person.objects.count()
    assert "Kan logge ind" not in secretary.get("/personer/").content.decode()


def test_list_takes_the_same_queries_for_one_and_for_many(w: SimpleNamespace, secretary: Client) -> None:
    counts = []
    for added in (5, 0):
        with CaptureQueriesContext(connection) as captured:
            secretary.get("/personer/", {"sign_in": "ikke"})
        counts.append(len(captured))
        for number in range(added):
            people.create_person(name=f"Ny {number}", email=f"ny{number}@fjordlund.example", by=w.secretary)
    assert counts[0] == counts[1]


# --- All at once -----------------------------------------------------------------------------------------------------


def test_all_are_invited_once_and_it_is_told_in_the_log(w: SimpleNamespace, new: list[Person]) -> None:
    assert (invite_all(by=w.secretary), invite_all(by=w.secretary)) == (3, 0)
    assert receivers() == ["asta", "bent", "carl"]
    assert Activity.objects.filter(verb="organisation.person_invited", by=w.secretary).count() == 3


def test_button_counts_and_leaves_the_work_to_one_worker(
    w: SimpleNamespace, secretary: Client, new: list[Person]
) -> None:
    assert "Invitér alle, der ikke er inviteret (3)" in secretary.get("/personer/").content.decode()
    for _twice in range(2):
        secretary.post("/personer/invitationer")
    assert (DBTaskResult.objects.count(), receivers()) == (1, [])
    invite_all_uninvited.call(w.secretary.pk)
    assert receivers() == ["asta", "bent", "carl"]
    assert "Invitér alle" not in secretary.get("/personer/").content.decode()


def test_operators_are_invited_by_operators_alone(w: SimpleNamespace, new: list[Person]) -> None:
    world.give_post(new[2], w.top, "It-administrator")
    assert [person.name for person in uninvited(by=w.secretary).for_list()] == ["Asta", "Bent"]
    assert [person.name for person in uninvited(by=w.operator).for_list()] == ["Asta", "Bent", "Carl"]


def test_leader_invites_nobody(w: SimpleNamespace, new: list[Person]) -> None:
    with pytest.raises(PermissionDenied):
        invite_all(by=w.gerda)
    assert receivers() == []


class Killed(BaseException):
    """The worker's end, as nothing that catches exceptions sees it."""


class Moody(EmailBackend):
    """A mail server that meets each mail with the next of its moods."""

    moods: list[str] = []

    def send_messages(self, messages: Any) -> int:
        mood = Moody.moods.pop(0) if Moody.moods else "good"
        if mood == "killed before":
            raise Killed
        if mood == "away":
            raise OSError
        sent = int(super().send_messages(messages))
        if mood == "killed after":
            raise Killed
        return sent


@pytest.fixture
def moody(settings: Settings) -> list[str]:
    settings.EMAIL_BACKEND = f"{__name__}.Moody"
    Moody.moods = []
    return Moody.moods


def test_worker_killed_before_a_mail_sends_one_mail_each_in_all(
    w: SimpleNamespace, new: list[Person], moody: list[str]
) -> None:
    moody += ["good", "killed before"]
    with pytest.raises(Killed):
        invite_all(by=w.secretary)
    invite_all(by=w.secretary)
    assert receivers() == ["asta", "bent", "carl"]


def test_worker_killed_right_after_a_mail_sends_the_same_mail_again(
    w: SimpleNamespace, new: list[Person], moody: list[str]
) -> None:
    moody += ["good", "killed after"]
    with pytest.raises(Killed):
        invite_all(by=w.secretary)
    invite_all(by=w.secretary)
    assert receivers() == ["asta", "bent", "bent", "carl"]
    first, second = mail.outbox[1:3]
    assert first.body == second.body
    assert first.message()["Message-ID"] == second.message()["Message-ID"]
    assert Client().get(links(1)[0]).status_code == 200


def test_one_mail_that_cannot_be_sent_holds_up_nobody(
    w: SimpleNamespace, new: list[Person], moody: list[str]
) -> None:
    moody += ["away"]
    assert invite_all(by=w.secretary) == 2
    assert state(new[0]) == SignIn.UNINVITED
    assert invite_all(by=w.secretary) == 1
    assert receivers() == ["bent", "carl", "asta"]


def test_mail_server_that_is_away_ends_the_work(
    w: SimpleNamespace, new: list[Person], moody: list[str]
) -> None:
    moody += ["away"] * 9
    with pytest.raises(NotSent):
        invite_all(by=w.secretary)
    assert len(moody) == 6
