"""People come in by a link that works once."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from pejling.people.actions import accept, invite, send_invitation
from pejling.people.models import Invitation, Person
from tests import world
from tests.people.mailbox import deliver, links, subjects

CHOSEN = {"password": world.PASSWORD, "again": world.PASSWORD}


@pytest.fixture
def asta(gerda: Person) -> Person:
    """Somebody written down by the secretariat, who has never signed in."""
    return world.make_person("Asta Ny", email="asta@fjordlund.example")


def path(url: str) -> str:
    """The part of a link that the test's browser asks for."""
    assert url.startswith("http://localhost:8000/konto/invitation/")
    return url.removeprefix("http://localhost:8000")


def test_invited_person_chooses_a_password_and_is_signed_in(
    asta: Person, gerda: Person, client: Client
) -> None:
    link = path(invite(asta, by=gerda))
    assert "Velkommen, Asta" in client.get(link).content.decode()
    assert client.post(link, CHOSEN)["Location"] == "/"
    assert "Asta Ny" in client.get("/konto/profil").content.decode()
    assert (
        Client().post("/konto/log-ind", {"login": asta.email, "password": world.PASSWORD}).status_code == 302
    )


def test_invitation_is_sent_by_mail_with_the_name_of_the_host(asta: Person, gerda: Person) -> None:
    send_invitation(asta, by=gerda)
    assert subjects() == [("asta@fjordlund.example", "Velkommen til Pejling")]
    assert "Gerda Holm har givet dig adgang" in str(mail.outbox[0].body)
    assert len(links()) == 1


def test_invitation_is_written_in_the_language_of_the_invited(asta: Person, gerda: Person) -> None:
    asta.name = "Asta & 'Ny'"
    asta.save()
    send_invitation(asta, by=gerda)
    deliver()
    assert str(mail.outbox[0].body).startswith("Hej Asta\n")
    assert "&" not in str(mail.outbox[0].body).replace("&amp;", "")


def test_link_works_once(asta: Person, gerda: Person, client: Client) -> None:
    link = path(invite(asta, by=gerda))
    client.post(link, CHOSEN)
    again = Client().get(link)
    assert again.status_code == 410
    assert "Linket virker ikke mere" in again.content.decode()


def test_invitation_that_was_accepted_is_open_no_more(asta: Person, gerda: Person, client: Client) -> None:
    link = path(invite(asta, by=gerda))
    assert Invitation.objects.open().get().person == asta
    client.post(link, CHOSEN)
    assert not Invitation.objects.open().exists()


def test_link_works_for_fourteen_days(asta: Person, gerda: Person, client: Client) -> None:
    link = path(invite(asta, by=gerda))
    now = timezone.now()
    with time_machine.travel(now + timedelta(days=13)):
        assert client.get(link).status_code == 200
    with time_machine.travel(now + timedelta(days=14, minutes=1)):
        assert client.post(link, CHOSEN).status_code == 410


def test_new_invitation_replaces_the_old_link(asta: Person, gerda: Person, client: Client) -> None:
    first, second = path(invite(asta, by=gerda)), path(invite(asta, by=gerda))
    assert (client.get(first).status_code, client.get(second).status_code) == (410, 200)


def test_two_who_use_the_link_at_once_cannot_both(asta: Person, gerda: Person) -> None:
    invite(asta, by=gerda)
    mine, yours = Invitation.objects.get(), Invitation.objects.get()
    accept(mine, password=world.PASSWORD)
    with pytest.raises(ValidationError):
        accept(yours, password="en helt anden adgangskode")
    asta.refresh_from_db()
    assert asta.check_password(world.PASSWORD)


def test_link_is_not_to_be_found_in_the_database(asta: Person, gerda: Person) -> None:
    token = invite(asta, by=gerda).rsplit("/", 1)[1]
    assert token not in str(Invitation.objects.values_list("fingerprint", flat=True))


@pytest.mark.parametrize("lacking", [{"email": None}, {"is_active": False}])
def test_person_without_address_or_who_has_left_is_not_invited(
    asta: Person, lacking: dict[str, object]
) -> None:
    Person.objects.filter(pk=asta.pk).update(**lacking)
    asta.refresh_from_db()
    with pytest.raises(ValidationError, match="Asta Ny kan ikke inviteres"):
        invite(asta, by=None)
    assert not Invitation.objects.exists()


def test_link_stops_working_when_the_person_leaves(asta: Person, gerda: Person, client: Client) -> None:
    link = path(invite(asta, by=gerda))
    asta.is_active = False
    asta.save()
    assert client.get(link).status_code == 410


def test_weak_or_mistyped_password_is_refused_and_the_link_kept(
    asta: Person, gerda: Person, client: Client
) -> None:
    link = path(invite(asta, by=gerda))
    short = client.post(link, {"password": "kort", "again": "kort"})
    assert (short.status_code, "mindst 12 tegn" in short.content.decode()) == (422, True)
    unlike = client.post(link, {**CHOSEN, "again": "noget helt andet"})
    assert (unlike.status_code, "ikke ens" in unlike.content.decode()) == (422, True)
    assert client.get(link).status_code == 200


def test_invited_person_takes_over_a_browser_that_somebody_else_uses(
    asta: Person, gerda: Person, signed_in: Client
) -> None:
    signed_in.post(path(invite(asta, by=gerda)), CHOSEN)
    assert "Asta Ny" in signed_in.get("/konto/profil").content.decode()


def test_invitation_of_nobody_is_gone(client: Client, db: None) -> None:
    assert client.get("/konto/invitation/" + "x" * 4_000).status_code == 410
