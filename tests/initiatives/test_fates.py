"""When direction changes the work follows its line, or stops with the reason; what was a mistake is undone with it."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError

from pejling.activity.models import Activity
from pejling.core.dates import today
from pejling.direction.actions.adoption import adopt, withdraw_adoption
from pejling.direction.actions.elements import choose_kind, remove_element
from pejling.direction.actions.fates import end_element, set_fate
from pejling.direction.actions.succession import begin_succession, carry_on
from pejling.direction.figures.succession import without_fate
from pejling.direction.models import Document, ElementKind, FateKind
from pejling.initiatives.actions.fates import carry_due
from pejling.initiatives.actions.milestones import add_milestone
from pejling.initiatives.actions.phases import step, take_back
from pejling.initiatives.models import Initiative, Phase
from tests import world

YESTERDAY = today() - timedelta(days=1)


@pytest.fixture
def change(w: SimpleNamespace) -> SimpleNamespace:
    """A strategy with an initiative under way and one that is done, and the draft that takes over from it."""
    w.old = world.make_adopted(
        "Strategi 2020", kind="strategy", forum=w.forum, unit=w.unit, on=today() - timedelta(days=900)
    )
    w.line = world.make_element(w.old, "Læsebånd", kind="initiative")
    w.work = world.make_initiative(element=w.line, lead=w.owner)
    add_milestone(w.work, title="Alle er med", due_on=today(), by=w.secretary)
    done = world.make_initiative("Gjort", document=w.old, phase=Phase.DONE)
    w.done_line = done.element
    w.new = world.make_document("Strategi 2027", kind="strategy", unit=w.unit)
    world.make_section(w.new)
    begin_succession(w.new, [w.old], by=w.secretary)
    return w


def adopt_new(w: SimpleNamespace, *, decided_on: date = YESTERDAY, in_force_on: date = YESTERDAY) -> None:
    adopt(w.new, forum=w.forum, by=w.secretary, decided_on=decided_on, in_force_on=in_force_on)


def fresh(w: SimpleNamespace) -> Initiative:
    return Initiative.objects.select_related("element__document").get(pk=w.work.pk)


def test_what_is_done_asks_for_no_fate(change: SimpleNamespace) -> None:
    olds = Document.objects.filter(pk=change.old.pk)
    assert list(without_fate(olds)) == [change.line]


def test_what_is_carried_on_keeps_its_milestones_in_the_new_document(change: SimpleNamespace) -> None:
    (heir,) = carry_on([change.line], change.new, by=change.secretary)
    adopt_new(change)
    carried = fresh(change)
    assert (carried.element, carried.phase) == (heir, Phase.UNDER_WAY)
    assert [each.title for each in carried.milestones.all()] == ["Alle er med"]
    assert Activity.objects.about(carried)[0].words == "lod indsatsen følge med over i »Strategi 2027«"
    assert carried.history.first().history_user == change.secretary


def test_withdrawn_adoption_brings_the_work_back(change: SimpleNamespace) -> None:
    carry_on([change.line], change.new, by=change.secretary)
    adopt_new(change)
    withdraw_adoption(change.new, why="Forkert dag.", by=change.secretary)
    assert fresh(change).element == change.line


def test_work_begun_in_the_new_document_stays_there(change: SimpleNamespace) -> None:
    (heir,) = carry_on([change.line], change.new, by=change.secretary)
    own = world.make_initiative(element=heir)
    adopt_new(change)
    assert (fresh(change).element, fresh(change).phase) == (change.line, Phase.STOPPED)
    withdraw_adoption(change.new, why="Forkert dag.", by=change.secretary)
    own.refresh_from_db()
    assert (own.element, fresh(change).phase) == (heir, Phase.UNDER_WAY)


def test_work_follows_on_the_day_that_the_new_document_comes_into_force(change: SimpleNamespace) -> None:
    (heir,) = carry_on([change.line], change.new, by=change.secretary)
    adopt_new(change, in_force_on=today() + timedelta(days=5))
    assert (fresh(change).element, carry_due()) == (change.line, 0)
    change.line.fates.update(effective_on=today())
    assert (carry_due(), fresh(change).element, carry_due()) == (1, heir, 0)


def test_what_lapses_stops_with_the_reason_and_goes_on_when_that_was_a_mistake(
    change: SimpleNamespace,
) -> None:
    set_fate(change.line, FateKind.LAPSED, why="Byrådet har valgt andet.", by=change.secretary)
    adopt_new(change)
    stopped = fresh(change)
    taken = stopped.steps.active().last()
    assert taken is not None
    assert (stopped.phase, taken.before, taken.why) == (
        Phase.STOPPED, Phase.UNDER_WAY, "Byrådet har valgt andet.",
    )  # fmt: skip
    with pytest.raises(ValidationError):
        step(stopped, Phase.IDEA, why="Prøv igen.", by=change.owner)
    with pytest.raises(ValidationError):
        take_back(stopped, why="Prøv igen.", by=change.owner)
    withdraw_adoption(change.new, why="Forkert dag.", by=change.secretary)
    assert fresh(change).phase == Phase.UNDER_WAY


def test_merged_work_stops_and_says_where_it_lives_on(change: SimpleNamespace) -> None:
    target = world.make_element(change.new, "Fælles løft", kind="initiative")
    set_fate(change.line, FateKind.MERGED, to=[target], by=change.secretary)
    adopt_new(change)
    taken = fresh(change).steps.active().last()
    assert taken is not None
    assert taken.why == "Lever videre i »Fælles løft«."


def test_work_moved_to_another_plan_follows(w: SimpleNamespace) -> None:
    work = world.make_initiative(document=w.document)
    other = world.make_document("Anden plan", kind="strategy_plan", unit=w.unit)
    target = world.make_element(other, "Samme i ny plan", kind="initiative")
    end_element(work.element, FateKind.MOVED, to=[target], by=w.owner)
    work.refresh_from_db()
    assert (work.element, work.phase) == (target, Phase.UNDER_WAY)


def test_line_that_is_followed_is_neither_deleted_nor_called_an_aim(w: SimpleNamespace) -> None:
    work = world.make_initiative("Læsebånd", document=w.document)
    said = (
        "»Læsebånd« følges som indsats med status og delmål. "
        "Stop indsatsen, eller afslut punktet, så historien bevares."
    )
    with pytest.raises(ValidationError) as refusal:
        remove_element(work.element, by=w.owner)
    assert refusal.value.messages == [said]
    with pytest.raises(ValidationError) as refusal:
        choose_kind(work.element, ElementKind.objects.get(code="goal"), by=w.owner)
    assert refusal.value.message_dict == {"kind": [said]}
