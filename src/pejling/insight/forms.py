"""Choosing the headings of two pages, and shortening by hand what does not find room."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext as _

from pejling.insight.figures.two_pages.whole import OWN_LENGTH, ChosenHeading, Heading
from pejling.insight.models import TwoPagesChoices
from pejling.web.forms import Clash, Typed, VersionedForm

Headings = tuple[list[Heading], list[Heading]]


class TwoPagesForm(VersionedForm[TwoPagesChoices]):
    """A row of fields for each heading: shown or not, its place, its name, and an own short text."""

    class Meta:
        model = TwoPagesChoices
        fields: list[str] = []

    def __init__(self, data: Typed = None, *args: Any, headings: Headings, **kwargs: Any) -> None:
        self.headings = headings
        super().__init__(data, *args, **kwargs)
        for side in headings:
            for place, each in enumerate(side, start=1):
                self._add(each, place)
        for bound in self.visible_fields():
            bound.field.error_messages.setdefault("required", _("Udfyld feltet."))

    def _add(self, each: Heading, place: int) -> None:
        code, chosen = each.part.code, each.chosen
        self.fields[f"shown-{code}"] = forms.BooleanField(
            label=_("Vis"), required=False, initial=each.is_shown
        )
        self.fields[f"place-{code}"] = forms.IntegerField(
            label=_("Plads"), min_value=1, max_value=99, initial=place
        )
        self.fields[f"title-{code}"] = forms.CharField(
            label=_("Overskrift"), max_length=60, required=False, initial=chosen["title"] if chosen else ""
        )
        self.fields[f"title-{code}"].widget.attrs["placeholder"] = each.part.title
        self.fields[f"text-{code}"] = forms.CharField(
            label=_("Egen kort tekst"),
            max_length=OWN_LENGTH,
            required=False,
            initial=chosen["text"] if chosen else "",
            widget=forms.Textarea(attrs={"rows": 3}),
        )
        if each.is_outdated:
            self.fields[f"fits-{code}"] = forms.BooleanField(label=_("Teksten passer stadig"), required=False)

    def rows(self, number: int) -> list[tuple[Heading, dict[str, forms.BoundField]]]:
        """The fields of one page's headings."""
        names = ("shown", "place", "title", "text", "fits")
        return [
            (
                each,
                {
                    name: self[f"{name}-{each.part.code}"]
                    for name in names
                    if f"{name}-{each.part.code}" in self.fields
                },
            )
            for each in self.headings[number]
        ]

    @property
    def chosen(self) -> list[ChosenHeading]:
        """What was chosen, in the chosen order. An own text that was not touched keeps what it was held against."""
        typed, found = self.cleaned_data, []
        for side in self.headings:
            order = sorted(side, key=lambda each: typed[f"place-{each.part.code}"])
            found += [self._chosen(each) for each in order]
        return found

    def _chosen(self, each: Heading) -> ChosenHeading:
        code, typed = each.part.code, self.cleaned_data
        text, title = typed[f"text-{code}"], typed[f"title-{code}"]
        source = each.part.words if text else ""
        if each.chosen and text == each.chosen["text"] and not typed.get(f"fits-{code}"):
            source = each.chosen["source"]
        is_ours = title == each.part.title
        return ChosenHeading(
            code=code, shown=typed[f"shown-{code}"], title="" if is_ours else title, text=text, source=source
        )

    def mark_stale(self, current: models.Model) -> None:
        """Somebody was faster: the headings and texts that differ, side by side."""
        super().mark_stale(current)
        assert isinstance(current, TwoPagesChoices)
        theirs = {each["code"]: each for each in current.headings}
        for each in (each for side in self.headings for each in side):
            stands = theirs.get(each.part.code)
            mine = self.cleaned_data[f"text-{each.part.code}"]
            if mine != (stands["text"] if stands else ""):
                self.clashes.append(Clash(each.part.title, mine, stands["text"] if stands else ""))
