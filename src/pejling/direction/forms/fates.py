"""What becomes of an old element, as a person chooses it."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pejling.core.keys import read_key
from pejling.direction.models import Document, Element, FateKind
from pejling.direction.models.elements import ElementQuerySet
from pejling.search.figures import search
from pejling.web.forms import Choices, Form

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

MOST = 50
"""Elements found by one search; whoever looks for another says more of its words."""


class HeirField(Choices[Element]):
    """Elements to choose from, each with the document in which it stands."""

    def label_from_instance(self, obj: Element) -> str:
        """The wording, and where it stands."""
        return f"{obj.title} ({obj.document.title})"


class FateForm(Form):
    """Carried on, merged, split, moved or lapsed; where to, or why."""

    kind = forms.ChoiceField(label=_("Skæbne"), choices=FateKind.choices)
    to = HeirField(Element.objects.none(), label=_("Lever videre i"), required=False)
    why = forms.CharField(
        label=_("Begrundelse"), required=False, max_length=1_000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(
        self, data: Any = None, *, element: Element, viewer: "Viewer", words: str = "", **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        fates = list(element.fates.all())
        chosen = [fate.to_id for fate in fates if fate.to_id]
        if fates:
            self.initial = {"kind": fates[0].kind, "to": chosen, "why": fates[0].why}
        field = self.fields["to"]
        assert isinstance(field, HeirField)
        possible = targets(element, viewer)
        field.queryset = possible
        sent = field.widget.value_from_datadict(self.data, self.files, "to") or [] if self.is_bound else []
        typed = [key for key in map(read_key, sent) if key is not None][:MOST]
        field.choices = [
            (row.pk, field.label_from_instance(row))
            for row in _offered(element, possible, chosen + typed, words, viewer)
        ]


def targets(element: Element, viewer: "Viewer") -> ElementQuerySet:
    """What an old element can live on in: the same sort of thing in its heir or in a document in force."""
    homes = Document.objects.visible_to(viewer).filter(
        Q(pk__in=Document.objects.in_force()) | Q(succession__olds=element.document_id)
    )
    same_sort = Element.objects.active().filter(kind__nature=element.kind.nature, document__in=homes)
    if element.document.has_settled_wording:
        same_sort = same_sort.exclude(document=element.document_id)
    return same_sort.exclude(pk=element.pk).select_related("document")


def _offered(
    element: Element, possible: ElementQuerySet, chosen: list[int], words: str, viewer: "Viewer"
) -> list[Element]:
    """A list that one can overlook: what is chosen, what is near - in the heir or the same document - and what was found."""
    found = (
        search(words, viewer, sources=["element"], limit=MOST, within={"element": possible}).hits
        if words
        else []
    )
    near = Q(document__succession__olds=element.document_id) | Q(document=element.document_id)
    wanted = Q(pk__in=[*chosen, *(hit.pk for hit in found)])
    offered = possible.filter(wanted) | possible.filter(near)
    return list(offered.distinct().order_by("document__sort_key", "position", "pk")[: 4 * MOST])
