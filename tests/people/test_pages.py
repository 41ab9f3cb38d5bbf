"""Every page of allauth's that has an address is shown in our words and our frame, and no other has an address."""

from pathlib import Path

import allauth
import pytest
from django.template.loader import get_template
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, reverse
from django.utils import translation

from pejling.people.mails import letters
from pejling.people.models import Person
from pejling.people.urls import urlpatterns

ALLAUTH = Path(allauth.__file__).parent / "templates"
OURS = [pattern.name for pattern in urlpatterns if str(pattern.name).startswith(("account_", "mfa_"))]
UNREACHABLE: tuple[str, ...] = (
    "account_already_exists",
    "unknown_account",
    "login_code",
    "password_reset_code",
    "webauthn",
)
UNREACHABLE += (
    "email_changed",
    "email_confirm",
    "email_deleted",
    "account_connected",
    "account_disconnected",
    "base",
)


def allauth_names(patterns: list[URLPattern | URLResolver]) -> set[str]:
    """The names of all addresses that allauth would have."""
    names: set[str] = set()
    for pattern in patterns:
        inner = (
            allauth_names(pattern.url_patterns) if isinstance(pattern, URLResolver) else {str(pattern.name)}
        )
        names |= inner
    return names


def test_only_the_addresses_that_are_used_exist() -> None:
    from allauth.urls import urlpatterns as theirs

    unused = allauth_names(theirs) - set(OURS)
    assert "account_signup" in unused
    for name in unused:
        with pytest.raises(NoReverseMatch):
            reverse(name)


@pytest.mark.parametrize(
    "path", ["signup", "signup/", "log-ind/signup", "login/", "email/", "2fa/webauthn/", "3rdparty/"]
)
def test_addresses_as_allauth_has_them_lead_nowhere(client: Client, db: None, path: str) -> None:
    assert client.get(f"/konto/{path}").status_code == 404


@pytest.mark.parametrize("name", OURS)
def test_template_of_every_used_page_is_ours(name: str) -> None:
    (pattern,) = [pattern for pattern in urlpatterns if pattern.name == name]
    view = pattern.callback.__wrapped__.view_class
    assert get_template(view.template_name).backend.name == "jinja2"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "kind", sorted({path.stem.rsplit("_", 1)[0] for path in ALLAUTH.glob("*/email/*_message.txt")})
)
def test_mail_of_every_kind_that_can_be_sent_is_ours(kind: str) -> None:
    ours = any(letter.endswith(f"/email/{kind}") for letter in letters())
    assert ours or kind.startswith(UNREACHABLE)


def test_every_page_one_can_come_to_is_in_our_frame(gerda: Person, signed_in: Client) -> None:
    strangers = ["account_login", "account_inactive", "account_reset_password", "account_reset_password_done"]
    strangers += ["account_reset_password_from_key_done"]
    own = [
        "account_logout",
        "account_reauthenticate",
        "account_change_password",
        "mfa_index",
        "mfa_activate_totp",
    ]
    for client, names in ((Client(), strangers), (signed_in, own)):
        for name in names:
            response = client.get(reverse(name))
            assert (name, response.status_code) == (name, 200)
            assert '<header class="site">' in response.content.decode()


@pytest.mark.parametrize("kind", sorted(letters()))
def test_every_mail_can_be_filled_in(gerda: Person, kind: str) -> None:
    from pejling.people.mails import send
    from tests.people.mailbox import subjects

    send(
        kind,
        gerda,
        url="http://localhost:8000/x",
        host="Bo",
        new="ny@a.example",
        password_reset_url="http://localhost:8000/y",
        title="Fælles læsebånd",
        level="På sporet",
        forum="Direktionen",
        at="7. december 2026 kl. 09.00",
        place=", lokale 204",
        pdf="http://localhost:8000/z",
        sentence="Det går.",
    )
    with translation.override("da"):
        assert subjects() == [("gerda@fjordlund.example", str(letters()[kind].subject))]
