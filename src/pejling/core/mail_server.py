"""Where mails are handed in, as one address tells it: `smtp+tls://user:password@mail.kommune.dk:587`."""

from typing import Any

import dj_email_url

SMTP = "django.core.mail.backends.smtp.EmailBackend"
ENCRYPTED = {"smtp+tls": ("EMAIL_USE_TLS", 587), "smtp+ssl": ("EMAIL_USE_SSL", 465)}
"""What the library does not know: an encryption said in the scheme, which it would leave out and send in the clear."""


def mail_settings(address: str) -> dict[str, Any]:
    """Django's settings for it; ValueError when it names no server, without telling it: it may hold a password."""
    scheme = address.partition("://")[0]
    told: dict[str, Any] = dj_email_url.parse(address)
    if scheme in ENCRYPTED:
        option, port = ENCRYPTED[scheme]
        told |= {"EMAIL_BACKEND": SMTP, option: True, "EMAIL_PORT": told["EMAIL_PORT"] or port}
    backend = told.get("EMAIL_BACKEND")
    if backend is None or (backend == SMTP and not told["EMAIL_HOST"]):
        raise ValueError("no mail server")
    return told
