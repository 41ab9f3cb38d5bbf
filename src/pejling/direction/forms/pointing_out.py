"""What the lines of a section's text are made: one choice for each line, on the text that was shown."""

import re
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from pejling.direction.models import Section
from pejling.web.forms import Form

if TYPE_CHECKING:
    from django.db import models

LINE = re.compile(r"(shown|line)-([0-9]{1,6})")


class LinesForm(Form):
    """A choice for each line. When somebody was faster, one's own choices stand where the lines are still the same."""

    version = forms.CharField(required=False, widget=forms.HiddenInput)
    is_of_another_text = False
    """Whether the text itself has changed, so that the choices are no longer about its lines."""

    @property
    def opened(self) -> int:
        """The version of the text that the choices were made on; what is no number is none that stands."""
        version = self.cleaned_data["version"]
        return int(version[:18]) if version.isascii() and version.isdigit() else -1

    @property
    def shown(self) -> dict[int, str]:
        """What stood for each line when the page was opened, by the line's number."""
        return self._said("shown")

    @property
    def chosen(self) -> dict[int, str]:
        """What the person says of each line, by the line's number."""
        return self._said("line")

    @property
    def choices(self) -> dict[int, str]:
        """What is to be shown as chosen when the page is shown again."""
        if self.answers_with != 409:
            return self.chosen
        if self.is_of_another_text:
            return {}
        shown = self.shown
        return {number: choice for number, choice in self.chosen.items() if choice != shown.get(number)}

    def mark_stale(self, current: "models.Model") -> None:
        """Somebody was faster, with the text or with the choice for one of the lines."""
        self.answers_with = 409
        self.is_of_another_text = isinstance(current, Section) and current.version != self.opened
        if self.is_of_another_text:
            self.add_error(None, _("Teksten er ændret imens. Her er den, som den er nu. Vælg igen."))
            return
        self.add_error(
            None,
            _(
                "En anden har imens valgt noget andet for en linje, som du også har ændret. Dine valg står her. "
                "Se dem efter, og gem igen."
            ),
        )

    def _said(self, name: str) -> dict[int, str]:
        found = (LINE.fullmatch(key) for key in self.data)
        return {int(match[2]): self.data[match[0]] for match in found if match and match[1] == name}
