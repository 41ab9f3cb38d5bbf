"""What people type about an initiative on its way: steps, milestones, criteria, verdicts, readiness, and who approves."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pejling.core.dates import today
from pejling.initiatives.models import Facet, Milestone, Verdict
from pejling.initiatives.phases import Move
from pejling.organisation.choices import ForumChoice, PersonChoice, offer
from pejling.web.forms import Form, Typed, VersionedForm

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


class StepForm(Form):
    """A step to the next phase: why, and when."""

    why = forms.CharField(
        label=_("Begrundelse"), required=False, max_length=1_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    on = forms.DateField(label=_("Dato"), initial=today)
    item = forms.CharField(
        label=_("Punkt på dagsordenen"), max_length=100, help_text=_("Nummeret eller overskriften, fx 7.")
    )

    def __init__(self, data: Typed = None, *, move: Move, is_forum: bool = False, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["why"].required = move.needs_why
        if is_forum:
            self.fields["on"].label, self.fields["on"].initial = _("Mødets dato"), None
            self.order_fields(["on", "item", "why"])
            return
        del self.fields["item"]
        # Pressed as a button on the initiative's page it brings no day.
        self.fields["on"].required = False
        if not move.is_approval:
            del self.fields["on"]


class TakingBackForm(Form):
    """Why a step was a mistake; right after it one need not say."""

    why = forms.CharField(
        label=_("Begrundelse"), required=False, max_length=1_000, widget=forms.Textarea(attrs={"rows": 3})
    )


class NewMilestoneForm(Form):
    """A point on the way, and when it is to be reached."""

    title = forms.CharField(label=_("Hvad skal nås"), max_length=250)
    due_on = forms.DateField(label=_("Senest"))


class MilestoneForm(VersionedForm[Milestone]):
    """A milestone that stands."""

    class Meta:
        model = Milestone
        fields = ("title", "due_on", "reached_on")
        labels = {"title": _("Hvad skal nås"), "due_on": _("Senest"), "reached_on": _("Nået den")}


class CriterionForm(Form):
    """By what one shall know."""

    title = forms.CharField(
        label=_("Succeskriterium"),
        max_length=500,
        help_text=_(
            "Sig, hvad I vil kunne se, når indsatsen er lykkedes. Punktet kommer til at stå i planen."
        ),
    )


class VerdictForm(Form):
    """Whether a criterion is met, and what one looks at."""

    verdict = forms.ChoiceField(label=_("Er det opfyldt"), choices=Verdict, widget=forms.RadioSelect)
    evidence = forms.CharField(
        label=_("Det ser vi på"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Et tal, en iagttagelse, en undersøgelse. Andre skal kunne forstå vurderingen."),
    )  # fmt: skip
    source_url = forms.URLField(label=_("Link"), max_length=500, required=False, assume_scheme="https")


SCORES = [(score, str(score)) for score in range(1, 6)]


class ReadinessForm(Form):
    """All five sides of readiness, a number and a sentence each."""

    def __init__(self, data: Typed = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        for facet in Facet:
            self.fields[f"{facet.value}_score"] = forms.TypedChoiceField(
                label=facet.label, choices=SCORES, coerce=int, widget=forms.RadioSelect
            )
            self.fields[f"{facet.value}_sentence"] = forms.CharField(
                label=_("Fordi"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
            )

    @property
    def pairs(self) -> list[tuple[Facet, forms.BoundField, forms.BoundField]]:
        """Each side with its number and its sentence."""
        return [(facet, self[f"{facet.value}_score"], self[f"{facet.value}_sentence"]) for facet in Facet]

    @property
    def scores(self) -> dict[str, tuple[int, str]]:
        """What the action takes."""
        typed = self.cleaned_data
        return {
            facet.value: (typed[f"{facet.value}_score"], typed[f"{facet.value}_sentence"]) for facet in Facet
        }


class ApproverForm(Form):
    """Who approves the plan's initiatives: a forum, or a leader."""

    forum = ForumChoice(label=_("Forum"), required=False, empty_label=_("Intet"))
    person = PersonChoice(label=_("Leder"), required=False, empty_label=_("Ingen"))

    def __init__(self, data: Typed = None, *, viewer: "Viewer", **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        offer(self, viewer)

    def clean(self) -> dict[str, Any]:
        """One of the two, or neither."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("forum") and cleaned.get("person"):
            raise ValidationError(gettext("Vælg enten et forum eller en leder."))
        return cleaned
