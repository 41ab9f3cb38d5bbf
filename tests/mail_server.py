"""A mail server on this machine: real connections, and trouble when a test asks for it."""

import socketserver
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from pytest_django import Settings

REFUSED = "550 ukendt"
HUNG_UP = ""
"""What it answers instead of words."""
Answer = Callable[[int], str]


def _content(_number: int) -> str:
    return "250 ok"


@dataclass
class MailServer:
    """Takes every mail. What it answers can be told for the mail with each number, counted from 1 as they are begun.

    `to_receiver` is asked before it has the mail, `to_mail` when it has it.
    """

    port: int = 0
    begun: int = 0
    taken: list[str] = field(default_factory=list)
    """The receivers of the mails that it has, in order."""
    to_receiver: Answer = _content
    to_mail: Answer = _content

    @property
    def counts(self) -> Counter[str]:
        """How many mails each address got."""
        return Counter(self.taken)


class _Talk(socketserver.StreamRequestHandler):
    """One connection: as much of the protocol as Python's own client speaks."""

    def handle(self) -> None:
        self._say("220 fjordlund.example")
        while line := self.rfile.readline().decode().strip():
            answer = self._answer(line)
            if answer == HUNG_UP:
                return
            self._say(answer)
            if line.upper() == "QUIT":
                return

    def _answer(self, line: str) -> str:
        post: MailServer = self.server.post  # type: ignore[attr-defined]
        word = line.upper().partition(":")[0]
        if word == "RCPT TO":
            self.receiver = line.partition("<")[2].partition(">")[0]
            post.begun += 1
            return post.to_receiver(post.begun)
        if word == "DATA":
            self._say("354 kom bare")
            while self.rfile.readline() not in (b".\r\n", b""):
                pass
            post.taken.append(self.receiver)
            return post.to_mail(post.begun)
        return "221 farvel" if word == "QUIT" else "250 ok"

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that was killed leaves its connection in the middle."""


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    """A mail server that takes everything until it is told otherwise."""
    with _Server(("127.0.0.1", 0), _Talk) as server:
        post = MailServer(port=server.server_address[1])
        server.post = post  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield post
        server.shutdown()
        thread.join()


@pytest.fixture
def ours(mail_server: MailServer, settings: Settings) -> MailServer:
    """The same server, as the one that this process sends its mails through."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mail_server.port
    return mail_server
