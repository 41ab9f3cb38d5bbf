"""What becomes of an old element, as a person chooses it."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pejling.direction.models import Document, Element, FateKind
from pejling.web.forms import Choices, Form


class TargetField(Choices[Element]):
    """Elements to choose from, each with the document in which it stands."""

    def label_from_instance(self, obj: Element) -> str:
        """The wording, and where it stands."""
        return f"{obj.title} ({obj.document.title})"


class FateForm(Form):
    """Carried on, merged, split, moved or lapsed; where to, or why."""

    kind = forms.ChoiceField(label=_("Skæbne"), choices=FateKind.choices)
    to = TargetField(Element.objects.none(), label=_("Lever videre i"), required=False)
    why = forms.CharField(
        label=_("Begrundelse"), required=False, max_length=1_000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, data: Any = None, *, element: Element, viewer: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["to"].queryset = targets(element, viewer)  # type: ignore[attr-defined]
        fates = list(element.fates.all())
        if fates:
            self.initial = {
                "kind": fates[0].kind,
                "to": [f.to_id for f in fates if f.to_id],
                "why": fates[0].why,
            }


def targets(element: Element, viewer: Any) -> Any:
    """What an old element can live on in: the same sort of thing in its heir or in a document in force."""
    homes = Document.objects.visible_to(viewer).filter(
        Q(pk__in=Document.objects.in_force()) | Q(succession__olds=element.document_id)
    )
    same_sort = Element.objects.standing().filter(kind__nature=element.kind.nature, document__in=homes)
    if not element.document.has_settled_wording:
        return (
            same_sort.exclude(pk=element.pk)
            .select_related("document")
            .order_by("document__sort_key", "position")
        )
    return (
        same_sort.exclude(document=element.document_id)
        .select_related("document")
        .order_by("document__sort_key", "position")
    )
