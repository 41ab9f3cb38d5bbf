"""Promises are for everybody."""

from types import SimpleNamespace
from typing import Any

from pejling.core.dates import today
from tests.access import Access


def aim(w: SimpleNamespace) -> list[int]:
    return [w.aim.pk]


def aim_today(w: SimpleNamespace) -> list[Any]:
    return [w.aim.pk, today().year, today().month, today().day]


EVERYBODY = {"owner": 200, "colleague": 200, "outsider": 200, "anonymous": 200}
ACCESS = {
    "promises": Access(**EVERYBODY),  # type: ignore[arg-type]
    "promises_csv": Access(**EVERYBODY),  # type: ignore[arg-type]
    "promises_json": Access(**EVERYBODY),  # type: ignore[arg-type]
    "promise": Access(**EVERYBODY, args=aim),  # type: ignore[arg-type]
    "promise_on": Access(**EVERYBODY, args=aim_today),  # type: ignore[arg-type]
    "promise_csv": Access(**EVERYBODY, args=aim),  # type: ignore[arg-type]
    "promise_json": Access(**EVERYBODY, args=aim),  # type: ignore[arg-type]
}
