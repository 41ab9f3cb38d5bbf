"""A stranger's file may take forty seconds to read: it is read before anything is locked, so that nobody waits for it."""

import subprocess
from collections.abc import Callable
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from pejling.core.tables import workbook
from pejling.direction.actions.importing import upload_intake
from pejling.direction.models import DocumentKind
from pejling.files.actions import add_version, attach
from pejling.organisation.actions.deliveries import apply_delivery, deliver
from pejling.organisation.models import Unit
from tests.access import make_world

UNITS = workbook(
    "Enheder", [("enhed_id", 9), ("enhed", 20), ("enhedstype", 9)], [("77", "Ny Skole", "Skole")]
)


def plan() -> SimpleUploadedFile:
    written, out = docx.Document(), BytesIO()
    written.add_paragraph("Alle børn læser hver dag")
    written.save(out)
    return SimpleUploadedFile("plan.docx", out.getvalue())


def apply_a_file_of_units(w: SimpleNamespace) -> None:
    apply_delivery(deliver(UNITS, file_name="enheder.xlsx", by=w.secretary), by=w.secretary)
    assert Unit.objects.filter(external_id="77").exists()


def upload_a_plan(w: SimpleNamespace) -> None:
    kind = DocumentKind.objects.get(code="strategy_plan")
    assert upload_intake(plan(), unit=w.unit, kind=kind, by=w.owner).pk


def add_and_replace_a_file(w: SimpleNamespace) -> None:
    file = attach(w.document, plan(), by=w.owner)
    assert add_version(file, plan(), opened=1, by=w.owner).pk


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", [apply_a_file_of_units, upload_a_plan, add_and_replace_a_file])
def test_nothing_is_locked_while_a_file_is_read(
    act: Callable[[SimpleNamespace], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    run, locked = subprocess.run, []

    def noting(*given: Any, **more: Any) -> Any:
        locked.append(connection.in_atomic_block)
        return run(*given, **more)

    w = make_world()
    monkeypatch.setattr(subprocess, "run", noting)
    act(w)
    assert (bool(locked), any(locked)) == (True, False)
