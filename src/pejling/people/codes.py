"""The codes that a telephone shows, each for half a minute."""

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time


def half_minute_of(secret: str, code: str) -> int | None:
    """For which half minute around now the telephone showed this code; the latest, should two have the same."""
    around_now: list[int] = sorted(yield_hotp_counters_from_time(), reverse=True)
    for half_minute in around_now:
        if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, half_minute))):
            return half_minute
    return None
