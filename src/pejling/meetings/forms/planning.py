"""What is typed when meetings are planned, and what part of the list is shown."""

from datetime import time
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext_lazy as _

from pejling.core.dates import start_of, today
from pejling.core.permissions import may
from pejling.meetings.figures.year import LAST, Rhythm
from pejling.meetings.forms.items import ClockField
from pejling.meetings.models import STATES, ForumPractice, ForumSource, Meeting, State, Where
from pejling.meetings.models.meetings import MeetingQuerySet
from pejling.organisation.choices import ForumChoice, PersonChoice, PersonChoices, forums_to_choose, offer
from pejling.web.forms import FilterForm, Form, VersionedForm

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pejling.core.permissions import Viewer
    from pejling.organisation.models import Forum

USUAL_MONTHS = [str(month) for month in (1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12)]
"""July is quiet."""


def plannable(viewer: "Viewer") -> "QuerySet[Forum]":
    """The forums for which the viewer may plan meetings here."""
    rows = forums_to_choose(viewer).exclude(meeting_source__where=Where.FETCHED)
    return rows.filter(pk__in=[each.pk for each in rows if may(viewer, "meetings.plan", each)])


class MeetingForm(VersionedForm[Meeting]):
    """When, where and with whom besides the members."""

    forum = ForumChoice(label=_("Forum"))
    responsible = PersonChoice(
        label=_("Ansvarlig for mødet"), required=False, help_text=_("Ellers forummets sekretær eller dig.")
    )
    people = PersonChoices(label=_("Indkaldte ud over medlemmerne"), required=False)

    class Meta:
        model = Meeting
        fields = ["forum", "kind", "at", "minutes", "place", "responsible"]

    def __init__(self, *args: Any, viewer: "Viewer", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["forum"]
            if "people" not in self.initial:
                guests = self.instance.attendances.filter(is_guest=True)
                self.initial["people"] = list(guests.values_list("person", flat=True))
            offer(self, viewer)
        else:
            offer(self, viewer, forum=plannable(viewer))

    def value_in(self, current: Any, name: str) -> Any:
        """Those called besides stand in rows of their own."""
        if name == "people":
            rows = current.attendances.filter(is_guest=True).select_related("person")
            return [each.person for each in rows]
        return super().value_in(current, name)


class YearForm(Form):
    """A year's meetings: which months, which weekday of the month, at what hour."""

    forum = ForumChoice(label=_("Forum"))
    year = forms.IntegerField(label=_("År"), min_value=2000, max_value=2100)
    months = forms.MultipleChoiceField(
        label=_("Måneder"),
        choices=[(str(number), name) for number, name in MONTHS.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    number = forms.TypedChoiceField(
        label=_("Hvilken i måneden"),
        coerce=int,
        choices=[
            (1, _("den første")),
            (2, _("den anden")),
            (3, _("den tredje")),
            (4, _("den fjerde")),
            (LAST, _("den sidste")),
        ],
    )
    weekday = forms.TypedChoiceField(label=_("Ugedag"), coerce=int, choices=list(WEEKDAYS.items())[:5])
    at = ClockField(label=_("Klokken"), initial=time(16))
    minutes = forms.IntegerField(
        label=_("Minutter i alt"), initial=120, validators=[MinValueValidator(5), MaxValueValidator(1440)]
    )
    place = forms.CharField(label=_("Sted"), max_length=200, required=False)

    def __init__(self, data: Any = None, *, viewer: "Viewer", **kwargs: Any) -> None:
        initial = {
            "year": today().year + (today().month > 9),
            "months": USUAL_MONTHS,
            **kwargs.pop("initial", {}),
        }
        super().__init__(data, initial=initial, **kwargs)
        offer(self, viewer, forum=plannable(viewer))

    @property
    def rhythm(self) -> Rhythm:
        """The days that were asked for."""
        chosen = self.cleaned_data
        months = [int(month) for month in chosen["months"]]
        return Rhythm(chosen["year"], months, chosen["weekday"], chosen["number"], chosen["at"])


class CancelForm(Form):
    """Why a meeting is called off."""

    because = forms.CharField(label=_("Hvorfor aflyses mødet?"), max_length=250)


class PracticeForm(VersionedForm[ForumPractice]):
    """How forums of a kind hold their meetings."""

    class Meta:
        model = ForumPractice
        fields = [
            "opens_with", "ends_with", "follow_up", "notice_days", "visibility", "by_both", "chair", "vice", "secretary",
        ]  # fmt: skip


class SourceForm(VersionedForm[ForumSource]):
    """Where a forum's meetings are held."""

    class Meta:
        model = ForumSource
        fields = ["where", "system"]


STAGES = [("", _("Alle")), ("kommende", _("Kommende")), *((each.value, each.label) for each in State)]


class MeetingFilter(FilterForm[MeetingQuerySet]):
    """Forum, how far it has come, whether it is one's own."""

    forum = ForumChoice(label=_("Forum"), required=False, empty_label=_("Alle"))
    staar = forms.ChoiceField(label=_("Står"), required=False, choices=STAGES)
    mine = forms.BooleanField(label=_("Kun dem, jeg er med i"), required=False)

    def __init__(self, data: Any, *, viewer: "Viewer") -> None:
        super().__init__(data)
        self.viewer = viewer
        offer(self, viewer)

    def narrow_further(self, rows: MeetingQuerySet, chosen: dict[str, Any]) -> MeetingQuerySet:
        """By forum, state and whether the viewer has a part in it."""
        if forum := chosen.get("forum"):
            rows = rows.filter(forum=forum)
        if (state := chosen.get("staar")) == "kommende":
            rows = rows.filter(at__gte=start_of(today()), cancelled_at=None)
        elif state:
            rows = rows.filter(STATES[state])
        return rows.of_viewer(self.viewer) if chosen.get("mine") else rows
