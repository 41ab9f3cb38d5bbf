"""The forms that ours are built on: clean text, Danish dates, words that help, and no lost updates."""

from collections.abc import Callable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import DatabaseError, IntegrityError, InterfaceError, models
from django.forms.widgets import DateTimeBaseInput
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pejling.core import formats
from pejling.core.history import Stale, is_overtaken
from pejling.core.models import Versioned
from pejling.core.text import clean
from pejling.web.controls import Select, SelectMultiple
from pejling.web.outages import outage

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MESSAGES: "dict[type[forms.Field], dict[str, _StrPromise]]" = {
    forms.Field: {"required": _("Udfyld feltet.")},
    forms.CharField: {
        "max_length": _("Skriv højst %(limit_value)s tegn. Her er %(show_value)s."),
        "min_length": _("Skriv mindst %(limit_value)s tegn. Her er %(show_value)s."),
    },
    forms.EmailField: {"invalid": _("Skriv en e-mailadresse, fx navn@kommune.dk.")},
    forms.URLField: {"invalid": _("Skriv en webadresse, fx https://kommune.dk.")},
    forms.IntegerField: {
        "invalid": _("Skriv et helt tal."),
        "max_value": _("Skriv et tal, der højst er %(limit_value)s."),
        "min_value": _("Skriv et tal, der mindst er %(limit_value)s."),
    },
    forms.DateField: {"invalid": _("Skriv datoen som dag, måned og år, fx 20.11.2026.")},
    forms.DateTimeField: {"invalid": _("Skriv dato og tidspunkt, fx 20.11.2026 14.05.")},
    forms.ChoiceField: {
        "required": _("Vælg en mulighed."),
        "invalid_choice": _("Valget findes ikke længere. Vælg igen."),
    },
    forms.ModelChoiceField: {
        "required": _("Vælg en mulighed."),
        "invalid_choice": _("Valget findes ikke længere, eller du har ikke adgang til det. Vælg igen."),
    },
    forms.ModelMultipleChoiceField: {
        "invalid_choice": _(
            "Et af valgene findes ikke længere, eller du har ikke adgang til det. Vælg igen."
        ),
        "invalid_pk_value": _("Et af valgene findes ikke. Vælg igen."),
    },
    forms.FileField: {
        "required": _("Vælg en fil."),
        "empty": _("Filen er tom. Vælg en anden."),
        "missing": _("Filen kom ikke med. Vælg den igen."),
    },
}
_NO_YEAR = _("Se efter årstallet: det skal ligge mellem 1800 og 2199.")
PLAUSIBLE = [
    MinValueValidator(date(1800, 1, 1), message=_NO_YEAR),
    MaxValueValidator(date(2199, 12, 31), message=_NO_YEAR),
]
"""A year outside these is a slip of the finger, such as 0202 or 2602."""


def plausible_moment(moment: datetime) -> None:
    """The same of a day with its hour; at the ends of the calendar its day in another time zone cannot be reckoned."""
    if not 1800 <= moment.year <= 2199:
        raise ValidationError(_NO_YEAR)


Typed = Mapping[str, Any] | None
Result = TypeVar("Result")


OVERTAKEN = _("En anden gemte det samme imens. Hent siden igen, og se, om der stadig er noget at gøre.")


class BaseForm(forms.BaseForm):
    """What all our forms do: clean what was typed, read Danish dates, and say what to do instead of what is wrong."""

    sometimes_required: ClassVar[frozenset[str]] = frozenset()
    """Fields that are asked for only with some of what else is typed; none of them says that it can be left out."""

    answers_with = 422
    """What a page answers with when the form could not be accepted."""
    is_done = False
    """Whether the form was sent and its act went through."""
    overtaken_by: models.Model | None = None
    """The row as somebody else has saved it since a form with a version was opened."""

    def __init__(self, data: Typed = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(cleaned(data), *args, **kwargs)
        for field in self.fields.values():
            _apply_defaults(field)

    @property
    def values(self) -> dict[str, Any]:
        """What was typed as clean values, for an action; the version that the form was opened on is asked for apart."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    @property
    def has_errors(self) -> bool:
        """Whether a summary of errors is to be shown."""
        return self.is_bound and bool(self.errors)

    @property
    def all_errors(self) -> str:
        """Everything that is wrong, as sentences after one another."""
        return " ".join(str(error) for errors in self.errors.values() for error in errors)

    @property
    def http_status(self) -> int:
        """What the page with the form answers: 200 when it is only asked for, else why it is shown again."""
        return self.answers_with if self.has_errors or self.overtaken_by else 200

    def submit(self, act: Callable[[], Result]) -> Result | None:
        """What the act answers when the form was sent, its values are valid and it went through (`is_done`); else None.

        What is wrong then stands in the form: beside its field, or as both texts when somebody was faster.
        """
        if not self.is_valid():
            return None
        try:
            result = act()
        except Stale as overtaken:
            self.mark_stale(overtaken.current)
        except ValidationError as refusal:
            self.refuse(refusal)
        except IntegrityError as error:
            if not is_overtaken(error):
                raise
            self.add_error(None, OVERTAKEN)
        except (DatabaseError, InterfaceError, OSError) as error:
            if not (found := outage(error)):
                raise
            self.answers_with = found.status
            self.add_error(None, found.words)
        else:
            self.is_done = True
            return result
        return None

    def refuse(self, refusal: ValidationError) -> None:
        """Each sentence of a refusal beside the field it is about."""
        whole = {NON_FIELD_ERRORS: getattr(refusal, "error_list", [])}
        for name, errors in getattr(refusal, "error_dict", whole).items():
            self.add_error(name if name in self.fields else None, errors)

    def mark_stale(self, current: models.Model) -> None:
        """Somebody was faster. A form without a version has no second text to show: it is to be opened anew."""
        self.answers_with = 409
        self.add_error(None, OVERTAKEN)


class Form(BaseForm, forms.Form):
    """A form of ours."""


Rows = TypeVar("Rows", bound="models.QuerySet[Any]")


class FilterForm(Form, Generic[Rows]):
    """What part of a list is shown. A choice that makes no sense narrows nothing, and the others still do.

    `lookups` are the fields that each ask one thing of a row; what asks more is put to the rows in `narrow_further`.
    `further` are the fields that few ask for: they are folded away until one of them is chosen, so that the rows stand high.
    """

    lookups: Mapping[str, str] = {}
    further: tuple[str, ...] = ()

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """The fields that always stand above the list."""
        return [bound for bound in self.visible_fields() if bound.name not in self.further]

    @property
    def further_fields(self) -> list[forms.BoundField]:
        """The fields that are folded away."""
        return [bound for bound in self.visible_fields() if bound.name in self.further]

    @property
    def asks_further(self) -> bool:
        """Whether something is chosen among what is folded away."""
        return not self.chosen.keys().isdisjoint(self.further)

    @property
    def chosen(self) -> dict[str, Any]:
        """What was chosen, by its field."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def narrow(self, rows: Rows, *, besides: str = "") -> Rows:
        """The rows that fit, whatever is chosen `besides`."""
        chosen = {name: value for name, value in self.chosen.items() if name != besides}
        asked = {self.lookups[name]: chosen[name] for name in self.lookups.keys() & chosen.keys()}
        return self.narrow_further(rows.filter(**asked) if asked else rows, chosen)

    def narrow_further(self, rows: Rows, _chosen: dict[str, Any]) -> Rows:
        """The rows that fit what more was chosen."""
        return rows

    def offer(self, name: str, rows: "models.QuerySet[Any]") -> None:
        """Let a field offer these rows."""
        self.fields[name].queryset = rows  # type: ignore[attr-defined]


Row = TypeVar("Row", bound=models.Model)


class Choices(forms.ModelMultipleChoiceField[Row], Generic[Row]):
    """Some rows to choose from; a number larger than the database can count is one that no row has."""

    def clean(self, value: Any) -> Any:
        """The chosen rows."""
        try:
            return super().clean(value)
        except OverflowError as error:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice") from error


VersionedRow = TypeVar("VersionedRow", bound=Versioned)


class ModelForm(BaseForm, forms.ModelForm[Row], Generic[Row]):
    """A form of ours over one row. It is never saved by itself: its clean values go to an action.

    Django writes what was typed on the row of the form; so that is a copy, and the view's own row stands as it was read.
    """

    def __init__(self, data: Typed = None, *args: Any, **kwargs: Any) -> None:
        if kwargs.get("instance") is not None:
            kwargs["instance"] = copy(kwargs["instance"])
        super().__init__(data, *args, **kwargs)


@dataclass(frozen=True)
class Clash:
    """One field that two people changed at the same time."""

    label: str
    mine: str
    theirs: str


class VersionedForm(ModelForm[VersionedRow], Generic[VersionedRow]):
    """A form that knows which version of the row it was opened on, so that nobody overwrites what they have not seen.

    The view passes `form.opened` to the action. When that raises `core.history.Stale`, the form is shown again with
    `ui.stale_notice(form)`, holding what was typed, and the next save is made on the version whose text has been shown.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, data: Typed = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        self.clashes: list[Clash] = []
        self.fields["version"].error_messages["required"] = _(
            "Siden var ufuldstændig. Hent den igen, og gem så."
        )
        if self.instance.pk is None:
            self.fields["version"].required = False
        self.initial["version"] = self.instance.version

    @property
    def opened(self) -> int:
        """The version of the row that the person saw when the form was opened."""
        opened: int | None = self.cleaned_data.get("version")
        return self.instance.version if opened is None else opened

    def mark_stale(self, current: models.Model) -> None:
        """Somebody was faster: note what differs, and let the next save build on what now stands."""
        self.answers_with, self.overtaken_by = 409, current
        typed = self.cleaned_data
        shown = [bound for bound in self.visible_fields() if hasattr(current, bound.name)]
        clashes = (_clash(each, typed.get(each.name), self.value_in(current, each.name)) for each in shown)
        self.clashes = [clash for clash in clashes if clash]
        version = {self.add_prefix("version"): str(getattr(current, "version", 1))}
        if isinstance(self.data, QueryDict):
            self.data = self.data.copy()
            self.data.update(version)
        else:
            self.data = {**self.data, **version}

    def value_in(self, current: models.Model, name: str) -> Any:
        """What stands in a field now. A form with a field that is no plain column of the row says it for that one."""
        return getattr(current, name)


def cleaned(data: Typed) -> Typed:
    """What was typed, composed and without control characters, in the shape that it came in."""
    if isinstance(data, QueryDict):
        copy = data.copy()
        for name, values in data.lists():
            copy.setlist(name, [clean(value) if isinstance(value, str) else value for value in values])
        return copy
    if data is None:
        return None
    return {name: clean(value) if isinstance(value, str) else value for name, value in data.items()}


def _apply_defaults(field: forms.Field) -> None:
    """Danish dates, pickers and words; what a form has chosen for itself is left alone."""
    for kind, words in MESSAGES.items():
        if isinstance(field, kind):
            field.error_messages.update(
                {code: text for code, text in words.items() if _is_default(field, code)}
            )
    if isinstance(field, forms.DateTimeField):
        field.input_formats = formats.MOMENTS
        field.widget = _typed_date(forms.DateTimeInput, field, formats.MOMENTS[0])
        field.validators.append(plausible_moment)
    elif isinstance(field, forms.DateField):
        # Digits alone are a day here: what is typed is looked at by whoever typed it, a file's numbers are not.
        field.input_formats = [*formats.DAYS, "%d%m%Y"]
        field.widget = _typed_date(forms.DateInput, field, formats.DAY)
        field.widget.attrs["data-date"] = ""
        field.validators += PLAUSIBLE
    if type(field.widget) is forms.Select:
        field.widget = Select.in_place_of(field.widget)
    elif type(field.widget) is forms.SelectMultiple:
        field.widget = SelectMultiple.in_place_of(field.widget)
    if isinstance(field, forms.ModelChoiceField):
        field.widget.attrs.setdefault("data-picker", "")
        if not isinstance(field, forms.ModelMultipleChoiceField) and field.empty_label == "---------":
            field.empty_label = _("Vælg")


def _is_default(field: forms.Field, code: str) -> bool:
    """Whether the field's message still is Django's own or one of ours for a wider kind."""
    message = field.error_messages.get(code)
    # By identity: to compare the words themselves would be to translate each of them for every field of every form.
    usual = _usual_messages(type(field), code)  # type: ignore[arg-type]  # mypy does not see that a class can be hashed
    return message is None or any(message is each for each in usual)


@cache
def _usual_messages(kind: type[forms.Field], code: str) -> "tuple[_StrPromise | None, ...]":
    defaults = [getattr(each, "default_error_messages", {}).get(code) for each in kind.__mro__]
    return (*defaults, *(words.get(code) for words in MESSAGES.values()))


def _typed_date(widget: type[DateTimeBaseInput], field: forms.Field, pattern: str) -> forms.Widget:
    """A text box: it takes a pasted date, and keeps a wrong one so that it can be put right."""
    attrs = {**field.widget.attrs, "inputmode": "numeric", "autocomplete": "off"}
    return widget(attrs=attrs, format=pattern)


def _clash(bound: forms.BoundField, typed: Any, standing: Any) -> Clash | None:
    """What was typed beside what stands now, if the two differ in words."""
    mine, theirs = _in_words(bound.field, typed), _in_words(bound.field, standing)
    return None if mine == theirs else Clash(str(bound.label), mine, theirs)


def _in_words(field: forms.Field, value: Any) -> str:
    """A field's value as a reader knows it: the chosen row's name, the date as it is written."""
    if isinstance(value, models.Manager):
        value = value.all()
    if isinstance(value, models.QuerySet | list | tuple):
        return ", ".join(sorted(_in_words(field, each) for each in value))
    if isinstance(field, forms.BooleanField):
        return gettext("ja") if value else gettext("nej")
    if isinstance(field, forms.ModelChoiceField) and isinstance(value, models.Model):
        # The field's own rows know more than the bare row does, such as a person's post.
        offered = field.queryset.filter(pk=value.pk).first() if field.queryset is not None else None
        return str(field.label_from_instance(offered or value))
    if isinstance(field, forms.ChoiceField):
        return str(dict(_choices(field)).get(str(value), value or ""))
    if isinstance(value, datetime):
        return formats.moment(value)
    if isinstance(value, date):
        return formats.day(value)
    typed = field.prepare_value(value)
    return "" if typed is None else str(typed)


def _choices(field: forms.ChoiceField) -> Iterator[tuple[str, str]]:
    """The field's values and their words, out of whatever groups they stand in."""
    for value, words in field.widget.choices:
        inner = words if isinstance(words, list | tuple) else [(value, words)]
        yield from ((str(each), str(label)) for each, label in inner)
