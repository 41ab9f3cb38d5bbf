"""The one address that says where mails are handed in: an encrypted line is one, and what is no address is refused."""

from typing import Any

import pytest

from pejling.core.mail_server import SMTP, mail_settings

NAMES = ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_USE_TLS", "EMAIL_USE_SSL")


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("smtp+tls://u:p@mail.kommune.dk:2587", ("mail.kommune.dk", 2587, True, False)),
        ("smtp+tls://u:p@mail.kommune.dk", ("mail.kommune.dk", 587, True, False)),
        ("smtp+ssl://u:p@mail.kommune.dk", ("mail.kommune.dk", 465, False, True)),
        ("submission://u:p@mail.kommune.dk", ("mail.kommune.dk", 587, True, False)),
        ("smtp://mail.kommune.dk", ("mail.kommune.dk", 25, False, False)),
    ],
)
def test_address_says_where_mails_go_and_whether_the_line_is_encrypted(
    address: str, meant: tuple[Any, ...]
) -> None:
    told = mail_settings(address)
    assert (told["EMAIL_BACKEND"], tuple(told[name] for name in NAMES)) == (SMTP, meant)


@pytest.mark.parametrize(
    "wrong", ["forkert", "mail.kommune.dk:587", "smtp+tls://", "https://mail.kommune.dk", "smtp://h:port"]
)
def test_what_names_no_mail_server_is_refused_and_not_repeated(wrong: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - whatever it says, it does not say the address
        mail_settings(wrong)
    assert wrong not in str(refused.value)
