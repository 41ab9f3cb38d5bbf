"""A municipality's own words for kinds; what the system builds on stays."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from pejling.direction.actions.kinds import drop_kind, keep_kind
from pejling.direction.defaults import ensure_default_kinds
from pejling.direction.models import DocumentKind, ElementKind, Life, Nature
from tests import world


def test_renamed_kind_stays_renamed_when_defaults_are_written_again(w: SimpleNamespace) -> None:
    policy = DocumentKind.objects.get(code="policy")
    policy.name = "Rammepolitik"
    keep_kind(policy, by=w.secretary)
    ensure_default_kinds()
    assert DocumentKind.objects.get(code="policy").name == "Rammepolitik"


def test_life_of_a_kind_the_system_knows_stays(w: SimpleNamespace) -> None:
    bearing = DocumentKind.objects.get(code="bearing")
    bearing.life = Life.ADOPTED
    with pytest.raises(ValidationError, match="Systemet bygger"):
        keep_kind(bearing, by=w.secretary)


def test_kind_in_use_is_not_dropped(w: SimpleNamespace) -> None:
    own = ElementKind(name="Løfte", plural="Løfter", nature=Nature.AIM)
    keep_kind(own, by=w.secretary)
    promise = world.make_element(w.document, "Vi lover")
    promise.kind = own
    promise.save()
    with pytest.raises(ValidationError, match="i brug"):
        drop_kind(own, by=w.secretary)
    promise.delete()
    drop_kind(own, by=w.secretary)
    assert not ElementKind.objects.filter(name="Løfte").exists()


def test_secretariat_adds_a_kind(w: SimpleNamespace, client: Client) -> None:
    client.force_login(w.secretary)
    typed = {
        "name": "Charter",
        "plural": "Chartre",
        "life": "adopted",
        "column": "policy",
        "frame": "political",
        "position": 20,
    }
    assert client.post(reverse("kind_new", args=["dokumenter"]), typed).status_code == 303
    assert DocumentKind.objects.get(name="Charter").code is None


def test_name_taken_by_another_kind_is_refused_beside_the_field(w: SimpleNamespace, client: Client) -> None:
    client.force_login(w.secretary)
    typed = {
        "name": "Vision",
        "plural": "X",
        "life": "adopted",
        "column": "policy",
        "frame": "political",
        "position": 20,
    }
    assert client.post(reverse("kind_new", args=["dokumenter"]), typed).status_code == 422
