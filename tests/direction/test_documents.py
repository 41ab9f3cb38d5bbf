"""Documents: who begins one, how its facts change, and who may read it when."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from pejling.activity.models import Activity
from pejling.core.dates import today
from pejling.core.history import Stale
from pejling.core.permissions import Refused
from pejling.direction.actions.documents import Origin, create_document, edit_facts, name_editors, share
from pejling.direction.models import Document, DocumentKind, Phase, Visibility
from pejling.organisation.models import Unit
from pejling.people.models import Person
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> Unit:
    world.ensure_words()
    return world.make_unit("Søparkens Skole")


@pytest.fixture
def leader(school: Unit) -> Person:
    return world.make_leader("Gerda Holm", school)


@pytest.fixture
def plan(school: Unit, leader: Person) -> Document:
    return create_document(kind("strategy_plan"), title="Plan for skolen", unit=school, by=leader)


def kind(code: str) -> DocumentKind:
    return DocumentKind.objects.get(code=code)


def verbs(document: Document) -> list[str]:
    return [line.verb for line in Activity.objects.about(document)]


def test_plan_begins_as_a_draft_of_the_unit_with_the_leader_as_responsible(
    plan: Document, leader: Person
) -> None:
    assert (plan.visibility, plan.phase, plan.in_force_from) == (Visibility.DRAFT, Phase.DRAFT, None)
    assert plan.responsible == leader
    assert verbs(plan) == ["direction.created"]


def test_plan_begins_with_the_sections_that_were_chosen(school: Unit, leader: Person) -> None:
    headings = ["Det skal lykkes", "Det ændrer vi"]
    plan = create_document(kind("strategy_plan"), title="Plan", unit=school, by=leader, headings=headings)
    assert [section.title for section in plan.sections.all()] == headings


def test_document_that_the_secretariat_begins_is_answered_for_by_the_units_leader(
    school: Unit, leader: Person
) -> None:
    secretary = world.make_secretary(school)
    assert create_document(kind("policy"), title="Politik", unit=school, by=secretary).responsible == leader


def test_colleague_cannot_begin_a_document_for_another_unit(school: Unit) -> None:
    colleague = world.make_leader("Bo Friis", world.make_unit("Bakkens Skole"))
    with pytest.raises(Refused):
        create_document(kind("strategy_plan"), title="Plan", unit=school, by=colleague)


def test_law_is_in_force_by_its_source_and_date(school: Unit, leader: Person) -> None:
    law = create_document(
        kind("law"),
        title="Ældreloven",
        unit=school,
        by=leader,
        origin=Origin("Lov nr. 1", date(2025, 7, 1)),
    )
    assert (law.phase, law.in_force_from) == (Phase.IN_FORCE, date(2025, 7, 1))
    assert law.is_in_force()


def test_law_without_a_source_is_refused_and_nothing_is_kept(school: Unit, leader: Person) -> None:
    with pytest.raises(ValidationError):
        create_document(kind("law"), title="Ældreloven", unit=school, by=leader)
    assert not Document.objects.exists()


def test_plan_comes_into_force_when_it_leaves_its_editors_hands(plan: Document, leader: Person) -> None:
    shared = share(plan, visibility=Visibility.INTERNAL, opened=plan.version, by=leader)
    assert (shared.phase, shared.in_force_from) == (Phase.IN_FORCE, today())
    assert verbs(plan)[:2] == ["direction.came_into_force", "direction.shared"]


def test_plan_in_force_cannot_become_a_draft_again(plan: Document, leader: Person) -> None:
    plan = share(plan, visibility=Visibility.INTERNAL, opened=plan.version, by=leader)
    with pytest.raises(ValidationError, match="kladde igen"):
        share(plan, visibility=Visibility.DRAFT, opened=plan.version, by=leader)


def test_policy_stays_a_draft_when_it_is_shared(school: Unit, leader: Person) -> None:
    policy = create_document(kind("policy"), title="Politik", unit=school, by=leader)
    shared = share(policy, visibility=Visibility.SHARED, opened=policy.version, by=leader, units=[school])
    assert (shared.phase, shared.in_force_from) == (Phase.DRAFT, None)


def test_document_shared_with_nobody_is_refused(plan: Document, leader: Person) -> None:
    with pytest.raises(ValidationError, match="mindst én enhed"):
        share(plan, visibility=Visibility.SHARED, opened=plan.version, by=leader)


def test_shares_are_replaced_and_go_when_everybody_inside_may_read(plan: Document, leader: Person) -> None:
    forum, other = world.make_forum(), world.make_unit("Bakkens Skole")
    plan = share(plan, visibility=Visibility.SHARED, opened=plan.version, by=leader, units=[other])
    plan = share(plan, visibility=Visibility.SHARED, opened=plan.version, by=leader, forums=[forum])
    assert [str(each) for each in plan.shares.all()] == ["Byrådet"]
    share(plan, visibility=Visibility.INTERNAL, opened=plan.version, by=leader)
    assert not plan.shares.exists()


def test_named_editor_cannot_make_a_document_public(plan: Document, leader: Person, school: Unit) -> None:
    editor = world.give_post(world.make_person("Ida Lund"), school)
    name_editors(plan, [editor], by=leader)
    with pytest.raises(Refused):
        share(plan, visibility=Visibility.PUBLIC, opened=plan.version, by=editor)


def test_facts_are_changed_with_a_line_that_names_them(plan: Document, leader: Person) -> None:
    edit_facts(
        plan, opened=plan.version, by=leader, facts={"title": "Ny titel", "review_on": date(2027, 1, 1)}
    )
    assert Activity.objects.about(plan)[0].words == "ændrede titel, ses efter senest"


def test_facts_opened_on_an_older_version_are_refused(plan: Document, leader: Person) -> None:
    edit_facts(plan, opened=plan.version, by=leader, facts={"title": "Først"})
    with pytest.raises(Stale):
        edit_facts(plan, opened=plan.version, by=leader, facts={"title": "Sidst"})
    plan.refresh_from_db()
    assert plan.title == "Først"


def test_adopted_title_is_settled_while_its_responsible_is_not(school: Unit, leader: Person) -> None:
    policy = world.make_adopted(forum=world.make_forum(), unit=school)
    edit_facts(policy, opened=policy.version, by=leader, facts={"responsible": leader})
    with pytest.raises(Refused):
        edit_facts(policy, opened=policy.version + 1, by=leader, facts={"title": "Anden titel"})


def test_period_that_ends_before_it_begins_is_refused(plan: Document, leader: Person) -> None:
    period = {"starts_on": date(2026, 1, 1), "ends_on": date(2025, 1, 1)}
    with pytest.raises(ValidationError, match="slutter, før den begynder"):
        edit_facts(plan, opened=plan.version, by=leader, facts=period)


def test_sharing_does_not_touch_a_document_and_new_facts_do(school: Unit, leader: Person) -> None:
    policy = create_document(kind("policy"), title="Politik", unit=school, by=leader)
    before = Document.objects.get(pk=policy.pk).touched_at
    policy = share(policy, visibility=Visibility.INTERNAL, opened=policy.version, by=leader)
    assert Document.objects.get(pk=policy.pk).touched_at == before
    edit_facts(policy, opened=policy.version, by=leader, facts={"title": "Ny"})
    assert Document.objects.get(pk=policy.pk).touched_at > before
