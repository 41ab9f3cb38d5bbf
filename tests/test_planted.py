"""The part of the sweep with planted words (`tests/planted_words.py`) that is quick enough for `make test`.

Every address is asked for by one kind of person, in turn, and all that can be tried with little: mails and their
links, calendars, files, and that what one may not see answers like what is not there. What somebody adds - an address with a
number, a field to write in - is planted or named here.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.db.models import CharField, FileField, JSONField, TextField
from django.test import Client
from django.urls import reverse

from pejling.core.dates import today
from pejling.desk.actions.calendar import make_address, secret_of
from pejling.desk.mailing.digests import send_digests
from pejling.search.models import Entry
from tests.planted import NOWHERE, alike, client_of, for_a_module, leaks, page_of, text_of, told
from tests.planted_addresses import is_to_be_planted, named_addresses, variants
from tests.planting import PUBLIC_ALONE, WORD

pytestmark = pytest.mark.django_db
SHARE = len(alike())
"""Each group of kinds of people asks for one in so many addresses, so that each address is asked for by one of them."""


@pytest.fixture(scope="module")
def planted(django_db_setup: None, django_db_blocker: Any) -> Iterator[SimpleNamespace]:
    """The municipality."""
    yield from for_a_module(django_db_blocker)


def test_kinds_of_people_who_share_their_addresses_see_the_same_rows(planted: SimpleNamespace) -> None:
    def seen(kind: str) -> dict[str, list[int]]:
        viewer = AnonymousUser() if kind == "anonymous" else planted.people[kind]
        tables: dict[str, Any] = {
            model._meta.label: model._default_manager.all() for model in apps.get_models()
        }
        protected = {
            label: rows
            for label, rows in tables.items()
            if hasattr(rows, "visible_to") and rows.model is not Entry
        }
        return {
            label: sorted(rows.visible_to(viewer).values_list("pk", flat=True))
            for label, rows in protected.items()
        }

    def known(kind: str, kinds: tuple[str, ...]) -> list[str]:
        """Besides what is about one of these people themselves."""
        own = tuple(f" of {each}" for each in kinds)
        words = planted.plant.words.values()
        return [what for what, readers in words if kind in readers and not what.endswith(own)]

    assert len(seen("secretary")) > 5
    for kinds in alike():
        first = seen(kinds[0])
        assert {
            (kind, label) for kind in kinds for label, rows in seen(kind).items() if rows != first[label]
        } == set()
        assert [kind for kind in kinds if known(kind, kinds) != known(kinds[0], kinds)] == []


NOT_ASKED = {"follow", "unfollow"}
"""Addresses with a number behind which nothing is planted: they only take a post."""


def test_every_address_with_a_number_stands_for_something_that_is_planted(planted: SimpleNamespace) -> None:
    assert {name for name, found in named_addresses(planted).items() if not found} == NOT_ASKED


NOT_PLANTED = {
    "core.ScheduledRun", "web.Identity", "web.SentForm", "web.UnsavedForm", "people.Invitation", "search.Entry",
    "search.Word", "search.Change", "search.Synonyms", "desk.Mail", "desk.MailedDuty", "initiatives.StatusRequest",
    "organisation.UnitKind", "organisation.Role", "organisation.ForumKind", "organisation.SeatRole",
    "organisation.Unit", "organisation.Post", "organisation.Forum", "direction.DocumentKind", "direction.ElementKind",
    "people.Person.password", "people.Person.external_id", "activity.Activity.verb", "files.StoredFile",
    "people.Person.sort_key", "direction.Document.sort_key", "agreements.Commitment.sort_key",
    "agreements.Proposal.sort_key", "agreements.SharedTask.sort_key", "desk.CalendarFeed", "desk.CalendarEvent",
    "files.FileVersion.stored", "files.FileVersion.content_type", "organisation.Delivery.encoding",
    "direction.Document.source_url", "direction.Correction.field", "direction.Intake.stored",
    "direction.Intake.content_type", "direction.Intake.choices", "initiatives.CriterionVerdict.source_url",
}  # fmt: skip
"""What the house itself writes, the municipality's own words, which all may read, and addresses of sources."""


def test_every_text_that_somebody_writes_is_planted(planted: SimpleNamespace) -> None:
    kinds = (CharField, TextField, JSONField, FileField)
    fields = [
        (f"{model._meta.label}.{field.name}", model, field.name)
        for model in apps.get_models()
        if model.__module__.startswith("pejling.")
        and not is_to_be_planted(model.__module__)
        and not model.__name__.startswith("Historical")
        for field in model._meta.concrete_fields
        if isinstance(field, kinds) and not field.choices
    ]
    missing = [
        label
        for label, model, name in fields
        if not {label, model._meta.label} & NOT_PLANTED
        and not any(WORD.search(str(text)) for text in model._default_manager.values_list(name, flat=True))
    ]
    assert missing == []


def test_nobody_reads_a_word_that_is_not_theirs_to_read(planted: SimpleNamespace) -> None:
    asked = [
        *(address for found in named_addresses(planted).values() for address in found),
        *variants(planted),
    ]
    found = []
    for place, kinds in enumerate(alike()):
        found += told(planted, kinds[place % len(kinds)], asked[place % SHARE :: SHARE])[0]
    assert not found, "\n".join(found)


def test_search_finds_for_nobody_what_is_not_theirs_to_read(planted: SimpleNamespace) -> None:
    """A word that is not theirs is answered like one that stands nowhere; the sweep tries it beside others and misspelt."""
    words = planted.plant.words
    for place, kinds in enumerate(alike()):
        client = client_of(planted, kinds[-1])
        hidden = [word for word, (_what, readers) in words.items() if kinds[-1] not in readers]
        answers = {
            word: page_of(client.get(reverse("search"), {"q": word})).replace(word, "§")
            for word in [NOWHERE, *hidden[place :: len(hidden) // 3 + 1]]
        }
        assert [words[word][0] for word, answer in answers.items() if answer != answers[NOWHERE]] == []


def test_mails_tell_nobody_what_is_not_theirs_to_read(planted: SimpleNamespace) -> None:
    mail.outbox.clear()
    kinds = {person.email: kind for kind, person in planted.people.items()}
    assert send_digests(list(planted.people.values()), today()) > 5
    told: dict[str, dict[str, str]] = defaultdict(dict)
    for sent in mail.outbox:
        kind = next(kind for address, kind in kinds.items() if address in sent.to[0])
        told[kind]["a mail"] = sent.message().as_string() + str(sent.body) + str(sent.subject)
    assert [leak for kind, texts in told.items() for leak in leaks(planted, kind, texts)] == []
    assert not PUBLIC_ALONE & told.keys()


LINK = re.compile(re.escape(settings.BASE_URL) + r"(/[^\s\"<>]+)")


def test_links_in_mails_show_who_got_them_nothing_that_is_not_theirs_to_read(
    planted: SimpleNamespace,
) -> None:
    """A link is opened without signing in, and tells no more than the one whose link it is may read."""
    mail.outbox.clear()
    kinds = {person.email: kind for kind, person in planted.people.items()}
    send_digests(list(planted.people.values()), today())
    found, opened = [], 0
    for sent in mail.outbox:
        kind = next(kind for address, kind in kinds.items() if address in sent.to[0])
        for address in dict.fromkeys(LINK.findall(str(sent.body))):
            answer = Client().get(address)
            opened += answer.status_code == 200
            found += leaks(planted, kind, {address: text_of(answer)})
    assert (found, opened > 3) == ([], True)


def test_calendars_tell_nobody_what_is_not_theirs_to_read(planted: SimpleNamespace) -> None:
    found, read = [], set()
    for kind, person in planted.people.items():
        address = reverse("calendar_feed", args=[secret_of(make_address(person))])
        # A long line is folded in the middle of a word.
        text = text_of(Client().get(address)).replace("\r\n ", "")
        found += leaks(planted, kind, {address: text})
        read |= set(WORD.findall(text))
    assert (found, len(read) > 5) == ([], True)


def test_what_one_may_not_see_answers_like_what_is_not_there(planted: SimpleNamespace) -> None:
    hidden = planted.rows["nabo"]
    there = {
        "document": hidden.document.pk, "document_activity": hidden.document.pk, "as_of": hidden.document.pk,
        "element": hidden.aim.pk, "ring": hidden.aim.pk, "tie_new": hidden.aim.pk, "fate": hidden.aim.pk,
        "initiative": hidden.initiative.pk, "report_new": hidden.initiative.pk, "plan": hidden.document.pk,
    }  # fmt: skip
    for kind in {kinds[0] for kinds in alike()} - {"secretary", "leader_beside"}:
        get = partial(client_of(planted, kind).get)
        for name, pk in there.items():
            here, nowhere = (
                (answer.status_code, page_of(answer).replace(address, "§"))
                for address in (reverse(name, args=[number]) for number in (pk, 999_999))
                for answer in [get(address)]
            )
            assert here == nowhere, f"{kind} at {name}"
