"""Somebody who can sign in, and a browser without scripts to do it with."""

import pytest
from django.core.cache import cache
from django.test import Client

from pejling.people.models import Person
from tests import world


@pytest.fixture
def gerda(db: None) -> Person:
    """A person with a password."""
    cache.clear()  # attempts of earlier tests do not count
    return world.make_person("Gerda Holm", email="gerda@fjordlund.example", password=world.PASSWORD)


@pytest.fixture
def signed_in(gerda: Person, client: Client) -> Client:
    """A browser in which Gerda has signed in and just confirmed that it is her."""
    client.post("/konto/log-ind", {"login": gerda.email, "password": world.PASSWORD})
    client.post("/konto/bekraeftelse", {"password": world.PASSWORD})
    return client
