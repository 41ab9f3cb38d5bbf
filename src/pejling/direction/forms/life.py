"""What people type when a document goes through its life: hearing, adoption, a new period, retirement, a version."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pejling.core.dates import today
from pejling.direction.figures.life import doubts_about
from pejling.direction.forms.hidden import carrying
from pejling.direction.models import Document, Phase, Visibility
from pejling.organisation.authority import authority_of
from pejling.organisation.choices import ForumChoice, offer
from pejling.organisation.models import Forum
from pejling.web.forms import Choices, Form, Typed, VersionedForm

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

AFTER_ADOPTION = [
    (choice.value, choice.label) for choice in (Visibility.PUBLIC, Visibility.INTERNAL, Visibility.SHARED)
]


class HearingForm(Form):
    """From when, until when, and a word to those who are heard."""

    opens_on = forms.DateField(label=_("Høringen begynder"), initial=today)
    closes_on = forms.DateField(label=_("Svarfrist"))
    note = forms.CharField(
        label=_("Besked til parterne"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def forums_that_decided(viewer: "Viewer") -> QuerySet[Forum]:
    """The forums, also those of before, whose decisions this viewer may write in."""
    forums = Forum.objects.for_list()
    return forums if authority_of(viewer).is_secretariat else forums.unpolitical()


class AdoptionForm(Form):
    """Who adopted it, when, and from when it is in force.

    A day that does not go with the document's period is asked about once; the same day sent again is meant.
    """

    forum = ForumChoice(label=_("Vedtaget af"))
    decided_on = forms.DateField(
        label=_("Vedtaget den"), help_text=_("Datoen må gerne ligge tilbage i tiden.")
    )
    in_force_on = forms.DateField(
        label=_("Gælder fra"),
        required=False,
        help_text=_("Ellers fra vedtagelsen, eller fra periodens begyndelse, når den er senere."),
    )
    visibility = forms.ChoiceField(label=_("Hvem kan læse det derefter"), choices=AFTER_ADOPTION)
    note = forms.CharField(
        label=_("Bemærkning"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2})
    )

    despite = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, document: Document, viewer: "Viewer", **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.document = document
        self.doubts: list[str] = []
        offer(self, viewer, forum=forums_that_decided(viewer))
        decides_elsewhere = document.forum is not None and not document.forum.is_political
        self.initial = {
            "forum": document.forum_id,
            "decided_on": today(),
            "visibility": Visibility.INTERNAL if decides_elsewhere else Visibility.PUBLIC,
        }

    def clean_in_force_on(self) -> date | None:
        """The day, or the one that follows from the decision; what the period says against it is told once."""
        chosen = self.cleaned_data["in_force_on"] or self._follows_from_the_decision()
        if chosen is None:
            return None
        told = self.data.get("despite") == chosen.isoformat()
        self.doubts = doubts_about(self.document, chosen)
        if self.doubts and not told:
            self.data = carrying(self.data, "despite", chosen.isoformat())
            again = gettext("Ret dagen, eller gem igen, hvis det er sådan, det er.")
            raise forms.ValidationError(" ".join([*self.doubts, again]))
        return chosen

    def _follows_from_the_decision(self) -> date | None:
        decided: date | None = self.cleaned_data.get("decided_on")
        return max(decided, self.document.starts_on or decided) if decided else None

    @property
    def values(self) -> dict[str, Any]:
        """The clean values of the adoption."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "despite"}
        return {**values, "visibility": Visibility(values["visibility"])}


class ReasonForm(Form):
    """Why."""

    why = forms.CharField(label=_("Begrundelse"), max_length=1_000, widget=forms.Textarea(attrs={"rows": 3}))


class RetirementForm(ReasonForm):
    """By whom, from when and why a document goes out of force."""

    forum = ForumChoice(label=_("Besluttet af"), required=False)
    last_day = forms.DateField(label=_("Gælder til og med"), initial=today)
    field_order = ("forum", "last_day", "why")

    def __init__(self, data: Any = None, *, viewer: "Viewer", **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        offer(self, viewer, forum=Forum.objects.for_list())


class PeriodForm(VersionedForm[Document]):
    """The document's new period, why, and who decided it, when somebody did."""

    decided_by = ForumChoice(
        label=_("Besluttet af"),
        required=False,
        help_text=_("Udfyldes, når et forum har besluttet det."),
    )
    decided_on = forms.DateField(label=_("Besluttet den"), required=False)
    why = forms.CharField(label=_("Begrundelse"), max_length=1_000, widget=forms.Textarea(attrs={"rows": 3}))

    class Meta:
        model = Document
        fields = ["starts_on", "ends_on"]
        labels = {"starts_on": _("Perioden begynder"), "ends_on": _("Perioden slutter")}

    def __init__(self, data: Typed = None, *, viewer: "Viewer", instance: Document, **kwargs: Any) -> None:
        super().__init__(data, instance=instance, **kwargs)
        offer(self, viewer, decided_by=forums_that_decided(viewer))


class OldDocumentsForm(Form):
    """Which documents a draft, or a law, takes over from: of those that one edits, and of those that are chosen already."""

    olds = Choices(
        Document.objects.none(), label=_("Dokumenter, som afløses"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, new: Document, viewer: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        chosen = Document.objects.filter(successions__new=new)
        seen = Document.objects.visible_to(viewer).filter(pk__in=chosen.values("pk"))
        self.unseen = list(chosen.exclude(pk__in=seen.values("pk")))
        offered = Document.objects.filter(
            Q(pk__in=Document.objects.editable_by(viewer).values("pk")) | Q(pk__in=seen.values("pk")),
            phase=Phase.IN_FORCE,
            kind__life=new.life,
        )
        candidates = offered.exclude(pk=new.pk).select_related("kind").order_by("kind__position", "sort_key")
        self.fields["olds"].queryset = candidates  # type: ignore[attr-defined]
        self.initial["olds"] = [old.pk for old in seen]

    @property
    def values(self) -> dict[str, Any]:
        """Those that were chosen, and those that others chose and this person does not see."""
        return {"olds": [*self.cleaned_data["olds"], *self.unseen]}


class FreezeForm(Form):
    """What this moment is called, and why it is kept."""

    name = forms.CharField(label=_("Navn på versionen"), max_length=120)
    why = forms.CharField(label=_("Anledning"), required=False, max_length=1_000)


class MomentForm(Form):
    """The day that one wants to see."""

    den = forms.DateField(label=_("Vis som det så ud den"))


class SpanForm(Form):
    """Two days between which one wants to see what changed."""

    fra = forms.DateField(label=_("Fra"), required=False)
    til = forms.DateField(label=_("Til"), required=False)
