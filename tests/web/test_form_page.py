"""A screen with a form answers in one way, whichever room it belongs to; and a button that does one thing does, too."""

from typing import Any, cast

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from pejling.core.history import Stale
from pejling.web.form_page import Screen, form_page, perform, sent
from pejling.web.forms import Form, VersionedForm
from pejling.web.models import Identity
from pejling.web.toasts import Toast, waiting

pytestmark = pytest.mark.django_db
SCREEN = Screen("Navngiv planen", "Gem", [("Planer", "/planer/")], "/planer/", lead="Et navn er nok.")


class NameForm(Form):
    name = forms.CharField(label="Navn", max_length=20)


class IdentityForm(VersionedForm[Identity]):
    class Meta:
        model = Identity
        fields = ("name",)


def asked(typed: dict[str, str] | None = None) -> HttpRequest:
    """The form asked for, or sent with what was typed."""
    factory = RequestFactory()
    request: Any = factory.get("/navn/") if typed is None else factory.post("/navn/", typed)
    request.user = AnonymousUser()
    request.htmx = HtmxDetails(request)
    request._messages = CookieStorage(request)
    return cast(HttpRequest, request)


def named(request: HttpRequest, done: list[str], **more: Any) -> HttpResponse:
    """The view of a room: the act writes the name down and answers its number."""
    form = NameForm(sent(request))

    def act() -> int:
        if form.cleaned_data["name"] == "optaget":
            raise ValidationError({"name": "Navnet er optaget."})
        done.append(form.cleaned_data["name"])
        return 7

    return form_page(request, form, SCREEN, act, **more)


def test_form_is_shown_with_its_title_its_way_back_and_nothing_done() -> None:
    done: list[str] = []
    answer = named(asked(), done)
    assert (answer.status_code, done) == (200, [])
    text = answer.content.decode()
    assert text.count("<h1>Navngiv planen</h1>") == 1
    assert '<a href="/planer/">Annullér</a>' in text
    assert 'name="csrfmiddlewaretoken"' in text
    assert 'name="form_stamp"' in text


def test_what_was_typed_is_done_told_with_its_way_back_and_led_on() -> None:
    done: list[str] = []
    request = asked({"name": "Trivsel"})
    answer = named(
        request, done, message="Gemt.", then=lambda pk: f"/planer/{pk}/", undo=lambda pk: f"/fortryd/{pk}/"
    )
    assert (answer.status_code, answer["Location"], done) == (303, "/planer/7/", ["Trivsel"])
    assert waiting(request) == [Toast("Gemt.", "good", "/fortryd/7/")]


def test_form_leads_back_when_nothing_else_is_said_and_tells_nothing() -> None:
    request = asked({"name": "Trivsel"})
    answer = named(request, [])
    assert answer["Location"] == "/planer/"
    assert waiting(request) == []


@pytest.mark.parametrize(
    ("typed", "words"),
    [("x" * 21, "Skriv højst 20 tegn. Her er 21."), ("optaget", "Navnet er optaget.")],
    ids=["the form", "the act"],
)
def test_what_is_refused_stands_beside_its_field_with_what_was_typed(typed: str, words: str) -> None:
    done: list[str] = []
    request = asked({"name": typed})
    answer = named(request, done, message="Gemt.")
    text = answer.content.decode()
    assert (answer.status_code, done, waiting(request)) == (422, [], [])
    assert 'id="id_name_error">' in text
    assert text.count(words) == 2  # in the summary and beside the field
    assert f'value="{typed}"' in text


def test_who_was_overtaken_sees_both_texts_and_saves_on_what_was_shown() -> None:
    row = Identity.objects.create(pk=1, name="Fjordlund", version=1)
    request = asked({"name": "Fjordlund By", "version": "1"})
    form = IdentityForm(sent(request), instance=row)

    def act() -> None:
        raise Stale(Identity(pk=1, name="Fjordlund Kommune", version=2))

    answer = form_page(request, form, SCREEN, act, message="Gemt.")
    text = answer.content.decode()
    assert (answer.status_code, waiting(request)) == (409, [])
    assert '<p class="clash-text">Fjordlund By</p>' in text
    assert '<p class="clash-text">Fjordlund Kommune</p>' in text
    assert 'name="version" value="2"' in text


def test_form_without_a_version_that_was_overtaken_says_so_and_is_no_success() -> None:
    def act() -> None:
        raise Stale(Identity(name="Fjordlund Kommune", version=2))

    form = NameForm({"name": "Trivsel"})
    form.submit(act)
    assert (form.is_done, form.http_status) == (False, 409)


def test_row_of_a_form_stands_as_it_was_read_whatever_was_typed() -> None:
    row = Identity(name="Fjordlund", version=1)
    form = IdentityForm({"name": "Fjordlund By", "version": "1"}, instance=row)
    assert form.is_valid()
    assert (row.name, form.instance.name) == ("Fjordlund", "Fjordlund By")


def test_clean_values_for_an_action_leave_the_version_out() -> None:
    form = IdentityForm({"name": "Fjordlund", "version": "1"}, instance=Identity(version=1))
    assert form.is_valid()
    assert (form.values, form.opened) == ({"name": "Fjordlund"}, 1)


def test_button_does_one_thing_and_tells_it_with_a_way_back() -> None:
    request, done = asked({}), [0]
    answer = perform(request, lambda: done.append(1), message="Fulgt.", then="/planer/", undo="/fortryd/")
    assert (answer.status_code, answer["Location"], done) == (303, "/planer/", [0, 1])
    assert waiting(request) == [Toast("Fulgt.", "good", "/fortryd/")]


def test_button_that_is_refused_tells_why() -> None:
    def act() -> None:
        raise ValidationError("Planen er lukket.")

    request = asked({})
    assert perform(request, act, message="Fulgt.", then="/planer/")["Location"] == "/planer/"
    assert waiting(request) == [Toast("Planen er lukket.", "bad", "")]
