"""What people type about a plan beside its text."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pejling.core.dates import today
from pejling.direction.marks import Sign
from pejling.direction.models import Document, Element, Nature
from pejling.direction.models.documents import DocumentQuerySet
from pejling.initiatives.figures.liveness import STILL, untouched
from pejling.initiatives.models import Circle
from pejling.organisation.authority import below, unit_parents
from pejling.organisation.choices import ForumChoice, UnitChoice, offer
from pejling.organisation.models import Unit
from pejling.web.forms import FilterForm, Form, Typed
from pejling.web.list_page import Sum

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.functional import _StrPromise

    from pejling.core.permissions import Viewer


TOUCHED, STILL_PLANS = "roert", "stille"
LIVES: "list[tuple[str, str | _StrPromise]]" = [
    ("", _("Alle")),
    (TOUCHED, _("Rørt inden for et år")),
    (STILL_PLANS, _("Ligger stille i et år")),
]


class PlansFilter(FilterForm[DocumentQuerySet]):
    """Words, unit (with those below it), and whether anybody has touched it; what has ended when it is asked for."""

    q = forms.CharField(label=_("Ord"), required=False, max_length=200)
    enhed = UnitChoice(label=_("Enhed"), required=False, empty_label=_("Alle"))
    lever = forms.ChoiceField(label=_("Lever den?"), required=False, choices=LIVES)
    afsluttede = forms.BooleanField(label=_("Også dem, der ikke gælder mere"), required=False)

    def __init__(self, data: Typed = None, *, viewer: "Viewer", **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        offer(self, viewer, enhed=Unit.objects.order_by("sort_key"))

    def narrow_further(self, plans: DocumentQuerySet, chosen: dict[str, Any]) -> DocumentQuerySet:
        """By words, unit with those below it, and whether anybody has touched them."""
        found = plans if chosen.get("afsluttede") else plans.in_force()
        for word in chosen.get("q", "").split():
            found = found.filter(Q(title__icontains=word) | Q(unit__name__icontains=word))
        if unit := chosen.get("enhed"):
            found = found.filter(unit__in=below({unit.pk}, unit_parents()))
        still = untouched(found, today() - STILL)
        if chosen.get("lever") == STILL_PLANS:
            return still
        return found.exclude(pk__in=still.values("pk")) if chosen.get("lever") == TOUCHED else found

    def sums(self, plans: DocumentQuerySet) -> list[Sum]:
        """How many of those that fit lie still, and how many do not."""
        found = self.narrow(plans, besides="lever")
        still = untouched(found, today() - STILL).count()
        chosen = self.cleaned_data.get("lever")
        counts = [
            (TOUCHED, Sign(gettext("Rørt inden for et år"), "good", "circle"), found.count() - still),
            (STILL_PLANS, Sign(gettext("Ligger stille i et år"), "warn", "clock"), still),
        ]
        return [Sum("lever", value, sign, count, value == chosen) for value, sign, count in counts if count]


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
