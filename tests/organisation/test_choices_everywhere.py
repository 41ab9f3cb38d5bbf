"""Every form that lets one choose among people, units or forums asks what its viewer may know: `choices.offer`."""

import ast
import importlib
import inspect
import pkgutil
import textwrap
from collections.abc import Iterator

from django import forms

import pejling
from pejling.organisation.choices import Known, Offering, PersonChoice
from pejling.organisation.models import Forum, Unit
from pejling.people.models import Person
from pejling.web.forms import BaseForm, Form

US = (Person, Unit, Forum)


def all_forms(below: type[BaseForm] = BaseForm) -> Iterator[type[BaseForm]]:
    """Every form of the house: found by themselves, in whichever module they stand."""
    for form in below.__subclasses__():
        yield form
        yield from all_forms(form)


def read_all_modules() -> None:
    for module in pkgutil.walk_packages(pejling.__path__, "pejling."):
        if ".forms" in module.name or ".views" in module.name:
            importlib.import_module(module.name)


def pickers(form: type[BaseForm]) -> list[forms.ModelChoiceField]:  # type: ignore[type-arg]
    """The form's fields that choose among us."""
    fields = getattr(form, "base_fields", {}).values()
    return [
        field
        for field in fields
        if isinstance(field, forms.ModelChoiceField)
        and (isinstance(field, Known) or (field.queryset is not None and field.queryset.model in US))
    ]


def offers(form: type[BaseForm]) -> bool:
    """Whether the form, or one that it is built on, calls `offer(self, viewer, ...)` when it is made."""
    return any(
        isinstance(call, ast.Call) and ast.unparse(call.func) == "offer"
        for each in form.__mro__
        if "__init__" in vars(each) and issubclass(each, BaseForm)
        for call in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(vars(each)["__init__"]))))
    )


def faults(form: type[BaseForm]) -> list[str]:
    asked = pickers(form)
    return [
        *(
            f"{form.__name__}: {field.label} is no choice of ours"
            for field in asked
            if not isinstance(field, Known)
        ),
        *([f"{form.__name__} never offers"] if asked and not offers(form) else []),
    ]


def test_every_form_that_asks_for_people_units_or_forums_offers_what_its_viewer_may_know() -> None:
    read_all_modules()
    ours = [form for form in all_forms() if form.__module__.startswith("pejling.")]
    assert len([form for form in ours if pickers(form)]) > 20
    assert [fault for form in ours for fault in faults(form)] == []


def test_form_that_never_offers_and_field_of_ones_own_are_found() -> None:
    class Silent(Form):
        person = PersonChoice()

    class Own(Offering, Form):
        person = forms.ModelChoiceField(Person.objects.all(), label="Hvem")

    assert faults(Silent) == ["Silent never offers"]
    assert faults(Own) == ["Own: Hvem is no choice of ours"]
