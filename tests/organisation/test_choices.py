"""How one chooses among units, people and forums: namesakes are told apart, and what is offered is of today."""

from datetime import timedelta
from types import SimpleNamespace

import time_machine
from django import forms
from django.utils import timezone

from pejling.core.dates import today
from pejling.direction.forms.bearings import BearingForm
from pejling.direction.forms.documents import FactsForm, NewDocumentForm, SharingForm
from pejling.direction.forms.elements import ElementForm
from pejling.direction.forms.importing import IntakeForm
from pejling.direction.forms.register import RegisterForm
from pejling.organisation.choices import UnitChoice
from tests import world
from tests.access import make_world


def words(field: forms.Field) -> list[str]:
    return [str(label) for value, label in field.choices if value]  # type: ignore[attr-defined]


def told_apart(field: forms.Field, name: str) -> list[str]:
    return sorted(label for label in words(field) if label.startswith(name))


def namesakes() -> SimpleNamespace:
    w = make_world()
    for school in (w.unit, w.other_unit):
        world.make_unit("Indskolingen", kind="Team", parent=school)
        world.make_forum("LMU", kind="Lokaludvalg (LMU)", unit=school)
        world.give_post(world.make_person("Jens Jensen"), school)
    w.document.responsible = w.owner
    w.document.save()
    return w


def test_namesakes_are_told_apart_wherever_direction_asks(db: None) -> None:
    w = namesakes()
    units = ["Indskolingen (Bakkens Skole)", "Indskolingen (Søparkens Skole)"]
    people = ["Jens Jensen (Medarbejder, Bakkens Skole)", "Jens Jensen (Medarbejder, Søparkens Skole)"]
    forums = ["LMU (Bakkens Skole)", "LMU (Søparkens Skole)"]
    draft = FactsForm(viewer=w.secretary, instance=w.draft)
    sharing = SharingForm(viewer=w.secretary, instance=w.document)
    asked = [
        (BearingForm(viewer=w.secretary).fields["units"], units),
        (BearingForm(viewer=w.secretary).fields["unit"], units),
        (NewDocumentForm(viewer=w.secretary).fields["unit"], units),
        (IntakeForm(viewer=w.secretary).fields["unit"], units),
        (RegisterForm(viewer=w.secretary).fields["enhed"], units),
        (sharing.fields["units"], units),
        (draft.fields["responsible"], people),
        (draft.fields["editors"], people),
        (ElementForm(viewer=w.secretary, instance=w.element).fields["responsible"], people),
        (draft.fields["forum"], forums),
        (sharing.fields["forums"], forums),
        (RegisterForm(viewer=w.secretary).fields["forum"], forums),
    ]
    assert [told_apart(field, right[0].split(" (")[0]) for field, right in asked] == [
        right for _, right in asked
    ]


def test_who_has_left_stays_chosen_where_they_are_responsible(db: None) -> None:
    w = namesakes()
    w.owner.is_active = False
    w.owner.save()
    kept = FactsForm(viewer=w.secretary, instance=w.document).fields["responsible"]
    other = FactsForm(viewer=w.secretary, instance=w.draft).fields["responsible"]
    assert [told_apart(field, "Gerda Holm") for field in (kept, other)] == [
        ["Gerda Holm (Institutionsleder, Søparkens Skole)"],
        [],
    ]


def test_what_is_offered_is_of_the_day_the_form_is_opened(db: None) -> None:
    world.ensure_words()
    world.make_unit("Ny Skole", starts_on=today() + timedelta(days=1))

    class Asking(forms.Form):
        """Made when the process began."""

        unit = UnitChoice()

    assert words(Asking().fields["unit"]) == []
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert words(Asking().fields["unit"]) == ["Ny Skole"]
