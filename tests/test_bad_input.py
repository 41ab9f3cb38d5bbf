"""Every address, with everything that nobody should send it: never a 500, never a success, and what was typed is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from itertools import product
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.access import make_world
from tests.bad_input import junk
from tests.test_access import ACCESS

POSTED = "application/x-www-form-urlencoded"
NAMES = sorted(ACCESS)
ROUNDS = [NAMES[first::8] for first in range(8)]
"""The addresses in eight lots, each tried in one small municipality."""
BUTTONS = {name for name, access in ACCESS.items() if access.method == "post"}
"""What is done by a button, whatever is sent with it."""
FREE = {
    "account_logout",  # just a button
    "account_set_password",  # a long and strange password is a good one
    "approver",  # nobody named is the unit's leader
    "inheritance",  # one of its buttons lets the tie end, whatever else is sent
    "initiative_step",  # most steps need no words
    "item_carrying",  # with no meeting chosen the item waits on the forum's list
    "report_reply",  # no words: the status is taken note of
    "retention",  # no number of years: it is kept without a limit
    "rhythm",  # nothing chosen follows the unit above
    "sections",  # a section may begin without a heading
    "set_language",  # a language that is none is as if nothing was chosen
    "public_status",  # nothing chosen shows citizens none of it
    "status_asking",  # just a button on a page of its own
    "statuses_asking",  # the same for all that lack one
    "statuses",  # rows that are left empty are left alone
}


READING = {
    "chain": ["punkt", "dokument", "enhed", "q"],
    "as_of": ["version", "den"],
    "comparison": ["fra", "fra_version", "til_version"],
    "documents": ["sort", "page", "aar"],
    "document_new": ["unit", "kind", "tillaeg_til"],
    "tie_new": ["maal", "q"],
    "search": ["q", "page"],
    "people": ["page", "q"],
    "unit_new": ["under"],
    "chain_band": ["page"],
    "chain_broken": ["page", "slags", "kolonne"],
    "chain_column": ["page"],
    "element_correction": ["felt"],
}
"""What pages read from their address, where one name that makes no sense would hide what the next one does."""
NO_ROW = ("0", str(2**63 - 1), str(junk.HUGE), junk.ENDLESS)
"""Numbers in addresses that name nothing, some larger than a database, or Python itself, can count."""
IN_PLACE = 987_654_321


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    return make_world()


def clients(w: SimpleNamespace) -> dict[str, Client]:
    """A browser for each kind of person; what breaks is answered, not raised."""
    found = {name: Client(raise_request_exception=False) for name in ("owner", "secretary", "anonymous")}
    found["owner"].force_login(w.owner)
    found["secretary"].force_login(w.secretary)
    return found


@contextmanager
def undone() -> Iterator[None]:
    """What happens in here leaves no trace."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("names", ROUNDS, ids=range(8))
def test_pages_asked_for_with_junk_do_not_break(names: list[str], w: SimpleNamespace) -> None:
    queries = [junk.query(value) for value in junk.VALUES] + junk.BROKEN_QUERIES
    lots = {"owner": queries[::3], "secretary": queries[1::3], "anonymous": queries[2::3]}
    people = clients(w)
    broken = []
    for name in names:
        with undone():
            address = reverse(name, args=ACCESS[name].args(w))
            for person, lot in lots.items():
                answers = ((query, people[person].get(address, QUERY_STRING=query)) for query in lot)
                broken += [f"{name} {person} ?{q[:60]}: {trouble(a)}" for q, a in answers if trouble(a)]
    assert broken == []


def test_one_junk_name_in_an_address_does_not_break_the_page(w: SimpleNamespace) -> None:
    client = clients(w)["secretary"]
    broken = []
    for page, names in READING.items():
        address = reverse(page, args=ACCESS[page].args(w))
        for name, value in product(names, junk.VALUES):
            answer = client.get(
                address, QUERY_STRING=junk.query(value, [name]) + "&type=document&q=plan&punkt=1"
            )
            if problem := trouble(answer):
                broken.append(f"{page} {name}={value[:30]!r}: {problem}")
    assert broken == []


@pytest.mark.parametrize("names", ROUNDS, ids=range(8))
def test_a_number_that_no_row_has_is_not_found(names: list[str], w: SimpleNamespace) -> None:
    people = clients(w)
    found = []
    for name in names:
        with undone():
            args = ACCESS[name].args(w)
            for place, number in enumerate(args):
                if not isinstance(number, int):
                    continue
                # Where something is brought back the number is a row's that is gone: it cannot be, and that is told.
                gone = {404, 422} if place and "restoration" in name else {404}
                allowed = {"owner": gone | {403}, "secretary": gone, "anonymous": {404, 302}}
                for wrong in NO_ROW:
                    if (name, wrong) == ("two_pages_restoration", "0"):
                        continue  # what Pejling chose, before anybody did
                    address = reverse(name, args=[*args[:place], IN_PLACE, *args[place + 1 :]])
                    address = address.replace(str(IN_PLACE), wrong)
                    for person, client in people.items():
                        answer = client.post(address) if name in BUTTONS else client.get(address)
                        if answer.status_code not in allowed[person]:
                            found.append((name, person, wrong[:30], answer.status_code))
    assert found == []


@pytest.mark.parametrize("names", ROUNDS, ids=range(8))
def test_junk_sent_to_an_address_neither_breaks_it_nor_goes_through(
    names: list[str], w: SimpleNamespace
) -> None:
    people = clients(w)
    wrong = []
    for name in names:
        with undone():
            address = reverse(name, args=ACCESS[name].args(w))
            for person in ("owner", "secretary"):
                forms = posted_forms(people[person], address)
                every = bodies(forms)
                for body, may_be_accepted in every if person == "secretary" else every[:3]:
                    with undone():
                        answer = people[person].post(address, body, content_type=POSTED)
                    problem = trouble(answer)
                    if (
                        not may_be_accepted
                        and forms
                        and 300 <= answer.status_code < 400
                        and name not in BUTTONS | FREE
                    ):
                        problem = "went through"
                    if problem:
                        wrong.append(f"{name} {person} {body[:60]!r}: {problem}")
    assert wrong == []


@pytest.mark.parametrize("names", ROUNDS, ids=range(8))
def test_one_wrong_field_is_told_of_and_what_was_typed_is_kept(names: list[str], w: SimpleNamespace) -> None:
    people = clients(w)
    wrong = []
    for name in sorted(set(names) - BUTTONS):
        with undone():
            address = reverse(name, args=ACCESS[name].args(w))
            for form in posted_forms(people["secretary"], address):
                for field in form:
                    for value in (junk.OVERLONG, str(junk.HUGE), junk.ENDLESS, junk.CONTROLS):
                        with undone():
                            answer = people["secretary"].post(address, {**form, field: value})
                        if problem := trouble(answer) or _lost(answer, form, field):
                            wrong.append(f"{name} {field}={value[:20]!r}: {problem}")
    assert wrong == []


def _lost(answer: Any, form: dict[str, str], wrong: str) -> str:
    """What of the other fields is no longer in the page that tells of one."""
    if answer.status_code not in (409, 422):
        return ""
    page = unescape(text(answer))
    hidden = {wrong, "csrfmiddlewaretoken", "form_stamp", "password", "version"}
    lost = [field for field, value in form.items() if field not in hidden and value.strip() not in page]
    return f"{answer.status_code} lost {lost}" if lost else ""


def trouble(answer: Any) -> str:
    """What is wrong with an answer whatever was asked: it broke, or the junk's script stands in it as markup."""
    if answer.status_code >= 500:
        return f"{answer.status_code} {answer.exc_info[1] if getattr(answer, 'exc_info', None) else ''!r}"[
            :200
        ]
    return "script in the page" if not answer.streaming and junk.raw_script_in(text(answer)) else ""


def posted_forms(client: Client, address: str) -> list[dict[str, str]]:
    """The forms that the address shows this person; none where it shows nothing."""
    answer = client.get(address)
    if answer.status_code != 200 or answer.streaming or "html" not in answer["Content-Type"]:
        return []
    return junk.posted_forms(text(answer))


def bodies(forms: list[dict[str, str]]) -> list[tuple[str, bool]]:
    """What is posted, and whether a form of nothing but plain words may rightly take it.

    Nothing, junk in every field, bytes that are no text, lists where one value belongs.
    """
    names = sorted({name for form in forms for name in form} | set(junk.FIELD_NAMES))
    return [
        ("", False),
        (junk.query(junk.OVERLONG, names), False),
        *(
            (junk.query(value, names), True)
            for value in (junk.SCRIPT, junk.CONTROLS, str(junk.HUGE), "31.12.9999")
        ),
        ("&".join(f"{name}=%FF%FE%00&{name}=%ED%A0%80" for name in names), True),
        ("&".join(f"{name}=-1&{name}=2&{name}[]=3" for name in names), True),
    ]


def text(answer: Any) -> str:
    """The answer's words."""
    return str(answer.content.decode(errors="replace"))


def test_what_was_typed_stands_in_the_answer_escaped(w: SimpleNamespace) -> None:
    answer = clients(w)["owner"].post(reverse("document_new"), {"title": junk.OVERLONG, "kind": "abc"})
    assert answer.status_code == 422
    assert junk.SCRIPT not in text(answer)
    assert junk.OVERLONG.strip() in unescape(text(answer))
