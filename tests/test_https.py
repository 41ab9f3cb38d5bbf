"""What changes with an https address."""

import pytest

from tests.installation import Installation

ASK = """
from django.conf import settings
from django.test import Client
answer = Client().get("/sundhed", HTTP_HOST="pejling.example.dk", HTTP_X_FORWARDED_PROTO="https")
print(answer.get("Strict-Transport-Security", "none"), settings.SESSION_COOKIE_SECURE)
"""


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"PEJLING_BASE_URL": "https://pejling.example.dk"}, "max-age=31536000 True"),
        ({"PEJLING_BASE_URL": "https://pejling.example.dk", "PEJLING_HSTS_DAYS": "1"}, "max-age=86400 True"),
        ({"PEJLING_BASE_URL": "https://pejling.example.dk", "PEJLING_HSTS_DAYS": "0"}, "none True"),
        ({"PEJLING_BASE_URL": "http://pejling.example.dk"}, "none False"),
    ],
)
def test_browser_is_told_to_come_back_over_https_when_the_address_is_https(
    empty: Installation, told: dict[str, str], expected: str
) -> None:
    done = empty.run(
        "manage", "shell", "-v0", "-c", ASK, PEJLING_PROXIES="127.0.0.1", PEJLING_DEBUG="1", **told
    )
    assert done.stdout.strip() == expected, done.stderr
