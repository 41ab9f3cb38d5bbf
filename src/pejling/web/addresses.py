"""The addresses of pages by their names, kept: a list asks for one on every row, and Django tries all patterns each time."""

from functools import lru_cache

from django.conf import settings
from django.urls import NoReverseMatch, get_script_prefix, register_converter, reverse

from pejling.core.keys import LONGEST


def url(name: str, *args: object) -> str:
    """The address of a page by its name: `url("document", document.pk)`."""
    found = url_if_any(name, *args)
    return found or reverse(name, args=args)


def url_if_any(name: str, *args: object) -> str:
    """The address of a page that a room may bring, or nothing while there is no such room."""
    return _address(get_script_prefix(), settings.ROOT_URLCONF, name, args)


@lru_cache(maxsize=4_096)
def _address(_prefix: str, addresses: str, name: str, args: tuple[object, ...]) -> str:
    try:
        return reverse(name, addresses, args=args)
    except NoReverseMatch:
        return ""


class KeyConverter:
    """The key of a row in an address: `<key:pk>`. More digits than a database counts to lead nowhere."""

    regex = rf"[0-9]{{1,{LONGEST}}}"

    def to_python(self, text: str) -> int:
        """The key."""
        return int(text)

    def to_url(self, key: int) -> str:
        """As it stands in the address."""
        return str(key)


register_converter(KeyConverter, "key")
