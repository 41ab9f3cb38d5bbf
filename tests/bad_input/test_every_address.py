"""Every address once, with what PostgreSQL refuses and SQLite takes: signs, numbers and texts that are too much.

tests/test_bad_input.py goes further, on SQLite alone. This is the pass over every address on both databases.
"""

from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from pejling.web.forms import FilterForm
from tests.bad_input import junk
from tests.test_access import ACCESS
from tests.test_bad_input import POSTED, posted_forms, trouble, undone

NAMES = sorted(ACCESS)
LOTS = [NAMES[first::4] for first in range(4)]
"""The addresses in four lots, each tried in one small municipality."""
SHARP = (junk.CONTROLS, str(junk.HUGE), junk.OVERLONG)
"""In PostgreSQL: an invalid sign, a number out of range, a value too long for its column."""


@pytest.mark.parametrize("names", LOTS, ids=range(4))
def test_what_one_database_takes_and_the_other_refuses_breaks_no_page(
    names: list[str], w: SimpleNamespace
) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(w.secretary)
    broken = []
    for name in names:
        with undone():
            address = reverse(name, args=ACCESS[name].args(w))
            forms = posted_forms(client, address)
            for value in SHARP:
                broken += [
                    f"{name} {what}: {problem}" for what, problem in tried(client, address, forms, value)
                ]
    assert broken == []


def tried(client: Client, address: str, forms: list[dict[str, str]], value: str) -> list[tuple[str, str]]:
    """What goes wrong when the value stands in every name of the address, and in every field of its forms."""
    fields = sorted({field for form in forms for field in form})
    asked = client.get(address, QUERY_STRING=junk.query(value[:2_000]))
    with undone():
        sent = client.post(address, junk.query(value, fields), content_type=POSTED)
    problems = [(f"?{value[:20]!r}", trouble(asked)), (f"sent {value[:20]!r}", trouble(sent))]
    return [(what, problem) for what, problem in problems if problem]


def test_junk_is_sent_under_every_name_that_a_list_is_narrowed_by() -> None:
    every = set(FilterForm.__subclasses__())
    names = {name for form in every for name in getattr(form, "base_fields", {})}
    assert names - set(junk.QUERY_NAMES) == set()
