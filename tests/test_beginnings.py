"""What a test begins with is the same whether it was made for it or written again."""

from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from playwright.sync_api import Page

from pejling.direction.models import Document
from tests import first_rows, tables
from tests.access import make_world


def in_the_database() -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables, with nothing of the moments but that there is one."""
    return {
        model._meta.label: [
            tuple("a moment" if isinstance(value, datetime) else value for value in row)
            for row in model._base_manager.order_by("pk").values_list()
        ]
        for model in apps.get_models()
        if not model._meta.proxy and model._meta.managed and "email" not in model._meta.label.lower()
    }


def made_and_taken_back() -> tuple[SimpleNamespace, dict[str, list[tuple[Any, ...]]]]:
    with transaction.atomic():
        world = make_world()
        rows = in_the_database()
        transaction.set_rollback(True)
    return world, rows


@pytest.mark.django_db
def test_world_that_is_written_again_is_the_world_that_was_made() -> None:
    first, made = made_and_taken_back()
    second, written = made_and_taken_back()
    assert written == made
    assert vars(second) == vars(first)
    assert second.aim.document is second.public


@pytest.mark.django_db
def test_moments_of_what_is_written_again_lie_just_before_what_the_test_does() -> None:
    made_and_taken_back()
    began = timezone.now()
    w = make_world()
    assert w.document.created_at == Document.objects.get(pk=w.document.pk).created_at
    assert (began - w.document.created_at).total_seconds() < 5
    assert w.document.created_at <= timezone.now()


@pytest.mark.django_db
def test_world_beside_what_a_test_made_before_it_is_made_anew() -> None:
    made_and_taken_back()
    with transaction.atomic():
        earlier = make_world()
        later = make_world()
        assert earlier.unit.pk != later.unit.pk
        transaction.set_rollback(True)
    connection.check_constraints()


def test_browser_too_begins_with_what_the_database_began_with(page: Page) -> None:
    assert in_the_database()["direction.ElementKind"] != []


@pytest.mark.django_db(transaction=True)
def test_what_the_database_began_with_is_there_again_after_a_test_that_emptied_it() -> None:
    began = in_the_database()
    kept = first_rows.first_rows()
    call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
    emptied = in_the_database()
    first_rows.put_back(kept)
    assert in_the_database() == began
    assert [name for name, rows in emptied.items() if rows] == []
    assert {"contenttypes.ContentType", "auth.Permission", "direction.ElementKind"} <= {
        name for name, rows in began.items() if rows
    }


def test_tables_are_made_anew_when_a_migration_has_changed(tmp_path: Path) -> None:
    migration = tmp_path / "src/pejling/desk/migrations/0001_initial.py"
    migration.parent.mkdir(parents=True)
    migration.write_text("operations = []")
    before = tables.fingerprint(tmp_path)
    migration.write_text("operations = [1]")
    assert tables.fingerprint(tmp_path) != before
