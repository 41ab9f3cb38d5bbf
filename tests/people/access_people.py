"""Who may come to the pages of sign-in. Those who are signed in already are sent on from the sign-in page.

The small municipality's people have no password, so they cannot show that it is them before what matters: that is refused.
"""

from typing import Any

from tests.access import Access

EVERYBODY: dict[str, Any] = {"owner": 200, "colleague": 200, "outsider": 200, "anonymous": 200}
SIGNED_IN: dict[str, Any] = {"owner": 200, "colleague": 200, "outsider": 200, "anonymous": "login"}
SENT_ON: dict[str, Any] = {"owner": 302, "colleague": 302, "outsider": 302, "anonymous": "login"}
NONE_SO_FAR: dict[str, Any] = {"owner": 404, "colleague": 404, "outsider": 404, "anonymous": "login"}
NOT_SHOWN: dict[str, Any] = {"owner": 403, "colleague": 403, "outsider": 403, "anonymous": "login"}
GONE: dict[str, Any] = {"owner": 410, "colleague": 410, "outsider": 410, "anonymous": 410}

ACCESS = {
    "account_login": Access(owner=302, colleague=302, outsider=302, anonymous=200),
    "account_logout": Access(owner=200, colleague=200, outsider=200, anonymous=302),
    "account_inactive": Access(**EVERYBODY),
    "account_reauthenticate": Access(**NOT_SHOWN),
    "account_change_password": Access(**SENT_ON),
    "account_set_password": Access(**SIGNED_IN),
    "account_reset_password": Access(**EVERYBODY),
    "account_reset_password_done": Access(**EVERYBODY),
    "account_reset_password_from_key_done": Access(**EVERYBODY),
    "account_reset_password_from_key": Access(**GONE, args=lambda w: ["1", "gone-link"]),
    "mfa_index": Access(**SIGNED_IN),
    "mfa_authenticate": Access(owner=302, colleague=302, outsider=302, anonymous="login"),
    "mfa_reauthenticate": Access(owner=403, colleague=403, outsider=403, anonymous="login"),
    "mfa_activate_totp": Access(**NOT_SHOWN),
    "mfa_deactivate_totp": Access(**NONE_SO_FAR),
    "mfa_view_recovery_codes": Access(**NONE_SO_FAR),
    "mfa_generate_recovery_codes": Access(**NOT_SHOWN),
    "mfa_download_recovery_codes": Access(**NONE_SO_FAR),
    "profile": Access(**SIGNED_IN),
    "address": Access(**NOT_SHOWN),
    "address_confirmation": Access(**GONE | {"anonymous": "login"}, args=lambda w: ["gone"]),
    # Without a language there is nothing to keep: one is sent back to where one was.
    "set_language": Access(owner=303, colleague=303, outsider=303, anonymous=303, method="post"),
    "signing_out": Access(owner=303, colleague=303, outsider=303, anonymous="login", method="post"),
    "invitation": Access(**GONE, args=lambda w: ["gone"]),
}
