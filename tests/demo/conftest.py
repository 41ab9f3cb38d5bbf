"""Fjordlund, loaded once for all tests of a module and taken away after the last."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from pejling.core.dates import today
from pejling.demo.loading import load
from pejling.demo.story import Story
from pejling.demo.texts import load_story


@pytest.fixture(scope="module")
def fjordlund(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Story]:
    """The story, with all of it in the database."""
    story = load_story(today())
    with django_db_blocker.unblock(), transaction.atomic():
        load(story)
        yield story
        transaction.set_rollback(True)
