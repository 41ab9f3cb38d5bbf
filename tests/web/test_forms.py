"""Forms clean what was typed, read Danish dates, say what to do, and never overwrite what one has not seen."""

import errno
from datetime import date

import pytest
from django import forms
from django.db import OperationalError
from django.http import QueryDict

from pejling.web.forms import Clash, Form, VersionedForm
from pejling.web.models import Identity
from pejling.web.outages import AWAY, FULL


class Plan(Form):
    title = forms.CharField(max_length=20)
    starts_on = forms.DateField(required=False)
    mail = forms.EmailField(required=False, error_messages={"invalid": "Min egen besked."})


class IdentityForm(VersionedForm[Identity]):
    class Meta:
        model = Identity
        fields = ("name", "short_name", "band", "accent")


@pytest.mark.parametrize(
    "typed", ["20.11.2026", "20-11-2026", "20/11/2026", "2026-11-20", "20112026", " 20.11.2026 "]
)
def test_date_is_read_however_a_dane_writes_it(typed: str) -> None:
    form = Plan({"title": "Plan", "starts_on": typed})
    assert form.is_valid()
    assert form.cleaned_data["starts_on"] == date(2026, 11, 20)


def test_what_cannot_be_saved_because_the_database_is_away_stays_in_the_form() -> None:
    def act() -> None:
        raise OperationalError("server closed the connection unexpectedly")

    form = Plan({"title": "Plan"})
    form.submit(act)
    assert not form.is_done
    assert (form.answers_with, form["title"].value()) == (503, "Plan")
    assert form.non_field_errors() == [str(AWAY.words)]


def test_what_cannot_be_saved_because_the_disk_is_full_stays_in_the_form() -> None:
    def act() -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    form = Plan({"title": "Plan"})
    form.submit(act)
    assert not form.is_done
    assert (form.answers_with, form["title"].value()) == (507, "Plan")
    assert form.non_field_errors() == [str(FULL.words)]


def test_fault_of_ours_is_not_taken_for_an_outage() -> None:
    def act() -> None:
        raise FileNotFoundError(errno.ENOENT, "No such file")

    with pytest.raises(FileNotFoundError):
        Plan({"title": "Plan"}).submit(act)


@pytest.mark.parametrize("typed", ["31.2.2026", "11.20.2026", "snart", "20.11.26000"])
def test_wrong_date_is_kept_and_an_example_given(typed: str) -> None:
    form = Plan({"title": "Plan", "starts_on": typed})
    assert form.errors["starts_on"] == ["Skriv datoen som dag, måned og år, fx 20.11.2026."]
    assert form["starts_on"].value() == typed


@pytest.mark.parametrize("typed", ["20.11.0026", "20.11.2602"])
def test_slip_of_the_finger_in_a_year_is_told(typed: str) -> None:
    form = Plan({"title": "Plan", "starts_on": typed})
    assert form.errors["starts_on"] == ["Se efter årstallet: det skal ligge mellem 1800 og 2199."]


def test_date_is_shown_as_danes_write_it() -> None:
    assert 'value="20.11.2026"' in str(Plan(initial={"starts_on": date(2026, 11, 20)})["starts_on"])


def test_typed_text_is_composed_and_freed_of_control_characters() -> None:
    form = Plan(QueryDict("title=A%CC%8Arhus%00%E2%80%8B+plan"))
    assert form.is_valid()
    assert form.cleaned_data["title"] == "Århus plan"


def test_text_that_is_too_long_says_how_long_it_may_be() -> None:
    assert Plan({"title": "x" * 21}).errors["title"] == ["Skriv højst 20 tegn. Her er 21."]


def test_missing_text_is_asked_for() -> None:
    assert Plan({}).errors["title"] == ["Udfyld feltet."]


def test_message_that_a_form_chose_itself_is_left_alone() -> None:
    assert Plan({"title": "Plan", "mail": "her"}).errors["mail"] == ["Min egen besked."]


def test_form_carries_the_version_that_it_was_opened_on(db: None) -> None:
    form = IdentityForm(instance=_identity(version=3))
    assert form["version"].value() == 3


def test_form_without_its_version_is_refused(db: None) -> None:
    form = IdentityForm({"name": "Fjordlund"}, instance=_identity())
    assert form.errors["version"] == ["Siden var ufuldstændig. Hent den igen, og gem så."]


def test_overtaken_form_shows_both_texts_and_keeps_what_was_typed(db: None) -> None:
    form = IdentityForm(_typed(name="Fjordlund", short_name="Fjord"), instance=_identity(version=1))
    assert form.is_valid()
    form.mark_stale(Identity(name="Fjordlund Kommune", short_name="Fjord", version=5))
    assert form.clashes == [Clash("Kommunens navn", "Fjordlund", "Fjordlund Kommune")]
    assert form["name"].value() == "Fjordlund"


def test_overtaken_form_is_next_saved_on_the_version_that_was_shown(db: None) -> None:
    form = IdentityForm(_typed(), instance=_identity(version=1))
    assert form.is_valid()
    form.mark_stale(Identity(name="Fjordlund Kommune", version=5))
    assert form["version"].value() == "5"


def _identity(version: int = 1) -> Identity:
    return Identity.objects.create(pk=1, name="Fjordlund", version=version)


def _typed(**typed: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update({"name": "Fjordlund", "band": "#0b3a5c", "accent": "#0a5694", "version": "1", **typed})
    return data
