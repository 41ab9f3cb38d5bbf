"""What is typed about an agreement, how it ended, and what part of the ledger is shown."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pejling.agreements.figures.ledger import State, due_soon, stands
from pejling.agreements.forms.about import ElementChoice, offer_elements
from pejling.agreements.models import Commitment
from pejling.agreements.models.commitments import CommitmentQuerySet
from pejling.core.dates import today
from pejling.direction.models import Element, Section
from pejling.initiatives.models import Initiative
from pejling.organisation.authority import authority_of, below, unit_parents
from pejling.organisation.choices import ForumChoice, PersonChoice, UnitChoice, offer, units_to_choose
from pejling.organisation.visibility import Visibility
from pejling.web.controls import KeyField
from pejling.web.forms import FilterForm, Form, VersionedForm

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

READERS = [
    (Visibility.INTERNAL, _("Ansatte og byrådsmedlemmer")),
    (Visibility.SHARED, _("Kun dem, det angår: enheden og det forum, det blev aftalt i")),
]


class CommitmentForm(VersionedForm[Commitment]):
    """What was agreed, who does it and by when."""

    unit = UnitChoice(label=_("Enhed, der gør det"))
    responsible = PersonChoice(label=_("Hvem gør det"), required=False)
    element = ElementChoice(
        Element.objects.none(), label=_("Handler om målet eller indsatsen"), required=False
    )
    forum = ForumChoice(label=_("Aftalt i"), required=False)
    visibility = forms.ChoiceField(label=_("Hvem kan læse det"), choices=READERS, initial=Visibility.INTERNAL)

    class Meta:
        model = Commitment
        fields = [
            "title", "unit", "responsible", "due_on", "element", "about_none_because", "detail",
            "agreed_on", "forum", "said_at", "task", "visibility",
        ]  # fmt: skip

    def __init__(self, *args: Any, viewer: "Viewer", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, viewer)
        authority = authority_of(viewer)
        if not authority.is_secretariat:
            mine = authority.own_units | authority.led_units | {self.instance.unit_id or 0}
            self.fields["unit"].queryset = units_to_choose(viewer).filter(pk__in=mine)  # type: ignore[attr-defined]
        offer_elements(self, viewer)


class DoneForm(Form):
    """That it is done, when, and what shows it."""

    words = forms.CharField(
        label=_("Hvad kom der ud af det?"),
        help_text=_("Én sætning er nok."),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    on = forms.DateField(label=_("Gjort den"), initial=today)


class LinkForm(Form):
    """The same by the link of a mail: done today."""

    words = DoneForm.base_fields["words"]


class DroppedForm(Form):
    """That it is given up, and why."""

    words = forms.CharField(
        label=_("Hvorfor bliver det ikke til noget?"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PlannedForm(Form):
    """Where in a plan the commitment is carried: as a milestone of an initiative, or as one of its own in a section."""

    initiative = forms.ModelChoiceField(
        Initiative.objects.none(), label=_("Som delmål i indsatsen"), required=False, empty_label=_("Vælg")
    )
    section = forms.ModelChoiceField(
        Section.objects.none(),
        label=_("Eller som ny indsats i afsnittet"),
        required=False,
        empty_label=_("Vælg"),
    )

    def __init__(self, data: Any, *, commitment: Commitment, viewer: "Viewer") -> None:
        super().__init__(data)
        units = below({commitment.unit_id}, unit_parents())
        work = Initiative.objects.visible_to(viewer).unfinished().filter(unit__in=units)
        sections = Section.objects.visible_to(viewer).filter(
            document__kind__life="living", document__unit=commitment.unit_id, document__in_force_until=None
        )
        self.fields["initiative"].queryset = work.select_related("element").order_by("element__title", "pk")  # type: ignore[attr-defined]
        self.fields["section"].queryset = sections.order_by("document__sort_key", "position", "pk")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        cleaned: dict[str, Any] = super().clean() or {}
        if bool(cleaned.get("initiative")) == bool(cleaned.get("section")) and not self.errors:
            self.add_error("initiative", _("Vælg enten en indsats eller et afsnit."))
        return cleaned


STATES = [
    ("", _("Alle")),
    ("uafsluttet", _("Ikke gjort")),
    (State.OVERDUE, _("Over tiden")),
    ("snart", _("Skal gøres inden for 30 dage")),
    (State.OPEN, _("Åben, ikke over tiden")),
    (State.DONE, _("Gjort")),
    (State.DROPPED, _("Opgivet")),
]


LACKS = [
    ("", _("Vis alle")),
    ("forum", _("Ikke aftalt i et forum")),
    ("hvem", _("Ingen har den")),
    ("maal", _("Handler ikke om et mål")),
]
LACKING = {"forum": "forum", "hvem": "responsible", "maal": "element"}


class LedgerForm(FilterForm[CommitmentQuerySet]):
    """Words, state, unit (with those below it), forum, who does it, and what is in no plan."""

    q = forms.CharField(label=_("Ord"), required=False, max_length=200)
    staar = forms.ChoiceField(label=_("Står"), required=False, choices=STATES)
    enhed = UnitChoice(label=_("Enhed"), required=False, empty_label=_("Alle"))
    forum = ForumChoice(label=_("Aftalt i"), required=False, empty_label=_("Alle"))
    hvem = PersonChoice(label=_("Hvem"), required=False, empty_label=_("Alle"))
    maal = KeyField(required=False, widget=forms.HiddenInput)
    mangler = forms.ChoiceField(label=_("Mangler"), required=False, choices=LACKS)
    kun_enheden = forms.BooleanField(label=_("Kun enheden selv"), required=False)
    uden_plan = forms.BooleanField(label=_("Ikke i nogen plan"), required=False)

    def __init__(self, data: Any, *, viewer: "Viewer") -> None:
        super().__init__(data)
        offer(self, viewer)
        self.fields["hvem"].queryset = self.fields["hvem"].queryset.filter(  # type: ignore[attr-defined]
            pk__in=Commitment.objects.visible_to(viewer).order_by().values("responsible")
        )

    def narrow_further(self, rows: CommitmentQuerySet, chosen: dict[str, Any]) -> CommitmentQuerySet:
        """By words, state, unit with those below it, forum, person, what it is about, and whether it is in a plan."""
        if words := chosen.get("q"):
            rows = rows.filter(_says(words))
        if state := chosen.get("staar"):
            rows = rows.filter(_state(state))
        if unit := chosen.get("enhed"):
            only = {unit.pk} if chosen.get("kun_enheden") else below({unit.pk}, unit_parents())
            rows = rows.filter(unit__in=only)
        if lacking := LACKING.get(chosen.get("mangler") or ""):
            rows = rows.filter(**{lacking: None})
        if forum := chosen.get("forum"):
            rows = rows.filter(forum=forum)
        if person := chosen.get("hvem"):
            rows = rows.filter(responsible=person)
        if element := chosen.get("maal"):
            rows = rows.filter(element=element)
        return rows.outside_plans() if chosen.get("uden_plan") else rows


def _state(state: str) -> Q:
    if state == "uafsluttet":
        return Q(closing=None)
    if state == "snart":
        return due_soon()
    return stands(State(state))


def _says(words: str) -> Q:
    """SQLite knows no capital Ø, so the ways of writing are tried."""
    said = Q()
    for way in {words, words.lower(), words.capitalize(), words.upper()}:
        said |= Q(title__icontains=way) | Q(detail__icontains=way) | Q(said_at__icontains=way)
    return said
