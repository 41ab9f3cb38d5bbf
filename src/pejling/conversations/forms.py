"""What is typed about a conversation: when and with whom, what is answered, noted and agreed."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from pejling.agreements.forms.about import ElementChoice
from pejling.agreements.forms.commitments import SaidCommitmentForm
from pejling.agreements.forms.proposals import SaidProposalForm
from pejling.conversations.models import (
    Bid,
    Conversation,
    JointAnswer,
    Note,
    Reflection,
    Retention,
    Side,
    Theme,
)
from pejling.direction.models import Document, Element, ElementKind, Nature, Section
from pejling.organisation.choices import PersonChoices, offer
from pejling.web.forms import Choices, Form, ModelForm, VersionedForm

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


class PlanForm(VersionedForm[Conversation]):
    """When, where and with whom beside the leadership and the leader above."""

    people = PersonChoices(label=_("Inviterede ud over enhedens ledelse og lederen over den"), required=False)

    class Meta:
        model = Conversation
        fields = ["at", "minutes", "place"]

    def __init__(self, *args: Any, viewer: "Viewer", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "people" not in self.initial:
            self.initial["people"] = list(self.instance.invitations.values_list("person", flat=True))
        offer(self, viewer)

    def value_in(self, current: Any, name: str) -> Any:
        """Those invited stand in rows of their own."""
        if name == "people":
            return [each.person for each in current.invitations.select_related("person")]
        return super().value_in(current, name)


class MonthForm(Form):
    """The month of a unit's conversation; nothing chosen follows the unit above."""

    month = forms.TypedChoiceField(
        label=_("Måned"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("Som enheden over")), *MONTHS.items()],
    )


class BidForm(ModelForm[Bid]):
    """One's own answer to one of the questions."""

    class Meta:
        model = Bid
        fields = ["text", "competences"]


class AnswerForm(VersionedForm[JointAnswer]):
    """What the team answers together."""

    class Meta:
        model = JointAnswer
        fields = ["text", "competences"]


class ReflectionForm(ModelForm[Reflection]):
    """One's own answer to a question of reflection."""

    class Meta:
        model = Reflection
        fields = ["asked", "text"]


class CarryForm(Form):
    """Where an answer is moved in the plan, as what, and how it is said there."""

    title = forms.CharField(label=_("Sådan skal det stå i planen"), max_length=250)
    text = forms.CharField(
        label=_("Uddybning"), required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 4})
    )
    kind = forms.ModelChoiceField(ElementKind.objects.none(), label=_("Som"), empty_label=None)
    section = forms.ModelChoiceField(Section.objects.none(), label=_("I afsnittet"), empty_label=None)

    def __init__(self, data: Any = None, *, plan: Document, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        kinds = ElementKind.objects.filter(nature__in=(Nature.AIM, Nature.WORK), is_offered=True)
        self.fields["kind"].queryset = kinds.order_by("position", "pk")  # type: ignore[attr-defined]
        sections = plan.sections.order_by("position", "pk")
        self.fields["section"].queryset = sections  # type: ignore[attr-defined]


class ThemeForm(VersionedForm[Theme]):
    """What a theme is called, and the answers that it goes through."""

    answers = Choices(
        JointAnswer.objects.none(), label=_("Svar, temaet går igennem"), widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Theme
        fields = ["title", "words"]

    def __init__(self, *args: Any, answers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["answers"]
        field.queryset = answers  # type: ignore[attr-defined]
        field.label_from_instance = _answer_in_brief  # type: ignore[attr-defined]

    def value_in(self, current: Any, name: str) -> Any:
        """The answers stand in rows of their own; of them those that the viewer may read, for some may be taken back."""
        if name == "answers":
            return list(self.fields["answers"].queryset.filter(themes=current))  # type: ignore[attr-defined]
        return super().value_in(current, name)


def _answer_in_brief(row: JointAnswer) -> str:
    return f"{row.conversation.unit}: {row.text[:160]}"


class RetentionForm(VersionedForm[Retention]):
    """How long one kind is kept, and what the archive asks."""

    class Meta:
        model = Retention
        fields = ["years", "rule", "is_delivered_first"]
        help_texts = {"years": _("Lad feltet stå tomt, hvis det skal gemmes uden tidsgrænse.")}


class DisposalForm(Form):
    """That it is let go, and that the archive has had it where its rule asks so."""

    delivered = forms.CharField(
        label=_("Afleveret til arkivet"),
        required=False,
        max_length=300,
        help_text=_("Hvornår og hvordan, fx »3. februar, journalnummer 27/114«."),
    )
    is_sure = forms.BooleanField(label=_("Ja, det skal slettes. Det kan ikke fortrydes."))


class NoteForm(ModelForm[Note]):
    """What one notes."""

    class Meta:
        model = Note
        fields = ["turn", "question", "text"]


class RemarkForm(Form):
    """A question to the plan."""

    text = forms.CharField(
        label=_("Dit spørgsmål"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 3})
    )


class AgreedForm(SaidCommitmentForm):
    """What one side takes on."""

    side = forms.ChoiceField(label=_("Hvem tager det på sig?"), choices=Side)
    field_order = ("title", "side")


class PutForwardForm(SaidProposalForm):
    """A wish, a solution or an idea from the conversation."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["task"]


class ValueForm(Form):
    """A value that was seen in practice."""

    value = ElementChoice(Element.objects.none(), label=_("Værdi"))
    words = forms.CharField(
        label=_("Hvordan så vi den?"), max_length=1_000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, data: Any = None, *, values: Any) -> None:
        super().__init__(data)
        self.fields["value"].queryset = values  # type: ignore[attr-defined]
