"""Visitors with slow lines: what they send may take its time to come, and what they are sent to go.

A web process is taken for stuck, and ended, when it has shown no sign of life for a minute. gunicorn's sync workers show
one between two requests only, so that a file of 50 MB over a slow line would be cut off. Here every piece that
comes or goes is a sign of life: what is limited is silence, not length.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

Alive = Callable[[], object]
Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


class Incoming:
    """The body of a request. Whoever reads it reads 64 kB at a time."""

    def __init__(self, body: Any, alive: Alive) -> None:
        self.body, self.alive = body, alive

    def read(self, size: int = -1) -> bytes:
        """So many bytes, or what there is."""
        piece: bytes = self.body.read(size)
        self.alive()
        return piece

    def readline(self, size: int = -1) -> bytes:
        """One line."""
        line: bytes = self.body.readline(size)
        self.alive()
        return line

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.readline, b"")


class Outgoing:
    """An answer. The next piece is asked for when the one before it has gone."""

    def __init__(self, answer: Iterable[bytes], alive: Alive) -> None:
        self.answer, self.alive = answer, alive

    def __iter__(self) -> Iterator[bytes]:
        for piece in self.answer:
            self.alive()
            yield piece

    def close(self) -> None:
        """Let the application know that its answer has gone, or that nobody waits for it any more."""
        if close := getattr(self.answer, "close", None):
            close()


def patient(application: Application, alive: Alive) -> Application:
    """The application, giving a sign of life with every piece that comes or goes."""

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        environ["wsgi.input"] = Incoming(environ["wsgi.input"], alive)
        return Outgoing(application(environ, start_response), alive)

    return answer
