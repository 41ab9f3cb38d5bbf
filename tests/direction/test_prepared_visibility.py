"""Prepared questions among what a viewer may see: the same answer as the rule itself gives, for every kind of viewer."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from pejling.core.prepared import Given
from pejling.direction.models import Document, Visibility
from pejling.direction.models.documents import Share, seen_with
from pejling.direction.visibility import PreparedForViewer
from pejling.organisation.authority import Authority
from pejling.people.models import Person
from tests import world

pytestmark = pytest.mark.django_db


def seen(_given: type[Given], authority: Authority) -> QuerySet[Any, Any]:
    """The documents that one of the standing may see."""
    return Document.objects.filter(seen_with(authority)).order_by("pk").values_list("pk")


def test_prepared_question_sees_what_the_rule_sees_whoever_asks() -> None:
    world.ensure_words()
    school, other = world.make_unit("Søparkens Skole"), world.make_unit("Bakkens Skole")
    forum = world.make_forum("Udvalget for Børn", kind="Udvalg")
    documents = [
        world.make_document(kind="strategy_plan", unit=unit, visibility=visibility)
        for unit in (school, other)
        for visibility in Visibility
    ]
    Share.objects.create(document=documents[1], unit=other)
    Share.objects.create(document=documents[5], forum=forum)
    viewers: list[Person | AnonymousUser] = [
        AnonymousUser(),
        world.make_person(),
        world.make_leader("Gerda Holm", school),
        world.make_leader("Bo Friis", other),
        world.give_post(world.make_person(), school),
        world.give_seat(world.make_person(), forum),
        world.make_secretary(world.make_unit("Sekretariatet", kind="Center")),
    ]
    question = PreparedForViewer(seen)
    told = [[pk for (pk,) in question.ask(viewer)] for viewer in viewers]
    assert told == [
        list(Document.objects.visible_to(viewer).order_by("pk").values_list("pk", flat=True))
        for viewer in viewers
    ]
    assert len({tuple(each) for each in told}) == 6
