"""Forums, and what part of the list of them is shown."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pejling.core.text import fold
from pejling.organisation.choices import Offering, UnitChoice
from pejling.organisation.models import Forum, ForumKind
from pejling.organisation.models.forums import ForumQuerySet
from pejling.web.forms import FilterForm, VersionedForm


class ForumForm(Offering, VersionedForm[Forum]):
    """What is written about a forum."""

    unit = UnitChoice(label=_("Hører til enheden"), required=False, empty_label=_("Hele kommunen"))

    class Meta:
        model = Forum
        fields = ["name", "kind", "unit", "starts_on"]


class ForumFilter(FilterForm[ForumQuerySet]):
    """What part of the list of forums is shown."""

    q = forms.CharField(label=_("Navn"), required=False, max_length=200, widget=forms.SearchInput)
    kind = forms.ModelChoiceField(
        ForumKind.objects.all(), label=_("Forumtype"), required=False, empty_label=_("Alle")
    )
    ended = forms.ChoiceField(
        label=_("Vis"), required=False, choices=[("", _("I dag")), ("alle", _("Også nedlagte"))]
    )

    lookups = {"kind": "kind"}

    def narrow_further(self, forums: ForumQuerySet, chosen: dict[str, Any]) -> ForumQuerySet:
        """Those of today unless those that have ended are asked for; names are compared as one searches."""
        found = forums if chosen.get("ended") else forums.current()
        if words := fold(chosen.get("q", "").strip()):
            names = found.order_by().values_list("pk", "name")
            found = found.filter(pk__in=[pk for pk, name in names if words in fold(name)])
        return found
