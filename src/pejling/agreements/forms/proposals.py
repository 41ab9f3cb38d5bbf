"""What is typed in a proposal, in an answer to it, and what part of the list is shown."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pejling.agreements.forms.about import ElementChoice, offer_elements
from pejling.agreements.models import Answer, Proposal, ProposalKind
from pejling.agreements.models.proposals import ProposalQuerySet
from pejling.core.dates import today
from pejling.direction.models import Element
from pejling.organisation.authority import authority_of, below, unit_parents
from pejling.organisation.choices import ForumChoice, UnitChoice, offer, units_to_choose
from pejling.organisation.visibility import Visibility
from pejling.web.forms import FilterForm, Form, VersionedForm

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

READERS = [
    (Visibility.INTERNAL, _("Ansatte og byrådsmedlemmer")),
    (Visibility.SHARED, _("Kun dem, det angår: din enhed og modtageren")),
]
USUAL_ANSWER = timedelta(days=42)


def in_six_weeks() -> Any:
    """When an answer is usually asked for."""
    return today() + USUAL_ANSWER


class ProposalForm(VersionedForm[Proposal]):
    """A wish, a solution or an idea, and who is to answer."""

    unit = UnitChoice(label=_("På vegne af"))
    to_unit = UnitChoice(label=_("Til enheden"), required=False)
    to_forum = ForumChoice(label=_("Eller til forummet"), required=False)
    element = ElementChoice(
        Element.objects.none(), label=_("Handler om målet eller indsatsen"), required=False
    )
    answer_by = forms.DateField(label=_("Svar senest"), initial=in_six_weeks)
    visibility = forms.ChoiceField(label=_("Hvem kan læse det"), choices=READERS, initial=Visibility.INTERNAL)

    class Meta:
        model = Proposal
        fields = [
            "kind", "title", "text", "unit", "to_unit", "to_forum", "answer_by", "element", "said_at", "task", "visibility",
        ]  # fmt: skip

    def __init__(self, *args: Any, viewer: "Viewer", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, viewer)
        if self.instance.pk:
            del self.fields["unit"]
        else:
            authority = authority_of(viewer)
            mine = units_to_choose(viewer)
            if not authority.is_secretariat:
                mine = mine.filter(pk__in=authority.own_units | authority.led_units)
            self.fields["unit"].queryset = mine  # type: ignore[attr-defined]
        offer_elements(self, viewer)


class AnswerForm(Form):
    """An answer in words; sent on, to whom and by when."""

    answer = forms.ChoiceField(label=_("Svar"), choices=Answer, widget=forms.RadioSelect)
    words = forms.CharField(label=_("Med ord"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 4}))
    to_unit = UnitChoice(label=_("Sendes videre til enheden"), required=False)
    to_forum = ForumChoice(label=_("Eller til forummet"), required=False)
    answer_by = forms.DateField(label=_("Og skal have svar senest"), required=False, initial=in_six_weeks)

    def __init__(self, data: Any, *, viewer: "Viewer") -> None:
        super().__init__(data)
        offer(self, viewer)


STATES = [
    ("", _("Alle")),
    ("venter", _("Venter på svar")),
    ("over_tiden", _("Skulle være besvaret")),
    ("besvaret", _("Besvaret")),
    *((answer.value, answer.label) for answer in Answer if answer != Answer.SENT_ON),
]


class ProposalFilter(FilterForm[ProposalQuerySet]):
    """Kind, state, who put it forward and with whom it lies."""

    type = forms.ChoiceField(
        label=_("Type"), required=False, choices=[("", _("Alle")), *ProposalKind.choices]
    )
    staar = forms.ChoiceField(label=_("Står"), required=False, choices=STATES)
    fra = UnitChoice(label=_("Fra"), required=False, empty_label=_("Alle"))
    til = UnitChoice(label=_("Til enheden"), required=False, empty_label=_("Alle"))
    forum = ForumChoice(label=_("Til forummet"), required=False, empty_label=_("Alle"))

    def __init__(self, data: Any, *, viewer: "Viewer") -> None:
        super().__init__(data)
        offer(self, viewer)

    def narrow_further(self, rows: ProposalQuerySet, chosen: dict[str, Any]) -> ProposalQuerySet:
        """By kind, unit and forum, and by what was answered."""
        if kind := chosen.get("type"):
            rows = rows.filter(kind=kind)
        if unit := chosen.get("fra"):
            rows = rows.filter(unit__in=below({unit.pk}, unit_parents()))
        if unit := chosen.get("til"):
            rows = rows.filter(to_unit__in=below({unit.pk}, unit_parents()))
        if forum := chosen.get("forum"):
            rows = rows.filter(to_forum=forum)
        return self._standing(rows, chosen.get("staar", ""))

    def _standing(self, rows: ProposalQuerySet, state: str) -> ProposalQuerySet:
        if state == "venter":
            return rows.waiting()
        if state == "over_tiden":
            return rows.overdue()
        if state == "besvaret":
            return rows.filter(answer__isnull=False)
        return rows.filter(answer__answer=state) if state else rows
