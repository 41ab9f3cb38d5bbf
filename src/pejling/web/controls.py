"""The controls of forms. Django draws each choice of a list by a template of its own; a list of units has hundreds."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any, ClassVar, Self

from django import forms
from django.db.models import QuerySet
from django.forms.models import ModelChoiceIterator
from django.forms.renderers import BaseRenderer, DjangoTemplates, Jinja2
from django.forms.utils import flatatt
from django.template.exceptions import TemplateDoesNotExist
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from markupsafe import escape

from pejling.core.keys import read_key
from pejling.web.language import content_lang


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


class Listed(forms.Select):
    """A list to choose from, drawn in one go however long it is.

    With an address in `fetched_from` only what is chosen is drawn, and the rest is fetched from there when the list is
    opened (web/deferred.py). Without script a link shows the same page with every list in full.
    """

    fetched_from = ""
    all_lists_at = ""

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
        more: dict[str, Any] = {"multiple": True} if self.allow_multiple_selected else {}
        if self.fetched_from:
            more["data-options"] = self.fetched_from
        attributes = flatatt(self.build_attrs({"name": name, **more, **self.attrs}, attrs))
        chosen = set(self.format_value(value))
        if not self.fetched_from:
            return SafeString(f"<select{attributes}>{_drawn(self.choices, chosen)}</select>")
        assert isinstance(self.choices, Names)
        words = escape(gettext("Vis alt, der kan vælges"))
        link = f'<a href="{escape(self.all_lists_at)}">{words}</a>'
        return SafeString(
            f"<select{attributes}>{_drawn(self.choices.only(chosen), chosen)}</select><noscript>{link}</noscript>"
        )

    def drawn_choices(self) -> str:
        """All choices, with nothing chosen."""
        return _drawn(self.choices, set())


class Select(Listed):
    """A list to choose one from."""


class SelectMultiple(Listed, forms.SelectMultiple):
    """A list to choose some from."""


def _drawn(choices: Iterable[Any], chosen: set[str]) -> str:
    parts = []
    own = content_lang()  # a row is called by a name that people gave it
    for value, words in choices:
        if isinstance(words, list | tuple):
            parts.append(f'<optgroup label="{escape(value)}">{_drawn(words, chosen)}</optgroup>')
        else:
            plain = "" if value is None else str(value)
            key = plain if plain.isalnum() else escape(plain)
            selected = " selected" if plain in chosen else ""
            named = own if plain.isdigit() else ""
            parts.append(f'<option value="{key}"{selected}{named}>{escape(str(words))}</option>')
    return "".join(parts)


class Names(ModelChoiceIterator[Any]):
    """Rows as choices, of which nothing is read but what names them."""

    field: "NameField"

    def __iter__(self) -> Iterator[tuple[Any, str]]:
        """What stands for no choice, and then every row's key and name."""
        if self.field.empty_label is not None:
            yield "", str(self.field.empty_label)
        yield from self._named(self.queryset)

    def only(self, keys: Collection[str]) -> Iterator[tuple[Any, str]]:
        """What stands for no choice, and these rows alone."""
        if self.field.empty_label is not None:
            yield "", str(self.field.empty_label)
        if chosen := [key for key in map(read_key, keys) if key is not None]:
            yield from self._named(self.queryset.filter(pk__in=chosen))

    def _named(self, rows: QuerySet[Any]) -> Iterator[tuple[Any, str]]:
        for key, *named_by in rows.values_list("pk", *self.field.named_by):
            yield key, self.field.name(*named_by)


class NameField(forms.ModelChoiceField[Any]):
    """A choice among rows that are known by their names alone: units, people, kinds. There may be hundreds.

    `named_by` are the columns that `name` makes a row's name of. Where there may be thousands (`is_long`), the rows are
    fetched when the list is opened.
    """

    iterator = Names
    named_by: ClassVar[tuple[str, ...]] = ("name",)
    is_long: ClassVar[bool] = False

    def name(self, *named_by: str | None) -> str:
        """The name of a row."""
        return named_by[0] or ""


class LongNameField(NameField):
    """A choice among rows of which there may be thousands."""

    is_long = True


class KeyField(forms.IntegerField):
    """The key of a row, as an address or a hidden field names it: no more than a database counts to."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=2**62, **kwargs)
