"""What people type about ties."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pejling.chain.figures.tie_search import candidates
from pejling.direction.models import Element
from pejling.web.forms import Form, Typed

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

HOW = forms.CharField(
    label=_("Hvordan bidrager det?"),
    max_length=1_000,
    widget=forms.Textarea(attrs={"rows": 3}),
    help_text=_("En sætning, som en, der ikke kender jeres arbejde, kan forstå."),
)


class TieForm(Form):
    """The aim, and the sentence that says how."""

    upper = forms.ModelChoiceField(Element.objects.none(), label=_("Mål"), widget=forms.HiddenInput)
    how = HOW

    def __init__(self, data: Typed = None, *, element: Element, viewer: "Viewer", **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        upper = self.fields["upper"]
        assert isinstance(upper, forms.ModelChoiceField)
        upper.queryset = candidates(element, viewer).for_list()
        upper.error_messages["required"] = _("Vælg først det mål, som punktet bidrager til.")
        upper.error_messages["invalid_choice"] = _(
            "Målet findes ikke, er allerede knyttet til punktet, eller du har ikke adgang til det."
        )


class ConfirmForm(Form):
    """The sentence of an inherited tie, as it is to stand from now on."""

    how = HOW


class QuestionForm(Form):
    """What somebody doubts."""

    why = forms.CharField(
        label=_("Hvad er du i tvivl om?"), max_length=1_000, widget=forms.Textarea(attrs={"rows": 3})
    )


class AnswerForm(Form):
    """The answer to a doubt."""

    answer = forms.CharField(label=_("Svar"), max_length=1_000, widget=forms.Textarea(attrs={"rows": 3}))
