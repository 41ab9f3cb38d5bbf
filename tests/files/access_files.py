"""Who reaches the pages of a file: whoever may see what it is beside, and to change it who may edit that."""

from types import SimpleNamespace
from typing import Any

from pejling.files.models import Attachment, FileVersion
from tests.access import Access
from tests.direction.access_documents import editing, posting


def attached(w: SimpleNamespace) -> Attachment:
    """A file beside the plan, of which the disk has nothing."""
    row = Attachment.objects.beside(w.document).first()
    if row is None:
        row = Attachment.objects.create(owner=w.document, position=1)
        fields = {"name": "plan.txt", "stored": "files/gone", "content_type": "text/plain", "size": 1}
        FileVersion.objects.create(attachment=row, **fields)
    return row


def file(w: SimpleNamespace) -> list[Any]:
    return [attached(w).pk]


def version(w: SimpleNamespace) -> list[Any]:
    return [attached(w).pk, 1]


ACCESS = {
    "files": editing(lambda w: ["dokumenter", w.document.pk]),
    # The row is there and the stored file is not: to those who may see the document too it is simply not found.
    # What is fetched where it is there, tests/files/test_owners.py tries for every kind of thing.
    "file": Access(owner=404, colleague=404, outsider=404, anonymous=404, args=file),
    "file_version": Access(owner=404, colleague=404, outsider=404, anonymous=404, args=version),
    "file_facts": editing(file),
    "file_replacement": editing(file),
    "file_removal": posting(303, file),
    "file_restoration": posting(303, file),
}
