"""What people do with their own sign-in is in the log: that it was done, never what was chosen."""

import json
import re
import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from pejling.activity.models import Activity
from pejling.core.links import fingerprint
from pejling.people.actions import accept, invite
from pejling.people.models import Invitation, Person
from tests import world
from tests.people.mailbox import links

NEW = "fire helt nye tilfældige ord"


def told(person: Person) -> list[str]:
    """What the person has done, first things first; the secrets are in none of it."""
    lines = list(Activity.objects.about(person).reverse())
    kept = json.dumps([line.details for line in lines])
    assert [secret for secret in (NEW, world.PASSWORD, "@") if secret in kept] == []
    assert {line.by for line in lines} <= {person}
    return [line.verb.removeprefix("people.") for line in lines]


def test_chosen_and_changed_password(gerda: Person, signed_in: Client) -> None:
    token = invite(gerda, by=None).rsplit("/", 1)[1]
    accept(Invitation.objects.get(fingerprint=fingerprint(token)), password=world.PASSWORD)
    client = Client()
    client.post("/konto/log-ind", {"login": gerda.email, "password": world.PASSWORD})
    client.post("/konto/adgangskode", {"oldpassword": world.PASSWORD, "password1": NEW, "password2": NEW})
    assert told(gerda) == ["password_chosen", "password_changed"]


def test_wrong_password_is_no_change(gerda: Person, signed_in: Client) -> None:
    signed_in.post("/konto/adgangskode", {"oldpassword": "forkert", "password1": NEW, "password2": NEW})
    assert told(gerda) == []


def test_forgotten_password(gerda: Person, client: Client) -> None:
    client.post("/konto/adgangskode/glemt", {"email": gerda.email})
    page = client.get(links()[0], follow=True)
    client.post(page.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    assert told(gerda) == ["password_reset"]


def test_new_address_once_it_is_confirmed(gerda: Person, signed_in: Client) -> None:
    signed_in.post("/konto/e-mail", {"address": "gerda.holm@fjordlund.example"})
    assert told(gerda) == []
    signed_in.post(links()[0])
    assert told(gerda) == ["address_changed"]


def test_language_when_it_is_another(gerda: Person, signed_in: Client) -> None:
    for language in ("da", "en", "en"):
        signed_in.post("/sprog", {"language": language})
    assert told(gerda) == ["language_chosen"]


def test_signing_out_elsewhere(gerda: Person, signed_in: Client) -> None:
    signed_in.post("/konto/andre-steder")
    assert told(gerda) == ["signed_out_elsewhere"]


def test_two_steps_on_and_off(
    gerda: Person, signed_in: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    page = signed_in.get("/konto/to-trin/telefon").content.decode()
    secret = re.search(r'class="secret">(\w+)<', page)
    assert secret
    code = format_hotp_value(hotp_value(secret[1], int(time.time()) // 30))
    for address in ("telefon", "noedkoder/nye", "telefon/fravalg"):
        with django_capture_on_commit_callbacks(execute=True):
            signed_in.post(f"/konto/to-trin/{address}", {"code": code})
    assert told(gerda) == ["two_steps_added", "codes_renewed", "two_steps_removed"]


def test_lines_are_shown_to_oneself_and_to_those_who_keep_the_organisation(db: None) -> None:
    world.ensure_words()
    unit = world.make_unit()
    gerda, colleague = (world.give_post(world.make_person(name), unit) for name in ("Gerda Holm", "Bo Bak"))
    secretary, client = world.make_secretary(unit), Client()
    client.force_login(gerda)
    client.post("/konto/andre-steder")
    gerda.refresh_from_db()
    shown = []
    for viewer in (gerda, secretary, colleague):
        client.force_login(viewer)
        page = client.get(f"/personer/{gerda.pk}/").content.decode()
        shown.append("loggede af alle andre steder" in page)
    assert shown == [True, True, False]
