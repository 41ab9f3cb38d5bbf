"""What is far too large is turned away before it fills the disk, whoever sends it and wherever to."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler
from django.utils.datastructures import MultiValueDict

CHUNK = 1 << 20
MOST_LISTENED_TO = 1 << 30
"""So many bytes are heard out and thrown away, so that the browser reads our answer instead of losing the connection."""


class Limit(FileUploadHandler):
    """Refuses what cannot be a file within the limit and the fields of a form; a little too large is the form's to tell."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, str],  # noqa: N803 - the name is Django's
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> tuple[Any, MultiValueDict[str, Any]] | None:
        """Ask how much is coming, before anything is kept."""
        if content_length <= settings.UPLOAD_LIMIT + settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return None
        heard = 0
        while heard < MOST_LISTENED_TO and (chunk := input_data.read(CHUNK)):
            heard += len(chunk)
        raise RequestDataTooBig

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Keep nothing here: the next handler does."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Nothing was kept here."""
        return
