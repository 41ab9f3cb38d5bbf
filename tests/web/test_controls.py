"""Lists to choose from look as Django draws them, and are read and drawn in one go."""

from collections.abc import Callable
from typing import Any

import pytest
from django import forms
from django.utils.translation import gettext_lazy

from pejling.organisation.models import Unit
from pejling.web.controls import NameField
from pejling.web.forms import Form
from tests.world import ensure_words, make_unit


class Filter(Form):
    """A form with lists of both kinds."""

    state = forms.ChoiceField(
        required=False,
        choices=[("", gettext_lazy("Alle")), ("Livet", [("a", "Ny & <god>"), ("b", "Gammel")])],
        widget=forms.Select(attrs={"class": "narrow"}),
    )
    unit = NameField(Unit.objects.order_by("sort_key"), required=False, empty_label=gettext_lazy("Alle"))


def test_list_is_drawn_with_its_groups_and_what_was_chosen() -> None:
    drawn = Filter({"state": "b"})["state"].as_widget(attrs={"aria-describedby": "id_state_hint"})
    assert drawn == (
        '<select aria-describedby="id_state_hint" class="narrow" id="id_state" name="state"><option value="">Alle</option>'
        '<optgroup label="Livet"><option value="a">Ny &amp; &lt;god&gt;</option>'
        '<option value="b" selected>Gammel</option></optgroup></select>'
    )


@pytest.mark.django_db
def test_rows_are_chosen_by_name() -> None:
    ensure_words()
    school, nursery = make_unit("Søparkens Skole"), make_unit("Børnehaven Muslingen")
    form = Filter({"unit": str(school.pk)})
    assert str(form["unit"]) == (
        '<select data-picker="" id="id_unit" name="unit"><option value="">Alle</option>'
        f'<option value="{nursery.pk}">Børnehaven Muslingen</option>'
        f'<option value="{school.pk}" selected>Søparkens Skole</option></select>'
    )
    assert form.is_valid()
    assert form.cleaned_data["unit"] == school


@pytest.mark.django_db
def test_choice_that_is_not_among_the_rows_is_refused() -> None:
    assert Filter({"unit": "999"}).errors["unit"] == [
        "Valget findes ikke længere, eller du har ikke adgang til det. Vælg igen."
    ]


@pytest.mark.django_db
def test_rows_are_read_in_one_query(django_assert_num_queries: Callable[[int], Any]) -> None:
    ensure_words()
    for number in range(3):
        make_unit(f"Skole {number}")
    with django_assert_num_queries(1):
        str(Filter()["unit"])
