"""Every way in that is sent by mail dies with what it was made on."""

from collections.abc import Callable
from types import SimpleNamespace
from urllib.parse import unquote

import pytest
from django.core import mail
from django.test import Client
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from pejling.core.dates import today
from pejling.organisation.actions import people
from pejling.people.actions import invite, send_invitation, sign_out_everywhere
from pejling.people.figures import sign_in_facts
from pejling.people.mails import NotSent
from pejling.people.models import Invitation, Person, SignIn
from pejling.people.tasks import LATER, MOST_ATTEMPTS, send_password_link
from tests import world
from tests.access import make_world
from tests.installation import free_port
from tests.people.mailbox import deliver, links, subjects

NEW = "fire helt nye tilfældige ord"
CHOSEN = {"password": NEW, "again": NEW}


@pytest.fixture
def w(gerda: Person) -> SimpleNamespace:
    """A small municipality beside Gerda, who can sign in."""
    world.ensure_words()
    made = make_world()
    made.gerda = gerda
    return made


# --- What changes ----------------------------------------------------------------------------------------------------


def correct_the_address(w: SimpleNamespace) -> None:
    """The secretariat does."""
    person = Person.objects.get(pk=w.gerda.pk)
    people.edit_person(
        person,
        name=person.name,
        email="rettet@fjordlund.example",
        phone="",
        external_id="",
        opened=person.version,
        by=w.secretary,
    )


def leave_and_come_back(w: SimpleNamespace) -> None:
    people.leave(w.gerda, on=today(), by=w.secretary)
    people.come_back(w.gerda, by=w.secretary)


def leave(w: SimpleNamespace) -> None:
    people.leave(w.gerda, on=today(), by=w.secretary)


def choose_another_password(w: SimpleNamespace) -> None:
    person = Person.objects.get(pk=w.gerda.pk)
    person.set_password("en tredje adgangskode")
    person.save()


def end_all_ways_in(w: SimpleNamespace) -> None:
    sign_out_everywhere(Person.objects.get(pk=w.gerda.pk))


CHANGES = [correct_the_address, leave, leave_and_come_back, choose_another_password, end_all_ways_in]

# --- Ways in ---------------------------------------------------------------------------------------------------------


def invitation(w: SimpleNamespace) -> str:
    return invite(w.gerda, by=w.secretary).removeprefix("http://localhost:8000")


def new_password(w: SimpleNamespace) -> str:
    Client().post("/konto/adgangskode/glemt", {"email": w.gerda.email})
    return links()[0]


def follow(path: str) -> int:
    """What a stranger's browser is answered at the end of the link."""
    return Client().get(path, follow=True).status_code


@pytest.mark.parametrize("make", [invitation, new_password])
def test_link_works_as_long_as_nothing_changes(
    w: SimpleNamespace, make: Callable[[SimpleNamespace], str]
) -> None:
    assert follow(make(w)) == 200


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("make", [invitation, new_password])
def test_link_dies_with_what_it_was_made_on(
    w: SimpleNamespace,
    make: Callable[[SimpleNamespace], str],
    change: Callable[[SimpleNamespace], None],
) -> None:
    path = make(w)
    change(w)
    assert follow(path) == 410
    assert not Person.objects.get(pk=w.gerda.pk).check_password(NEW)


@pytest.mark.parametrize("change", CHANGES)
def test_form_that_was_open_when_it_changed_is_refused(
    w: SimpleNamespace, change: Callable[[SimpleNamespace], None]
) -> None:
    path, browser = new_password(w), Client()
    shown = browser.get(path, follow=True).request["PATH_INFO"]
    change(w)
    answer = browser.post(shown, {"password1": NEW, "password2": NEW})
    assert (answer.status_code, Person.objects.get(pk=w.gerda.pk).check_password(NEW)) == (410, False)


def new_address(browser: Client) -> str:
    browser.post("/konto/e-mail", {"address": "ny@fjordlund.example"})
    return links()[0]


def signed_in_anew(w: SimpleNamespace) -> Client:
    browser = Client()
    browser.force_login(Person.objects.get(pk=w.gerda.pk))
    return browser


@pytest.mark.parametrize("change", [each for each in CHANGES if each is not leave])
def test_pending_address_dies_with_what_it_was_made_on(
    w: SimpleNamespace, signed_in: Client, change: Callable[[SimpleNamespace], None]
) -> None:
    path = new_address(signed_in)
    change(w)
    assert signed_in_anew(w).post(path).status_code == 410
    assert Person.objects.get(pk=w.gerda.pk).email != "ny@fjordlund.example"


@pytest.mark.parametrize("change", CHANGES)
def test_mail_to_a_new_address_that_waits_for_the_worker_is_not_sent_after(
    w: SimpleNamespace, signed_in: Client, change: Callable[[SimpleNamespace], None]
) -> None:
    signed_in.post("/konto/e-mail", {"address": "ny@fjordlund.example"})
    change(w)
    assert subjects() == []


def test_link_to_a_new_address_is_for_the_one_who_is_signed_in(w: SimpleNamespace, signed_in: Client) -> None:
    path = new_address(signed_in)
    another = Client()
    another.force_login(w.colleague)
    stranger = Client().post(path)
    assert (stranger.status_code, unquote(stranger["Location"])) == (302, f"/konto/log-ind?next={path}")
    assert another.post(path).status_code == 410
    assert Person.objects.get(pk=w.gerda.pk).email == "gerda@fjordlund.example"
    signed_in.post(path)
    assert Person.objects.get(pk=w.gerda.pk).email == "ny@fjordlund.example"


def test_address_that_somebody_else_got_meanwhile_is_refused(w: SimpleNamespace, signed_in: Client) -> None:
    path = new_address(signed_in)
    world.make_person("Bo Ny", email="ny@fjordlund.example")
    assert "bruges allerede" in signed_in.post(path, follow=True).content.decode()
    assert Person.objects.get(pk=w.gerda.pk).email == "gerda@fjordlund.example"


# --- Whoever was invited elsewhere is not invited --------------------------------------------------------------------


@pytest.mark.parametrize("change", [correct_the_address, leave_and_come_back])
def test_person_whose_invitation_died_counts_as_not_invited_and_is_invited_again(
    w: SimpleNamespace, change: Callable[[SimpleNamespace], None]
) -> None:
    w.gerda.set_unusable_password()
    w.gerda.save()
    old = invitation(w)
    change(w)
    gerda = Person.objects.get(pk=w.gerda.pk)
    facts = sign_in_facts(gerda)
    assert facts.state == SignIn.UNINVITED
    assert "på gerda@fjordlund.example, men linket dertil virker ikke mere" in facts.words
    assert [follow(old), follow(invitation(SimpleNamespace(gerda=gerda, secretary=w.secretary)))] == [
        410,
        200,
    ]


def test_invitation_that_waits_goes_to_nobody_when_the_address_is_corrected(w: SimpleNamespace) -> None:
    send_invitation(w.gerda, by=w.secretary)
    correct_the_address(w)
    assert subjects() == []


def test_invitation_is_sent_once_however_often_the_worker_begins(w: SimpleNamespace) -> None:
    send_invitation(w.gerda, by=w.secretary)
    task = DBTaskResult.objects.get()
    for _twice in range(2):
        task.task.call(*task.args_kwargs["args"])
    assert [message.to for message in mail.outbox] == [["gerda@fjordlund.example"]]


def test_nothing_that_waits_for_the_worker_holds_a_link(w: SimpleNamespace, signed_in: Client) -> None:
    send_invitation(w.gerda, by=w.secretary)
    signed_in.post("/konto/e-mail", {"address": "ny@fjordlund.example"})
    signed_in.post("/konto/adgangskode/glemt", {"email": w.gerda.email})
    waiting = str(list(DBTaskResult.objects.values_list("args_kwargs", flat=True)))
    deliver()
    tokens = [links(number)[0].rsplit("/", 1)[1].removeprefix(f"{w.gerda.pk}-") for number in range(3)]
    assert len(mail.outbox) == 3
    assert [token for token in tokens if token in waiting] == []


# --- The mail server is away -----------------------------------------------------------------------------------------


@pytest.fixture
def no_mail_server(settings: Settings) -> None:
    """Nobody answers where the mail server should be."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()


def test_mail_that_cannot_be_sent_is_tried_again_and_shown_to_nobody(
    gerda: Person, client: Client, no_mail_server: None
) -> None:
    answer = client.post("/konto/adgangskode/glemt", {"email": gerda.email})
    first = DBTaskResult.objects.get()
    first.delete()
    first.task.call(*first.args_kwargs["args"])
    again = DBTaskResult.objects.get()
    assert (answer.status_code, again.args_kwargs["kwargs"]) == (302, {"attempt": 2})
    assert again.run_after > first.enqueued_at + LATER / 2


def test_mail_server_that_is_away_all_day_is_a_failed_task(gerda: Person, no_mail_server: None) -> None:
    with pytest.raises(NotSent):
        send_password_link.call(str(gerda.email), attempt=MOST_ATTEMPTS)
    assert not DBTaskResult.objects.exists()


def test_seed_in_the_database_makes_no_link(w: SimpleNamespace) -> None:
    token = invitation(w).rsplit("/", 1)[1]
    assert token not in str(list(Invitation.objects.values()))
