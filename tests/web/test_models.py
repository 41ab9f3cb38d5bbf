"""A municipality's own colours can be read, and its logo is a picture and nothing else."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.test import Client
from pytest_django import Settings

from pejling.web.colours import contrast
from pejling.web.models import LARGEST_LOGO, Identity

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000000", "#ffffff", 21.0), ("#ffffff", "#ffffff", 1.0), ("#767676", "#ffffff", 4.54)],
)
def test_contrast_is_counted_as_wcag_does(one: str, other: str, expected: float) -> None:
    assert round(contrast(one, other), 2) == expected
    assert contrast(one, other) == contrast(other, one)


def test_colour_that_white_can_be_read_on_is_accepted() -> None:
    Identity(pk=1, name="Fjordlund Kommune", band="#767676").clean_fields()


def test_colour_that_is_too_light_is_refused_with_how_much_is_missing() -> None:
    with pytest.raises(ValidationError) as refusal:
        Identity(pk=1, name="Fjordlund Kommune", band="#777777").clean_fields()
    assert refusal.value.message_dict == {
        "band": [
            "Farven er for lys: kontrasten mod hvid er 4,4, og der skal mindst være 4,5. Vælg en mørkere."
        ]
    }


@pytest.mark.parametrize("typed", ["rød", "#12345", "#1234567", "#0b3a5g", "0b3a5c"])
def test_what_is_no_colour_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        Identity(pk=1, name="Fjordlund Kommune", accent=typed).clean_fields()
    assert list(refusal.value.message_dict) == ["accent"]


@pytest.mark.parametrize("content", [b"<svg onload='alert(1)'/>", b"", b"GIF89a", PNG + b"x" * LARGEST_LOGO])
def test_logo_that_is_not_a_small_png_is_refused(content: bytes) -> None:
    identity = Identity(pk=1, name="Fjordlund Kommune", logo=SimpleUploadedFile("logo.png", content))
    with pytest.raises(ValidationError) as refusal:
        identity.clean_fields()
    assert list(refusal.value.message_dict) == ["logo"]


@pytest.fixture
def uploads(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def test_logo_is_kept_under_a_random_name_and_served_as_a_picture(
    client: Client, db: None, uploads: Path
) -> None:
    identity = Identity(pk=1, name="Fjordlund Kommune", logo=SimpleUploadedFile("../hemmelig.svg", PNG))
    identity.clean_fields()
    identity.save()
    answer = client.get("/identitet/logo.png")
    assert (answer["Content-Type"], answer.getvalue()) == ("image/png", PNG)
    assert "hemmelig" not in str(identity.logo)


def test_there_is_one_identity(db: None) -> None:
    with pytest.raises(IntegrityError):
        Identity.objects.create(pk=2, name="En anden kommune")


def test_stylesheet_holds_the_two_colours(client: Client, db: None) -> None:
    Identity.objects.create(pk=1, name="Fjordlund Kommune", band="#123456", accent="#654321")
    answer = client.get("/identitet.css")
    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert answer.text == ":root {\n  --band: #123456;\n  --accent: #654321;\n}\n"
