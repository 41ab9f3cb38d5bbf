"""Two people at once: one goes through, the other hears why not, and never do both count.

Each is tried twice: with two people who both opened the page before either pressed the button, and with two real browsers
at the same moment.
"""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pejling.activity.models import Activity
from pejling.core.dates import today
from pejling.core.history import Stale
from pejling.direction.actions import adoption, fates, importing, retirement, sections, ties
from pejling.direction.actions.bearings import BearingText, set_bearing, withdraw_bearing
from pejling.direction.models import (
    Adoption,
    Contribution,
    Document,
    DocumentKind,
    Fate,
    FateKind,
    InheritanceAnswer,
    Intake,
    Life,
    Phase,
    Section,
    TieQuestion,
    Visibility,
)
from pejling.files.models import FileVersion
from pejling.organisation.actions import forums, people, posts, units
from pejling.organisation.models import Forum, Post, Unit
from tests import world
from tests.access import make_world
from tests.browsers import at_once
from tests.chain.access_chain import of_inheritance

Acts = tuple[Callable[[], object], Callable[[], object]]


def twice(row: Any) -> tuple[Any, Any]:
    """The row as each of two people has it before them."""
    model = type(row)
    return model.objects.get(pk=row.pk), model.objects.get(pk=row.pk)


def draft(w: SimpleNamespace) -> Document:
    """A policy ready to be adopted."""
    world.make_element(w.draft, "Alle låner bøger")
    Document.objects.filter(pk=w.draft.pk).update(visibility=Visibility.INTERNAL)
    return Document.objects.get(pk=w.draft.pk)


def adopt_twice(w: SimpleNamespace) -> Acts:
    one, two = twice(draft(w))
    return (
        lambda: adoption.adopt(one, forum=w.forum, decided_on=today(), in_force_on=today(), by=w.secretary),
        lambda: adoption.adopt(two, forum=w.forum, decided_on=today(), in_force_on=today(), by=w.secretary),
    )


def adopt_and_hear(w: SimpleNamespace) -> Acts:
    one, two = twice(draft(w))
    return (
        lambda: adoption.adopt(one, forum=w.forum, decided_on=today(), in_force_on=today(), by=w.secretary),
        lambda: adoption.open_hearing(two, opens_on=today(), closes_on=today(), by=w.secretary),
    )


def close_hearing_and_adopt(w: SimpleNamespace) -> Acts:
    row = draft(w)
    adoption.open_hearing(row, opens_on=today(), closes_on=today(), by=w.secretary)
    one, two = twice(row)
    return (
        lambda: adoption.adopt(one, forum=w.forum, decided_on=today(), in_force_on=today(), by=w.secretary),
        lambda: adoption.close_hearing(two, by=w.secretary),
    )


def withdraw_adoption_and_retire(w: SimpleNamespace) -> Acts:
    row = draft(w)
    row.elements.all().delete()
    adoption.adopt(row, forum=w.forum, decided_on=today(), in_force_on=today(), by=w.secretary)
    one, two = twice(row)
    return (
        lambda: adoption.withdraw_adoption(one, why="Fejl", by=w.secretary),
        lambda: retirement.retire(two, forum=w.forum, last_day=today(), why="Slut", by=w.secretary),
    )


def retire_twice(w: SimpleNamespace) -> Acts:
    one, two = twice(w.public)
    w.tie.delete()
    w.aim.delete()
    return (
        lambda: retirement.retire(one, forum=w.forum, last_day=today(), why="Slut", by=w.secretary),
        lambda: retirement.retire(two, forum=None, last_day=today(), why="Færdig", by=w.secretary),
    )


def end_unit_twice(w: SimpleNamespace) -> Acts:
    one, two = twice(w.unit)
    third = world.make_unit("Engens Skole", parent=w.top)
    return (
        lambda: units.end_unit(one, on=today() - timedelta(days=1), receiver=w.other_unit, by=w.secretary),
        lambda: units.end_unit(two, on=today() - timedelta(days=1), receiver=third, by=w.secretary),
    )


def end_and_merge_unit(w: SimpleNamespace) -> Acts:
    one, two = twice(w.unit)
    third = world.make_unit("Engens Skole", parent=w.top)
    return (
        lambda: units.end_unit(one, on=today() - timedelta(days=1), receiver=w.other_unit, by=w.secretary),
        lambda: units.merge_units(two, into=third, on=today(), by=w.secretary),
    )


def end_forum_twice(w: SimpleNamespace) -> Acts:
    one, two = twice(w.forum)
    return (
        lambda: forums.end_forum(one, on=today() - timedelta(days=2), by=w.secretary),
        lambda: forums.end_forum(two, on=today() - timedelta(days=1), by=w.secretary),
    )


def end_post_twice(w: SimpleNamespace) -> Acts:
    one, two = twice(Post.objects.get(person=w.owner))
    return (
        lambda: posts.end_post(one, on=today() - timedelta(days=2), by=w.secretary),
        lambda: posts.end_post(two, on=today() - timedelta(days=1), by=w.secretary),
    )


def leave_twice(w: SimpleNamespace) -> Acts:
    one, two = twice(w.outsider)
    return (
        lambda: people.leave(one, on=today(), by=w.secretary),
        lambda: people.leave(two, on=today() - timedelta(days=1), by=w.secretary),
    )


def end_tie_twice(w: SimpleNamespace) -> Acts:
    one, two = twice(w.tie)
    return lambda: ties.end_tie(one, by=w.owner), lambda: ties.end_tie(two, by=w.owner)


def settle_and_answer(w: SimpleNamespace) -> Acts:
    one, two = twice(TieQuestion.objects.create(contribution=w.tie, why="Hvordan?", by=w.secretary))
    return (
        lambda: ties.settle_question(one, by=w.secretary),
        lambda: ties.answer_question(two, answer="Sådan", by=w.owner),
    )


def end_element_twice(w: SimpleNamespace) -> Acts:
    one, two = twice(w.element)
    return (
        lambda: fates.end_element(one, FateKind.LAPSED, why="Nået", by=w.owner),
        lambda: fates.end_element(two, FateKind.LAPSED, why="Opgivet", by=w.owner),
    )


def withdraw_bearing_twice(w: SimpleNamespace) -> Acts:
    text = BearingText(title="Alle får svar", why="Ventetid", starts_on=today())
    one, two = twice(set_bearing(text, unit=w.unit, units=[w.unit], by=w.secretary))
    return (
        lambda: withdraw_bearing(one, why="Nået", by=w.owner),
        lambda: withdraw_bearing(two, why="Opgivet", by=w.owner),
    )


def bring_in_twice(w: SimpleNamespace) -> Acts:
    one, two = twice(taken_in(w))
    return lambda: importing.convert_intake(one, by=w.owner), lambda: importing.convert_intake(
        two, by=w.owner
    )


def drop_and_bring_in(w: SimpleNamespace) -> Acts:
    one, two = twice(taken_in(w))
    return lambda: importing.convert_intake(one, by=w.owner), lambda: importing.drop_intake(two, by=w.owner)


def write_what_is_removed(w: SimpleNamespace) -> Acts:
    one, two = twice(world.make_section(w.document, "Bagefter"))
    return (
        lambda: sections.remove_section(one, by=w.owner),
        lambda: sections.write_section(two, title="Nyt", body="<p>Nyt</p>", opened=1, by=w.owner),
    )


def move_what_is_removed(w: SimpleNamespace) -> Acts:
    one, two = twice(world.make_section(w.document, "Bagefter"))
    return (
        lambda: sections.remove_section(one, by=w.owner),
        lambda: sections.move_section(two, steps=-1, by=w.owner),
    )


def remove_twice(w: SimpleNamespace) -> Acts:
    one, two = twice(world.make_section(w.document, "Bagefter"))
    return lambda: sections.remove_section(one, by=w.owner), lambda: sections.remove_section(two, by=w.owner)


def taken_in(w: SimpleNamespace) -> Intake:
    """A file that waits to be judged."""
    file = SimpleUploadedFile("plan.txt", "Mål\n\n- Alle læser hver dag\n".encode())
    kind = DocumentKind.objects.get(code="strategy_plan")
    intake = importing.upload_intake(file, unit=w.unit, kind=kind, by=w.owner)
    importing.keep_choices(intake, title="Plan", choices={}, by=w.owner)
    return intake


@pytest.mark.parametrize(
    "meeting",
    [
        adopt_twice, adopt_and_hear, close_hearing_and_adopt, withdraw_adoption_and_retire, retire_twice, end_unit_twice,
        end_and_merge_unit, end_forum_twice, end_post_twice, leave_twice, end_tie_twice, settle_and_answer,
        end_element_twice, withdraw_bearing_twice, bring_in_twice, drop_and_bring_in, write_what_is_removed,
        move_what_is_removed, remove_twice,
    ],
    ids=lambda meeting: meeting.__name__,
)  # fmt: skip
def test_the_second_of_two_who_opened_the_same_page_is_refused_in_words(
    meeting: Callable[[SimpleNamespace], Acts], w: SimpleNamespace
) -> None:
    first, second = meeting(w)
    first()
    lines = Activity.objects.count()
    with pytest.raises((ValidationError, Stale)) as refusal:
        second()
    assert Activity.objects.count() == lines
    if isinstance(refusal.value, ValidationError):
        assert all(refusal.value.messages)


def test_one_who_was_slower_does_not_put_old_words_back(w: SimpleNamespace) -> None:
    """What an action did not mean to change stays as somebody else has just made it."""
    document, unit, forum = draft(w), Unit.objects.get(pk=w.unit.pk), Forum.objects.get(pk=w.forum.pk)
    Document.objects.filter(pk=w.draft.pk).update(title="Ny titel")
    Unit.objects.filter(pk=w.unit.pk).update(name="Nyt navn")
    Forum.objects.filter(pk=w.forum.pk).update(name="Nyt råd")
    adoption.open_hearing(document, opens_on=today(), closes_on=today(), by=w.secretary)
    units.end_unit(unit, on=today(), receiver=w.other_unit, by=w.secretary)
    forums.end_forum(forum, on=today(), by=w.secretary)
    assert Document.objects.get(pk=w.draft.pk).title == "Ny titel"
    assert Unit.objects.get(pk=w.unit.pk).name == "Nyt navn"
    assert Forum.objects.get(pk=w.forum.pk).name == "Nyt råd"


# Real browsers, at the same moment. -----------------------------------------------------------------------------------


@pytest.fixture
def busy(transactional_db: None) -> SimpleNamespace:
    """The small municipality, seen by several connections."""
    return make_world()


def test_two_adopt_at_once(busy: SimpleNamespace) -> None:
    w = busy
    world.make_element(w.draft, "Alle låner bøger")
    day = today().strftime("%d.%m.%Y")
    body = {"forum": w.forum.pk, "decided_on": day, "in_force_on": day, "visibility": "public"}
    other = world.make_secretary(w.top, "Tue Lind")
    address = reverse("adoption", args=[w.draft.pk])
    assert at_once((w.secretary, address, body), (other, address, body)) == [303, 422]
    assert Adoption.objects.filter(document=w.draft).count() == 1


def test_two_set_a_fate_at_once(busy: SimpleNamespace) -> None:
    w = busy
    address = reverse("fate", args=[w.element.pk])
    answers = at_once(
        (w.owner, address, {"kind": "lapsed", "why": "Nået"}),
        (w.secretary, address, {"kind": "lapsed", "why": "Opgivet"}),
    )
    assert answers == [303, 303]  # said again, it replaces what was said before
    assert Fate.objects.filter(element=w.element).count() == 1


def test_two_end_the_same_unit_at_once(busy: SimpleNamespace) -> None:
    w = busy
    third = world.make_unit("Engens Skole", parent=w.top)
    yesterday = (today() - timedelta(days=1)).strftime("%d.%m.%Y")
    other = world.make_secretary(w.top, "Tue Lind")
    address = reverse("unit_end", args=[w.unit.pk])
    answers = at_once(
        (w.secretary, address, {"on": yesterday, "receiver": w.other_unit.pk}),
        (other, address, {"on": yesterday, "receiver": third.pk}),
    )
    assert answers == [303, 422]
    assert Activity.objects.filter(verb="organisation.unit_ended").count() == 1
    assert Document.objects.filter(unit__in=[w.other_unit, third]).values("unit").distinct().count() == 1


def test_two_bring_in_the_same_file_at_once(busy: SimpleNamespace) -> None:
    w = busy
    address = reverse("import_review", args=[taken_in(w).pk])
    answers = at_once((w.owner, address, {"title": "Plan"}), (w.secretary, address, {"title": "Plan"}))
    assert answers in ([303, 422], [303, 404])
    assert Document.objects.filter(title="Plan").count() == 1
    assert FileVersion.objects.count() == 1


def test_two_ties_against_each_other_close_no_circle(busy: SimpleNamespace) -> None:
    w = busy
    other = world.make_document("Strategiplan for Bakkens Skole", kind="strategy_plan", unit=w.other_unit)
    aim = world.make_element(other, "Alle regner hver dag")
    answers = at_once(
        (w.owner, reverse("tie_new", args=[w.element.pk]), {"upper": aim.pk, "how": "Op"}),
        (w.colleague, reverse("tie_new", args=[aim.pk]), {"upper": w.element.pk, "how": "Ned"}),
    )
    assert answers == [303, 422]
    assert Contribution.objects.exclude(pk=w.tie.pk).count() == 1


def test_two_save_the_same_section_at_once(busy: SimpleNamespace) -> None:
    w = busy
    address = reverse("section_text", args=[w.section.pk])
    answers = at_once(
        (w.owner, address, {"title": "Mit", "body": "<p>Mit</p>", "version": 1}),
        (w.secretary, address, {"title": "Dit", "body": "<p>Dit</p>", "version": 1}),
    )
    assert answers == [303, 409]
    assert Section.objects.get(pk=w.section.pk).version == 2


def test_two_answer_the_same_inherited_tie_at_once(busy: SimpleNamespace) -> None:
    w = busy
    address = reverse("inheritance", args=of_inheritance(w))
    answers = at_once((w.owner, address, {"how": "Stadig"}), (w.secretary, address, {"ended": "1"}))
    assert answers == [303, 422]
    assert InheritanceAnswer.objects.count() == 1


def test_two_give_a_kind_the_same_name_at_once(busy: SimpleNamespace) -> None:
    w = busy
    other = world.make_secretary(w.top, "Tue Lind")
    address = reverse("word_new", args=["enhedstyper"])
    answers = at_once((w.secretary, address, {"name": "Klynge"}), (other, address, {"name": "Klynge"}))
    assert answers == [303, 422]


def test_what_is_adopted_at_once_with_a_hearing_is_never_both(busy: SimpleNamespace) -> None:
    w = busy
    row, day = draft(w), today().strftime("%d.%m.%Y")
    body = {"forum": w.forum.pk, "decided_on": day, "in_force_on": day, "visibility": "public"}
    at_once(
        (w.secretary, reverse("adoption", args=[row.pk]), body),
        (w.owner, reverse("hearing", args=[row.pk]), {"opens_on": day, "closes_on": day}),
    )
    row.refresh_from_db()
    is_adopted = Adoption.objects.filter(document=row).exists()
    assert (row.phase, row.life) == (Phase.IN_FORCE if is_adopted else Phase.HEARING, Life.ADOPTED)
    assert row.hearing_periods.filter(closed_at=None).exists() is not is_adopted
