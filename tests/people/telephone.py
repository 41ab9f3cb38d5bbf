"""What an app for codes on a telephone shows."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value


def code_of(secret: str, *, half_minutes: int = 0) -> str:
    """The code of now, or of so many half minutes from now."""
    code: str = format_hotp_value(hotp_value(secret, int(time.time()) // 30 + half_minutes))
    return code


def code_to_come(secret: str) -> str:
    """The next code, which a telephone whose clock is a little ahead shows already."""
    return code_of(secret, half_minutes=1)
