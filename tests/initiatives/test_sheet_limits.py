"""A workbook made to do harm is told of beside its field, and nothing is changed."""

from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from pejling.initiatives.models import StatusReport
from tests.reading import hostile


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (hostile.workbook_of_one_row(1_000_000), "Regnearket har for mange celler."),
        (hostile.workbook_of_one_row(50)[:900], "Filen kan ikke læses som et regneark."),
        (hostile.word_of_paragraphs(1), "Filen kan ikke læses som et regneark."),
    ],
    ids=["million cells", "cut off", "a Word file"],
)
def test_workbook_that_cannot_be_read_is_told_of(
    content: bytes, told: str, w: SimpleNamespace, client: Client
) -> None:
    client.force_login(w.owner)
    answer = client.post(reverse("statuses_import"), {"file": SimpleUploadedFile("status.xlsx", content)})
    assert (answer.status_code, told in answer.content.decode()) == (422, True)
    assert not StatusReport.objects.exists()
