"""Asking the product for a page as its server does: through the WSGI door, signed in by a session of the database."""

import io
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from pejling.people.models import Person
from pejling.wsgi import application

HOST = "localhost"


def sign_in(person: Person) -> str:
    """The cookie of somebody who has signed in."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


class Door:
    """The product as a WSGI server sees it."""

    def get(self, address: str, cookie: str) -> bytes:
        """The page at the address; anything but a page is an error."""
        path, _mark, query = address.partition("?")
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path.encode().decode("latin-1"),
            "QUERY_STRING": query,
            "SERVER_NAME": HOST,
            "SERVER_PORT": "80",
            "HTTP_HOST": HOST,
            "HTTP_COOKIE": cookie,
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(),
            "wsgi.url_scheme": "http",
        }
        answers: list[object] = []

        def start(
            status: str, _headers: list[tuple[str, str]], _error: Any = None, /
        ) -> Callable[[bytes], object]:
            answers.append(status)
            return answers.append

        body = application(environ, start)
        try:
            page = b"".join(body)
        finally:
            _close(body)
        assert answers == ["200 OK"], f"{address} answered {answers}"
        return page


def _close(body: Iterable[bytes]) -> None:
    """A server closes an answer when it has sent it; that is when Django lets go of the connection."""
    close = getattr(body, "close", None)
    if close:
        close()
