"""What is said twice, once for one object and once in SQL, says the same: who edits, and what binds."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser

from pejling.core.dates import today
from pejling.core.permissions import may
from pejling.direction.models import Document, Phase, Visibility
from pejling.direction.models.documents import BEFORE_FORCE, OUT_OF_FORCE
from pejling.organisation.models import Deputyship
from pejling.people.models import Person
from tests import world

PEOPLE = {
    "leader": {"plan", "draft"},
    "leader above": {"plan", "draft", "other", "policy", "orphan"},
    "leader beside": {"other"},
    "chosen deputy": {"plan", "draft"},
    "standing deputy": {"plan", "draft"},
    "former leader": set(),
    "secretary": {"plan", "draft", "other", "policy", "orphan"},
    "former secretary": set(),
    "controller": set(),
    "operator": set(),
    "staff": set(),
    "councillor": set(),
    "responsible": {"plan", "policy"},
    "editor": {"draft", "other"},
    "outsider": set(),
    "nobody": set(),
}


def person(w: SimpleNamespace, who: str) -> Person | AnonymousUser:
    """One of each kind of person, in the small municipality."""
    if who == "nobody":
        return AnonymousUser()
    made = world.make_person(who)
    posts = {
        "leader": (w.unit, "Institutionsleder"),
        "leader above": (w.top, "Kommunaldirektør"),
        "leader beside": (w.other_unit, "Institutionsleder"),
        "standing deputy": (w.unit, "Souschef"),
        "former leader": (w.unit, "Institutionsleder"),
        "secretary": (w.top, "Strategikonsulent"),
        "former secretary": (w.top, "Strategikonsulent"),
        "controller": (w.top, "Økonomikonsulent"),
        "operator": (w.top, "It-administrator"),
        "staff": (w.unit, "Medarbejder"),
    }
    if who in posts:
        unit, role = posts[who]
        if who.startswith("former"):
            world.give_post(made, unit, role, ends_on=today() - timedelta(days=1))
        else:
            world.give_post(made, unit, role)
    if who == "chosen deputy":
        Deputyship.objects.create(person=w.owner, deputy=made)
    if who == "councillor":
        world.give_seat(made, w.forum)
    return made


@pytest.fixture
def documents(w: SimpleNamespace) -> dict[str, Document]:
    """The school's own and its draft, another school's, the municipality's, and one that nobody answers for."""
    other = world.make_document("Plan for Bakkens Skole", kind="strategy_plan", unit=w.other_unit)
    orphan = world.make_document("Gammel plan", unit=w.top, visibility=Visibility.DRAFT)
    return {"plan": w.document, "draft": w.draft, "other": other, "policy": w.public, "orphan": orphan}


@pytest.mark.parametrize("who", PEOPLE)
def test_those_who_may_edit_one_document_are_those_whose_query_finds_it(
    w: SimpleNamespace, documents: dict[str, Document], who: str
) -> None:
    someone = person(w, who)
    if who == "responsible":
        assert isinstance(someone, Person)
        for name in ("plan", "policy"):
            documents[name].responsible = someone
            documents[name].save()
    if who == "editor":
        assert isinstance(someone, Person)
        for name in ("draft", "other"):
            documents[name].editors.add(someone)
    one_by_one = {name for name, row in documents.items() if may(someone, "direction.edit", row)}
    found = set(Document.objects.editable_by(someone).values_list("pk", flat=True))
    assert one_by_one == PEOPLE[who]
    assert {name for name, row in documents.items() if row.pk in found} == one_by_one


DAYS = [None, *(today() + timedelta(days=days) for days in (-1, 0, 1))]


@pytest.mark.parametrize("starts", DAYS)
@pytest.mark.parametrize("ends", DAYS)
def test_document_that_says_it_binds_is_one_that_the_query_finds(
    w: SimpleNamespace, starts: date | None, ends: date | None
) -> None:
    Document.objects.filter(pk=w.public.pk).update(
        in_force_from=starts, in_force_until=ends, ends_on=today() - timedelta(days=1)
    )
    row = Document.objects.get(pk=w.public.pk)
    binds = starts is not None and starts <= today() and (ends is None or ends >= today())
    assert (row.is_in_force(), Document.objects.in_force().filter(pk=row.pk).exists()) == (binds, binds)
    assert (row.is_expired(), Document.objects.expired().filter(pk=row.pk).exists()) == (binds, binds)


def test_every_phase_is_before_in_or_out_of_force() -> None:
    assert {*BEFORE_FORCE, Phase.IN_FORCE, *OUT_OF_FORCE} == set(Phase)
    assert not set(BEFORE_FORCE) & set(OUT_OF_FORCE)
