"""Every value of the chain is remembered: who wrote it, and how it stood on a day."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pejling.core.dates import today
from pejling.direction.actions.bearings import (
    BearingText,
    answer_irrelevant,
    change_bearing,
    set_bearing,
    withdraw_irrelevance,
)
from pejling.direction.actions.documents import name_editors
from pejling.direction.actions.kinds import drop_kind, keep_kind
from pejling.direction.actions.revisions import freeze
from pejling.direction.figures.addressed import addressed_then
from pejling.direction.models import Addressing, Editorship, ElementKind, Irrelevance, Nature
from pejling.organisation.actions.words import create_word, drop_word, edit_word, shift_word
from pejling.organisation.models import Role, UnitKind

TOLD_ELSEWHERE = {
    # Rows that are themselves what was decided, said or done on a day: a correction is a new row.
    "adoption", "correction", "hearingperiod", "inheritanceanswer", "periodchange", "retirement", "revision", "succession",
    "tiequestion", "documentfile", "delivery",
    # Work on the way in, which comes to nothing or to a document.
    "intake",
}  # fmt: skip
TEXT = BearingText(title="Alle hilser", why="Tonen", starts_on=today())


def told(rows: Any) -> list[tuple[str, str]]:
    """What happened to the rows and by whom, first things first."""
    return [(row.history_type, str(row.history_user)) for row in rows.order_by("history_id")]


@pytest.mark.parametrize("app", ["direction", "organisation"])
def test_every_row_that_can_be_changed_keeps_its_history(app: str) -> None:
    models = [model for model in apps.get_app_config(app).get_models() if not hasattr(model, "history_type")]
    forgetful = {model._meta.model_name for model in models if not hasattr(model, "history")}
    assert forgetful - TOLD_ELSEWHERE == set()


def test_addressing_is_remembered_and_only_what_changed(w: SimpleNamespace) -> None:
    document = set_bearing(TEXT, unit=w.top, units=[w.unit], by=w.secretary)
    before = timezone.now()
    change_bearing(document, TEXT, units=[w.unit, w.other_unit], opened=1, by=w.secretary)
    change_bearing(document, TEXT, units=[w.other_unit], opened=2, by=w.secretary)
    assert told(Addressing.history.filter(unit=w.unit)) == [("+", "Signe Krogh"), ("-", "Signe Krogh")]
    assert told(Addressing.history.filter(unit=w.other_unit)) == [("+", "Signe Krogh")]
    assert addressed_then(document, before) == ("Søparkens Skole",)
    assert addressed_then(document, timezone.now()) == ("Bakkens Skole",)


def test_addressed_units_are_called_what_they_were_called_then(w: SimpleNamespace) -> None:
    kind = UnitKind.objects.get(name="Skole")
    document = set_bearing(TEXT, unit=w.top, units=[w.unit], kinds=[kind], by=w.secretary)
    before = timezone.now()
    edit_word(kind, name="Folkeskole", opened=kind.version, by=w.secretary)
    w.unit.name = "Søskolen"
    w.unit.save()
    assert addressed_then(document, before) == ("Søparkens Skole", "Skole")
    assert addressed_then(document, timezone.now()) == ("Søskolen", "Folkeskole")


def test_answer_that_is_taken_back_is_remembered(w: SimpleNamespace) -> None:
    document = set_bearing(TEXT, unit=w.top, units=[w.unit], by=w.secretary)
    answer_irrelevant(document, w.unit, why="Lukket", by=w.owner)
    withdraw_irrelevance(document, w.unit, by=w.secretary)
    assert told(Irrelevance.history) == [("+", "Gerda Holm"), ("~", "Signe Krogh")]


def test_editors_are_remembered(w: SimpleNamespace) -> None:
    name_editors(w.document, [w.colleague], by=w.owner)
    name_editors(w.document, [w.outsider, w.colleague], by=w.owner)
    name_editors(w.document, [w.outsider], by=w.secretary)
    assert told(Editorship.history.filter(person=w.colleague)) == [("+", "Gerda Holm"), ("-", "Signe Krogh")]
    assert told(Editorship.history.filter(person=w.outsider)) == [("+", "Gerda Holm")]
    assert list(w.document.editors.all()) == [w.outsider]


def test_kinds_are_remembered(w: SimpleNamespace) -> None:
    own = ElementKind(name="Løfte", plural="Løfter", nature=Nature.AIM)
    keep_kind(own, by=w.secretary)
    key, own.name = own.pk, "Løfter til borgerne"
    keep_kind(own, by=w.secretary)
    drop_kind(own, by=w.secretary)
    rows = ElementKind.history.filter(id=key)
    assert told(rows) == [(sign, "Signe Krogh") for sign in "+~-"]
    assert [row.name for row in rows.order_by("history_id")][:2] == ["Løfte", "Løfter til borgerne"]


def test_words_of_the_organisation_are_remembered(w: SimpleNamespace) -> None:
    word = create_word(Role, name="Pædagog", by=w.secretary)
    key = word.pk
    shift_word(word, places=-1, by=w.secretary)
    drop_word(Role.objects.get(pk=key), by=w.secretary)
    assert told(Role.history.filter(id=key)) == [(sign, "Signe Krogh") for sign in "+~-"]


def test_page_of_a_day_shows_whom_the_bearing_was_addressed_to(w: SimpleNamespace, client: Client) -> None:
    document = set_bearing(TEXT, unit=w.top, units=[w.unit], by=w.secretary)
    freeze(document, name="Før", by=w.secretary)
    change_bearing(document, TEXT, units=[w.other_unit], opened=1, by=w.secretary)
    client.force_login(w.secretary)
    address = reverse("as_of", args=[document.pk])
    before = client.get(address, {"version": document.revisions.get().pk}).content.decode()
    now = client.get(address, {"den": today().strftime("%d.%m.%Y")}).content.decode()
    assert [("Søparkens Skole" in page, "Bakkens Skole" in page) for page in (before, now)] == [
        (True, False),
        (False, True),
    ]
