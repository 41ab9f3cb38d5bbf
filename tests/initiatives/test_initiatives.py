"""An initiative begins behind a line of a plan, is changed by one at a time, and goes with its unit."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError

from pejling.activity.models import Activity
from pejling.core.history import Stale
from pejling.core.permissions import Refused
from pejling.initiatives.actions.initiatives import begin, begin_new, edit, move_initiatives
from pejling.initiatives.models import Initiative, Partner, Phase
from tests import world


@pytest.fixture
def line(w: SimpleNamespace) -> SimpleNamespace:
    """The small municipality with a line of work in the school's plan."""
    w.line = world.make_element(w.document, "Læsebånd hver morgen", kind="initiative")
    return w


def partners(initiative: Initiative) -> list[str]:
    return sorted(initiative.partners.values_list("unit__name", flat=True))


def test_line_of_a_plan_becomes_an_initiative(line: SimpleNamespace) -> None:
    initiative = begin(line.line, unit=line.unit, lead=line.owner, by=line.owner, intent="keep", oere=0)
    assert (str(initiative), initiative.phase, initiative.oere) == ("Læsebånd hver morgen", Phase.IDEA, 0)
    assert list(initiative.steps.values_list("before", "after", "by")) == [("", "idea", line.owner.pk)]
    assert [each.words for each in Activity.objects.about(initiative)] == ["begyndte at følge indsatsen"]
    line.document.refresh_from_db()
    assert line.document.touched_at >= initiative.created_at


def test_line_is_followed_once(line: SimpleNamespace) -> None:
    begin(line.line, unit=line.unit, lead=line.owner, by=line.owner)
    with pytest.raises(ValidationError) as refusal:
        begin(line.line, unit=line.unit, lead=line.owner, by=line.owner)
    assert refusal.value.messages == ["Punktet følges allerede som indsats."]


def test_aim_does_not_become_an_initiative(w: SimpleNamespace) -> None:
    with pytest.raises(Refused):
        begin(w.element, unit=w.unit, lead=w.owner, by=w.owner)


def test_who_does_not_edit_the_plan_begins_nothing(line: SimpleNamespace) -> None:
    with pytest.raises(Refused):
        begin(line.line, unit=line.unit, lead=line.colleague, by=line.colleague)


def test_who_has_left_is_not_chosen_as_lead(line: SimpleNamespace) -> None:
    gone = world.make_person("Frans Fratrådt", is_active=False)
    with pytest.raises(ValidationError) as refusal:
        begin(line.line, unit=line.unit, lead=gone, by=line.owner)
    assert refusal.value.message_dict == {"lead": ["Frans Fratrådt er fratrådt. Vælg en anden."]}


def test_work_already_under_way_begins_there_by_who_may_approve(line: SimpleNamespace) -> None:
    editor = world.give_post(world.make_person("Rie Redaktør"), line.other_unit)
    line.document.editors.add(editor)
    with pytest.raises(Refused):
        begin(line.line, unit=line.unit, lead=editor, phase=Phase.UNDER_WAY, by=editor)
    initiative = begin(line.line, unit=line.unit, lead=editor, phase=Phase.UNDER_WAY, by=line.owner)
    assert initiative.phase == Phase.UNDER_WAY


def test_nothing_begins_at_its_end(line: SimpleNamespace) -> None:
    with pytest.raises(ValidationError):
        begin(line.line, unit=line.unit, lead=line.owner, phase=Phase.DONE, by=line.owner)


def test_new_initiative_writes_its_line_too(w: SimpleNamespace) -> None:
    initiative = begin_new(
        w.section, title="Forældrekaffe", unit=w.unit, lead=w.owner, under=w.element, by=w.owner
    )
    assert (initiative.element.kind.code, initiative.element.parent) == ("initiative", w.element)
    assert initiative.element.section == w.section


def test_own_unit_is_no_partner(line: SimpleNamespace) -> None:
    units = [line.unit, line.other_unit]
    initiative = begin(line.line, unit=line.unit, lead=None, partners=units, by=line.owner)
    assert partners(initiative) == ["Bakkens Skole"]


def test_edit_names_what_changed_and_keeps_history_of_partners(line: SimpleNamespace) -> None:
    initiative = begin(line.line, unit=line.unit, lead=line.owner, partners=[line.other_unit], by=line.owner)
    edit(
        initiative,
        opened=1,
        unit=line.unit,
        lead=line.colleague,
        partners=[line.top],
        oere=500,
        by=line.owner,
    )
    initiative.refresh_from_db()
    assert (initiative.lead, initiative.oere, initiative.version) == (line.colleague, 500, 2)
    assert partners(initiative) == ["Fjordlund Kommune"]
    told = Activity.objects.about(initiative)[0].words
    assert told == "ændrede leder indsatsen, penge i øre, medvirkende enheder"
    gone = Partner.history.filter(history_type="-").get()
    assert (gone.unit, gone.history_user) == (line.other_unit, line.owner)


def test_edit_of_what_somebody_else_changed_is_stale(line: SimpleNamespace) -> None:
    initiative = begin(line.line, unit=line.unit, lead=line.owner, by=line.owner)
    edit(initiative, opened=1, unit=line.unit, lead=line.owner, competences="Læsevejleder", by=line.owner)
    with pytest.raises(Stale):
        edit(initiative, opened=1, unit=line.unit, lead=line.owner, competences="Andet", by=line.owner)
    assert Initiative.objects.get().competences == "Læsevejleder"


def test_who_has_left_stays_lead_until_another_takes_over(line: SimpleNamespace) -> None:
    initiative = begin(line.line, unit=line.unit, lead=line.colleague, by=line.owner)
    line.colleague.is_active = False
    line.colleague.save()
    edit(initiative, opened=1, unit=line.unit, lead=line.colleague, competences="Nu", by=line.owner)
    assert Initiative.objects.get().lead == line.colleague


def test_lead_edits_without_being_an_editor_of_the_plan(line: SimpleNamespace) -> None:
    teacher = world.give_post(world.make_person("Lise Lærer"), line.unit)
    initiative = begin(line.line, unit=line.unit, lead=teacher, by=line.owner)
    edit(initiative, opened=1, unit=line.unit, lead=teacher, competences="Tid", by=teacher)
    with pytest.raises(Refused):
        edit(initiative, opened=2, unit=line.unit, lead=teacher, by=line.colleague)


# --- Units end -------------------------------------------------------------------------------------------------------


def test_initiatives_and_partners_go_with_a_unit_that_ends(line: SimpleNamespace) -> None:
    heir = world.make_unit("Fjordskolen", parent=line.top)
    own = begin(line.line, unit=line.unit, lead=line.owner, partners=[line.other_unit], by=line.owner)
    shared = world.make_initiative("Fælles bus", document=line.document, unit=line.other_unit)
    Partner.objects.create(initiative=shared, unit=line.unit)
    move_initiatives(line.unit, heir, line.secretary)
    own.refresh_from_db()
    assert (own.unit, own.version, partners(own), partners(shared)) == (
        heir, 2, ["Bakkens Skole"], ["Fjordskolen"],
    )  # fmt: skip
    assert Activity.objects.about(own)[0].words == "flyttede indsatsen fra Søparkens Skole til Fjordskolen"
    assert own.history.first().history_user == line.secretary


def test_merged_units_are_no_partners_of_themselves(line: SimpleNamespace) -> None:
    initiative = begin(line.line, unit=line.unit, lead=None, partners=[line.other_unit], by=line.owner)
    move_initiatives(line.other_unit, line.unit, line.secretary)
    assert partners(initiative) == []


# --- Who sees it -----------------------------------------------------------------------------------------------------


def test_initiative_is_seen_with_its_document_and_by_its_lead(line: SimpleNamespace) -> None:
    hidden = world.make_initiative("Hemmelig", document=line.draft, lead=line.colleague)
    open_one = world.make_initiative("Offentlig", document=line.public)
    seen = {
        name: set(Initiative.objects.visible_to(getattr(line, name)))
        for name in ("owner", "colleague", "outsider", "secretary")
    }
    assert seen["owner"] == seen["secretary"] == seen["colleague"] == {hidden, open_one}
    assert seen["outsider"] == set()
