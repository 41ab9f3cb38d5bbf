"""How the list of initiatives is narrowed down."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Count, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pejling.core.dates import today
from pejling.direction.marks import Sign
from pejling.direction.models import Element, Nature
from pejling.initiatives.figures.levels_on import WorkState, states_on
from pejling.initiatives.figures.listing import stale
from pejling.initiatives.figures.signs import level_sign
from pejling.initiatives.models import WORST_FIRST, Initiative, Intent, Level, Phase, Scope
from pejling.initiatives.models.initiatives import InitiativeQuerySet
from pejling.organisation.authority import below, unit_parents
from pejling.organisation.choices import PersonChoice, UnitChoice, known_by_post, offer
from pejling.organisation.models import Unit
from pejling.people.models import Person
from pejling.web.controls import KeyField, LongNameField
from pejling.web.forms import FilterForm
from pejling.web.list_page import Sum

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from pejling.core.permissions import Viewer

ALL = ("", _("Alle"))
EVERY, NONE = "alle", "ingen"
PHASES: "list[tuple[str, str | _StrPromise]]" = [
    ("", _("Ikke afsluttet")),
    (EVERY, _("Alle, også afsluttede")),
    *Phase.choices,
]
"""What has ended is listed when it is asked for."""
LEVELS: "list[tuple[str, str | _StrPromise]]" = [ALL, (NONE, _("Ingen status")), *Level.choices]


STATES: "list[tuple[str, str | _StrPromise]]" = [
    ALL,
    (WorkState.ON_TRACK, _("På sporet, frisk status")),
    (WorkState.PRESSED, _("Presset, frisk status")),
    (WorkState.OFF_TRACK, _("Af sporet, frisk status")),
    (WorkState.UNKNOWN, _("Ingen frisk status")),
]


class AimField(LongNameField):
    """A choice among aims by their wording."""

    named_by = ("title",)


class ListForm(FilterForm[InitiativeQuerySet]):
    """Words, unit (with those below it), lead, phase, intent, scope, status, what is silent or late, and the aim."""

    q = forms.CharField(label=_("Ord"), required=False, max_length=200)
    enhed = UnitChoice(label=_("Enhed"), required=False, empty_label=_("Alle"))
    leder = PersonChoice(label=_("Leder"), required=False, empty_label=_("Alle"))
    fase = forms.ChoiceField(label=_("Fase"), required=False, choices=PHASES)
    status = forms.ChoiceField(label=_("Status"), required=False, choices=LEVELS)
    staar = forms.ChoiceField(label=_("Står i dag"), required=False, choices=STATES)
    hensigt = forms.ChoiceField(label=_("Hensigt"), required=False, choices=[ALL, *Intent.choices])
    gaelder = forms.ChoiceField(label=_("Gælder"), required=False, choices=[ALL, *Scope.choices])
    maal = AimField(Element.objects.none(), label=_("Mål"), required=False, empty_label=_("Alle"))
    kun_enhed = KeyField(required=False, widget=forms.HiddenInput)
    plan = KeyField(required=False, widget=forms.HiddenInput)
    ikke_den = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)
    tavse = forms.BooleanField(label=_("Mangler status"), required=False)
    over_tiden = forms.BooleanField(label=_("Over tiden"), required=False)
    uden_maal = forms.BooleanField(label=_("Uden mål"), required=False)

    further = ("hensigt", "gaelder", "maal", "over_tiden", "uden_maal")
    lookups = {
        "leder": "lead",
        "hensigt": "intent",
        "gaelder": "scope",
        "kun_enhed": "unit",
        "plan": "element__document",
    }

    def __init__(self, data: Any = None, *, viewer: "Viewer", **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        seen = Initiative.objects.visible_to(viewer).order_by()
        leads = seen.filter(lead__isnull=False).values("lead")
        uppers = Element.objects.filter(
            contributors__lower__in=seen.values("element"), contributors__ended_on=None
        )
        leading = known_by_post(Person.objects.filter(pk__in=leads))
        offer(self, viewer, enhed=Unit.objects.order_by("sort_key"), leder=leading)
        aims = uppers.visible_to(viewer).distinct().order_by("title")
        self.offer("maal", aims)

    def clean_ikke_den(self) -> date | None:
        """A day on which it did not stand so yet, as a link tells it; what is none narrows nothing."""
        try:
            return date.fromisoformat(self.cleaned_data["ikke_den"])
        except ValueError:
            return None

    def sums(self, initiatives: InitiativeQuerySet) -> list[Sum]:
        """How many stand at each level of what fits, whichever level is chosen; the worst first."""
        found = self.narrow(initiatives, besides="status")
        rows = found.order_by().values_list("latest_report__level").annotate(Count("pk", distinct=True))
        counts = {level or NONE: count for level, count in rows}
        chosen = self.cleaned_data.get("status")
        signs = [(level.value, level_sign(level)) for level in WORST_FIRST]
        signs.append((NONE, Sign(gettext("Ingen status"), "neutral", "clock")))
        return [
            Sum("status", value, sign, counts[value], value == chosen)
            for value, sign in signs
            if counts.get(value)
        ]

    def narrow_further(self, found: InitiativeQuerySet, chosen: dict[str, Any]) -> InitiativeQuerySet:
        """By words, unit with those below it, phase, status, how they stand, and the aim."""
        if words := chosen.get("q"):
            found = found.filter(_says(words))
        if state := chosen.get("staar"):
            then = chosen.get("ikke_den")
            stood = states_on([then, today()] if then and then < today() else [today()])
            fits = [pk for pk, (*before, now) in stood.items() if now == state and state not in before]
            found = found.filter(pk__in=fits)
        if unit := chosen.get("enhed"):
            found = found.filter(unit__in=below({unit.pk}, unit_parents()))
        phase = chosen.get("fase", "")
        if phase != EVERY:
            found = found.filter(phase=phase) if phase else found.unfinished()
        if level := chosen.get("status"):
            found = (
                found.filter(latest_report__level=level)
                if level != NONE
                else found.filter(latest_report=None)
            )
        return self._of_aims(found, chosen)

    def _of_aims(self, found: InitiativeQuerySet, chosen: dict[str, Any]) -> InitiativeQuerySet:
        if aim := chosen.get("maal"):
            tied = Q(element__contributions__upper=aim, element__contributions__ended_on=None)
            found = found.filter(tied | Q(element__parent=aim)).distinct()
        if chosen.get("uden_maal"):
            tied_elements = Element.objects.filter(contributions__ended_on=None, contributions__isnull=False)
            found = found.exclude(element__in=tied_elements).exclude(element__parent__kind__nature=Nature.AIM)
        if chosen.get("over_tiden"):
            found = found.overdue()
        return stale(found) if chosen.get("tavse") else found


def _says(words: str) -> Q:
    """The words in the wording or in what is asked for. SQLite knows no capital Ø, so the ways of writing are tried."""
    ways = {words, words.lower(), words.capitalize(), words.upper()}
    said = Q()
    for way in ways:
        for field in ("element__title", "competences", "outside_partners"):
            said |= Q(**{f"{field}__icontains": way})
    return said
