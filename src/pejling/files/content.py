"""What may be uploaded: told by the content, never by the name alone."""

from pathlib import PurePosixPath
from typing import IO

import puremagic
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from pejling.core.apart import Unreadable, apart
from pejling.core.formats import number
from pejling.core.packages import kind_without_macros
from pejling.core.text import clean_line

OPEN_XML = "application/vnd.openxmlformats-officedocument."
TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "docx": OPEN_XML + "wordprocessingml.document",
    "xlsx": OPEN_XML + "spreadsheetml.sheet",
    "pptx": OPEN_XML + "presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "txt": "text/plain; charset=utf-8",
    "md": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
}
"""What each ending is served as."""
PACKAGES = ("docx", "xlsx", "pptx", "odt")
PICTURES_AND_PDF = {"pdf": ".pdf", "png": ".png", "jpg": ".jpg", "jpeg": ".jpg"}
ACTIVE_BEGINNINGS = (b"<!doctype", b"<html", b"<script", b"<svg", b"<?xml", b"<?php", b"#!")
LONGEST_NAME = 200


def refuse_upload(name: str, stream: IO[bytes], size: int) -> str:
    """The type that the file is served as; a ValidationError in words when it is not one that we keep."""
    ending = PurePosixPath(name).suffix.lower().lstrip(".")
    if ending not in TYPES:
        raise ValidationError(
            _(
                "Filtypen .%(ending)s kan ikke lægges op. Brug pdf, docx, xlsx, pptx, odt, txt, md, csv, png eller jpg."
            )
            % {"ending": ending or "?"}
        )
    if size == 0:
        raise ValidationError(_("Filen er tom. Vælg en anden."))
    if size > settings.UPLOAD_LIMIT:
        most = number(settings.UPLOAD_LIMIT // (1024 * 1024))
        raise ValidationError(
            _("Filen fylder mere end %(most)s MB. Gør den mindre, eller del den.") % {"most": most}
        )
    try:
        is_what_it_says = _is_what_it_says(ending, stream)
    except Unreadable as refusal:
        raise ValidationError(str(refusal)) from refusal
    if not is_what_it_says:
        raise ValidationError(
            _("Filens indhold passer ikke til endelsen .%(ending)s. Gem den igen i det rigtige format.")
            % {"ending": ending}
        )
    return TYPES[ending]


def type_of_chosen(upload: UploadedFile[bytes], name: str) -> str:
    """The type of a file that somebody chose in a form; what is refused stands beside the field for it."""
    try:
        return refuse_upload(name, upload.file or upload, upload.size or 0)
    except ValidationError as refusal:
        raise ValidationError({"file": refusal}) from refusal


def file_name(name: str) -> str:
    """The name as people will read it: without folders and signs that mean something to a computer."""
    last = clean_line(name.replace("\\", "/").rpartition("/")[2])
    plain = "".join("-" if sign in '<>:"|?*' else sign for sign in last).strip(". ") or "fil"
    path = PurePosixPath(plain)
    return path.stem[: LONGEST_NAME - len(path.suffix)] + path.suffix


def _is_what_it_says(ending: str, stream: IO[bytes]) -> bool:
    stream.seek(0)
    try:
        if ending in PICTURES_AND_PDF:
            return _begins_like(PICTURES_AND_PDF[ending], stream.read(4096))
        if ending in PACKAGES:
            return apart(kind_without_macros, stream.read()) == ending
        return _is_plain_text(stream)
    finally:
        stream.seek(0)


def _begins_like(ending: str, head: bytes) -> bool:
    try:
        found = {match.extension for match in puremagic.magic_string(head)}
    except (puremagic.PureError, ValueError):
        return False
    return bool(found & {ending, *([".jpeg", ".jfif"] if ending == ".jpg" else [])})


def _is_plain_text(stream: IO[bytes]) -> bool:
    """Text in UTF-8 or as Windows writes it, and neither a page, a picture nor a program in disguise."""
    for chunk in iter(lambda: stream.read(1 << 20), b""):
        if b"\x00" in chunk:
            return False
    stream.seek(0)
    head = stream.read(4096).removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return not head.startswith(ACTIVE_BEGINNINGS)
