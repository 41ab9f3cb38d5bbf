"""The page that shows what the demonstration would have sent."""

from pathlib import Path

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from pejling.demo.mails import newest_mails


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    """A folder that mails are written to."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = settings.EMAIL_FOLDER = tmp_path
    return tmp_path


def test_mails_are_read_as_they_were_written(folder: Path) -> None:
    with mail.get_connection() as connection:
        for number in (1, 2):
            mail.EmailMessage(
                f"Søg nr. {number}",
                "Kære Åse\n\nhttp://a.example/æ\n",
                to=["aase@a.example"],
                connection=connection,
            ).send()
    read = newest_mails(folder)
    assert [(each.to, each.subject) for each in read] == [
        ("aase@a.example", "Søg nr. 2"),
        ("aase@a.example", "Søg nr. 1"),
    ]
    assert read[0].text.splitlines() == ["Kære Åse", "", "http://a.example/æ"]


@pytest.mark.django_db
def test_page_shows_mails_with_links_and_as_text(folder: Path, settings: Settings, client: Client) -> None:
    settings.DEMO = True
    assert "Ingen mails endnu" in client.get("/demo/mails").content.decode()
    mail.EmailMessage("<b>Hej</b>", "http://a.example/x\n<script>", to=["aase@a.example"]).send()
    page = client.get("/demo/mails").content.decode()
    assert '<a href="http://a.example/x">http://a.example/x</a>' in page
    assert "&lt;b&gt;Hej&lt;/b&gt;" in page
    assert "&lt;script&gt;" in page


@pytest.mark.django_db
def test_page_is_not_there_outside_the_demonstration(folder: Path, client: Client) -> None:
    assert client.get("/demo/mails").status_code == 404
