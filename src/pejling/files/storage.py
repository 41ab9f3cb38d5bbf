"""Where uploads are kept: a folder, and the checksum of each file in the database."""

from typing import Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

from pejling.files.models import StoredFile
from pejling.files.uploads import fingerprint


class Uploads(FileSystemStorage):
    """The files as they came. What is noted of each comes into the database with the row that names it, or not at all."""

    def _save(self, name: str, content: "File[Any]") -> str:
        size, sha256 = fingerprint(content.chunks())
        stored: str = super()._save(name, content)  # type: ignore[misc]  # the stubs leave it out
        StoredFile.objects.update_or_create(name=stored, defaults={"size": size, "sha256": sha256})
        return stored

    def delete(self, name: str) -> None:
        """The file, and what was noted of it."""
        super().delete(name)
        StoredFile.objects.filter(name=name).delete()
