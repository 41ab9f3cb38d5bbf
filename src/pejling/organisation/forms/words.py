"""The municipality's own words, and how it presents itself."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from pejling.core.apart import Unreadable, apart
from pejling.core.word_templates import LARGEST, emptied
from pejling.organisation.models import Capacity, ForumKind, NamedKind, Role, SeatRole, UnitKind
from pejling.search.models import Synonyms
from pejling.web.forms import VersionedForm
from pejling.web.models import Identity


class UnitKindForm(VersionedForm[UnitKind]):
    """A level or kind of unit."""

    class Meta:
        model = UnitKind
        fields = ["name"]


class RoleForm(VersionedForm[Role]):
    """A role, and what it gives its holder."""

    def __init__(self, *args: Any, may_empower: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_empower:
            choices = [choice for choice in Capacity.choices if choice[0] != Capacity.OPERATOR]
            self.fields["capacity"].choices = choices  # type: ignore[attr-defined]

    class Meta:
        model = Role
        fields = ["name", "capacity"]


class ForumKindForm(VersionedForm[ForumKind]):
    """A kind of forum, and what it is whatever it is called."""

    class Meta:
        model = ForumKind
        fields = ["name", "nature"]


class SeatRoleForm(VersionedForm[SeatRole]):
    """A role in a forum."""

    class Meta:
        model = SeatRole
        fields = ["name"]


class SynonymsForm(VersionedForm[Synonyms]):
    """Words that mean nearly the same, with commas between them."""

    class Meta:
        model = Synonyms
        fields = ["name"]


FORMS: dict[type[NamedKind], type[VersionedForm[Any]]] = {
    UnitKind: UnitKindForm,
    Role: RoleForm,
    ForumKind: ForumKindForm,
    SeatRole: SeatRoleForm,
    Synonyms: SynonymsForm,
}


class IdentityForm(VersionedForm[Identity]):
    """The municipality's name, logo and two colours, and its Word template."""

    without_logo = forms.BooleanField(label=_("Fjern logoet"), required=False)
    without_template = forms.BooleanField(label=_("Fjern Word-skabelonen"), required=False)

    class Meta:
        model = Identity
        fields = ["name", "short_name", "logo", "band", "accent", "template"]
        widgets = {
            "logo": forms.FileInput,
            "template": forms.FileInput,
            "band": forms.ColorInput,
            "accent": forms.ColorInput,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.logo:
            del self.fields["without_logo"]
        if not self.instance.template:
            del self.fields["without_template"]

    def clean_template(self) -> Any:
        """The template as it is written into, made by a reader apart; a harmful one is refused in words."""
        chosen = self.cleaned_data["template"]
        if not isinstance(chosen, UploadedFile):
            return chosen
        try:
            return ContentFile(apart(emptied, chosen.read(LARGEST + 1)), "template.docx")
        except Unreadable as refusal:
            raise ValidationError(str(refusal)) from refusal

    @property
    def presented(self) -> Identity:
        """The municipality as it is to look."""
        if self.cleaned_data.get("without_logo"):
            self.instance.logo = ""
        if self.cleaned_data.get("without_template"):
            self.instance.template = ""
        return self.instance
