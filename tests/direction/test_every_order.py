"""A document's life in every order: whatever is done after whatever else, by whoever, with pages that were opened long ago.

What an action refuses it refuses in words, and what always holds (`invariants`) holds after each step. Run it long by hand:
`LIVES=2000 STEPS=60 .venv/bin/pytest tests/direction/test_every_order.py -n 0`.
"""

import copy
import os
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, TypeVar

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, models, transaction
from django.utils import timezone
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from pejling.core.dates import today
from pejling.core.history import Stale
from pejling.direction.actions import (
    adoption,
    documents,
    elements,
    fates,
    pointing_out,
    retirement,
    sections,
    succession,
    ties,
)
from pejling.direction.actions.correction import correct
from pejling.direction.actions.period import change_period
from pejling.direction.figures.succession import without_fate
from pejling.direction.models import (
    Contribution,
    Document,
    DocumentKind,
    Element,
    ElementKind,
    Fate,
    FateKind,
    InheritanceAnswer,
    Section,
    Succession,
    Visibility,
)
from pejling.initiatives.actions import initiatives, milestones, phases, reports
from pejling.initiatives.actions.fates import carry_due
from pejling.initiatives.models import Initiative, Phase, StatusReport
from pejling.organisation.actions import posts, units
from pejling.organisation.models import Forum, Post, Role, Unit
from pejling.people.models import Person
from tests import world
from tests.direction import invariants

LIVES = int(os.environ.get("LIVES", "20"))
STEPS = int(os.environ.get("STEPS", "25"))
EARLIER = date(2020, 1, 1)
Row = TypeVar("Row", bound=models.Model)
DATA = st.data()


def planned() -> "models.QuerySet[Succession]":
    """The successions that are not completed."""
    return Succession.objects.filter(completed_at=None)


def taken_over() -> "models.QuerySet[Succession]":
    """Those that are."""
    return Succession.objects.filter(completed_at__isnull=False)


def make_municipality() -> None:
    """A council's policy and a school's own, two drafts and two laws that could replace others, and a plan tied to them."""
    top = world.make_unit("Fjordlund Kommune", kind="Kommune")
    school, other = (world.make_unit(name, parent=top) for name in ("Søparkens Skole", "Bakkens Skole"))
    secretary = world.make_secretary(top)
    leader = world.make_leader("Gerda Holm", school)
    world.make_leader("Bo Friis", other)
    council, leaders = world.make_forum(), world.make_forum("Lederforum", kind="Chefforum")
    policy = world.make_adopted("Politik", forum=council, on=EARLIER, unit=top)
    own = world.make_adopted("Principper", forum=leaders, on=EARLIER, unit=school)
    drafts = [
        world.make_document("Kurs", unit=school, forum=leaders, visibility=Visibility.DRAFT),
        world.make_document("Vision", unit=top, forum=council, visibility=Visibility.SHARED),
    ]
    laws = [
        world.make_document("Gammel lov", kind="law", unit=top),
        world.make_document("Ny lov", kind="law", unit=top, in_force_from=timezone.localdate()),
    ]
    plan = world.make_document("Plan", kind="strategy_plan", unit=school)
    for row in (policy, own, drafts[1]):
        world.make_section(row, body="<p>Ren luft</p><ul><li>Rent vand</li><li>Grønne tage</li></ul>")
    for row in (policy, own, *drafts, *laws, plan):
        aim = world.make_element(row, f"Mål i {row}")
        if row in (own, plan, drafts[0]):
            line = world.make_element(row, f"Indsats i {row}", kind="initiative", parent=aim)
            if row != drafts[0]:
                world.make_initiative(element=line, lead=leader, phase=Phase.UNDER_WAY)
    lower = Element.objects.get(title="Mål i Plan")
    world.tie(lower, Element.objects.get(title="Mål i Politik"))
    assert secretary.pk


class Succeeding(RuleBasedStateMachine):
    """What a document goes through, each time by one of the municipality's people, on pages fresh or opened long ago.

    Here documents only succeed one another and go, so that what contradicts itself after three or four of these steps in one
    certain order (retired under an open succession, succeeded, and that taken back) comes up within a few lives.

    A step is drawn here and is no rule of its own: Hypothesis leaves some of the rules out of each life, and all of these
    are needed together.
    """

    likely: tuple[str, ...] = (
        *2 * ("begins_what_is_likely", "lets_the_heir_take_over", "withdraws_what_took_over"),
        *2 * ("retires_with_everything_settled",),
        "withdraws_a_retirement", "abandons", "releases", "clears_a_fate",
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.travel = time_machine.travel(timezone.now(), tick=True)
        self.clock = self.travel.start()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        make_municipality()
        self.opened: dict[tuple[type, int], Any] = {}
        self.words = invariants.settled_wording()
        self.is_changed = True

    def teardown(self) -> None:
        try:
            connection.check_constraints()
        finally:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)
            self.travel.stop()

    def row(self, data: Any, model: type[Row], **condition: Any) -> Row | None:
        """One of the rows, as it is now or as somebody has had it before them for a while."""
        pks = list(
            model._default_manager.filter(**condition).order_by("pk").values_list("pk", flat=True).distinct()
        )
        if not pks:
            return None
        pk = data.draw(st.sampled_from(pks))
        if (model, pk) in self.opened and data.draw(st.booleans()):
            old: Row = copy.deepcopy(self.opened[model, pk])
            return old
        row = model._default_manager.get(pk=pk)
        self.opened[model, pk] = copy.deepcopy(row)
        return row

    def person(self, data: Any) -> Person:
        """The secretary most of the time, or one of the leaders; as they are today."""
        people = list(Person.objects.order_by("pk"))
        chosen: Person = data.draw(st.sampled_from([people[0], people[0], *people[1:]]))
        return chosen

    def act(self, action: Callable[..., object], *args: object, **kwargs: object) -> None:
        """Do it; a refusal says why in words, and nothing else goes wrong."""
        if any(arg is None for arg in args):
            return
        refused: list[str] = []
        try:
            with transaction.atomic():
                action(*args, **kwargs)
        except ValidationError as refusal:
            refused = refusal.messages
        except PermissionDenied as refusal:
            refused = [str(refusal)]
        except Stale:
            return
        self.is_changed = self.is_changed or not refused
        assert all(readable(message) for message in refused), refused

    @invariant()
    def what_always_holds(self) -> None:
        if not self.is_changed:
            return
        self.is_changed = False
        assert invariants.problems() == []
        now = invariants.settled_wording()
        assert invariants.changed_words(self.words, now) == []
        self.words = now

    @rule(data=DATA)
    def takes_a_step(self, data: Any) -> None:
        getattr(self, data.draw(st.sampled_from(self.likely)))(data)

    def begins_what_is_likely(self, data: Any) -> None:
        life = data.draw(st.sampled_from(["adopted", "external"]))
        old = self.row(data, Document, phase="in_force", kind__life=life)
        new = self.row(data, Document, phase="draft" if life == "adopted" else "in_force", kind__life=life)
        self.act(succession.begin_succession, new, [old] if old else [], by=Person.objects.earliest("pk"))

    def lets_the_heir_take_over(self, data: Any) -> None:
        found, by = self.row(data, Succession, completed_at=None), Person.objects.earliest("pk")
        if found is None or not Succession.objects.filter(pk=found.pk).exists():
            return
        if data.draw(st.booleans()):
            lines = list(without_fate(found.olds.all()).select_related("section", "kind"))
            self.act(succession.carry_on, lines, found.new, by=by)
        for line in without_fate(found.olds.all()):
            self.act(fates.set_fate, line, FateKind.LAPSED, why="Nået", by=by)
        if found.new.life == "external":
            self.act(succession.carry_through, found, by=by)
        else:
            first = today() + timedelta(days=data.draw(st.sampled_from([0, 0, 10])))
            forum = Forum.objects.earliest("pk")
            self.act(adoption.adopt, found.new, forum=forum, decided_on=today(), in_force_on=first, by=by)

    def withdraws_what_took_over(self, data: Any) -> None:
        found, by = self.row(data, Succession, completed_at__isnull=False), Person.objects.earliest("pk")
        if found is not None and Document.objects.filter(pk=found.new_id, kind__life="external").exists():
            self.act(succession.undo_succession, found, why="Fejl", by=by)
        elif found is not None:
            self.act(adoption.withdraw_adoption, Document.objects.get(pk=found.new_id), why="Fejl", by=by)

    def retires_with_everything_settled(self, data: Any) -> None:
        reserved = {"successions__in": planned()} if planned() and data.draw(st.booleans()) else {}
        row, by = self.row(data, Document, phase="in_force", **reserved), Person.objects.earliest("pk")
        if row is None:
            return
        for line in without_fate(Document.objects.filter(pk=row.pk)):
            self.act(fates.set_fate, line, FateKind.LAPSED, why="Nået", by=by)
        last = today() + timedelta(days=data.draw(st.sampled_from([-1, 0, 10])))
        self.act(retirement.retire, row, forum=None, last_day=last, why="Slut", by=by)

    def abandons(self, data: Any) -> None:
        self.act(
            succession.abandon_succession, self.row(data, Succession, completed_at=None), by=self.person(data)
        )

    def releases(self, data: Any) -> None:
        self.act(
            succession.release_old,
            self.row(data, Document, phase="in_force"),
            why="Nej",
            by=self.person(data),
        )

    def clears_a_fate(self, data: Any) -> None:
        self.act(fates.clear_fate, self.row(data, Element, fates__isnull=False), by=self.person(data))

    def withdraws_a_retirement(self, data: Any) -> None:
        self.act(
            retirement.withdraw_retirement,
            self.row(data, Document, phase="retired"),
            why="Fejl",
            by=self.person(data),
        )

    @rule(days=st.sampled_from([1, 12]))
    def days_pass(self, days: int) -> None:
        self.clock.shift(timedelta(days=days))
        carry_due()
        self.is_changed = True


class Life(Succeeding):
    """And what is done to a document in between."""

    likely = (*Succeeding.likely, "lets_lapse", "adopts", "extends_the_period", "supplements", "corrects")

    def lets_lapse(self, data: Any) -> None:
        old = self.row(data, Element)
        self.act(fates.set_fate, old, FateKind.LAPSED, why="Nået", by=self.person(data))

    def adopts(self, data: Any) -> None:
        new, forum = self.row(data, Document, phase="draft", kind__life="adopted"), self.row(data, Forum)
        first = today() + timedelta(days=data.draw(st.sampled_from([0, 0, 10])))
        self.act(
            adoption.adopt, new, forum=forum, decided_on=today(), in_force_on=first, by=self.person(data)
        )

    def extends_the_period(self, data: Any) -> None:
        row = self.row(data, Document)
        if row is not None:
            ends = today() + timedelta(days=data.draw(st.integers(-5, 400)))
            self.act(
                change_period,
                row,
                starts_on=None,
                ends_on=ends,
                why="Mere tid",
                opened=row.version,
                by=self.person(data),
            )

    def supplements(self, data: Any) -> None:
        kind = DocumentKind.objects.get(code="policy")
        unit, old = self.row(data, Unit), self.row(data, Document)
        self.act(
            documents.create_document, kind, title="Tillæg", unit=unit, supplements=old, by=self.person(data)
        )

    def corrects(self, data: Any) -> None:
        part: Any = self.row(data, data.draw(st.sampled_from([Document, Section, Element])))
        if part is not None:
            after = f"Rettet {data.draw(st.integers(1, 99))}"
            self.act(
                correct, part, "title", after=after, why="Slåfejl", opened=part.version, by=self.person(data)
            )


class Everything(Life):
    """All else that can be done with documents, points, ties, work and units in between."""

    # Among so many others they would come too seldom.
    takes_another_step, takes_one_more_step = (
        rule(data=DATA)(lambda self, data: self.takes_a_step(data)) for _each in range(2)
    )

    @rule(data=DATA)
    def begins(self, data: Any) -> None:
        new = self.row(data, Document)
        olds = [self.row(data, Document) for _each in range(data.draw(st.integers(1, 2)))]
        self.act(
            succession.begin_succession,
            new,
            list({o.pk: o for o in olds if o}.values()),
            by=self.person(data),
        )

    @rule(data=DATA)
    def carries_on(self, data: Any) -> None:
        found = self.row(data, Succession)
        new = Document.objects.filter(succession=found).first() if found else None
        old = list(Element.objects.filter(document__successions=found).order_by("pk")) if found else []
        self.act(succession.carry_on, old, new, by=self.person(data))

    @rule(data=DATA)
    def carries_a_law_through(self, data: Any) -> None:
        self.act(succession.carry_through, self.row(data, Succession), by=self.person(data))

    @rule(data=DATA)
    def undoes_a_law(self, data: Any) -> None:
        self.act(succession.undo_succession, self.row(data, Succession), why="Fejl", by=self.person(data))

    @rule(data=DATA)
    def sets_a_fate(self, data: Any) -> None:
        old, heir = self.row(data, Element), self.row(data, Element)
        kind = data.draw(st.sampled_from([FateKind.CARRIED_ON, FateKind.MERGED, FateKind.MOVED]))
        if heir is not None:
            self.act(fates.set_fate, old, kind, to=[heir], by=self.person(data))

    @rule(data=DATA)
    def withdraws_an_adoption(self, data: Any) -> None:
        self.act(adoption.withdraw_adoption, self.row(data, Document), why="Fejl", by=self.person(data))

    @rule(data=DATA)
    def opens_a_hearing(self, data: Any) -> None:
        row = self.row(data, Document)
        self.act(adoption.open_hearing, row, opens_on=today(), closes_on=today(), by=self.person(data))

    @rule(data=DATA)
    def closes_a_hearing(self, data: Any) -> None:
        self.act(adoption.close_hearing, self.row(data, Document), by=self.person(data))

    @rule(data=DATA)
    def retires(self, data: Any) -> None:
        row, last = (
            self.row(data, Document),
            today() + timedelta(days=data.draw(st.sampled_from([-1, 0, 10]))),
        )
        self.act(retirement.retire, row, forum=None, last_day=last, why="Slut", by=self.person(data))

    @rule(data=DATA)
    def writes(self, data: Any) -> None:
        part = self.row(data, Section)
        if part is not None:
            body = f"<p>Ord {data.draw(st.integers(1, 99))}</p>"
            self.act(
                sections.write_section, part, title="", body=body, opened=part.version, by=self.person(data)
            )

    @rule(data=DATA)
    def words_a_line(self, data: Any) -> None:
        line = self.row(data, Element)
        if line is not None:
            title = f"Mål {data.draw(st.integers(1, 99))}"
            self.act(elements.word_element, line, title=title, opened=line.version, by=self.person(data))

    @rule(data=DATA)
    def adds_and_moves_lines(self, data: Any) -> None:
        kind = ElementKind.objects.get(code="goal")
        section, parent = self.row(data, Section), self.row(data, Element)
        if data.draw(st.booleans()):
            self.act(elements.add_element, section, kind=kind, title="Nyt mål", by=self.person(data))
        else:
            self.act(
                elements.step_element,
                parent,
                data.draw(st.sampled_from(["in", "out", "up"])),
                by=self.person(data),
            )

    @rule(data=DATA)
    def points_out_a_line(self, data: Any) -> None:
        section, kind = self.row(data, Section), self.row(data, ElementKind)
        if section is not None and kind is not None:
            kinds = {data.draw(st.integers(0, 2)): kind}
            self.act(pointing_out.point_out, section, kinds, opened=section.version, by=self.person(data))

    @rule(data=DATA)
    def takes_a_line_back(self, data: Any) -> None:
        pointed_out = [each.pk for each in Element.objects.select_related("section") if each.stands_in_text]
        self.act(elements.remove_element, self.row(data, Element, pk__in=pointed_out), by=self.person(data))

    @rule(data=DATA)
    def removes_a_line(self, data: Any) -> None:
        self.act(elements.remove_element, self.row(data, Element), by=self.person(data))

    @rule(data=DATA)
    def ends_a_line(self, data: Any) -> None:
        line = self.row(data, Element)
        self.act(fates.end_element, line, FateKind.LAPSED, why="Nået", by=self.person(data))

    @rule(data=DATA)
    def calls_a_line_something_else(self, data: Any) -> None:
        line, kind = self.row(data, Element), self.row(data, ElementKind)
        self.act(elements.choose_kind, line, kind, by=self.person(data))

    @rule(data=DATA)
    def shares(self, data: Any) -> None:
        row = self.row(data, Document)
        if row is not None:
            who = data.draw(st.sampled_from([Visibility.INTERNAL, Visibility.PUBLIC, Visibility.DRAFT]))
            self.act(documents.share, row, visibility=who, opened=row.version, by=self.person(data))

    @rule(data=DATA)
    def ties(self, data: Any) -> None:
        lower, upper = self.row(data, Element), self.row(data, Element)
        self.act(ties.tie, lower, upper, how="Sådan", by=self.person(data))

    @rule(data=DATA)
    def ends_and_resumes_a_tie(self, data: Any) -> None:
        action = data.draw(st.sampled_from([ties.end_tie, ties.resume_tie]))
        self.act(action, self.row(data, Contribution), by=self.person(data))

    @rule(data=DATA)
    def answers_an_inherited_tie(self, data: Any) -> None:
        tie, fate = self.row(data, Contribution), self.row(data, Fate, to__isnull=False)
        self.act(ties.confirm_inherited, tie, fate, how="Stadig", by=self.person(data))

    @rule(data=DATA)
    def reopens_an_answer(self, data: Any) -> None:
        self.act(ties.reopen_inherited, self.row(data, InheritanceAnswer), by=self.person(data))

    @rule(data=DATA)
    def begins_an_initiative(self, data: Any) -> None:
        line, unit = self.row(data, Element), self.row(data, Unit)
        self.act(initiatives.begin, line, unit=unit, lead=None, by=self.person(data))

    @rule(data=DATA)
    def steps(self, data: Any) -> None:
        row, phase = self.row(data, Initiative), data.draw(st.sampled_from(Phase.values))
        self.act(phases.step, row, phase, why="Derfor", by=self.person(data))

    @rule(data=DATA)
    def takes_a_step_back(self, data: Any) -> None:
        self.act(phases.take_back, self.row(data, Initiative), why="Fejl", by=self.person(data))

    @rule(data=DATA)
    def gives_an_initiative_to_a_unit(self, data: Any) -> None:
        row, unit = self.row(data, Initiative), self.row(data, Unit)
        partner = self.row(data, Unit)
        if row is not None and unit is not None:
            self.act(
                initiatives.edit, row, opened=row.version, unit=unit, lead=row.lead, partners=[partner],
                by=self.person(data),
            )  # fmt: skip

    @rule(data=DATA)
    def sets_a_milestone(self, data: Any) -> None:
        row = self.row(data, Initiative)
        self.act(milestones.add_milestone, row, title="Halvvejs", due_on=today(), by=self.person(data))

    @rule(data=DATA)
    def merges_units(self, data: Any) -> None:
        unit, into = self.row(data, Unit), self.row(data, Unit)
        if into is not None:
            self.act(units.merge_units, unit, into=into, on=today(), by=Person.objects.earliest("pk"))

    @rule(data=DATA)
    def moves_or_reopens_a_unit(self, data: Any) -> None:
        unit, parent, by = self.row(data, Unit), self.row(data, Unit), Person.objects.earliest("pk")
        if unit is not None and data.draw(st.booleans()):
            self.act(units.move_unit, unit, parent=parent, opened=unit.version, by=by)
        else:
            self.act(units.reopen_unit, unit, by=by)

    @rule(data=DATA)
    def gives_a_post(self, data: Any) -> None:
        person, unit = self.row(data, Person), self.row(data, Unit)
        role, by = Role.objects.get(name="Institutionsleder"), Person.objects.earliest("pk")
        if person is not None and unit is not None:
            self.act(posts.give_post, person=person, unit=unit, role=role, by=by)
        self.act(posts.resume_post, self.row(data, Post), by=by)

    @rule(data=DATA)
    def reports(self, data: Any) -> None:
        self.act(reports.report, self.row(data, Initiative), level="on_track", by=self.person(data))

    @precondition(lambda _self: StatusReport.objects.active().exists())
    @rule(data=DATA)
    def takes_a_report_back(self, data: Any) -> None:
        self.act(reports.withdraw_report, self.row(data, StatusReport), by=self.person(data))

    @rule(data=DATA)
    def ends_a_unit(self, data: Any) -> None:
        unit, receiver = self.row(data, Unit), self.row(data, Unit)
        on = today() - timedelta(days=data.draw(st.integers(0, 1)))
        self.act(units.end_unit, unit, on=on, receiver=receiver, by=Person.objects.earliest("pk"))


def readable(message: str) -> bool:
    """A sentence, and no name out of the database."""
    return bool(re.search(r"[a-zæøå]{2,} [a-zæøå»(]", message)) and not re.search(
        r"[a-z]_[a-z]|onstraint", message
    )


@pytest.mark.django_db
@pytest.mark.parametrize("machine", [Succeeding, Life, Everything])
def test_every_order_of_what_is_done_leaves_what_always_holds(machine: type[Succeeding]) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=LIVES,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize="LIVES" not in os.environ,
            database=None,
            print_blob=True,
        ),
    )
