"""`pejling import organisation` while somebody else changes what the file is about."""

from argparse import Namespace
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import connection

from pejling.cli.importing import import_organisation
from pejling.cli.terminal import Refusal
from pejling.organisation.models import Unit
from tests.access import make_world
from tests.meeting import before_first

pytestmark = pytest.mark.django_db


@pytest.fixture
def w() -> SimpleNamespace:
    return make_world()


def test_file_that_would_do_something_else_by_now_is_refused_in_words(
    w: SimpleNamespace, tmp_path: Path
) -> None:
    """The plan was told, and before it is carried out somebody gives the new unit's id to another."""
    Unit.objects.filter(pk=w.unit.pk).update(external_id="7")
    told = Namespace(file=tmp_path / "enheder.csv", end_missing=False, dry_run=False, encoding=None)
    told.file.write_text("Enheds-id;Enhed;Type\n7;Søparkens Nye Skole;Skole\n")

    def rename() -> None:
        Unit.objects.filter(pk=w.unit.pk).update(name="Søparken")

    with (
        connection.execute_wrapper(before_first('INSERT INTO "organisation_delivery"', rename)),
        pytest.raises(Refusal, match="filen ville gøre andet end vist"),
    ):
        import_organisation(told)
    assert Unit.objects.get(pk=w.unit.pk).name == "Søparken"
