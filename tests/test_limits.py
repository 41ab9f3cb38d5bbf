"""Every text that somebody can type has a length that it may have, and is refused beside its field beyond it."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

from django import forms
from django.apps import apps
from django.db import models

import pejling
from pejling.core.fields import RichTextField
from pejling.web.rich_text import MarkupField

WRITTEN_BY_THE_PROGRAM = {"Entry.title_terms", "Entry.body_terms", "Correction.before", "Correction.after"}
WRITTEN_BY_THE_PROGRAM |= {"CalendarEvent.title", "CalendarEvent.what", "CalendarEvent.url"}
WRITTEN_BY_THE_PROGRAM |= {"SentForm.address", "SentForm.content", "UnsavedForm.address", "UnsavedForm.page"}
"""The words of the index, wordings that a correction takes over from the text itself, and where a form was."""


def our_forms() -> Iterator[type[forms.BaseForm]]:
    """All forms that are written here, with those they are made of."""
    for module in walk_packages(pejling.__path__, "pejling."):
        if "forms" in module.name.split("."):
            import_module(module.name)
    waiting, seen = [forms.BaseForm], set()
    while waiting:
        for each in waiting.pop().__subclasses__():
            if each not in seen:
                seen.add(each)
                waiting.append(each)
                if each.__module__.startswith("pejling."):
                    yield each


def test_every_text_field_of_a_form_says_how_long_it_may_be() -> None:
    """Passwords are the library's; markup is measured before it is read."""
    endless = {
        f"{form.__name__}.{name}"
        for form in our_forms()
        for name, field in getattr(form, "declared_fields", {}).items()
        if isinstance(field, forms.CharField)
        and field.max_length is None
        and not isinstance(field, MarkupField)
        and "allauth" not in type(field).__module__
        and not any("allauth" in base.__module__ and name in getattr(base, "declared_fields", ()) for base in form.__mro__)
    }  # fmt: skip
    assert endless == set()


def test_every_text_column_says_how_long_it_may_be() -> None:
    endless = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("pejling.") and not hasattr(model, "history_object")
        for field in model._meta.fields
        if isinstance(field, models.TextField)
        and field.max_length is None
        and not isinstance(field, RichTextField)
    }
    assert endless - WRITTEN_BY_THE_PROGRAM == set()
