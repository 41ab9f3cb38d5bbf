"""What is typed about an item: what it says, how it goes at the meeting, and what comes of it."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pejling.agreements.forms.about import ElementChoice, elements_to_choose, offer_elements
from pejling.agreements.forms.proposals import ProposalForm
from pejling.core.dates import today
from pejling.direction.models import Element
from pejling.files.owners import Openness
from pejling.meetings.models import Item, Meeting, Outcome, Presence, State, VoteSide
from pejling.organisation.choices import ForumChoice, PersonChoice, UnitChoice, known_by_post, offer
from pejling.people.models import Person
from pejling.web.forms import Form, VersionedForm

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer
    from pejling.meetings.models import Attendance

USUAL_TIME = timedelta(days=90)
READERS = [
    (Openness.OPEN, _("Åbent: alle, der må se mødet")),
    (Openness.INTERNAL, _("Internt: ansatte og byrådsmedlemmer")),
    (Openness.CLOSED, _("Lukket: kun forummet og dem, der er indkaldt")),
]


class ClockField(forms.TimeField):
    """A time of day as Danes write it: 16.30."""

    widget = forms.TimeInput(format="%H.%M", attrs={"placeholder": "16.30"})
    input_formats = ["%H.%M", "%H:%M", "%H"]


class ItemForm(VersionedForm[Item]):
    """What the forum is to be told of, to discuss or to decide, and how open it is."""

    owner = PersonChoice(label=_("Fremlægges af"), required=False)
    element = ElementChoice(
        Element.objects.none(), label=_("Handler om målet eller indsatsen"), required=False
    )

    openness = forms.ChoiceField(label=_("Åbenhed"), choices=READERS, initial=Openness.OPEN)

    class Meta:
        model = Item
        fields = [
            "title", "kind", "recommendation", "text", "minutes", "owner", "element", "openness", "openness_because",
        ]  # fmt: skip

    def __init__(self, *args: Any, viewer: "Viewer", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, viewer)
        offer_elements(self, viewer)


class MeetingChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice among meetings of one forum by their days."""


def coming(forum: int, viewer: "Viewer", *, besides: int | None = None) -> Any:
    """The meetings of a forum whose agenda can still be added to, of those that the viewer prepares."""
    rows = Meeting.objects.editable_by(viewer).filter(forum=forum).standing(State.DRAFT, State.CALLED)
    return rows.exclude(pk=besides or 0).select_related("forum").order_by("at")


class PutOnForm(Form):
    """On which meeting an item of the backlog is taken up."""

    meeting = MeetingChoice(Meeting.objects.none(), label=_("Møde"), empty_label=None)

    def __init__(self, data: Any, *, item: Item, viewer: "Viewer") -> None:
        super().__init__(data)
        self.fields["meeting"].queryset = coming(item.forum_id, viewer)  # type: ignore[attr-defined]


class CarryForm(Form):
    """Where an item is taken up again."""

    meeting = MeetingChoice(
        Meeting.objects.none(),
        label=_("Møde"),
        required=False,
        empty_label=_("Forummets liste, uden møde endnu"),
    )

    def __init__(self, data: Any, *, item: Item, viewer: "Viewer") -> None:
        super().__init__(data)
        self.fields["meeting"].queryset = coming(item.forum_id, viewer, besides=item.meeting_id)  # type: ignore[attr-defined]


class OutcomeForm(Form):
    """What came of an item."""

    outcome = forms.ChoiceField(label=_("Udfald"), choices=Outcome, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Beslutning med ord"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    to_forum = ForumChoice(label=_("Sendes til forummet"), required=False)

    def __init__(self, data: Any = None, *, viewer: "Viewer", **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        offer(self, viewer)


class ReasonForm(Form):
    """Why a decided item is opened again."""

    because = forms.CharField(
        label=_("Hvorfor åbnes punktet igen?"), max_length=1_000, widget=forms.Textarea(attrs={"rows": 2})
    )


class CalledPersonForm(Form):
    """A form about one of those called."""

    person = PersonChoice(label=_("Hvem"))

    def __init__(self, data: Any = None, *, meeting: Meeting, viewer: "Viewer", **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        called = known_by_post(Person.objects.filter(meeting_attendances__meeting=meeting))
        offer(self, viewer, person=called)


class DisqualifiedForm(CalledPersonForm):
    """Who is disqualified for an item, why, by whose decision, and when they left."""

    because = forms.CharField(label=_("Inhabil, fordi"), max_length=250)
    decided_by = forms.CharField(
        label=_("Afgjort af"), max_length=200, help_text=_("Forummet, eller den selv med forummets enighed.")
    )
    left_at = ClockField(label=_("Forlod lokalet klokken"), required=False)


class DissentForm(CalledPersonForm):
    """What a member wants in the minutes."""

    words = forms.CharField(
        label=_("Ordret til referatet"), max_length=5_000, widget=forms.Textarea(attrs={"rows": 4})
    )


class ReferralForm(CalledPersonForm):
    """A matter that is taken further, with its effect."""

    words = forms.CharField(label=_("Med ordene"), max_length=5_000, widget=forms.Textarea(attrs={"rows": 4}))
    is_sent = forms.BooleanField(label=_("Send til niveauet over"), required=False, initial=True)
    is_stayed = forms.BooleanField(
        label=_("Beslutningen udføres ikke, før der er svar"), required=False, initial=True
    )


class RecordForm(VersionedForm[Item]):
    """What the minutes say of an item."""

    record = Item._meta.get_field("record").formfield(widget=forms.Textarea(attrs={"rows": 8}))
    for_public = Item._meta.get_field("for_public").formfield(widget=forms.Textarea(attrs={"rows": 3}))

    class Meta:
        model = Item
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = dict(self.initial) | {
            "record": self.instance.record,
            "for_public": self.instance.for_public,
        }
        if not self.instance.is_closed:
            del self.fields["for_public"]


class VotesForm(Form):
    """How each of the members voted."""

    def __init__(self, data: Any = None, *, voters: "list[Attendance]", standing: dict[int, str]) -> None:
        super().__init__(data)
        self.voters = voters
        self.sometimes_required = frozenset(f"stemme-{each.person_id}" for each in voters)  # type: ignore[misc]
        for each in voters:
            self.fields[f"stemme-{each.person_id}"] = forms.ChoiceField(
                label=each.person.name,
                required=False,
                choices=[*VoteSide.choices, ("", _("stemte ikke"))],
                initial=standing.get(each.person_id, ""),
                widget=forms.RadioSelect,
            )

    @property
    def votes(self) -> dict[Person, str]:
        """Each who voted, and how."""
        chosen = self.cleaned_data
        return {each.person: side for each in self.voters if (side := chosen.get(f"stemme-{each.person_id}"))}


class PartyForm(Form):
    """How a party or a group voted."""

    party = forms.CharField(label=_("Parti eller gruppe"), max_length=100)
    votes_for = forms.IntegerField(label=_("For"), min_value=0, max_value=99, initial=0)
    against = forms.IntegerField(label=_("Imod"), min_value=0, max_value=99, initial=0)
    abstains = forms.IntegerField(label=_("Undlader"), min_value=0, max_value=99, initial=0)

    @property
    def votes(self) -> dict[str, int]:
        """How many for each side."""
        chosen = self.cleaned_data
        return {"for": chosen["votes_for"], "against": chosen["against"], "abstains": chosen["abstains"]}


class PresenceForm(Form):
    """Who came."""

    def __init__(self, data: Any = None, *, called: "list[Attendance]") -> None:
        super().__init__(data)
        self.called = called
        self.sometimes_required = frozenset(f"fremmoede-{each.pk}" for each in called)  # type: ignore[misc]
        for each in called:
            self.fields[f"fremmoede-{each.pk}"] = forms.ChoiceField(
                label=each.person.name,
                required=False,
                choices=[(value, label) for value, label in Presence.choices if value],
                initial=each.presence or Presence.CAME,
                widget=forms.RadioSelect,
            )

    @property
    def presence(self) -> dict[int, str]:
        """By the ids of their calls."""
        return {each.pk: self.cleaned_data.get(f"fremmoede-{each.pk}", "") for each in self.called}


def in_three_months() -> Any:
    """When an agreement is usually to be done."""
    return today() + USUAL_TIME


class ItemAgreedForm(Form):
    """What somebody takes on: the sentence first, then who and when."""

    title = forms.CharField(label=_("Hvad er aftalt?"), max_length=250)
    unit = UnitChoice(label=_("Enhed, der gør det"))
    responsible = PersonChoice(label=_("Hvem gør det"), required=False)
    due_on = forms.DateField(label=_("Senest"), initial=in_three_months)
    element = ElementChoice(
        Element.objects.none(), label=_("Handler om målet eller indsatsen"), required=False
    )
    about_none_because = forms.CharField(
        label=_("Handler ikke om et mål, fordi"), max_length=200, required=False
    )

    def __init__(self, data: Any = None, *, viewer: "Viewer", **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        offer(self, viewer)
        chosen = self.initial.get("element")
        self.fields["element"].queryset = elements_to_choose(viewer, besides=chosen)  # type: ignore[attr-defined]


class ItemProposalForm(ProposalForm):
    """A wish, a solution or an idea from an item: the unit and where it was said are known."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["unit"]
        del self.fields["said_at"]


class NoteForm(Form):
    """What one notes."""

    text = forms.CharField(required=False, max_length=20_000, widget=forms.Textarea)
