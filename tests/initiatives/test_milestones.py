"""Milestones: set, changed by one at a time, reached, and brought back when taken away by mistake."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError

from pejling.activity.models import Activity
from pejling.core.dates import today
from pejling.core.history import Stale
from pejling.core.permissions import Refused
from pejling.initiatives.actions.milestones import (
    add_milestone,
    change_milestone,
    miss,
    reach,
    remove_milestone,
    restore_milestone,
)
from pejling.initiatives.models import Milestone
from tests import world

DAY = date(2026, 12, 1)


@pytest.fixture
def milestone(w: SimpleNamespace) -> Milestone:
    w.initiative = world.make_initiative(document=w.document)
    return add_milestone(w.initiative, title="Alle lærere er på kursus", due_on=DAY, by=w.owner)


def told(milestone: Milestone) -> str:
    return Activity.objects.about(milestone.initiative)[0].words


def test_milestone_is_added_with_a_line_in_the_log(w: SimpleNamespace, milestone: Milestone) -> None:
    assert (milestone.title, milestone.due_on) == ("Alle lærere er på kursus", DAY)
    assert told(milestone) == "tilføjede delmålet »Alle lærere er på kursus«"


def test_only_editors_of_the_initiative_touch_its_milestones(
    w: SimpleNamespace, milestone: Milestone
) -> None:
    with pytest.raises(Refused):
        add_milestone(w.initiative, title="Nyt", due_on=DAY, by=w.colleague)
    for act in (reach, miss, remove_milestone, restore_milestone):
        with pytest.raises(Refused):
            act(milestone, by=w.colleague)


def test_milestone_changed_meanwhile_is_not_overwritten(w: SimpleNamespace, milestone: Milestone) -> None:
    change_milestone(milestone, title="Halvdelen", due_on=DAY, reached_on=None, opened=1, by=w.owner)
    with pytest.raises(Stale):
        change_milestone(milestone, title="Alle", due_on=DAY, reached_on=None, opened=1, by=w.secretary)
    assert Milestone.objects.get().title == "Halvdelen"


def test_reaching_a_milestone_makes_an_open_form_stale(w: SimpleNamespace, milestone: Milestone) -> None:
    reach(milestone, by=w.owner)
    with pytest.raises(Stale):
        change_milestone(milestone, title="Alle", due_on=DAY, reached_on=None, opened=1, by=w.owner)


def test_milestone_is_reached_today_once_and_can_be_taken_back(
    w: SimpleNamespace, milestone: Milestone
) -> None:
    assert reach(milestone, by=w.owner).reached_on == today()
    with pytest.raises(ValidationError):
        reach(milestone, by=w.owner)
    assert miss(milestone, by=w.owner).reached_on is None
    with pytest.raises(ValidationError):
        miss(milestone, by=w.owner)
    assert told(milestone) == "tog tilbage, at delmålet »Alle lærere er på kursus« var nået"


def test_nothing_is_reached_in_the_future(w: SimpleNamespace, milestone: Milestone) -> None:
    tomorrow = today() + timedelta(days=1)
    with pytest.raises(ValidationError):
        reach(milestone, on=tomorrow, by=w.owner)
    with pytest.raises(ValidationError) as refusal:
        change_milestone(milestone, title="A", due_on=DAY, reached_on=tomorrow, opened=1, by=w.owner)
    assert refusal.value.message_dict == {"reached_on": ["Et delmål kan ikke være nået i fremtiden."]}


def test_removed_milestone_comes_back_as_it_was(w: SimpleNamespace, milestone: Milestone) -> None:
    remove_milestone(milestone, by=w.owner)
    assert list(w.initiative.milestones.active()) == []
    with pytest.raises(ValidationError):
        remove_milestone(milestone, by=w.owner)
    restore_milestone(milestone, by=w.owner)
    assert list(w.initiative.milestones.active()) == [milestone]
    with pytest.raises(ValidationError):
        restore_milestone(milestone, by=w.owner)
