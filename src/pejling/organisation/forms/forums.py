"""Forums, and what part of the list of them is shown."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pejling.core.text import fold
from pejling.organisation.choices import Offering, UnitChoice
from pejling.organisation.models import Forum, ForumKind
from pejling.organisation.models.forums import ForumQuerySet
from pejling.web.forms import Form, VersionedForm


class ForumForm(Offering, VersionedForm[Forum]):
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

    def narrow(self, forums: ForumQuerySet) -> ForumQuerySet:
        """The forums that fit, of today's unless those that have ended are asked for; names are compared as one searches."""
        chosen = self.cleaned_data if self.is_valid() else {}
        found = forums if chosen.get("ended") else forums.current()
        if kind := chosen.get("kind"):
            found = found.filter(kind=kind)
        if words := fold(chosen.get("q", "").strip()):
            names = found.order_by().values_list("pk", "name")
            found = found.filter(pk__in=[pk for pk, name in names if words in fold(name)])
        return found
