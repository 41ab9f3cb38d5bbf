"""The controls of forms. Django draws each choice of a list by a template of its own; a list of units has hundreds."""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar, Self

from django import forms
from django.forms.models import ModelChoiceIterator
from django.forms.renderers import BaseRenderer, DjangoTemplates, Jinja2
from django.forms.utils import flatatt
from django.template.exceptions import TemplateDoesNotExist
from django.utils.safestring import SafeString
from markupsafe import escape


class Renderer(BaseRenderer):
    """Draws Django's own controls by their Jinja templates, which are quicker, and a library's by what it brings."""

    def __init__(self) -> None:
        self.quick, self.plain = Jinja2(), DjangoTemplates()

    def get_template(self, template_name: str) -> Any:
        """The template of a control."""
        try:
            return self.quick.get_template(template_name)
        except TemplateDoesNotExist:
            return self.plain.get_template(template_name)


class Select(forms.Select):
    """A list to choose one from, drawn in one go however long it is."""

    @classmethod
    def in_place_of(cls, other: forms.Select) -> Self:
        """The same list with the same choices."""
        widget = cls()
        widget.__dict__.update(other.__dict__)
        return widget

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        """The list with its choices, in their groups where they have any."""
        attributes = flatatt(self.build_attrs({"name": name, **self.attrs}, attrs))
        return SafeString(
            f"<select{attributes}>{_drawn(self.choices, set(self.format_value(value)))}</select>"
        )


def _drawn(choices: Iterable[Any], chosen: set[str]) -> str:
    parts = []
    for value, words in choices:
        if isinstance(words, list | tuple):
            parts.append(f'<optgroup label="{escape(value)}">{_drawn(words, chosen)}</optgroup>')
        else:
            plain = "" if value is None else str(value)
            key = plain if plain.isalnum() else escape(plain)
            selected = " selected" if plain in chosen else ""
            parts.append(f'<option value="{key}"{selected}>{escape(str(words))}</option>')
    return "".join(parts)


class Names(ModelChoiceIterator[Any]):
    """Rows as choices, of which nothing is read but what names them."""

    field: "NameField"

    def __iter__(self) -> Iterator[tuple[Any, str]]:
        """What stands for no choice, and then every row's key and name."""
        if self.field.empty_label is not None:
            yield "", str(self.field.empty_label)
        for key, *named_by in self.queryset.values_list("pk", *self.field.named_by):
            yield key, self.field.name(*named_by)


class NameField(forms.ModelChoiceField[Any]):
    """A choice among rows that are known by their names alone: units, people, kinds. There may be hundreds.

    `named_by` are the columns that `name` makes a row's name of.
    """

    iterator = Names
    named_by: ClassVar[tuple[str, ...]] = ("name",)

    def name(self, *named_by: str | None) -> str:
        """The name of a row."""
        return named_by[0] or ""
