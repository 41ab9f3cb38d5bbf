"""Success criteria are judged by evidence and never rewritten; readiness is taken again and kept beside."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError

from pejling.activity.models import Activity
from pejling.core.permissions import Refused
from pejling.initiatives.actions.judging import add_criterion, assess, judge
from pejling.initiatives.figures.criteria import read_criteria
from pejling.initiatives.models import CriterionVerdict, Facet, Initiative, Readiness
from tests import world

SCORES = dict.fromkeys(Facet.values, (3, "Vi er på vej."))


@pytest.fixture
def initiative(w: SimpleNamespace) -> Initiative:
    return world.make_initiative(document=w.document, lead=w.owner)


def test_criterion_stands_under_the_initiative_in_the_plan(
    w: SimpleNamespace, initiative: Initiative
) -> None:
    criterion = add_criterion(initiative, title="Ni af ti læser flydende", by=w.owner)
    assert (criterion.parent, criterion.kind.code) == (initiative.element, "success_criterion")
    assert [each.element for each in read_criteria(initiative.element, w.owner)] == [criterion]


def test_adopted_wording_gets_no_criterion(w: SimpleNamespace) -> None:
    with pytest.raises(Refused):
        add_criterion(world.make_initiative(document=w.public), title="Nyt", by=w.secretary)


def test_changed_view_is_a_new_verdict(w: SimpleNamespace, initiative: Initiative) -> None:
    criterion = add_criterion(initiative, title="Ni af ti læser flydende", by=w.owner)
    judge(initiative, criterion, verdict="not_yet", evidence="Syv af ti i juni.", by=w.owner)
    judge(initiative, criterion, verdict="met", evidence="Ni af ti i november.", by=w.owner)
    (read,) = read_criteria(initiative.element, w.owner)
    assert [each.verdict for each in read.verdicts] == ["met", "not_yet"]
    assert read.sign is not None
    assert read.sign.word == "Opfyldt"
    assert Activity.objects.about(initiative)[0].words == (
        "vurderede succeskriteriet »Ni af ti læser flydende«: opfyldt"
    )


def test_verdict_without_evidence_is_refused(w: SimpleNamespace, initiative: Initiative) -> None:
    criterion = add_criterion(initiative, title="Ni af ti", by=w.owner)
    with pytest.raises(ValidationError) as refusal:
        judge(initiative, criterion, verdict="met", evidence=" ", by=w.owner)
    assert refusal.value.message_dict == {"evidence": ["Skriv, hvad I ser på."]}


def test_criterion_of_another_initiative_is_not_judged_here(
    w: SimpleNamespace, initiative: Initiative
) -> None:
    other = add_criterion(world.make_initiative("Andet", document=w.document), title="Alle", by=w.owner)
    with pytest.raises(ValidationError):
        judge(initiative, other, verdict="met", evidence="Set.", by=w.owner)
    assert not CriterionVerdict.objects.exists()


def test_readiness_is_taken_on_all_sides_at_once(w: SimpleNamespace, initiative: Initiative) -> None:
    with pytest.raises(ValidationError):
        assess(initiative, {"time": (3, "Måske.")}, by=w.owner)
    with pytest.raises(ValidationError):
        assess(initiative, {**SCORES, "time": (6, "For meget.")}, by=w.owner)
    assert not Readiness.objects.filter(scores__isnull=False).exists()
    taken = assess(initiative, SCORES, by=w.owner)
    assert taken.scores.count() == 5


def test_readiness_is_judged_by_editors_alone(w: SimpleNamespace, initiative: Initiative) -> None:
    with pytest.raises(Refused):
        assess(initiative, SCORES, by=w.colleague)
