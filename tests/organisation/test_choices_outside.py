"""Who stands outside the organisation and answers for a document is offered nobody of it but whom they have chosen."""

from types import SimpleNamespace

import pytest
from django.forms import ModelChoiceField
from django.test import Client
from django.urls import reverse

from pejling.direction.forms.documents import FactsForm, SharingForm
from pejling.initiatives.forms.initiatives import InitiativeForm
from pejling.initiatives.forms.plans import InvolvementForm
from pejling.initiatives.forms.work import ApproverForm
from pejling.organisation.choices import PersonChoice
from pejling.web.forms import BaseForm
from tests import world
from tests.access import make_world


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    """A person without a post answers for a draft beside an editor without one; another without a post has no part in it."""
    w = make_world()
    w.outside = world.make_person("Uffe Udenfor", email="uffe@fjordlund.example")
    w.fellow = world.make_person("Mette Medredaktør", email="mette@fjordlund.example")
    w.stranger = world.make_person("Frida Fremmed", email="frida@fjordlund.example")
    w.draft.responsible = w.outside
    w.draft.save()
    w.draft.editors.add(w.fellow)
    w.line = world.make_element(w.draft)
    return w


@pytest.mark.parametrize("name", ["document_facts", "document_sharing", "element_edit"])
def test_outside_reads_no_names_of_staff_and_no_addresses(
    w: SimpleNamespace, client: Client, name: str
) -> None:
    client.force_login(w.outside)
    row = w.line if name == "element_edit" else w.draft
    page = client.get(reverse(name, args=[row.pk]), {"valg": "alle"})
    assert page.status_code == 200
    text = page.content.decode()
    unseen = [w.stranger.name, w.stranger.email, w.fellow.email, w.colleague.name, w.other_unit.name]
    assert [word for word in unseen if word in text] == []


def test_outside_still_has_whom_they_chose_and_themselves(w: SimpleNamespace) -> None:
    form = FactsForm(viewer=w.outside, instance=w.draft)
    assert {pk for pk, _label in form.fields["editors"].choices} == {w.fellow.pk, w.outside.pk}  # type: ignore[attr-defined]
    within = FactsForm(viewer=w.secretary, instance=w.draft)
    assert w.stranger.pk in {pk for pk, _label in within.fields["editors"].choices}  # type: ignore[attr-defined]


def test_no_form_that_outside_reaches_offers_the_organisation(w: SimpleNamespace) -> None:
    initiative = world.make_initiative(document=w.document, lead=w.outside)
    forms: list[BaseForm] = [
        SharingForm(viewer=w.outside, instance=w.draft),
        InitiativeForm(viewer=w.outside, instance=initiative),
        InvolvementForm(viewer=w.outside),
        ApproverForm(viewer=w.outside),
    ]
    offered = {
        name: list(field.queryset or [])
        for form in forms
        for name, field in form.fields.items()
        if isinstance(field, ModelChoiceField) and hasattr(field, "is_told")
    }
    assert offered == {
        "units": [], "forums": [], "people": [w.outside], "unit": [initiative.unit], "lead": [w.outside],
        "partners": [], "forum": [], "person": [w.outside],
    }  # fmt: skip


def test_person_at_hand_is_called_by_name_alone(w: SimpleNamespace) -> None:
    assert PersonChoice().label_from_instance(w.fellow) == "Mette Medredaktør"
