"""Several people with a browser and a connection to the database each, who press a button at the same moment."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connections
from django.test import Client

from pejling.people.models import Person

Act = Callable[[], object]
Pressed = tuple[Person | None, str, dict[str, Any]]
"""Who sends what where; nobody is signed in where no person is named."""


def at_once(*sent: Pressed) -> list[int]:
    """What each of them is answered, in order of the answers."""
    barrier, answers = Barrier(len(sent)), [0] * len(sent)

    def press(place: int, person: Person | None, address: str, body: dict[str, Any]) -> None:
        client = Client(raise_request_exception=False)
        try:
            if person:
                client.force_login(person)
            barrier.wait(timeout=30)
            answers[place] = client.post(address, body).status_code
        finally:
            connections.close_all()

    threads = [Thread(target=press, args=(place, *each)) for place, each in enumerate(sent)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return sorted(answers)


def together(*acts: Act) -> list[object]:
    """What each act comes to when all begin at the same moment; for one that is refused in words, the words."""
    answers: list[object] = [None] * len(acts)
    barrier = Barrier(len(acts))

    def work(place: int, act: Act) -> None:
        try:
            barrier.wait(timeout=30)
            answers[place] = act()
        except ValidationError as refusal:
            answers[place] = " ".join(refusal.messages)
        finally:
            connections.close_all()

    threads = [Thread(target=work, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return answers
