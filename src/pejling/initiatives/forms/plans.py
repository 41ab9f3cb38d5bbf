"""What people type about a plan beside its text."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pejling.core.dates import today
from pejling.direction.models import Document, Element, Nature
from pejling.initiatives.models import Circle
from pejling.organisation.choices import ForumChoice, offer
from pejling.web.forms import Form, Typed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pejling.core.permissions import Viewer


class ConfirmForm(Form):
    """A word to go with a confirmation."""

    note = forms.CharField(label=_("Bemærkning"), max_length=500, required=False)


class InvolvementForm(Form):
    """When, with whom, and what it changed."""

    circle = forms.ChoiceField(label=_("Med hvem?"), choices=Circle.choices, widget=forms.RadioSelect)
    on = forms.DateField(label=_("Hvornår?"), initial=today)
    forum = ForumChoice(
        label=_("Forum"), required=False, help_text=_("Fx det MED-udvalg, der drøftede planen.")
    )
    detail = forms.CharField(
        label=_("Nærmere"),
        max_length=250,
        required=False,
        help_text=_("Fx »alle lærere i indskolingen« eller »forældrebestyrelsen«."),
    )
    what_changed = forms.CharField(
        label=_("Hvad ændrede det?"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Et par ord om, hvad I gør anderledes nu. Ændrede det ikke noget, så lad feltet stå tomt."
        ),
    )

    def __init__(self, data: Typed = None, *, viewer: "Viewer", **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        offer(self, viewer)


class ThemeForm(Form):
    """Which of the plan's points takes a theme up, and how."""

    lower = forms.ModelChoiceField(
        Element.objects.none(), label=_("Hvilket punkt i planen?"), empty_label=_("Vælg")
    )
    how = forms.CharField(
        label=_("Hvordan bidrager det?"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("En sætning, som en, der ikke kender jeres arbejde, kan forstå."),
    )

    def __init__(
        self, data: Typed = None, *, plan: Document, tied: "Iterable[Element]" = (), **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        lower = self.fields["lower"]
        assert isinstance(lower, forms.ModelChoiceField)
        points = plan.elements.filter(ended_on=None, kind__nature__in=(Nature.WORK, Nature.AIM)).in_order()
        lower.queryset = points.exclude(pk__in=[element.pk for element in tied])
