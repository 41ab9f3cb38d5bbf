"""Every kind of thing that files may be beside: who fetches them, by how open they are. One that is not tried here fails."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.test import Client
from django.urls import reverse

from pejling.core import request_cache
from pejling.core.permissions import may
from pejling.core.rooms import parts
from pejling.direction.models import Document, Visibility
from pejling.files.actions import attach
from pejling.files.figures import files_of, files_of_all
from pejling.files.models import Attachment
from pejling.files.owners import FileOwner, Openness
from pejling.organisation.models import Unit
from tests.access import make_world
from tests.meetings import access_meetings
from tests.rooms import Tell

pytestmark = pytest.mark.django_db

TRIED: dict[str, Callable[[SimpleNamespace], models.Model]] = {
    "dokumenter": lambda w: w.document,
    "moedepunkter": lambda w: access_meetings.item_of(access_meetings.called(w)),
}
"""For each kind of thing one that its owner edits, that a colleague sees, and that outsiders do not."""
PEOPLE = ("owner", "colleague", "outsider", "anonymous")
FETCHES = {
    Openness.OPEN: [200, 200, 404, 404],
    Openness.INTERNAL: [200, 200, 404, 404],
    Openness.CLOSED: [200, 404, 404, 404],
}


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    return make_world()


def upload(name: str = "bilag.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"Et bilag")


def answers(w: SimpleNamespace, row: Attachment, people: tuple[str, ...] = PEOPLE) -> list[int]:
    """What each is answered who asks for the file."""
    found = []
    for person in people:
        client = Client()
        if person != "anonymous":
            client.force_login(getattr(w, person))
        answer = client.get(reverse("file", args=[row.pk]))
        list(answer)
        found.append(answer.status_code)
    return found


def test_every_kind_of_thing_is_tried() -> None:
    assert {owner.key for owner in parts(FileOwner)} == TRIED.keys()


@pytest.mark.parametrize("openness", Openness)
@pytest.mark.parametrize("key", TRIED)
def test_file_is_fetched_by_those_for_whom_it_is_open(
    key: str, openness: Openness, w: SimpleNamespace
) -> None:
    thing = TRIED[key](w)
    row = attach(thing, upload(), openness=openness, by=w.owner)
    seen = [len(files_of(thing, getattr(w, person)).lines) for person in ("owner", "colleague", "outsider")]
    assert (answers(w, row), seen) == (
        FETCHES[openness],
        [int(status == 200) for status in FETCHES[openness][:3]],
    )


def test_internal_file_of_a_public_document_is_not_the_publics(w: SimpleNamespace) -> None:
    Document.objects.filter(pk=w.document.pk).update(visibility=Visibility.PUBLIC)
    inside = attach(w.document, upload(), openness=Openness.INTERNAL, by=w.owner)
    outside = attach(w.document, upload(), by=w.owner)
    assert [answers(w, inside), answers(w, outside)] == [[200, 200, 404, 404], [200, 200, 200, 200]]


def test_later_room_lets_files_be_beside_its_things_with_one_line(w: SimpleNamespace, tell: Tell) -> None:
    def seen(viewer: object, openness: Openness) -> models.QuerySet[Unit]:
        is_for = openness == Openness.OPEN or may(viewer, "organisation.keep")  # type: ignore[arg-type]
        return Unit.objects.all() if is_for else Unit.objects.none()

    tell(FileOwner("enheder", Unit, "unit", seen, edit="organisation.keep"))
    client = Client()
    client.force_login(w.secretary)
    address = reverse("files", args=["enheder", w.unit.pk])
    assert (
        client.post(address, {"file": upload(), "openness": "closed", "document_id": "2026-1"}).status_code
        == 303
    )

    (line,) = files_of(w.unit, w.secretary).lines
    people = ("secretary", "colleague", "outsider", "anonymous")
    assert (line.attachment.document_id, answers(w, line.attachment, people)) == (
        "2026-1",
        [200, 404, 404, 404],
    )


def test_files_of_many_things_are_read_at_once(
    w: SimpleNamespace, django_assert_num_queries: Callable[[int], object]
) -> None:
    things = [w.document, w.draft, w.public]
    for thing in things[:2]:
        attach(thing, upload("a.txt"), by=w.secretary)
        attach(thing, upload("b.txt"), by=w.secretary)

    with request_cache.kept():
        files_of(w.document, w.secretary)  # whose standing it is has been read by now
        with django_assert_num_queries(1):  # type: ignore[attr-defined]
            found = files_of_all(things, w.secretary)
    assert [[line.file.name for line in found[thing.pk].lines] for thing in things] == [
        ["a.txt", "b.txt"], ["a.txt", "b.txt"], [],
    ]  # fmt: skip
