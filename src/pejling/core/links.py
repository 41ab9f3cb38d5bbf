"""The keys of links in mails, all made in one way: each is bound to what it was made on, and dies with it.

A link is made of the installation's secret key and of what was true when it was made: an address, a password, how often the
person has ended all ways in. Whoever opens it compares with what is true now, so nobody has to remember to withdraw a link
when one of these changes. There are two kinds:

- `key`: the same whenever it is made of the same. It is good for one use, so a row is kept of it, with its `fingerprint`.
- `SignedLink`: carries what it is about, and nothing is kept of it.
"""

import hashlib
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac


def key(salt: str, *made_on: object) -> str:
    """256 bits that nobody can make without the installation's secret key: what a link carries."""
    digest = salted_hmac(salt, repr([str(each) for each in made_on]), algorithm="sha256").digest()
    return urlsafe_b64encode(digest).rstrip(b"=").decode()


def fingerprint(link: str) -> str:
    """What is kept of a link: enough to know it again, not enough to make it."""
    return hashlib.sha256(link.encode()).hexdigest()


@dataclass(frozen=True)
class Opened:
    """A signed link that was made here and is not too old; whether it still stands is asked of it."""

    carried: Any
    seal: str
    salt: str

    def was_made_on(self, *facts: object) -> bool:
        """Whether what it was made on is as it was then."""
        return constant_time_compare(self.seal, key(self.salt, *facts))


@dataclass(frozen=True)
class SignedLink:
    """One kind of link that carries what it is about."""

    salt: str
    holds: timedelta | None = None

    def sign(self, carried: Any, *, made_on: tuple[object, ...]) -> str:
        """What the link carries, good as long as the facts that it is made on are the same."""
        return signing.dumps([carried, key(self.salt, *made_on)], salt=self.salt)

    def open(self, signed: str) -> Opened | None:
        """What was carried; None for a link that was not made here, or is too old."""
        try:
            carried, seal = signing.loads(signed, salt=self.salt, max_age=self.holds)
        except signing.BadSignature:
            return None
        return Opened(carried, seal, self.salt)
