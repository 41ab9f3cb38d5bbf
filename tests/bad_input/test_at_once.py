"""What depends on a row that somebody else is just changing: the second of two sees what the first has done.

Each meeting is tried in both orders, with real transactions on two connections (`tests.meeting`). Whoever comes second
hears in words why not, or does what still makes sense; afterwards what always holds (`tests.direction.invariants`) holds.
"""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pejling.core.dates import today
from pejling.direction.actions import (
    adoption,
    documents,
    elements,
    fates,
    importing,
    retirement,
    sections,
    succession,
    ties,
)
from pejling.direction.actions.bearings import BearingText, set_bearing
from pejling.direction.actions.correction import correct
from pejling.direction.actions.period import change_period
from pejling.direction.models import (
    Contribution,
    Document,
    DocumentKind,
    ElementKind,
    Fate,
    FateKind,
    Section,
    Succession,
    Visibility,
)
from pejling.initiatives.actions import initiatives, milestones, phases, reports
from pejling.initiatives.models import Initiative, Phase, PhaseStep, StatusReport
from pejling.organisation.actions import deputies, forums, people, posts, units
from pejling.organisation.models import Deputyship, ForumKind, Post, Role, Seat, SeatRole, UnitKind
from pejling.people.models import Person
from tests import world
from tests.access import make_world
from tests.bad_input.test_races import taken_in
from tests.direction import invariants
from tests.meeting import Act, meet

Meeting = tuple[Act, Act, Callable[[list[bool]], bool]]
"""What the two do, and whether it came out well, by who of them went through."""


def both(_through: list[bool]) -> bool:
    return True


def one(through: list[bool]) -> bool:
    """The first alone: the second can no more."""
    return through == [True, False]


def again(row: Any) -> Any:
    """The row as another has it before them."""
    return type(row).objects.get(pk=row.pk)


def ready(w: SimpleNamespace, title: str = "Ny politik") -> Document:
    """A draft that can be adopted."""
    row = world.make_document(title, unit=w.top, forum=w.forum, visibility=Visibility.INTERNAL)
    world.make_element(row, f"Mål i {title}")
    return row


def adopting(w: SimpleNamespace, row: Document) -> Act:
    return lambda: adoption.adopt(
        row, forum=again(w.forum), decided_on=today(), in_force_on=today(), by=again(w.secretary)
    )


def succeeding(w: SimpleNamespace) -> Document:
    """A draft that is to succeed the council's policy, with the fate of every aim settled."""
    new = ready(w)
    succession.begin_succession(new, [again(w.public)], by=w.secretary)
    fates.set_fate(again(w.aim), FateKind.CARRIED_ON, to=[new.elements.get()], by=w.secretary)
    return new


def work(w: SimpleNamespace, **fields: Any) -> Initiative:
    return world.make_initiative("Læsebånd", document=w.document, lead=w.owner, **fields)


# --- Documents. -------------------------------------------------------------------------------------------------------


def adopt_and_write(w: SimpleNamespace) -> Meeting:
    row = ready(w)
    section, kept = row.sections.get(), row.sections.get()

    def write() -> None:
        sections.write_section(section, title="Nyt", body="<p>Nyt</p>", opened=1, by=again(w.secretary))

    return adopting(w, row), write, lambda through: one(through) and again(kept).title == kept.title


def adopt_and_word(w: SimpleNamespace) -> Meeting:
    row = ready(w)
    line, kept = row.elements.get(), row.elements.get()

    def word() -> None:
        elements.word_element(line, title="Nyt", opened=1, by=again(w.secretary))

    return adopting(w, row), word, lambda through: one(through) and again(kept).title == kept.title


def adopt_and_add(w: SimpleNamespace) -> Meeting:
    row = ready(w)
    section, goal = row.sections.get(), ElementKind.objects.get(code="goal")
    return (
        adopting(w, row),
        lambda: elements.add_element(section, kind=goal, title="Et til", by=again(w.secretary)),
        lambda through: one(through) and row.elements.count() == 1,
    )


def adopt_and_change_facts(w: SimpleNamespace) -> Meeting:
    row, other = ready(w), again(Document.objects.latest("pk"))
    return (
        adopting(w, row),
        lambda: documents.edit_facts(other, opened=1, by=again(w.secretary), facts={"title": "Nyt navn"}),
        lambda through: one(through) and again(row).title == "Ny politik",
    )


def begin_two_successions(w: SimpleNamespace) -> Meeting:
    one_new, other_new = ready(w), ready(w, "En anden")
    return (
        lambda: succession.begin_succession(one_new, [again(w.public)], by=again(w.secretary)),
        lambda: succession.begin_succession(other_new, [w.public], by=again(w.secretary)),
        one,
    )


def adopt_and_clear_a_fate(w: SimpleNamespace) -> Meeting:
    new, line = succeeding(w), again(w.aim)
    return adopting(w, new), lambda: fates.clear_fate(line, by=again(w.secretary)), one


def adopt_and_change_a_fate(w: SimpleNamespace) -> Meeting:
    new, line = succeeding(w), again(w.aim)
    return (
        adopting(w, new),
        lambda: fates.set_fate(line, FateKind.LAPSED, why="Nået", by=again(w.secretary)),
        both,
    )


def adopt_and_release(w: SimpleNamespace) -> Meeting:
    new = succeeding(w)
    return (
        adopting(w, new),
        lambda: succession.release_old(w.public, why="Nej", by=again(w.secretary)),
        lambda through: all(through) == (not Succession.objects.filter(new=new).exists()),
    )


def adopt_and_abandon(w: SimpleNamespace) -> Meeting:
    new = succeeding(w)
    found = new.succession
    return adopting(w, new), lambda: succession.abandon_succession(found, by=again(w.secretary)), both


def begin_and_retire(w: SimpleNamespace) -> Meeting:
    new, old = ready(w), again(w.public)
    fates.set_fate(again(w.aim), FateKind.LAPSED, why="Nået", by=w.secretary)
    return (
        lambda: succession.begin_succession(new, [again(w.public)], by=again(w.secretary)),
        lambda: retirement.retire(old, forum=None, last_day=today(), why="Slut", by=again(w.secretary)),
        one,
    )


def retire_two_at_once(w: SimpleNamespace) -> Meeting:
    fates.set_fate(again(w.aim), FateKind.LAPSED, why="Nået", by=w.secretary)
    one_row, other_row = again(w.public), again(w.public)
    return (
        lambda: retirement.retire(one_row, forum=None, last_day=today(), why="Slut", by=again(w.secretary)),
        lambda: retirement.retire(other_row, forum=None, last_day=today(), why="Slut", by=again(w.secretary)),
        one,
    )


def withdraw_adoption_and_begin(w: SimpleNamespace) -> Meeting:
    row, new = ready(w), ready(w, "En nyere")
    adopting(w, row)()
    one_row, other_row = again(row), again(row)
    return (
        lambda: adoption.withdraw_adoption(one_row, why="Fejl", by=again(w.secretary)),
        lambda: succession.begin_succession(new, [other_row], by=again(w.secretary)),
        one,
    )


def withdraw_adoption_and_correct(w: SimpleNamespace) -> Meeting:
    row = ready(w)
    adopting(w, row)()
    one_row, line = again(row), row.elements.get()
    return (
        lambda: adoption.withdraw_adoption(one_row, why="Fejl", by=again(w.secretary)),
        lambda: correct(line, "title", after="Rettet", why="Slåfejl", opened=1, by=again(w.secretary)),
        both,
    )


def withdraw_adoption_and_change_period(w: SimpleNamespace) -> Meeting:
    row = ready(w)
    adopting(w, row)()
    one_row, other_row, ends = again(row), again(row), today() + timedelta(days=30)
    return (
        lambda: adoption.withdraw_adoption(one_row, why="Fejl", by=again(w.secretary)),
        lambda: change_period(
            other_row,
            starts_on=None,
            ends_on=ends,
            why="Tid",
            opened=other_row.version,
            by=again(w.secretary),
        ),
        both,
    )


def remove_an_editor_and_write(w: SimpleNamespace) -> Meeting:
    editor = world.give_post(world.make_person("Rie Redaktør"), w.other_unit)
    documents.name_editors(again(w.document), [editor], by=w.owner)
    section = Section.objects.select_related("document").get(pk=w.section.pk)
    return (
        lambda: documents.name_editors(again(w.document), [], by=again(w.owner)),
        lambda: sections.write_section(section, title="Nyt", body="", opened=1, by=again(editor)),
        lambda through: through[0] and all(through) == (again(section).title == "Nyt"),
    )


# --- Points and ties. -------------------------------------------------------------------------------------------------


def end_an_aim_and_tie_to_it(w: SimpleNamespace) -> Meeting:
    upper = world.make_element(w.document, "Alle trives")
    lower = world.make_element(w.document, "Alle leger")
    one_upper, other_upper = again(upper), again(upper)
    return (
        lambda: fates.end_element(one_upper, FateKind.LAPSED, why="Nået", by=again(w.owner)),
        lambda: ties.tie(lower, other_upper, how="Sådan", by=again(w.owner)),
        both_in_order(lambda: Contribution.objects.filter(upper=upper).exists()),
    )


def both_in_order(is_there: Callable[[], bool]) -> Callable[[list[bool]], bool]:
    """What both did stands if both went through, else nothing of the second."""
    return lambda through: all(through) == is_there() or through == [True, True]


def retire_and_tie(w: SimpleNamespace) -> Meeting:
    fates.set_fate(again(w.aim), FateKind.LAPSED, why="Nået", by=w.secretary)
    lower, upper, row = world.make_element(w.document, "Alle leger"), again(w.aim), again(w.public)
    return (
        lambda: retirement.retire(row, forum=None, last_day=today(), why="Slut", by=again(w.secretary)),
        lambda: ties.tie(lower, upper, how="Sådan", by=again(w.owner)),
        lambda through: through[0],
    )


def remove_a_line_and_tie_to_it(w: SimpleNamespace) -> Meeting:
    upper, lower = world.make_element(w.document, "Alle trives"), world.make_element(w.document, "Alle leger")
    one_upper, other_upper = again(upper), again(upper)
    return (
        lambda: elements.remove_element(one_upper, by=again(w.owner)),
        lambda: ties.tie(lower, other_upper, how="Sådan", by=again(w.owner)),
        one,
    )


def end_a_line_and_add_under_it(w: SimpleNamespace) -> Meeting:
    upper, goal = world.make_element(w.document, "Alle trives"), ElementKind.objects.get(code="goal")
    one_upper, other_upper = again(upper), again(upper)
    section = again(upper.section)
    return (
        lambda: fates.end_element(one_upper, FateKind.LAPSED, why="Nået", by=again(w.owner)),
        lambda: elements.add_element(section, kind=goal, title="Nyt", parent=other_upper, by=again(w.owner)),
        one,
    )


def withdraw_adoption_and_confirm(w: SimpleNamespace) -> Meeting:
    new = succeeding(w)
    adopting(w, new)()
    row, fate, tie = again(new), Fate.objects.get(element=w.aim), again(w.tie)
    return (
        lambda: adoption.withdraw_adoption(row, why="Fejl", by=again(w.secretary)),
        lambda: ties.confirm_inherited(tie, fate, how="Stadig", by=again(w.owner)),
        both,
    )


def begin_work_and_end_its_line(w: SimpleNamespace) -> Meeting:
    line = world.make_element(w.document, "Læsebånd", kind="initiative")
    one_line, other_line = again(line), again(line)
    return (
        lambda: fates.end_element(one_line, FateKind.LAPSED, why="Nået", by=again(w.owner)),
        lambda: initiatives.begin(other_line, unit=again(w.unit), lead=None, by=again(w.owner)),
        both,
    )


# --- Work. ------------------------------------------------------------------------------------------------------------


def end_a_plan_and_report(w: SimpleNamespace) -> Meeting:
    row = work(w)
    for line in w.document.elements.all():
        fates.set_fate(line, FateKind.LAPSED, why="Nået", by=w.owner)
    plan, last = again(w.document), today() - timedelta(days=1)
    return (
        lambda: retirement.retire(plan, forum=None, last_day=last, why="Slut", by=again(w.owner)),
        lambda: reports.report(row, level="on_track", by=again(w.owner)),
        lambda through: all(through) == StatusReport.objects.exists(),
    )


def end_a_plan_and_step(w: SimpleNamespace) -> Meeting:
    row = work(w)
    for line in w.document.elements.all():
        fates.set_fate(line, FateKind.LAPSED, why="Nået", by=w.owner)
    plan, last = again(w.document), today() - timedelta(days=1)
    return (
        lambda: retirement.retire(plan, forum=None, last_day=last, why="Slut", by=again(w.owner)),
        lambda: phases.step(row, Phase.PAUSED, why="Ferie", by=again(w.owner)),
        lambda through: through[0] and again(row).phase == Phase.STOPPED,
    )


def approve_two_at_once(w: SimpleNamespace) -> Meeting:
    row = work(w, phase=Phase.PROPOSED)
    world.tie(row.element, w.aim)
    one_row, other_row = again(row), again(row)
    return (
        lambda: phases.step(one_row, Phase.APPROVED, by=again(w.owner)),
        lambda: phases.step(other_row, Phase.APPROVED, by=again(w.secretary)),
        lambda through: one(through) and PhaseStep.objects.filter(after=Phase.APPROVED).count() == 1,
    )


def report_and_take_back(w: SimpleNamespace) -> Meeting:
    row = work(w)
    given = reports.report(row, level="pressed", sentence="Travlt", by=w.owner)
    other_row = again(row)
    return (
        lambda: reports.withdraw_report(given, by=again(w.owner)),
        lambda: reports.report(other_row, level="on_track", by=again(w.secretary)),
        lambda through: all(through),
    )


def change_who_leads_and_set_a_milestone(w: SimpleNamespace) -> Meeting:
    lead = world.give_post(world.make_person("Mette Lund"), w.other_unit)
    row = world.make_initiative("Læsebånd", document=w.document, lead=lead)
    one_row, other_row = again(row), again(row)
    return (
        lambda: initiatives.edit(one_row, opened=1, unit=again(w.unit), lead=None, by=again(w.owner)),
        lambda: milestones.add_milestone(other_row, title="Halvvejs", due_on=today(), by=again(lead)),
        lambda through: through[0] and all(through) == row.milestones.exists(),
    )


def leaving(w: SimpleNamespace, person: Person) -> Act:
    return lambda: people.leave(again(person), on=today() - timedelta(days=1), by=again(w.secretary))


def leave_and_be_given_work(w: SimpleNamespace) -> Meeting:
    row, receiver = work(w), again(w.outsider)
    return (
        leaving(w, w.outsider),
        lambda: initiatives.edit(row, opened=1, unit=again(w.unit), lead=receiver, by=again(w.owner)),
        lambda through: one(through) and again(row).lead == w.owner,
    )


def leave_and_be_handed_work(w: SimpleNamespace) -> Meeting:
    row, receiver = work(w), again(w.outsider)
    return (
        leaving(w, w.outsider),
        lambda: initiatives.hand_over(row, receiver, again(w.owner)),
        lambda through: one(through) and again(row).lead == w.owner,
    )


def leave_and_begin_to_lead(w: SimpleNamespace) -> Meeting:
    section, receiver = again(w.section), again(w.outsider)
    return (
        leaving(w, w.outsider),
        lambda: initiatives.begin_new(
            section, title="Læsebånd", unit=again(w.unit), lead=receiver, by=again(w.owner)
        ),
        lambda through: one(through) and not Initiative.objects.exists(),
    )


def leave_and_answer_for_a_point(w: SimpleNamespace) -> Meeting:
    line, receiver = again(w.element), again(w.outsider)
    return (
        leaving(w, w.outsider),
        lambda: elements.name_responsible(line, receiver, by=again(w.owner)),
        lambda through: one(through) and again(line).responsible is None,
    )


def leave_and_answer_for_a_document(w: SimpleNamespace) -> Meeting:
    row, receiver = again(w.document), again(w.outsider)
    return (
        leaving(w, w.outsider),
        lambda: documents.edit_facts(row, opened=1, by=again(w.owner), facts={"responsible": receiver}),
        lambda through: one(through) and again(row).responsible is None,
    )


# --- Units, forums and people. ----------------------------------------------------------------------------------------


def ending(w: SimpleNamespace) -> Act:
    unit, receiver = again(w.unit), again(w.other_unit)
    return lambda: units.end_unit(unit, on=today(), receiver=receiver, by=again(w.secretary))


def end_a_unit_and_begin_a_document(w: SimpleNamespace) -> Meeting:
    unit, kind = again(w.unit), DocumentKind.objects.get(code="strategy_plan")
    return (
        ending(w),
        lambda: documents.create_document(kind, title="Ny plan", unit=unit, by=again(w.secretary)),
        both,
    )


def end_a_unit_and_set_a_bearing(w: SimpleNamespace) -> Meeting:
    unit, text = again(w.unit), BearingText(title="Alle får svar", why="Ventetid", starts_on=today())
    return ending(w), lambda: set_bearing(text, unit=unit, units=[unit], by=again(w.secretary)), both


def end_a_unit_and_bring_in(w: SimpleNamespace) -> Meeting:
    intake = taken_in(w)
    return ending(w), lambda: importing.convert_intake(intake, by=again(w.secretary)), both


def end_a_unit_and_upload_a_plan(w: SimpleNamespace) -> Meeting:
    file = SimpleUploadedFile("plan.txt", "Mål\n\n- Alle læser hver dag\n".encode())
    kind, unit = DocumentKind.objects.get(code="strategy_plan"), again(w.unit)
    return (
        ending(w),
        lambda: importing.upload_intake(file, unit=unit, kind=kind, by=again(w.secretary)),
        one,
    )


def end_a_unit_and_begin_work(w: SimpleNamespace) -> Meeting:
    other = world.make_document("Plan", kind="strategy_plan", unit=w.top)
    line, unit = world.make_element(other, "Læsebånd", kind="initiative"), again(w.unit)
    return ending(w), lambda: initiatives.begin(line, unit=unit, lead=None, by=again(w.secretary)), both


def end_a_unit_and_give_it_work(w: SimpleNamespace) -> Meeting:
    other = world.make_document("Plan", kind="strategy_plan", unit=w.top)
    row, unit = world.make_initiative("Læsebånd", document=other), again(w.unit)
    return (
        ending(w),
        lambda: initiatives.edit(
            row, opened=1, unit=again(w.top), lead=None, partners=[unit], by=again(w.secretary)
        ),
        both,
    )


def end_a_unit_and_give_a_post(w: SimpleNamespace) -> Meeting:
    unit, role = again(w.unit), Role.objects.get(name="Medarbejder")
    return (
        ending(w),
        lambda: posts.give_post(person=again(w.outsider), unit=unit, role=role, by=again(w.secretary)),
        both,
    )


def end_a_unit_and_make_another_below(w: SimpleNamespace) -> Meeting:
    unit, kind = again(w.unit), UnitKind.objects.get(name="Skole")
    return (
        ending(w),
        lambda: units.create_unit(name="Afdeling", kind=kind, parent=unit, by=again(w.secretary)),
        both,
    )


def end_the_secretarys_unit_and_make_a_unit(w: SimpleNamespace) -> Meeting:
    """Whose post in it is over is no secretary any more when the lock is theirs."""
    writer = world.give_post(world.make_person("Stine Strand"), w.unit, "Strategikonsulent")
    unit, receiver, parent = again(w.unit), again(w.other_unit), again(w.other_unit)
    kind, yesterday = UnitKind.objects.get(name="Skole"), today() - timedelta(days=1)
    return (
        lambda: units.end_unit(unit, on=yesterday, receiver=receiver, by=again(w.secretary)),
        lambda: units.create_unit(name="Afdeling", kind=kind, parent=parent, by=again(writer)),
        one,
    )


def end_a_unit_and_make_a_forum(w: SimpleNamespace) -> Meeting:
    unit, kind = again(w.unit), ForumKind.objects.get(name="Chefforum")
    return (
        ending(w),
        lambda: forums.create_forum(name="Råd", kind=kind, unit=unit, by=again(w.secretary)),
        both,
    )


def end_a_unit_and_write_in_its_plan(w: SimpleNamespace) -> Meeting:
    section = again(w.section)
    return (
        ending(w),
        lambda: sections.write_section(section, title="Nyt", body="", opened=1, by=again(w.secretary)),
        lambda through: all(through),
    )


def end_two_units_into_each_other(w: SimpleNamespace) -> Meeting:
    unit, receiver = again(w.other_unit), again(w.unit)
    return (
        ending(w),
        lambda: units.end_unit(unit, on=today(), receiver=receiver, by=again(w.secretary)),
        one,
    )


def end_a_forum_and_give_a_seat(w: SimpleNamespace) -> Meeting:
    one_forum, other_forum, role = again(w.forum), again(w.forum), SeatRole.objects.get(name="Medlem")
    yesterday = today() - timedelta(days=1)
    return (
        lambda: forums.end_forum(one_forum, on=yesterday, by=again(w.secretary)),
        lambda: forums.give_seat(person=again(w.owner), forum=other_forum, role=role, by=again(w.secretary)),
        lambda through: not Seat.objects.filter(ends_on=None).exists(),
    )


def leave_and_get_a_post(w: SimpleNamespace) -> Meeting:
    person, role = again(w.outsider), Role.objects.get(name="Medarbejder")
    return (
        lambda: people.leave(again(w.outsider), on=today() - timedelta(days=1), by=again(w.secretary)),
        lambda: posts.give_post(person=person, unit=again(w.unit), role=role, by=again(w.secretary)),
        lambda through: not Post.objects.filter(person=person, ends_on=None).exists(),
    )


def get_the_same_post_twice(w: SimpleNamespace) -> Meeting:
    role = Role.objects.get(name="Medarbejder")

    def give() -> None:
        posts.give_post(person=again(w.outsider), unit=again(w.unit), role=role, by=again(w.secretary))

    def give_from_today() -> None:
        posts.give_post(
            person=again(w.outsider), unit=again(w.unit), role=role, starts_on=today(), by=again(w.secretary)
        )

    return give, give_from_today, one


def be_deputised_twice(w: SimpleNamespace) -> Meeting:
    def choose() -> None:
        deputies.deputise(again(w.owner), deputy=again(w.colleague), starts_on=today(), by=again(w.owner))

    def choose_again() -> None:
        deputies.deputise(again(w.owner), deputy=again(w.colleague), by=again(w.secretary))

    return choose, choose_again, lambda through: one(through) and Deputyship.objects.count() == 1


def end_the_last_two_operators(w: SimpleNamespace) -> Meeting:
    for name in ("Emil Drift", "Else Drift"):
        world.give_post(world.make_person(name), w.top, "It-administrator")
    one_post, other_post = Post.objects.filter(role__name="It-administrator").order_by("pk")
    return (
        lambda: posts.end_post(one_post, on=today(), by=Person.objects.get(pk=other_post.person_id)),
        lambda: people.leave(
            Person.objects.get(pk=other_post.person_id),
            on=today(),
            by=Person.objects.get(pk=one_post.person_id),
        ),
        one,
    )


MEETINGS = [
    adopt_and_write, adopt_and_word, adopt_and_add, adopt_and_change_facts, begin_two_successions, adopt_and_clear_a_fate,
    adopt_and_change_a_fate, adopt_and_release, adopt_and_abandon, begin_and_retire, retire_two_at_once,
    withdraw_adoption_and_begin, withdraw_adoption_and_correct, withdraw_adoption_and_change_period,
    remove_an_editor_and_write, end_an_aim_and_tie_to_it, retire_and_tie, remove_a_line_and_tie_to_it,
    end_a_line_and_add_under_it, withdraw_adoption_and_confirm, begin_work_and_end_its_line, end_a_plan_and_report,
    end_a_plan_and_step, approve_two_at_once, report_and_take_back, change_who_leads_and_set_a_milestone,
    end_a_unit_and_begin_a_document, end_a_unit_and_set_a_bearing, end_a_unit_and_bring_in, end_a_unit_and_upload_a_plan,
    end_a_unit_and_begin_work, end_a_unit_and_give_it_work, end_a_unit_and_give_a_post,
    end_a_unit_and_make_another_below, end_the_secretarys_unit_and_make_a_unit, end_a_unit_and_make_a_forum,
    end_a_unit_and_write_in_its_plan, end_two_units_into_each_other, end_a_forum_and_give_a_seat, leave_and_get_a_post,
    get_the_same_post_twice, be_deputised_twice, end_the_last_two_operators, leave_and_be_given_work,
    leave_and_be_handed_work, leave_and_begin_to_lead, leave_and_answer_for_a_point, leave_and_answer_for_a_document,
]  # fmt: skip


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("meeting", MEETINGS, ids=lambda meeting: meeting.__name__)
def test_second_of_two_at_once_sees_what_the_first_has_done(
    meeting: Callable[[SimpleNamespace], Meeting],
) -> None:
    first, second, came_out_well = meeting(make_world())
    through = meet(first, second)
    assert (through[0], came_out_well(through), invariants.problems()) == (True, True, [])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("meeting", MEETINGS, ids=lambda meeting: meeting.__name__)
def test_other_way_round_they_contradict_each_other_no_more(
    meeting: Callable[[SimpleNamespace], Meeting],
) -> None:
    second, first, _came_out_well = meeting(make_world())
    through = meet(first, second)
    assert (through[0], invariants.problems()) == (True, [])
