"""Forums, and what part of the list of them is shown."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pejling.organisation.choices import UnitChoice
from pejling.organisation.models import Forum, ForumKind
from pejling.web.forms import Form, VersionedForm


class ForumForm(VersionedForm[Forum]):
    """What is written about a forum."""

    unit = UnitChoice(label=_("Hører til enheden"), required=False, empty_label=_("Hele kommunen"))

    class Meta:
        model = Forum
        fields = ["name", "kind", "unit", "starts_on"]


class ForumFilter(Form):
    """What part of the list of forums is shown."""

    q = forms.CharField(label=_("Navn"), required=False, max_length=200, widget=forms.SearchInput)
    kind = forms.ModelChoiceField(
        ForumKind.objects.all(), label=_("Forumtype"), required=False, empty_label=_("Alle")
    )
    ended = forms.ChoiceField(
        label=_("Vis"), required=False, choices=[("", _("I dag")), ("alle", _("Også nedlagte"))]
    )
